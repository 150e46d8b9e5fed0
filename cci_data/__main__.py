"""`python -m cci_data`: the commands of `cci_data.cli`."""

from cci_data.cli import main

main()
