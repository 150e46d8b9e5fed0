"""The illustration: an invented programme of the Desk for trial use, dated from the week in which it is loaded."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from cci_data import models
from cci_data.history import wait_for_other_writers
from cci_data.imports.rows import Cells, ImportProblem
from cci_data.imports.tables import LoadCounts, read_folder, store
from cci_data.models import Base
from cci_data.settings import DATA
from cci_data.vocabulary import ILLUSTRATIVE

FOLDER = DATA / "illustration"
FILES = {
    "partners": models.Partner,
    "partner_sectors": models.PartnerSector,
    "projects": models.Project,
    "project_sectors": models.ProjectSector,
    "participations": models.Participation,
    "events": models.Event,
    "event_hosts": models.EventHost,
    "event_attendance": models.EventAttendance,
    "event_projects": models.EventProject,
    "event_participations": models.EventParticipation,
    "event_sectors": models.EventSector,
    "event_countries": models.EventCountry,
    "statements": models.Statement,
    "steps": models.Step,
    "step_partners": models.StepPartner,
    "solutions": models.Solution,
    "solution_partners": models.SolutionPartner,
    "uptakes": models.Uptake,
    "continuations": models.Continuation,
    "impact_values": models.ImpactValue,
    "data_sets": models.DataSet,
}
# How a column of days is called, and how the column of the table ends that it becomes.
RELATIVE = {"_after_days": "_on", "_in_days": ""}
SOURCE = "invented for trial use"


def load_illustration(session: Session, today: date, folder: Path = FOLDER) -> LoadCounts:
    """Store the illustration in `folder`, dated from the Monday of the week of `today`; the caller commits.

    A column `starts_after_days` holds days after that Monday and becomes `starts_on`; `starts_in_days` becomes
    `starts`. The countries, sectors and indicators of the public record must be there. Raises ImportProblem.
    """
    monday = today - timedelta(days=today.weekday())
    constants = {"origin": ILLUSTRATIVE, "source": SOURCE, "collected_on": today}
    return store(session, read_folder(folder, FILES, constants, lambda cells: _dated(cells, monday)))


def clear_illustration(session: Session) -> dict[str, int]:
    """Delete every illustrative record and all that hangs on it; the caller commits.

    Returns the number of rows that went, by table, without the tables that lost none.
    """
    wait_for_other_writers(session)
    before = _row_counts(session)
    for table in reversed(Base.metadata.sorted_tables):
        if "origin" in table.columns:
            session.execute(delete(table).where(table.c.origin == ILLUSTRATIVE))
    session.expire_all()
    after = _row_counts(session)
    return {name: before[name] - after[name] for name in before if before[name] > after[name]}


def _row_counts(session: Session) -> dict[str, int]:
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def _dated(cells: Cells, monday: date) -> Cells:
    """Turn days after `monday` into dates, as text; raises ImportProblem where they are no whole numbers."""
    problems: list[str] = []
    rows = []
    for number, texts in cells.rows:
        dated = {}
        for name, text in texts.items():
            try:
                dated[_column(name)] = _day(text, monday) if _column(name) != name else text
            except (ValueError, OverflowError):
                problems.append(f"{cells.file}, row {number}, {name}: {text!r} is not a number of days")
        rows.append((number, dated))
    if problems:
        raise ImportProblem(problems)
    return replace(cells, columns=tuple(map(_column, cells.columns)), rows=tuple(rows))


def _column(name: str) -> str:
    found = next((ending for ending in RELATIVE if name.endswith(ending)), None)
    return name.removesuffix(found) + RELATIVE[found] if found else name


def _day(text: str, monday: date) -> str:
    return (monday + timedelta(days=int(text))).isoformat() if text else ""
