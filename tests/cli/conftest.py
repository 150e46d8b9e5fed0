"""What the tests of commands share: a value from a database, all its records, and workbooks that are filled in."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import create_engine, select, text

from cci_data.database import writing_engine
from cci_data.models import Base

# What an import itself leaves behind, and the counters of changes.
OF_IMPORTS = {"import", "import_file", "change", "data_version"}
MOMENTS = {"recorded_at", "changed_at"}


def one(url: str, query: str) -> int:
    engine = writing_engine(url)
    with engine.connect() as connection:
        found = connection.scalar(text(query))
    engine.dispose()
    return found


def records(url: str) -> dict[str, list[tuple]]:
    """Return every row of every table of records, without the moments at which rows came and changed."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {}
        for table in Base.metadata.sorted_tables:
            if table.name not in OF_IMPORTS:
                columns = [column for column in table.columns if column.name not in MOMENTS]
                found[table.name] = sorted(map(repr, connection.execute(select(*columns)).all()))
    engine.dispose()
    return found


@pytest.fixture
def fill(run, sqlite_world_url: str, tmp_path: Path) -> Callable[..., Path]:
    """A function that writes rows (heading → value, by sheet) into a template, and returns the file."""
    template = tmp_path / "template.xlsx"
    assert run(sqlite_world_url, "template", str(template))[0] == 0

    def write(name: str = "filled.xlsx", **sheets: list[dict[str, object]]) -> Path:
        book = openpyxl.load_workbook(template)
        for title, rows in sheets.items():
            sheet = book[title.replace("_", " ")]
            columns = {cell.value: cell.column for cell in sheet[1]}
            for number, row in enumerate(rows, start=4):
                for heading, value in row.items():
                    sheet.cell(number, columns[heading], value)
        file = tmp_path / name
        book.save(file)
        return file

    return write


@pytest.fixture
def spell(run, sqlite_world_url, tmp_path):
    """A function that spells a command out, with the file that it makes or takes."""
    whole = tmp_path / "whole.zip"
    assert run(sqlite_world_url, "backup", str(whole))[0] == 0

    def spell(command: list[str]) -> list[str]:
        file = whole if command[0] == "restore" else tmp_path / "new.zip"
        return [str(file) if word == "FILE" else word for word in command]

    return spell
