"""A file of the Desk → grids of raw cells: what stands where, before anybody asks what it means.

XLSX and XLSM give a grid for each visible worksheet, CSV gives one.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from cci_data.imports.csv_grids import read_csv
from cci_data.imports.grid_cells import Row, Value, cell_name
from cci_data.imports.rows import ImportProblem
from cci_data.imports.xlsx_grids import hidden_sheets, read_worksheets

__all__ = ["Grid", "Value", "cell_name", "read_grids"]

WORKBOOKS = {".xlsx", ".xlsm"}
TEXTS = {".csv", ".txt", ".tsv"}
DOCUMENTS = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".htm", ".html", ".md", ".png", ".jpg", ".jpeg"}
REMEDY = "save it as .xlsx or as CSV UTF-8"

LARGEST_FILE = 50_000_000
ZIP_MARK = b"PK\x03\x04"
# What the old formats of Office are, and what a new one is inside of when it needs a password.
OLE_MARK = bytes.fromhex("D0CF11E0A1B11AE1")


@dataclass(frozen=True)
class Grid:
    """A worksheet or a CSV file as its cells.

    file: the name without its folder; sheet: the title of the worksheet, None for CSV; rows: for each row that is not
    blank the number that a spreadsheet shows and the cells from column A to the last filled one, text stripped and
    None where blank; notes: sentences about the reading that a person should know.
    """

    file: str
    sheet: str | None
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def read_grids(path: Path) -> list[Grid]:
    """Read the file at `path` by its ending: .xlsx and .xlsm as a workbook, .csv, .txt and .tsv as CSV.

    A workbook gives its visible worksheets in their order, blank ones too. Dates of a workbook come as datetime, at
    midnight where the cell has no time of day; cells of a CSV file stay text. Raises ImportProblem with every finding
    where the file cannot be read whole: nobody has to fear that something was left out.
    """
    content = _content(path)
    if path.suffix.lower() in TEXTS:
        if content.startswith((ZIP_MARK, OLE_MARK)):
            raise ImportProblem([f"{path.name}: the file is no text, but may be a workbook; {REMEDY}"])
        rows, notes = read_csv(path.name, content)
        return [Grid(path.name, None, rows, notes)]
    if content.startswith(OLE_MARK):
        raise ImportProblem(
            [f"{path.name}: the file is protected by a password or an old .xls; save it as .xlsx without a password"]
        )
    if not content.startswith(ZIP_MARK):
        raise ImportProblem([f"{path.name}: the file is no workbook, whatever its name says; {REMEDY}"])
    grids = [Grid(path.name, title, rows) for title, rows in read_worksheets(path.name, content)]
    left_out = "is hidden, and is left out; show it to bring it in."
    notes = tuple(f"{path.name}: the sheet '{title}' {left_out}" for title in hidden_sheets(content))
    return [replace(grids[0], notes=notes), *grids[1:]]


def _content(path: Path) -> bytes:
    """Return what the file holds, if it is one of a size and an ending that are read."""
    try:
        if path.exists() and not path.is_file():
            what = "a folder" if path.is_dir() else "no file"
            raise ImportProblem([f"{path.name}: this is {what}; name a workbook (.xlsx) or a CSV file"])
        _check_ending(path)
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ImportProblem([f"{path.name}: the file cannot be read ({error.strerror})"]) from error
    if not content:
        raise ImportProblem([f"{path.name}: the file is empty"])
    if len(content) > LARGEST_FILE:
        most = LARGEST_FILE // 1_000_000
        raise ImportProblem([f"{path.name}: the file is larger than {most} MB; take out pictures, or split it"])
    return content


def _check_ending(path: Path) -> None:
    ending = path.suffix.lower()
    if ending in WORKBOOKS | TEXTS:
        return
    what = f"a file that ends in {ending} cannot be read" if ending else "the name has no ending"
    how = f"copy its table into a spreadsheet and {REMEDY}" if ending in DOCUMENTS else f"open it and {REMEDY}"
    raise ImportProblem([f"{path.name}: {what}; {how}"])
