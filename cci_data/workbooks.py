"""The Desk's workbook as files: a template to fill in, and an export of everything."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from cci_data.exports.page import ExportProblem, Page
from cci_data.exports.spreadsheet_csv import render_csv
from cci_data.exports.workbook import render_workbook
from cci_data.progress import Tell, silent
from cci_data.queries.sheets import sheet_rows
from cci_data.sheets.book import SHEETS, TEMPLATE
from cci_data.sheets.cells import slug
from cci_data.sheets.pages import Vocabularies, choice_lists, read_me, record_page, template_page
from cci_data.sheets.reference import SECTORS, SERVICES
from cci_data.sheets.sheet import Sheet

WORKBOOK, TEXTS = ".xlsx", ".csv"
TEMPLATE_TITLE = "CCI network: workbook of the Contact Desk"
EXPORT_TITLE = "CCI network: all records"


def write_template(
    path: Path, sectors: Mapping[str, str], services: Mapping[str, str], made_at: datetime
) -> list[Path]:
    """Write a workbook to fill in, with two example rows a sheet; return the files, whole, or none is there.

    path: ends in .xlsx, or in .csv for a file a sheet beside it (`network.csv` → `network-partners.csv`, …);
    sectors, services: id → label, in their order; made_at: the moment (aware), with which a workbook is dated.
    Raises ExportProblem where the name ends otherwise, a file exists already, or the folder cannot be written.
    """
    files = _files(path, TEMPLATE)
    words = {"sectors": sectors, "services": services}
    pages = [template_page(sheet, words) for sheet in TEMPLATE]
    return _write(files, _rendered(path, pages, words, TEMPLATE_TITLE, made_at, silent))


def write_export(session: Session, path: Path, made_at: datetime, tell: Tell = silent) -> list[Path]:
    """Write everything that the database holds; return the files, whole, or none is there.

    session: on one snapshot, so that all sheets are of one moment. The rest as in `write_template`. Raises
    ExportProblem as it does, and with all cells that the file cannot hold or that an import would read otherwise.
    """
    files = _files(path, SHEETS)
    words = {name: _labels(session, sheet) for name, sheet in (("sectors", SECTORS), ("services", SERVICES))}
    pages, problems = [], []
    for done, sheet in enumerate(SHEETS):
        tell(f"reading {sheet.title}", done, len(SHEETS))
        try:
            pages.append(record_page(sheet, sheet_rows(session, sheet), words))
        except ExportProblem as problem:
            problems += problem.problems
    if problems:
        raise ExportProblem(problems)
    return _write(files, _rendered(path, pages, words, EXPORT_TITLE, made_at, tell))


def _labels(session: Session, sheet: Sheet) -> dict[str, str]:
    rows = sheet_rows(session, sheet).sort_values("position")
    (key,) = sheet.key
    return dict(zip(rows[key], rows["label"], strict=True))


def _files(path: Path, sheets: Sequence[Sheet]) -> list[Path]:
    """Return the files to be written; raises ExportProblem where one is there already, or of no kind that we write."""
    if path.suffix.lower() == WORKBOOK:
        files = [path]
    elif path.suffix.lower() == TEXTS:
        files = [path.with_name(f"{path.stem}-{slug(sheet.title)}{path.suffix}") for sheet in sheets]
    else:
        raise ExportProblem([f"{path} cannot be written: choose a name that ends in {WORKBOOK} or {TEXTS}."])
    try:
        there = [file for file in files if file.exists()]
    except OSError as error:
        raise _unwritable(path, error) from error
    if there:
        raise ExportProblem([f"{file} exists already: choose another name, or move it away first." for file in there])
    return files


def _rendered(
    path: Path,
    pages: Sequence[Page],
    words: Vocabularies,
    title: str,
    made_at: datetime,
    tell: Tell,
) -> Iterator[bytes]:
    """Return the content of each file."""
    if path.suffix.lower() == TEXTS:
        return map(render_csv, pages)
    return iter([render_workbook(pages, choice_lists(words), title, made_at, read_me(pages), tell)])


def _write(files: Sequence[Path], contents: Iterable[bytes]) -> list[Path]:
    """Write all files beside their places, then put them there; all of them or none."""
    unfinished, finished = [], []
    try:
        for file, content in zip(files, contents, strict=True):
            beside = file.with_name(f"{file.name}.unfinished")
            with beside.open("wb") as target:
                unfinished.append(beside)
                target.write(content)
        for beside, file in zip(unfinished, files, strict=True):
            beside.rename(file)
            finished.append(file)
    except OSError as error:
        raise _unwritable(files[len(finished)], error) from error
    finally:
        for file in unfinished + (finished if len(finished) < len(files) else []):
            file.unlink(missing_ok=True)
    return finished


def _unwritable(path: Path, error: OSError) -> ExportProblem:
    return ExportProblem([f"{path} cannot be written: {error.strerror}."])
