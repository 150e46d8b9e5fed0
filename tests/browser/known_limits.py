"""What axe may find, since Streamlit draws it; each limit stands in the accessibility statement."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """A rule of axe that elements under `selector` break, and the words of the statement that own up to it."""

    rule: str
    selector: str
    statement: str


KNOWN_LIMITS = (
    Limit("empty-table-header", "[data-testid=stDataFrame]", "the row marker column of tables has no name"),
    Limit("svg-img-alt", "[data-testid=stMetricChart]", "small curves beside a number have no description"),
    Limit("target-size", "[data-testid=stDateInput]", "parts of a date are small targets"),
)
