"""The vocabularies that the database keeps, with what a workbook is about to add to them."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.imports.grids import Grid
from cci_data.imports.headings import data_rows, find_heads, find_sheet
from cci_data.imports.public_record import FOLDER
from cci_data.imports.rows import read_cells
from cci_data.models import Sector, Service
from cci_data.sheets.reference import SECTORS, SERVICES
from cci_data.sheets.sheet import Sheet


def words_of(session: Session, grids: Iterable[Grid] = ()) -> dict[str, dict[str, str]]:
    """Return {"sectors": {id: label}, "services": {id: label}}, in the order of their lists."""
    stored = {
        "sectors": dict(session.execute(select(Sector.sector_id, Sector.label).order_by(Sector.position)).all()),
        "services": dict(session.execute(select(Service.service_id, Service.label).order_by(Service.position)).all()),
    }
    for grid in grids:
        sheet, _, _ = find_sheet(grid)
        if sheet is SECTORS:
            stored["sectors"] |= _labels(grid, sheet, "sector_id")
        elif sheet is SERVICES:
            stored["services"] |= _labels(grid, sheet, "service_id")
    return stored


def words_as_shipped() -> dict[str, dict[str, str]]:
    """Return the same from the files of the public record, for where there is no database yet."""
    files = {"sectors": "sector_id", "services": "service_id"}
    return {
        name: {texts[key]: texts["label"] for _, texts in read_cells(FOLDER / f"{name}.csv").rows}
        for name, key in files.items()
    }


def _labels(grid: Grid, sheet: Sheet, key: str) -> dict[str, str]:
    heads, _, _ = find_heads(grid, sheet)
    if not {key, "label"} <= set(heads.columns):
        return {}
    at, label_at = heads.columns[key], heads.columns["label"]
    rows = (cells for _, cells in data_rows(grid, heads) if len(cells) > max(at, label_at))
    return {str(cells[at]): str(cells[label_at]) for cells in rows if cells[at] and cells[label_at]}
