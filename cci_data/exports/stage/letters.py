"""Text in the HTML of a presentation: whatever comes from the data is escaped."""

from collections.abc import Iterable

from markupsafe import Markup, escape


def fill(template: str, **values: object) -> Markup:
    """Return `template` with its {fields} filled in; each value is escaped unless it is Markup already."""
    return Markup(template).format(**values)


def joined(pieces: Iterable[object], between: str = "") -> Markup:
    """Return pieces one after another, each escaped unless it is Markup already."""
    return Markup(between).join(escape(piece) for piece in pieces)
