"""The commands: `python -m cci_data --help`.

A problem is one sentence a line on the error output, with exit code 2; `check` ends with 1 where it found something.
"""

import logging
import os
import signal
import sys
from threading import Timer

from cci_data.cli import application, database, desk, frozen, history, report, spotlight, statistics, upkeep
from cci_data.cli.application import app

__all__ = [
    "app",
    "application",
    "database",
    "desk",
    "frozen",
    "history",
    "main",
    "report",
    "spotlight",
    "statistics",
    "upkeep",
]


SECONDS_UNTIL_AGAIN = 0.01


def main() -> None:
    """Run the command that the command line asks for, and exit with its code."""
    sys.unraisablehook = _stop_again
    # It notes of a command that is stopped how it closed its connection: nothing that a person could do anything about.
    logging.getLogger("psycopg").setLevel(logging.ERROR)
    app(prog_name="python -m cci_data")


def _stop_again(lost: "sys.UnraisableHookArgs") -> None:
    """Stop the command anew where its stop got lost in a callback that Python lets no error out of."""
    if lost.exc_type is KeyboardInterrupt:
        Timer(SECONDS_UNTIL_AGAIN, os.kill, (os.getpid(), signal.SIGINT)).start()
    else:
        sys.__unraisablehook__(lost)
