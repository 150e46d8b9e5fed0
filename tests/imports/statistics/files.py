"""One small data set, written by hand in every form in which Eurostat publishes it."""

import csv
import io
import json
import math
from dataclasses import dataclass, field
from itertools import product

Position = tuple[str, ...]


@dataclass(frozen=True)
class Cube:
    """A data set: dimension → codes, geo and time the last two; position → value and flag, either may be None."""

    code: str
    dimensions: dict[str, list[str]]
    cells: dict[Position, tuple[float | None, str | None]] = field(default_factory=dict)

    def positions(self) -> list[Position]:
        return list(product(*self.dimensions.values()))


EMPLOYMENT = Cube(
    "cult_emp_sex",
    {
        "freq": ["A"],
        "unit": ["THS_PER", "PC_EMP"],
        "sex": ["T", "F"],
        "geo": ["EU27_2020", "DK", "LV", "EL", "UK"],
        "time": ["2019", "2020", "2021"],
    },
    {
        ("A", "PC_EMP", "T", "DK", "2019"): (4.4, None),
        ("A", "PC_EMP", "T", "DK", "2021"): (4.6, "b"),
        ("A", "PC_EMP", "F", "DK", "2019"): (0.0, None),
        ("A", "PC_EMP", "T", "LV", "2020"): (None, "c"),
        ("A", "PC_EMP", "T", "LV", "2021"): (4.9, "bd"),
        ("A", "THS_PER", "T", "DK", "2021"): (132.3, "b"),
        ("A", "PC_EMP", "T", "EU27_2020", "2021"): (3.7, None),
        ("A", "PC_EMP", "T", "EL", "2019"): (3.3, None),
        ("A", "PC_EMP", "T", "UK", "2019"): (4.8, "u"),
    },
)
OURS = {"EU27_2020", "DK", "EE", "FI", "DE", "IS", "LV", "LT", "NO", "PL", "SE"}


def expected(cube: Cube) -> list[tuple]:
    """Return what a reader should find: codes, area, year, value and flag of each value in one of our areas."""
    return sorted(
        (*position[:-1], int(position[-1]), value, flag)
        for position, (value, flag) in cube.cells.items()
        if value is not None and position[-2] in OURS
    )


def found(dataset) -> list[tuple]:
    return sorted(dataset.table.itertuples(index=False, name=None))


def json_stat(cube: Cube, **changes: object) -> dict:
    """Return the cube as the API says it: absent keys for missing values."""
    numbered = dict(zip(cube.positions(), map(str, range(math.prod(map(len, cube.dimensions.values())))), strict=True))
    cells = {numbered[position]: cell for position, cell in cube.cells.items()}
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Cultural employment by sex",
        "source": "ESTAT",
        "updated": "2025-10-08T23:00:00+0200",
        "value": {number: value for number, (value, _) in cells.items() if value is not None},
        "status": {number: flag for number, (_, flag) in cells.items() if flag is not None},
        "id": list(cube.dimensions),
        "size": [len(codes) for codes in cube.dimensions.values()],
        "dimension": {
            name: {
                "label": name,
                "category": {
                    "index": {code: index for index, code in enumerate(codes)},
                    "label": {code: f"label of {code}" for code in codes},
                },
            }
            for name, codes in cube.dimensions.items()
        },
        "extension": {"lang": "EN", "id": cube.code.upper(), "agencyId": "ESTAT", "version": "1.0"},
    } | changes


def json_stat_text(cube: Cube, **changes: object) -> str:
    return json.dumps(json_stat(cube, **changes))


def tsv_text(cube: Cube) -> str:
    *others, years = cube.dimensions.values()
    lines = [",".join(list(cube.dimensions)[:-1]) + "\\TIME_PERIOD\t" + "\t".join(f"{year} " for year in years)]
    for codes in product(*others):
        cells = [cube.cells.get((*codes, year), (None, None)) for year in years]
        words = [f"{':' if value is None else value} {flag or ''}" for value, flag in cells]
        lines.append(",".join(codes) + "\t" + "\t".join(words))
    return "\n".join(lines) + "\n"


def _csv_text(header: list[str], rows: list[list]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows([header, *rows])
    return target.getvalue()


def sdmx_csv_text(cube: Cube) -> str:
    """Return SDMX-CSV 1.0."""
    names = [*list(cube.dimensions)[:-1], "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG", "CONF_STATUS"]
    flow = [f"ESTAT:{cube.code.upper()}(1.0)", "08/10/25 23:00:00"]
    rows = [[*flow, *position, value, flag, ""] for position, (value, flag) in cube.cells.items()]
    return _csv_text(["DATAFLOW", "LAST UPDATE", *names], rows)


def labelled_csv_text(cube: Cube) -> str:
    """Return SDMX-CSV 1.0 whose codes carry their labels."""
    names = [f"{name}:Label, of {name}" for name in list(cube.dimensions)[:-1]]
    flow = [f"ESTAT:{cube.code.upper()}(1.0): Employment", "08/10/25 23:00:00"]
    rows = [
        [*flow, *(f"{code}:Label, of {code}" for code in position[:-1]), position[-1], value, flag and f"{flag}: break"]
        for position, (value, flag) in cube.cells.items()
    ]
    header = ["DATAFLOW:Dataflow", "LAST UPDATE", *names, "TIME_PERIOD:Time", "OBS_VALUE", "OBS_FLAG:Flag"]
    return _csv_text(header, rows)


def sdmx_csv_2_text(cube: Cube) -> str:
    """Return SDMX-CSV 2.0 with a column of labels beside each column of codes."""
    names = [word for name in list(cube.dimensions)[:-1] for word in (name, f"Label of {name}")]
    end = ["TIME_PERIOD", "Time", "OBS_VALUE", "Observation value", "OBS_FLAG", "Observation status (Flag)"]
    rows = [
        [
            *("dataflow", f"ESTAT:{cube.code.upper()}$DV_123(1.0)", "Employment"),
            *(word for code in position[:-1] for word in (code, f"Label of {code}")),
            *(position[-1], "", value, "", flag, "a break"),
        ]
        for position, (value, flag) in cube.cells.items()
    ]
    return _csv_text(["STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", *names, *end], rows)


def world_bank_text() -> str:
    return (
        '\ufeff"Data Source","World Development Indicators",\n\n"Last Updated Date","2025-10-07",\n\n'
        '"Country Name","Country Code","Indicator Name","Indicator Code","1960","2019","2020",\n'
        '"Aruba","ABW","Population, total","SP.POP.TOTL","54922","106442","106585",\n'
        '"Denmark","DNK","Population, total","SP.POP.TOTL","4579603","5814422","5831404",\n'
        '"European Union","EUU","Population, total","SP.POP.TOTL","356906097.5","447367191","",\n'
        '"Latvia","LVA","Population, total","SP.POP.TOTL","","1913822","1.900449E+06",\n'
    )
