"""Files of the Desk or of a statistical office → a plan → the database: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from cci_data.history import Occasion, SourceFile, source_file, store
from cci_data.imports.draft import Draft
from cci_data.imports.grids import Grid, read_grids
from cci_data.imports.indicators import plan_values
from cci_data.imports.plan import Plan
from cci_data.imports.planning import make_plan
from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics.dataset import Dataset
from cci_data.imports.statistics.sources import read_statistics
from cci_data.imports.words import words_of
from cci_data.imports.written import read_rows
from cci_data.models import Import
from cci_data.progress import Tell, silent


@dataclass(frozen=True)
class Bundle:
    """Files that are brought in together: their names and checksums, and what each holds."""

    files: tuple[SourceFile, ...]
    grids: tuple[Grid, ...]
    datasets: tuple[Dataset, ...]

    @property
    def kind(self) -> str:
        """What is remembered of it: a workbook, or statistics alone."""
        return "workbook" if self.grids else "statistics"


def read_files(paths: Sequence[Path], tell: Tell = silent) -> Bundle:
    """Read files: workbooks and CSV files of the Desk, and statistics as their publishers give them.

    Raises ImportProblem with what is wrong in any of them.
    """
    files, grids, datasets, problems = [], [], [], []
    for done, path in enumerate(paths):
        tell(f"reading {path.name}", done, len(paths))
        if any(0xD800 <= ord(letter) < 0xE000 for letter in path.name):
            problems.append(f"{path.name!r}: the name of the file is no text; rename it")
            continue
        try:
            file = source_file(path)
            dataset = read_statistics(path)
            if dataset is None:
                grids += read_grids(path)
            else:
                datasets.append(dataset)
            if source_file(path) != file:
                problems.append(f"{path.name}: the file was changed while it was read; try again")
            files.append(file)
        except ImportProblem as problem:
            problems += problem.problems
        except OSError as error:
            problems.append(f"{path.name}: the file cannot be read ({error.strerror})")
    if problems:
        raise ImportProblem(problems)
    return Bundle(tuple(files), tuple(grids), tuple(datasets))


def judge(
    session: Session,
    bundle: Bundle,
    *,
    today: date,
    accepts_duplicates: bool = False,
    is_anyway: bool = False,
    tell: Tell = silent,
) -> Plan:
    """Return what bringing `bundle` in would do; nothing is written. See `make_plan` for the two answers."""
    written, datasets = read_rows(bundle.grids, words_of(session, bundle.grids), tell), bundle.datasets
    # Large files take memory that the rest needs, too; the caller has handed them over.
    del bundle
    draft = Draft(session)
    plan = make_plan(
        draft,
        written,
        today=today,
        accepts_duplicates=accepts_duplicates,
        is_anyway=is_anyway,
        tell=tell,
    )
    if datasets:
        values = plan_values(draft, datasets)
        plan.outcomes += values.outcomes
        plan.problems += values.problems
        plan.notes += values.notes
        plan.steps = values.steps
    if not plan.outcomes and not plan.problems:
        plan.problems.append("There is no row to import in these files")
    return plan


def store_plan(
    session: Session, plan: Plan, kind: str, files: Sequence[SourceFile], at: datetime, by: str, tell: Tell = silent
) -> Import:
    """Store what a plan says and remember it, in the transaction of `session`; the caller commits.

    The plan must have been made in this transaction, after `wait_for_other_writers`. Raises ImportProblem where the
    database refuses a row; then nothing may be committed.
    """
    try:
        return store(session, plan.steps, Occasion(kind, at, by, tuple(files)), tell)
    except DBAPIError as error:
        if error.connection_invalidated or not isinstance(error.orig, Exception):
            raise
        reason = str(error.orig).strip().splitlines()[0]
        raise ImportProblem([f"The database refuses a row ({reason}); nothing is stored"]) from error
