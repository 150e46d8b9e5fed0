"""How far a long command is: shown on the error output once it has taken two seconds, in a terminal as a bar."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cci_data.language import grouped
from cci_data.progress import Tell

SECONDS_OF_SILENCE = 2.0
# Where nobody can see a bar, as in a log, a line now and then.
SECONDS_BETWEEN_LINES = 10.0


class _News:
    """What is going on, as it was told last."""

    def __init__(self, what: str, *, is_terminal: bool) -> None:
        self._what, self._done, self._total = what, 0, 0
        self._is_terminal = is_terminal
        self._said_at = float("-inf")
        self._is_shown = False
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task(what, total=None)
        self._timer = Timer(SECONDS_OF_SILENCE, self._show)
        self._timer.daemon = True

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()
        if self._timer.is_alive():
            self._timer.join()
        if self._is_terminal and self._is_shown:
            self._bar.stop()

    def tell(self, what: str, done: int, total: int) -> None:
        self._what, self._done, self._total = what, done, total
        self._bar.update(self._task, description=what, completed=done, total=total or None)
        if self._is_shown and not self._is_terminal:
            self._say()

    def _show(self) -> None:
        self._is_shown = True
        if self._is_terminal:
            self._bar.start()
        else:
            self._say()

    def _say(self) -> None:
        if time.monotonic() - self._said_at >= SECONDS_BETWEEN_LINES:
            self._said_at = time.monotonic()
            how_far = f": {grouped(self._done)} of {grouped(self._total)}" if self._total else ""
            typer.echo(f"{self._what}{how_far} …", err=True)


@contextmanager
def working(what: str) -> Iterator[Tell]:
    """Show how far the block is once it has taken two seconds; the block tells what it does as it goes on."""
    news = _News(what, is_terminal=Console(stderr=True).is_terminal)
    news.start()
    try:
        yield news.tell
    finally:
        news.stop()
