"""The World Bank's CSV download of an indicator: a row a country, a column a year."""

import re
from datetime import date

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics.cells import printable, read_year, shown
from cci_data.imports.statistics.dataset import Dataset, Observations, refuse_markup
from cci_data.imports.statistics.delimited import first_cells, read_lines
from cci_data.language import listed
from cci_data.vocabulary import EUROPEAN_UNION

PUBLISHER = "World Bank"
COUNTRY, INDICATOR = "Country Code", "Indicator Code"
HEADER = ("Country Name", COUNTRY, "Indicator Name", INDICATOR)
CODE = re.compile(r"[A-Z][A-Z0-9]*(\.[A-Z0-9]+)+", re.ASCII)
UPDATED = "Last Updated Date"

# ISO 3166-1 alpha-3, and the bank's own code of the European Union, → ours.
AREA_CODES = {
    **{"DNK": "DK", "EST": "EE", "FIN": "FI", "DEU": "DE", "ISL": "IS"},
    **{"LVA": "LV", "LTU": "LT", "NOR": "NO", "POL": "PL", "SWE": "SE"},
    "EUU": EUROPEAN_UNION,
}


def recognises(head: str, name: str) -> bool:
    """Say whether a file is the World Bank's, from its beginning."""
    cells = first_cells(head)
    return cells[:1] == ["Data Source"] or cells[:2] == list(HEADER[:2])


def read(text: str, name: str) -> Dataset:
    """Read the text of the file called `name`; raises ImportProblem where it is no download of one indicator."""
    refuse_markup(text, name)
    updated, header, rows = None, None, []
    for number, cells in read_lines(text, name):
        if header is None and cells[0] == UPDATED:
            updated = _date(cells[1:2], f"{name}, line {number}")
        elif header is None and cells[0] == HEADER[0]:
            header = cells
        elif header is not None:
            rows.append((number, cells))
    if header is None or not set(HEADER) <= set(header):
        raise ImportProblem([f"{name}: a row of headings is expected that begins with {', '.join(HEADER)}"])
    observations, codes = _observations(name, header, rows)
    observations.check()
    if len(codes) != 1:
        held = f"holds the indicators {listed(map(printable, codes), most=5)}" if codes else "holds no country"
        raise ImportProblem([f"{name} {held}; a download of one indicator is expected"])
    return observations.dataset(PUBLISHER, codes[0], updated)


def _date(cells: list[str], place: str) -> date | None:
    try:
        return date.fromisoformat(cells[0]) if cells and cells[0] else None
    except ValueError as error:
        raise ImportProblem([f"{place}, {UPDATED}: {shown(cells[0])} is not a date such as 2025-10-07"]) from error


def _observations(name: str, header: list[str], rows: list) -> tuple[Observations, list[str]]:
    observations, codes = Observations(name, ()), {}
    periods = [(index, title) for index, title in enumerate(header) if title and title not in HEADER]
    for title in {title for _, title in periods if read_year(title) is None}:
        observations.object(f"column {shown(title)}: a year such as 2019 is expected")
    country, indicator = header.index(COUNTRY), header.index(INDICATOR)
    for number, cells in rows:
        if len(cells) < len(header):
            observations.object(f"line {number}: {len(cells)} cells where the header has {len(header)}")
            continue
        if not CODE.fullmatch(cells[indicator]):
            observations.object(f"line {number}: {shown(cells[indicator])} is not an indicator such as SP.POP.TOTL")
        codes[cells[indicator]] = None
        area = AREA_CODES.get(cells[country], f"{cells[country]} there")
        for index, title in periods:
            observations.add(f"line {number}, {printable(title)}", (), area, title, cells[index], None)
    return observations, list(codes)
