"""How a long piece of work says how far it is, without knowing whether anybody looks."""

from collections.abc import Callable

# What is going on, how much of it is done, and how much there is.
Tell = Callable[[str, int, int], None]


def silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""
