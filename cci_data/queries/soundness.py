"""Is the database sound? Each finding names its record and how to mend it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pandas as pd
from sqlalchemy import Column, String, Table, TypeDecorator, cast, func, select
from sqlalchemy.orm import Session, aliased

from cci_data.impact.order import recorded_flaws
from cci_data.land import lies_in
from cci_data.links import is_web_link
from cci_data.models import (
    Base,
    Event,
    GoodPractice,
    Partner,
    Place,
    Project,
    Spotlight,
)
from cci_data.partial_dates import ends_before_it_begins, first_day
from cci_data.time_zones import time_zone

COLUMNS = ("table", "record", "problem", "remedy")
NAMES = ("name", "title", "label", "text", "city", "summary")
MOMENTS_OF_IMPACT = ("happened_on", "counted_on", "finished_on", "taken_up_on", "continued_on")
LINKS = ("website", "link", "ror_id")
MOMENTS = (date, time, datetime)


@dataclass(frozen=True)
class Finding:
    """What is wrong with a record, and what to do about it."""

    table: str
    record: str
    problem: str
    remedy: str


def soundness(session: Session) -> pd.DataFrame:
    """Return what is wrong in the database; no rows where all is well.

    Columns: table, record (its key), problem and remedy (sentences). Where a date cannot even be read, only such
    findings are returned: nothing else can be asked before they are mended.
    """
    findings = list(_unreadable_moments(session)) or [finding for check in CHECKS for finding in check(session)]
    return pd.DataFrame([[getattr(finding, name) for name in COLUMNS] for finding in findings], columns=COLUMNS)


def _record(table: Table, row: Any) -> str:
    return " / ".join(str(getattr(row, column.name)) for column in table.primary_key)


def _unreadable_moments(session: Session) -> Iterator[Finding]:
    """Find what SQLite keeps in a column of dates though it is none; PostgreSQL refuses it at once."""
    if session.get_bind().dialect.name != "sqlite":
        return
    for table in Base.metadata.sorted_tables:
        for column, kind in ((column, _kind(column)) for column in table.columns if _kind(column) in MOMENTS):
            stored = select(*table.primary_key, cast(column, String).label("stored")).where(column.is_not(None))
            for row in session.execute(stored):
                try:
                    kind.fromisoformat(row.stored)
                except ValueError:
                    problem = f"{column.name} is {row.stored!r}, which is no {kind.__name__}."
                    yield Finding(table.name, _record(table, row), problem, f"Correct {column.name}, then check again.")


def _kind(column: Column) -> type:
    stored_as = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    return stored_as.python_type


def _orphans(session: Session) -> Iterator[Finding]:
    for table in Base.metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            target = key.column.table.alias()
            known = target.c[key.column.name]
            orphans = (
                select(*table.primary_key, key.parent.label("missing"))
                .outerjoin_from(table, target, key.parent == known)
                .where(key.parent.is_not(None), known.is_(None))
                .order_by(*table.primary_key)
            )
            for row in session.execute(orphans):
                yield Finding(
                    table.name,
                    _record(table, row),
                    f"{key.parent.name} names {row.missing!r}, and there is no such {key.column.table.name}.",
                    f"Add that {key.column.table.name}, or correct {key.parent.name}, or delete this row.",
                )


def _partners_without_country(session: Session) -> Iterator[Finding]:
    found = select(Partner.partner_id).where(Partner.country_code.is_(None)).order_by(Partner.partner_id)
    for partner_id in session.scalars(found):
        yield Finding("partner", partner_id, "The partner has no country.", "Set country_code.")


def _partners_of_one_name(session: Session) -> Iterator[Finding]:
    first_of: dict[tuple[str, str], str] = {}
    partners = select(Partner).where(Partner.country_code.is_not(None)).order_by(Partner.partner_id)
    for partner in session.scalars(partners):
        first = first_of.setdefault((partner.country_code, _plain(partner.name)), partner.partner_id)
        if first != partner.partner_id:
            yield Finding(
                "partner",
                partner.partner_id,
                f"The partner {first} in the same country is called {partner.name!r} too.",
                "Merge the two if they are one organisation; else tell their names apart.",
            )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _points_elsewhere(session: Session) -> Iterator[Finding]:
    places = select(Place, func.coalesce(Place.country_code, Partner.country_code).label("country")).join(Partner)
    for place, country in session.execute(places.order_by(Place.partner_id, Place.city)):
        yield from _elsewhere(Place.__table__, place, country)
    located = select(Event).where(Event.latitude.is_not(None), Event.longitude.is_not(None))
    for event in session.scalars(located.order_by(Event.event_id)):
        yield from _elsewhere(Event.__table__, event, event.country_code)


def _elsewhere(table: Table, row: Place | Event, country: str | None) -> Iterator[Finding]:
    if not lies_in(row.latitude, row.longitude, country):
        where = f"in {country}" if country else "on land in the region"
        yield Finding(
            table.name,
            _record(table, row),
            f"The point {row.latitude}, {row.longitude} does not lie {where}.",
            "Correct latitude and longitude (they may be swapped), or the country.",
        )


def _events_that_end_early(session: Session) -> Iterator[Finding]:
    for event in session.scalars(select(Event).order_by(Event.event_id)):
        last_day = event.ends_on or event.starts_on
        is_same_day = last_day == event.starts_on and event.starts_time and event.ends_time
        if last_day < event.starts_on or (is_same_day and event.ends_time < event.starts_time):
            yield Finding("event", event.event_id, "The event ends before it begins.", "Correct its dates or times.")


def _spans_that_end_early(session: Session) -> Iterator[Finding]:
    for model in (Project, GoodPractice):
        table = model.__table__
        for row in session.scalars(select(model).order_by(*table.primary_key)):
            try:
                problem = f"It ends in {row.ends}, before it begins in {row.starts}."
                is_wrong = ends_before_it_begins(row.starts, row.ends)
            except ValueError as error:
                problem, is_wrong = f"{error}.", True
            if is_wrong:
                yield Finding(table.name, _record(table, row), problem, "Correct starts or ends.")


def _unknown_time_zones(session: Session) -> Iterator[Finding]:
    zoned = select(Event).where(Event.time_zone.is_not(None)).order_by(Event.event_id)
    for event in session.scalars(zoned):
        if time_zone(event.time_zone) is None:
            problem = f"{event.time_zone!r} is no time zone."
            yield Finding("event", event.event_id, problem, "Write the zone as Europe/Riga or Europe/Berlin.")


def _texts(session: Session, names: tuple[str, ...]) -> Iterator[tuple[Table, Any, Column, str]]:
    for table in Base.metadata.sorted_tables:
        for column in (table.c[name] for name in names if name in table.c):
            rows = select(table).where(column.is_not(None)).order_by(*table.primary_key)
            for row in session.execute(rows):
                yield table, row, column, getattr(row, column.name)


def _broken_links(session: Session) -> Iterator[Finding]:
    for table, row, column, text in _texts(session, LINKS):
        if not is_web_link(text):
            problem = f"The {column.name} {text[:80]!r} is not a web address, so no page offers it as a link."
            yield Finding(table.name, _record(table, row), problem, "Write it with https:// or http://, or empty it.")


def _blank_names(session: Session) -> Iterator[Finding]:
    for table, row, column, text in _texts(session, NAMES):
        if not text.strip():
            yield Finding(table.name, _record(table, row), f"The {column.name} is blank.", f"Write a {column.name}.")


def _overlapping_turns(session: Session) -> Iterator[Finding]:
    one, other = aliased(Spotlight), aliased(Spotlight)
    pairs = select(one, other).where(
        one.spotlight_id < other.spotlight_id, one.starts_on <= other.ends_on, other.starts_on <= one.ends_on
    )
    for first, second in session.execute(pairs.order_by(one.spotlight_id, other.spotlight_id)):
        yield Finding(
            "spotlight",
            str(second.spotlight_id),
            f"The turn of {second.country_code} from {second.starts_on} to {second.ends_on} overlaps turn "
            f"{first.spotlight_id} of {first.country_code}.",
            "Move one of the two turns.",
        )


def _flaws_of_impact(session: Session) -> Iterator[Finding]:
    """Find what cannot be as it is recorded; where a date is none, that is told first, and alone."""
    unreadable = list(_partial_dates_that_are_none(session))
    yield from unreadable
    try:
        found = recorded_flaws(lambda model: session.execute(select(model.__table__)).mappings().all())
    except ValueError:
        return
    for flaw in sorted(found, key=lambda flaw: (flaw.table, flaw.key, flaw.problem)):
        yield Finding(flaw.table, flaw.key, flaw.problem, flaw.remedy)


def _partial_dates_that_are_none(session: Session) -> Iterator[Finding]:
    for table, row, column, text in _texts(session, MOMENTS_OF_IMPACT):
        try:
            first_day(text)
        except ValueError as error:
            yield Finding(table.name, _record(table, row), f"{column.name}: {error}.", f"Correct {column.name}.")


def _proofs_that_lead_nowhere(session: Session) -> Iterator[Finding]:
    for table, row, column, text in _texts(session, ("proof",)):
        if "://" in text and not is_web_link(text):
            problem = f"The {column.name} {text[:80]!r} looks like an address, but is none on the web."
            yield Finding(table.name, _record(table, row), problem, "Write it with https://, or name the document.")


CHECKS: tuple[Callable[[Session], Iterator[Finding]], ...] = (
    _orphans,
    _partners_without_country,
    _partners_of_one_name,
    _points_elsewhere,
    _events_that_end_early,
    _spans_that_end_early,
    _unknown_time_zones,
    _broken_links,
    _blank_names,
    _overlapping_turns,
    _flaws_of_impact,
    _proofs_that_lead_nowhere,
)
