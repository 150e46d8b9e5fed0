"""The headline numbers: each is the length of a list of rows, and nothing else.

Whoever shows a number takes it from here; whoever asks what was counted gets the rows.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from sqlalchemy.orm import Session

from cci_data.filters import WITHOUT_PLACE, PartnerFilter
from cci_data.public_data import as_public
from cci_data.queries import coverage
from cci_data.queries.good_practices import good_practices
from cci_data.queries.partners import partners
from cci_data.queries.projects import projects
from cci_data.vocabulary import CROSS_SECTORAL, NOT_STATED

PARTNER_COLUMNS = {
    "name": "Partner",
    "country": "Country",
    "cities": "Places",
    "organisation_type": "Type",
    "source": "Source",
}


@dataclass(frozen=True)
class Number:
    """A number that the pages show.

    label: what stands beside it; counts: what is counted and what is not; rows: the query whose rows are counted;
    columns: those of its columns that a person reads, with their headings.
    """

    label: str
    counts: str
    rows: Callable[[Session], pd.DataFrame]
    columns: dict[str, str]


def _countries(session: Session) -> pd.DataFrame:
    found = coverage.countries(session)
    return found[found["partner_count"] > 0]


def _sectors(session: Session) -> pd.DataFrame:
    found = coverage.sectors(session)
    return found[found["partner_count"] > 0]


def _without_place(session: Session) -> pd.DataFrame:
    return partners(session, chosen=WITHOUT_PLACE)


NUMBERS = {
    "partners": Number(
        "partners on record",
        "Organisations on record, each once, whether or not their place or sector is known. Illustrative ones are "
        "not counted.",
        partners,
        PARTNER_COLUMNS,
    ),
    "countries": Number(
        "countries",
        "Countries of the network in which at least one partner is on record.",
        _countries,
        {"name": "Country", "partner_count": "Partners", "note": "Note"},
    ),
    "sectors": Number(
        "sectors covered",
        "Sectors that at least one partner names as its own. Cross-sectoral partners are not added to any sector.",
        _sectors,
        {"label": "Sector", "partner_count": "Partners", "definition": "Definition"},
    ),
    "projects": Number(
        "projects",
        "Cooperation projects on record, each once, past and running.",
        projects,
        {
            "title": "Project",
            "programme": "Programme",
            "starts": "Starts",
            "ends": "Ends",
            "lead": "Lead partner",
            "partner_names": "Partners on record",
            "partners_published_count": "Partners as published",
            "total_budget_eur": "Total budget, EUR",
            "source": "Source",
            "note": "Note",
        },
    ),
    "good-practices": Number(
        "good practices",
        "Good practices on record, each once.",
        good_practices,
        {
            "title": "Good practice",
            "format": "Format",
            "partner_names": "Partners",
            "in_figures": "In figures",
            "source": "Source",
        },
    ),
    "cross-sectoral": Number(
        "cross-sectoral partners",
        "Partners that serve all sectors. They are a series of their own and are added to no sector.",
        lambda session: partners(session, chosen=PartnerFilter(sector=(CROSS_SECTORAL,))),
        PARTNER_COLUMNS,
    ),
    "sector-not-stated": Number(
        "partners without a stated sector",
        "Partners whose sources state no sector. Not stated is neither all sectors nor none.",
        lambda session: partners(session, chosen=PartnerFilter(sector=(NOT_STATED,))),
        PARTNER_COLUMNS,
    ),
    "without-place": Number(
        "partners without a place",
        "Partners whose sources name no city. They are in every list and count, but not on the map.",
        _without_place,
        PARTNER_COLUMNS,
    ),
}


def count(session: Session, *, number: str) -> int:
    """Return a headline number; `number` is a key of `NUMBERS`."""
    return len(NUMBERS[number].rows(session))


def rows(session: Session, *, number: str) -> pd.DataFrame:
    """Return the rows that a headline number counts: the columns for reading, under their headings.

    Tuples are joined by commas; what is not known is empty. As they may leave (`as_public`): nobody is a source.
    """
    columns = NUMBERS[number].columns
    found = as_public(NUMBERS[number].rows(session))
    # Column by column and as objects: a whole number must not become a fraction where another row has none.
    return pd.DataFrame(
        {
            heading: pd.Series([_readable(value) for value in found[key]], dtype=object)
            for key, heading in columns.items()
        }
    )


def _readable(value: object) -> object:
    return ", ".join(value) if isinstance(value, tuple) else value
