"""`python -m cci_data`: the commands of `cci_data.cli`."""

import sys

try:
    from cci_data.cli import main

    main()
except ModuleNotFoundError as error:
    sys.exit(f"There is no {error.name} for this Python. Run .venv/bin/python -m cci_data, as README.md tells.")
except KeyboardInterrupt:
    # Before a command has begun, and after it is done; in between it says so itself.
    sys.stderr.write("Stopped.\n")
    sys.exit(130)
