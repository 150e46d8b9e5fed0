"""Checked rows → tables: what is missing is stored, what is there stays as it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Table, UniqueConstraint, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cci_data.history import Key, wait_for_other_writers
from cci_data.imports.erased import without_the_erased
from cci_data.imports.merged import with_present_partners
from cci_data.imports.rows import Cells, ImportProblem, Sheet, check_rows, read_cells
from cci_data.models import Base


@dataclass(frozen=True)
class LoadCounts:
    """How many rows a load stored, how many it left as they were, and how many it left out, by table.

    left_out: rows of the file about partners that were erased on request; only tables that have such rows.
    """

    stored: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)


def read_folder(
    folder: Path,
    files: Mapping[str, type[Base]],
    constants: Mapping[str, Any],
    change: Callable[[Cells], Cells] = lambda cells: cells,
) -> list[Sheet]:
    """Read every one of `files` (name without ending → model) in `folder`, checked against its model.

    constants: see `check_rows`. change: what to do with the text of a file before it is checked; may raise
    ImportProblem. Raises ImportProblem with the findings of all files together.
    """
    sheets, problems = [], []
    for name, model in files.items():
        try:
            sheet, found = check_rows(change(read_cells(folder / f"{name}.csv")), model, constants)
        except ImportProblem as problem:
            problems += problem.problems
        else:
            sheets.append(sheet)
            problems += found
    if problems:
        raise ImportProblem(problems)
    return sheets


def store(session: Session, sheets: Sequence[Sheet]) -> LoadCounts:
    """Store the rows of `sheets` that the database lacks, in the session's transaction; the caller commits.

    A row whose key is there stays as it is. What belongs to a record (its names, places, sectors, hosts …) comes and
    goes with the record: it is stored only together with it, so that a correction made in the database stands. A
    partner that was erased on request stays out, with all that hangs on it; one that was merged is the one that it
    became. Raises ImportProblem where rows contradict each other or the database; then nothing may be committed.
    """
    wait_for_other_writers(session)
    sheets, left_out = without_the_erased(session, sheets)
    sheets = with_present_partners(session, sheets)
    by_table = {sheet.model.__table__: sheet for sheet in sheets}
    ordered = [by_table[table] for table in Base.metadata.sorted_tables if table in by_table]
    there = {table: _keys(session, table) for table in _tables_needed(ordered)}
    problems = [sentence for sheet in ordered for sentence in _contradictions(session, sheet, by_table, there)]
    if problems:
        raise ImportProblem(problems)
    counts = LoadCounts(left_out=left_out)
    added: dict[Table, set[Key]] = {}
    for sheet in ordered:
        table = sheet.model.__table__
        rows = [values for _, values in sheet.rows if _is_missing(table, values, there[table], added)]
        added[table] = {_key(table, values) for values in rows}
        _insert(session, sheet, rows)
        counts.stored[table.name] = len(rows)
        counts.kept[table.name] = len(sheet.rows) - len(rows)
    return counts


def _insert(session: Session, sheet: Sheet, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    try:
        session.execute(insert(sheet.model.__table__), rows)
    except IntegrityError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise ImportProblem([f"{sheet.file}: the database refuses the rows ({reason})"]) from error


def _key(table: Table, values: Mapping[str, Any]) -> Key:
    return tuple(values.get(column.name) for column in table.primary_key)


def _keys(session: Session, table: Table) -> set[Key]:
    return {tuple(row) for row in session.execute(select(*table.primary_key))}


def _tables_needed(sheets: Sequence[Sheet]) -> set[Table]:
    tables = {sheet.model.__table__ for sheet in sheets}
    return tables | {key.column.table for table in tables for key in table.foreign_keys}


def _is_missing(table: Table, values: Mapping[str, Any], there: set[Key], added: Mapping[Table, set[Key]]) -> bool:
    if _key(table, values) in there:
        return False
    owners = [key for key in table.foreign_keys if key.ondelete == "CASCADE"]
    if not owners or "source" in table.columns:
        return True
    return any((values[key.parent.name],) in added.get(key.column.table, ()) for key in owners)


def _contradictions(
    session: Session, sheet: Sheet, by_table: Mapping[Table, Sheet], there: Mapping[Table, set[Key]]
) -> list[str]:
    table = sheet.model.__table__
    return [
        *_unknown_references(sheet, by_table, there),
        *_repeated(sheet, tuple(column.name for column in table.primary_key), set()),
        *(
            sentence
            for columns in _unique_columns(table)
            for sentence in _repeated(sheet, columns, _taken(session, sheet, columns, there[table]))
        ),
    ]


def _unknown_references(sheet: Sheet, by_table: Mapping[Table, Sheet], there: Mapping[Table, set[Key]]) -> list[str]:
    problems = []
    for key in sorted(sheet.model.__table__.foreign_keys, key=lambda key: key.parent.name):
        target, name = key.column.table, key.parent.name
        arriving = by_table[target].rows if target in by_table else ()
        known = there[target] | {_key(target, values) for _, values in arriving}
        problems += [
            f"{sheet.file}, row {number}, {name}: there is no {target.name.replace('_', ' ')} {values[name]!r}"
            for number, values in sheet.rows
            if values.get(name) is not None and (values[name],) not in known
        ]
    return problems


def _unique_columns(table: Table) -> list[tuple[str, ...]]:
    constraints = [item for item in table.constraints if isinstance(item, UniqueConstraint)]
    return sorted(tuple(column.name for column in item.columns) for item in constraints)


def _taken(session: Session, sheet: Sheet, columns: tuple[str, ...], there: set[Key]) -> set[Key]:
    """Return the values of `columns` in the database that belong to records other than those of the file."""
    table = sheet.model.__table__
    of_the_file = {_key(table, values) for _, values in sheet.rows}
    stored = session.execute(select(*table.primary_key, *(table.c[name] for name in columns)))
    width = len(table.primary_key)
    return {tuple(row[width:]) for row in stored if tuple(row[:width]) in there - of_the_file}


def _repeated(sheet: Sheet, columns: tuple[str, ...], taken: set[Key]) -> list[str]:
    problems, seen = [], dict.fromkeys(taken, "in the database")
    for number, values in sheet.rows:
        key = tuple(values.get(name) for name in columns)
        if None in key:
            continue
        if key in seen:
            shown = ", ".join(str(part) for part in key)
            problems.append(
                f"{sheet.file}, row {number}, {', '.join(columns)}: {shown!r} is there already ({seen[key]})"
            )
        seen.setdefault(key, f"row {number}")
    return problems
