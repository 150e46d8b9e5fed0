"""The geography of cooperation: pairs of countries whose partners share projects, or took part in the same events."""

from collections import defaultdict
from datetime import date
from itertools import combinations

import pandas as pd
from sqlalchemy.orm import Session

from cci_data.impact.counting import JOINT, countries_in, held
from cci_data.impact.period import everything
from cci_data.impact.records import records
from cci_data.queries.cooperation import country_pairs
from cci_data.queries.frames import shared

EXPLAINED = "Two countries are joined by each project with partners of both, and by each event in which both took part."
ACROSS = "A bubble counts a country's partners in projects across borders; a line joins two that share projects."
COLUMNS = ["one", "other", "project_count", "event_count", "count", "titles"]

Pair = tuple[str, str]


def pairs(session: Session, *, today: date) -> pd.DataFrame:
    """Return the pairs of countries that share projects or events, those that share the most first, then by code.

    Columns: one, other (country codes, in the order of the alphabet), project_count (those of
    `queries.cooperation.country_pairs`), event_count (that began until today), count (both together), titles (of the
    projects, then of the events, each by name). A partner stands for its own country alone.
    """
    projects = {(row.one, row.other): row.titles for row in shared(session, country_pairs).itertuples()}
    known, until = shared(session, records), everything(today)
    events: dict[Pair, list[str]] = defaultdict(list)
    for row in held(known):
        if until.holds(row.starts_on):
            for pair in combinations(countries_in(known, row), 2):
                events[pair].append(row.title)
    rows = [
        (*pair, len(shared_projects), len(shared_events), len(shared_projects) + len(shared_events), titles)
        for pair in {*projects, *events}
        for shared_projects, shared_events in [(projects.get(pair, ()), sorted(events.get(pair, ())))]
        for titles in [(*shared_projects, *shared_events)]
    ]
    rows.sort(key=lambda row: (-row[4], row[0], row[1]))
    return pd.DataFrame(rows, columns=COLUMNS)


def partners_across(session: Session) -> pd.DataFrame:
    """Return the partners with a project in which another country takes part too, by their own country.

    Columns: country_code (in the order of the alphabet; countries without any are missing), partner_count, names (a
    tuple, in the order of the alphabet).
    """
    known = shared(session, records)
    joint = (row.partner_ids for row in known.every_project if len(known.home(row.partner_ids)) >= JOINT)
    inside = {key for keys in joint for key in keys}
    found: dict[str, list[str]] = defaultdict(list)
    for row in known.every_partner:
        if row.partner_id in inside and row.country_code:
            found[row.country_code].append(row.name)
    rows = [(code, len(names), tuple(sorted(names))) for code, names in sorted(found.items())]
    return pd.DataFrame(rows, columns=["country_code", "partner_count", "names"])
