"""What a handout is made of: facts and words; the drawings and the template decide how they look.

Beside what is here, a handout takes the blocks of scenes that can be printed: `Entries`, `Figures`, `Matrix`, `Panels`
and `Web`.
"""

from dataclasses import dataclass
from datetime import date

from cci_data.data_age import DataAge
from cci_data.funding import Funding
from cci_data.scenes.scene import Bubble, Entries, Figures, Matrix, Name, Panels, Web


@dataclass(frozen=True)
class Places:
    """A map of places.

    bubbles: the last of their counts is drawn; country: the code of the one that is looked at closely, "" for the whole
    region; chosen: the names of cities that are marked; names: of countries; alt: what is seen, in a sentence;
    width: how wide it stands on paper, in points; ratio: how high it is, in widths.
    """

    bubbles: tuple[Bubble, ...]
    country: str
    names: tuple[Name, ...]
    alt: str
    width: float = 487.0
    ratio: float = 1.0
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """Labels with their values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Table:
    """A table, all of whose rows are printed, with its heads on every page that it goes on to.

    heads, rows: texts; widths: of the columns, in parts of the whole; nothing: what is said where it has no row;
    is_small: for a long one; groups: of its rows, in their order, each with its name and how many rows it has, none for
    a table of one piece. A row stays in one piece, and the name of a group is repeated like the heads.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    nothing: str = ""
    is_small: bool = False
    groups: tuple[tuple[str, int], ...] = ()


Body = Places | Facts | Words | Table | Entries | Figures | Matrix | Panels | Web


@dataclass(frozen=True)
class Section:
    """A part with its heading. lead: what it finds, a sentence; note: how to read it, in sentences; columns: in how
    many the entries of a list, the panels, or the rows of a table with groups stand."""

    heading: str
    body: Body
    lead: str = ""
    note: str = ""
    columns: int = 1


@dataclass(frozen=True)
class Beside:
    """Sections side by side. share: the part of the width that the left ones have."""

    left: tuple[Section, ...]
    right: tuple[Section, ...]
    share: float = 0.5


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a page of its own."""


@dataclass(frozen=True)
class Handout:
    """A handout.

    kicker: what it is about (`Country in the spotlight`); title; lead: a sentence or two below it; filters: what was
    chosen, in words, none for everybody; made_on: the day that it is of; as_of: the day of the data, None where not
    known; state: the name of the frozen state that it shows, "" for the present; source: where the data come from,
    without "Source:"; address: where the dashboard is, "" where not known; language: of its words, as BCP 47 has it;
    funding: who pays, None for nobody; origin: where the network comes from, told where nobody pays, "" for no word of
    it; most_pages: on how many it has to fit, for which it is set smaller where it must, 0 for any number.
    """

    kicker: str
    title: str
    lead: str
    parts: tuple[Section | Beside | NewPage, ...]
    made_on: date
    source: str
    filters: tuple[str, ...] = ()
    as_of: DataAge | date | None = None
    state: str = ""
    address: str = ""
    language: str = "en"
    funding: Funding | None = None
    origin: str = ""
    most_pages: int = 0
