"""What can be found through the search field, and the index that finds it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.city_names import city_names
from cci_data.country_names import COUNTRY_NAMES, LONG_CODES
from cci_data.models import Country, FormerPartner, Sector
from cci_data.queries.events import events
from cci_data.queries.everyone import everyone
from cci_data.queries.frames import frame, shared, tuples_by_key
from cci_data.queries.good_practices import good_practices
from cci_data.queries.projects import projects
from cci_data.search.index import SearchIndex
from cci_data.vocabulary import ILLUSTRATIVE

COLUMNS = ["kind", "record_id", "name", "other_names", "codes", "further", "country_code", "is_illustrative"]
Further = tuple[tuple[str, str], ...]
CityNames = dict[tuple[str, str], tuple[str, ...]]


def search_documents(session: Session) -> pd.DataFrame:
    """Return a row for everything that can be found, in no order that matters.

    Illustrative partners and events are there, as on their pages, and marked; illustrative projects and good practices
    are not. Columns, all of dtype object:

    - kind: partner, project, event, country, sector or good_practice; record_id: its key; name: its name or title;
    - other_names: tuple of what else it is called, of a partner also the ids of those that were merged into it;
    - codes: tuple of short codes for it (ISO 3166-1 of countries);
    - further: tuple of pairs, what to say as the reason and the text that is searched (`in Riga`, `Riga`);
    - country_code: None where it has none or is not stated; is_illustrative: bool.
    """
    people, meetings = shared(session, everyone), shared(session, events)
    cities = [(row.cities, row.country_codes) for row in people.itertuples()]
    cities += [((row.city,), (row.country_code,)) for row in meetings.itertuples()]
    called = city_names(pair for several, codes in cities for pair in product(several, codes))
    rows = [*_countries(session), *_sectors(session), *_partners(session, people, called)]
    rows += [*_projects(session), *_events(meetings, called), *_good_practices(session)]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


def search_index(session: Session) -> SearchIndex:
    """Return the index of `search_documents`; costly to make, so for `Reader.fetch`, which keeps it."""
    return SearchIndex(search_documents(session))


def _further(*groups: tuple[str, Iterable[str | None]]) -> Further:
    """Return the pairs of a record from what goes before each text in its reason, and the texts; blanks are left out.

    Where the words before end with ` …` the text is too long for a reason and stands in none.
    """
    return tuple(
        (before.removesuffix(" …") if before.endswith(" …") else f"{before} {text}", text)
        for before, texts in groups
        for text in texts
        if text
    )


def _row(row: Any, kind: str, record_id: str, name: str, further: Further, other_names: tuple = ()) -> tuple:
    is_illustrative = row.origin == ILLUSTRATIVE
    return kind, record_id, name, other_names, (), further, getattr(row, "country_code", None), is_illustrative


def _countries(session: Session) -> Iterator[tuple]:
    for code, name in session.execute(select(Country.country_code, Country.name)):
        codes = tuple(filter(None, (code, LONG_CODES.get(code))))
        yield "country", code, name, COUNTRY_NAMES.get(code, ()), codes, (), code, False


def _sectors(session: Session) -> Iterator[tuple]:
    for row in frame(session, select(Sector.__table__)).itertuples():
        elsewhere = (row.creative_europe, row.essnet_domain, row.german_submarket)
        further = _further(("in its definition …", [row.definition]), ("in other lists:", elsewhere))
        yield "sector", row.sector_id, row.label, (), (), further, None, False


def _in_cities(cities: Iterable[str | None], codes: Sequence[str | None], called: CityNames) -> Further:
    """Return a pair for each city: it is found by all its names, and its reason says the one that is on record."""
    names = ((city, [name for code in codes for name in called.get((city, code), ())]) for city in cities if city)
    return tuple((f"in {city}", " ".join([city, *others])) for city, others in names)


def _partners(session: Session, people: pd.DataFrame, called: CityNames) -> Iterator[tuple]:
    countries = dict(session.execute(select(Country.country_code, Country.name)).all())
    former = tuples_by_key(session, select(FormerPartner.partner_id, FormerPartner.former_id))
    for row in people.itertuples():
        further = _in_cities(row.cities, row.country_codes, called) + _further(
            ("in", (countries.get(code) for code in row.country_codes)),
            ("sector", row.sectors),
            ("service", row.services),
            ("type", [row.organisation_type]),
        )
        merged = (former_id.replace("-", " ") for former_id in former.get(row.partner_id, ()))
        yield _row(row, "partner", row.partner_id, row.name, further, (*row.other_names, *merged))


def _projects(session: Session) -> Iterator[tuple]:
    for row in shared(session, projects).itertuples():
        further = _further(("programme", [row.programme]), ("with", row.partner_names), ("sector", row.sectors))
        yield _row(row, "project", row.project_id, row.title, further)


def _events(meetings: pd.DataFrame, called: CityNames) -> Iterator[tuple]:
    for row in meetings.itertuples():
        further = _in_cities([row.city], [row.country_code], called) + _further(
            ("in", [row.country]),
            ("kind", [row.kind_label]),
            ("hosted by", row.hosts),
            ("sector", row.sectors),
            ("in its note …", [row.note]),
        )
        yield _row(row, "event", row.event_id, row.title, further)


def _good_practices(session: Session) -> Iterator[tuple]:
    for row in shared(session, good_practices).itertuples():
        further = _further(
            ("in", [row.country]),
            ("by", row.partner_names),
            ("format", [row.format]),
            ("sector", row.sectors),
            ("in its summary …", [row.summary]),
        )
        yield _row(row, "good_practice", row.good_practice_id, row.title, further)
