"""Grids with a number in each cell: sectors by country, organisation types by country.

Each cell is a tile with an invisible marker on it: a tile cannot be chosen by a click, a marker can, and it carries
the cell's row and column.
"""

from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from cci_data.figures.canvas import TEXT_PIXELS, canvas, plain
from cci_data.language import count
from cci_data.theme import Palette
from cci_data.vocabulary import COVERAGE_STATES

ROW_PIXELS = 42
HEAD_PIXELS = 96
LABEL_LETTERS = 28
SIGNS = {"several": "", "one": "", "none": "–", "unstated": "?"}
SHADES = {"unstated": 0, "none": 1, "one": 2, "several": 3}
GAP_ROW = " "


def coverage_matrix(coverage: pd.DataFrame, apart: pd.DataFrame, palette: Palette) -> go.Figure:
    """Return the matrix of sectors and countries in its four states, and below it the two rows that stand apart.

    coverage, apart: as `queries.coverage.coverage` and `queries.coverage.apart` return them. A marker's customdata is
    (sector_id, country_code).
    """
    cells = coverage.assign(
        shade=coverage["state"].map(SHADES),
        sign=[
            SIGNS[state] or str(number)
            for state, number in zip(coverage["state"], coverage["partner_count"], strict=True)
        ],
        words=coverage["state"].map(COVERAGE_STATES),
    )
    beside = apart.assign(shade=-1, sign=apart["partner_count"].astype(str), words=COVERAGE_STATES["none"])
    first_apart = next(iter(apart["sector"]), "")
    return _grid(pd.concat([cells, beside]), palette, row=("sector_id", "sector"), gap_before=first_apart)


def type_grid(types: pd.DataFrame, palette: Palette) -> go.Figure:
    """Return organisation types by country.

    types: columns organisation_type, country_code, country, partner_count; each pair once, 0 where nobody is known.
    """
    number = types["partner_count"]
    cells = types.assign(
        shade=[0 if not value else 2 if value == 1 else 3 for value in number],
        sign=["–" if not value else str(value) for value in number],
        words=COVERAGE_STATES["none"],
    )
    return _grid(cells, palette, row=("organisation_type", "organisation_type"))


def _grid(cells: pd.DataFrame, palette: Palette, *, row: tuple[str, str], gap_before: str = "") -> go.Figure:
    key, label = row
    rows = list(dict.fromkeys(cells[label]))
    if gap_before:
        rows.insert(rows.index(gap_before), GAP_ROW)
    figure = canvas(palette, height=HEAD_PIXELS + ROW_PIXELS * len(rows))
    across, down = [plain(text) for text in dict.fromkeys(cells["country"])], [_wrapped(text) for text in rows]
    where = {"x": [plain(text) for text in cells["country"]], "y": [_wrapped(text) for text in cells[label]]}
    figure.add_heatmap(**where, z=cells["shade"].tolist(), **_tiles(palette))
    figure.add_scatter(
        **where,
        mode="markers+text",
        text=cells["sign"].tolist(),
        textfont={"size": TEXT_PIXELS, "color": [_ink(shade, palette) for shade in cells["shade"]]},
        marker={"size": 30, "opacity": 0, "symbol": "square"},
        customdata=cells[[key, "country_code"]].to_numpy().tolist(),
        hovertext=[
            plain(f"{text}, {country}: {count(number, 'partner') if number else words}")
            for text, country, number, words in zip(
                cells[label], cells["country"], cells["partner_count"], cells["words"], strict=True
            )
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    figure.update_xaxes(side="top", tickangle=-50, dtick=1, categoryorder="array", categoryarray=across, ticks="")
    figure.update_yaxes(autorange="reversed", dtick=1, categoryorder="array", categoryarray=down, ticks="")
    return figure


def _tiles(palette: Palette) -> dict:
    colours = (palette.surface, *palette.steps)
    edges = [(place, colour) for number, colour in enumerate(colours) for place in (number / 5, (number + 1) / 5)]
    return {
        "colorscale": edges,
        "zmin": -1.5,
        "zmax": 3.5,
        "xgap": 3,
        "ygap": 3,
        "showscale": False,
        "hoverinfo": "skip",
    }


def _ink(shade: int, palette: Palette) -> str:
    return palette.background if shade == SHADES["several"] else palette.text


def _wrapped(text: str) -> str:
    return "<br>".join(plain(line) for line in wrap(text, LABEL_LETTERS)) if text.strip() else text
