"""How old the data is, what it covers, where it comes from, and what changed last."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import case, func, literal, select, union_all
from sqlalchemy.orm import Session

from cci_data.columns import UtcDateTime
from cci_data.models import (
    Continuation,
    DataSet,
    DataVersion,
    Event,
    FrozenState,
    GoodPractice,
    ImpactIndicator,
    ImpactValue,
    Partner,
    Project,
    Solution,
    Spotlight,
    Statement,
    Step,
    Uptake,
)
from cci_data.queries.frames import frame
from cci_data.queries.partners import partners
from cci_data.queries.projects import projects
from cci_data.vocabulary import DESK, ILLUSTRATIVE, PUBLISHED

RECORDS = {
    "partner": (Partner, Partner.partner_id, Partner.name),
    "project": (Project, Project.project_id, Project.title),
    "event": (Event, Event.event_id, Event.title),
    "good practice": (GoodPractice, GoodPractice.good_practice_id, GoodPractice.title),
    "statement": (Statement, Statement.statement_id, Statement.text),
}
# What the Desk may have told of: the records that say where they come from.
SOURCED = (
    *(table for table, _key, _title in RECORDS.values()),
    *(Spotlight, Step, Solution, Uptake, Continuation, ImpactIndicator, ImpactValue),
)


@dataclass(frozen=True)
class Scope:
    """How old the data is and what it covers; numbers without illustrative records.

    collected_on: the day on which the latest published data set was brought in; told_on: the day (UTC) on which a
    record of the Desk came or changed last, None without one; changed_at: when anything in the database changed last,
    frozen states aside; first_year, last_year: of the projects' published dates;
    published_count: how many of the partners are on public record, rather than told by the Desk.
    """

    collected_on: date | None
    told_on: date | None
    changed_at: datetime | None
    partner_count: int
    country_count: int
    project_count: int
    first_year: int | None
    last_year: int | None
    illustrative_count: int
    published_count: int


def scope(session: Session) -> Scope:
    """Return how old the data is and what it covers."""
    found = projects(session)
    years = [int(text[:4]) for text in [*found["starts"], *found["ends"]] if text and text[:4].isdecimal()]
    who = partners(session)
    illustrative = [
        session.scalar(select(func.count()).select_from(table).where(table.origin == ILLUSTRATIVE)) or 0
        for table, _key, _title in RECORDS.values()
    ]
    return Scope(
        collected_on=session.scalar(select(func.max(DataSet.collected_on)).where(DataSet.origin == PUBLISHED)),
        told_on=_told_on(session),
        changed_at=session.scalar(
            # To keep a state changes nothing in what is kept.
            select(func.max(DataVersion.changed_at)).where(
                DataVersion.version > 0, DataVersion.table_name != FrozenState.__tablename__
            )
        ),
        partner_count=len(who),
        country_count=who["country_codes"].explode().nunique(),
        project_count=len(found),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        illustrative_count=sum(illustrative),
        published_count=int((who["origin"] == PUBLISHED).sum()),
    )


def _told_on(session: Session) -> date | None:
    latest = [
        session.scalar(
            select(func.max(func.coalesce(table.changed_at, table.recorded_at, type_=UtcDateTime))).where(
                table.origin == DESK
            )
        )
        for table in SOURCED
    ]
    return max((moment.date() for moment in latest if moment), default=None)


def data_sets(session: Session) -> pd.DataFrame:
    """Return the bodies of data by title, with the columns of the table `data_set`."""
    return frame(session, select(DataSet.__table__).order_by(DataSet.origin.desc(), DataSet.title))


def latest(session: Session, *, most: int = 6) -> pd.DataFrame:
    """Return what was added or changed last, a row for each day, kind of record and deed, the latest first.

    Illustrative records never. Columns: done_on (date, UTC), deed (`added` or `changed`), kind, record_count, title and
    record_id (of one of them: the only one where record_count is 1).
    """
    each = [
        select(
            func.coalesce(table.changed_at, table.recorded_at, type_=UtcDateTime).label("done_at"),
            case((table.changed_at.is_(None), "added"), else_="changed").label("deed"),
            literal(kind).label("kind"),
            key.label("record_id"),
            title.label("title"),
        ).where(table.origin != ILLUSTRATIVE)
        for kind, (table, key, title) in RECORDS.items()
    ]
    found = frame(session, union_all(*each))
    found["done_on"] = [moment.date() for moment in found["done_at"]]
    grouped = found.groupby(["done_on", "deed", "kind"], sort=False).agg(
        record_count=("record_id", "size"), title=("title", "first"), record_id=("record_id", "first")
    )
    # Of one day, a change tells more than the many records that came with a file.
    return grouped.reset_index().sort_values(["done_on", "deed", "record_count"], ascending=False).head(most)
