"""The commands: `python -m cci_data --help`.

A problem is one sentence a line on the error output, with exit code 2; `check` ends with 1 where it found something.
"""

from cci_data.cli import application, database, desk, history, spotlight, statistics
from cci_data.cli.application import app

__all__ = ["app", "application", "database", "desk", "history", "main", "spotlight", "statistics"]


def main() -> None:
    """Run the command that the command line asks for, and exit with its code."""
    app(prog_name="python -m cci_data")
