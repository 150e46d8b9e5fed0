"""`python -m cci_data`: the commands of `cci_data.cli`."""

import os
import sys

STOPPED = 130

try:
    from cci_data.cli import main

    main()
except ModuleNotFoundError as error:
    sys.exit(f"There is no {error.name} for this Python. Run .venv/bin/python -m cci_data, as README.md tells.")
except (KeyboardInterrupt, SystemExit) as end:
    if isinstance(end, SystemExit) and end.code != STOPPED:
        raise
    if isinstance(end, KeyboardInterrupt):
        # Before a command has begun, and after it is done; in between it says so itself.
        sys.stderr.write("Stopped.\n")
    sys.stdout.flush()
    sys.stderr.flush()
    # Python itself would end by the signal where that came while some code was made from a text.
    os._exit(STOPPED)
