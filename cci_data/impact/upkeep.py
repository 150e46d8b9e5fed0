"""What the network would lose without the Desk: who is active and who fell silent, who hosts, which needs were met.

Who fell silent is no public figure: that list is for the Desk alone, at the command line.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.impact.counting import held
from cci_data.impact.own import of_network, steps
from cci_data.impact.period import everything
from cci_data.impact.records import Records, records
from cci_data.models import Statement
from cci_data.partial_dates import first_day, last_day
from cci_data.queries.frames import frame, shared
from cci_data.vocabulary import ILLUSTRATIVE, NETWORK_COUNTRIES

MET = (
    "A need counts as answered where the ledger holds a contact of its partner after it was stated, which the network "
    "caused or helped."
)


def last_activities(session: Session, *, today: date) -> dict[str, date]:
    """Return the last day until today on which each partner was active, for certain or at the latest: id → day.

    What counts is a project that runs or ended, an event hosted or attended, a step in the ledger, and the profile
    confirmed. Who was never active is not in it.
    """
    found: dict[str, date] = {}
    for key, day in _days(shared(session, records), today):
        found[key] = max(day, found.get(key, day))
    return found


def _days(known: Records, today: date) -> Iterator[tuple[str, date]]:
    until = everything(today)
    for row in known.every_project:
        if until.overlaps(row.starts, row.ends):
            yield from ((key, min(last_day(row.ends or row.starts), today)) for key in row.partner_ids)
    for row in held(known):
        if until.holds(row.starts_on):
            yield from ((key, row.starts_on) for key in known.there(row) if key in known.homes)
    for row in known.every_step:
        if until.holds(row.happened_on):
            yield from ((key, last_day(row.happened_on)) for key in known.step_partners.get(row.step_id, ()))
    for row in known.every_partner:
        if row.confirmed_on is not None and row.confirmed_on <= today:
            yield row.partner_id, row.confirmed_on


def silent_partners(session: Session, *, today: date) -> pd.DataFrame:
    """Return the partners by the months since they were last active, the longest silence first; never public.

    Columns: partner_id, name, country_code, last_on (None: never active on record), months (whole ones since; None).
    Those that were never active come last.
    """
    last = last_activities(session, today=today)
    rows = [
        (row.partner_id, row.name, row.country_code, last.get(row.partner_id), _months(last.get(row.partner_id), today))
        for row in shared(session, records).partners.itertuples()
    ]
    rows.sort(key=lambda row: (row[4] is None, -(row[4] or 0), row[1], row[0]))
    return pd.DataFrame(rows, columns=["partner_id", "name", "country_code", "last_on", "months"], dtype=object)


def _months(since: date | None, today: date) -> int | None:
    if since is None:
        return None
    return (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)


def activity_by_country(session: Session, *, today: date, months: int = 12) -> pd.DataFrame:
    """Return for each country of the network, by name, how many of its partners were active in the last months.

    Columns: country_code, country, partner_count (on record), active_count.
    """
    last = last_activities(session, today=today)
    partners = shared(session, records).partners
    rows = []
    for code, name in NETWORK_COUNTRIES.items():
        ids = partners.loc[partners["country_code"] == code, "partner_id"]
        rows.append((code, name, len(ids), sum(key in last and _months(last[key], today) < months for key in ids)))
    return pd.DataFrame(rows, columns=["country_code", "country", "partner_count", "active_count"])


def events_per_host(session: Session, *, today: date) -> pd.DataFrame:
    """Return who hosted how many events that began until today, the most first, then by name.

    Columns: partner_id, name, event_count. An event with several hosts counts for each; deadlines for nobody.
    """
    known, until = shared(session, records), everything(today)
    names = dict(zip(known.partners["partner_id"], known.partners["name"], strict=True))
    counts: dict[str, int] = defaultdict(int)
    for row in held(known):
        for key in row.host_ids if until.holds(row.starts_on) else ():
            counts[key] += key in names
    rows = [(key, names[key], number) for key, number in counts.items() if number]
    rows.sort(key=lambda row: (-row[2], row[1], row[0]))
    return pd.DataFrame(rows, columns=["partner_id", "name", "event_count"])


def needs(session: Session, *, today: date) -> pd.DataFrame:
    """Return the needs that partners stated until today, the oldest first, and whether each was answered (see MET).

    Columns: statement_id, text, partner_id, stated_on (None: unknown), answered_on (a partial date, None: still open).
    A need without a day or a partner is open: nothing can be told of it. Illustrative ones never.
    """
    found = frame(
        session,
        select(Statement.statement_id, Statement.text, Statement.partner_id, Statement.stated_on)
        .where(Statement.kind == "need", Statement.origin != ILLUSTRATIVE)
        .order_by(Statement.stated_on, Statement.statement_id),
    )
    stated = [row for row in found.itertuples() if row.stated_on is None or row.stated_on <= today]
    known = shared(session, records)
    rows = [(row.statement_id, row.text, row.partner_id, row.stated_on, _answer(known, row, today)) for row in stated]
    return pd.DataFrame(rows, columns=["statement_id", "text", "partner_id", "stated_on", "answered_on"], dtype=object)


def _answer(known: Records, need: Any, today: date) -> str | None:
    if need.stated_on is None or need.partner_id is None:
        return None
    after = [
        row["on"]
        for row in of_network(steps(known, "contact"))
        if need.partner_id in known.step_partners.get(row["key"], ())
        and need.stated_on <= first_day(row["on"])
        and last_day(row["on"]) <= today
    ]
    return min(after, key=last_day, default=None)
