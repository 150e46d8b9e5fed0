"""The Desk's workbook in LibreOffice: opened, printed, saved again, and read by the import."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from cci_data.imports.grids import read_grids
from cci_data.imports.written import read_rows
from cci_data.queries.sheets import sheet_rows
from cci_data.sheets.book import SHEETS
from cci_data.workbooks import write_export, write_template
from tests.hard_records import NOW, SECTORS, SERVICES, WORDS, add_what_is_hard, stored

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ALL_SHEETS_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def converted(file: Path, kind: str, folder: Path) -> list[Path]:
    """Open a file in LibreOffice and save it as another kind; return what it wrote."""
    folder.mkdir()
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0 and "Error" not in done.stderr + done.stdout, done.stderr + done.stdout
    return sorted(folder.iterdir())


def to_15_digits(value: object) -> object:
    """Return a number as LibreOffice saves it, which is a little less than a number holds."""
    return float(f"{value:.15g}") if isinstance(value, float) else value


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed (package libreoffice-calc)")
def test_libreoffice_opens_prints_and_saves_all_of_it(session, tmp_path: Path):
    add_what_is_hard(session)
    (network,) = write_export(session, tmp_path / "network.xlsx", NOW)
    (page,) = converted(network, "pdf", tmp_path / "pdf")
    assert page.read_bytes().startswith(b"%PDF")
    texts = {file.stem: file for file in converted(network, ALL_SHEETS_AS_CSV, tmp_path / "texts")}
    assert set(texts) == {f"network-{title}" for title in ("Read me", *(sheet.title for sheet in SHEETS), "Lists")}
    names = pd.read_csv(texts["network-Partners"], dtype=str, keep_default_na=False)["Name"]
    assert names.tolist() == sheet_rows(session, SHEETS[0])["name"].tolist()
    (saved,) = converted(network, "xlsx", tmp_path / "saved")
    written = read_rows(read_grids(saved), WORDS)
    assert written.problems == []
    for sheet in SHEETS:
        found = [{name: to_15_digits(value) for name, value in row.values.items()} for row in written.of(sheet)]
        assert found == [
            {name: to_15_digits(value) for name, value in values.items()} for values in stored(session)[sheet.title]
        ], sheet.title


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed (package libreoffice-calc)")
def test_libreoffice_keeps_what_helps_to_fill_in_the_template(tmp_path: Path):
    (template,) = write_template(tmp_path / "partners.xlsx", SECTORS, SERVICES, NOW)
    (page,) = converted(template, "pdf", tmp_path / "pdf")
    assert page.read_bytes().startswith(b"%PDF")
    (saved,) = converted(template, "xlsx", tmp_path / "saved")
    before, after = (openpyxl.load_workbook(file)["Partners"] for file in (template, saved))
    assert [cell.comment.text.strip() for cell in after[1]] == [cell.comment.text.strip() for cell in before[1]]
    assert lists_of(after) == lists_of(before)
    assert len(lists_of(after)) == 5


def lists_of(sheet) -> dict[str, str]:
    """First cell of a column → the range of the words to choose from."""
    lists = {str(each.sqref).partition(":")[0]: each.formula1 for each in sheet.data_validations.dataValidation}
    return {cell: words for cell, words in lists.items() if words and words.startswith("Lists!")}
