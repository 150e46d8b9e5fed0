"""Grids with a number in each cell: sectors by country, organisation types by country.

Each cell is a tile with an invisible marker on it: a tile cannot be chosen by a click, a marker can, and it carries
the cell's row and column.
"""

from dataclasses import dataclass
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from cci_data.figures.canvas import TEXT_PIXELS, canvas, plain
from cci_data.language import count
from cci_data.theme import Palette
from cci_data.vocabulary import COVERAGE_STATES


@dataclass(frozen=True)
class Measures:
    """What a grid is measured by: pixels, letters in a line of a row's label, and what its columns are headed with."""

    row_pixels: int
    head_pixels: int
    label_letters: int
    text_pixels: int
    heads: str
    head_angle: int


WIDE = Measures(42, 96, 28, TEXT_PIXELS, "country", -50)
# On a phone the codes of countries do, labels have up to three lines, and smaller letters leave the cells room.
NARROW = Measures(50, 30, 20, 12, "country_code", 0)
SIGNS = {"several": "", "one": "", "none": "–", "unstated": "?"}
SHADES = {"unstated": 0, "none": 1, "one": 2, "several": 3}
GAP_ROW = " "


def coverage_matrix(
    coverage: pd.DataFrame,
    apart: pd.DataFrame,
    palette: Palette,
    *,
    chosen: tuple[str, str] = ("", ""),
    is_narrow: bool = False,
) -> go.Figure:
    """Return the matrix of sectors and countries in its four states, and below it the two rows that stand apart.

    coverage, apart: as `queries.coverage.coverage` and `queries.coverage.apart` return them. A marker's customdata is
    (sector_id, country_code). chosen: the sector_id and country_code of what is framed, the whole row or column where
    one of them is empty. is_narrow: for a phone, countries by their codes.
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
    figure = _grid(
        pd.concat([cells, beside]),
        palette,
        row=("sector_id", "sector"),
        gap_before=next(iter(apart["sector"]), ""),
        is_narrow=is_narrow,
    )
    _frame(figure, palette, chosen)
    return figure


def type_grid(types: pd.DataFrame, palette: Palette, *, is_narrow: bool = False) -> go.Figure:
    """Return organisation types by country, on a phone (is_narrow) countries by their codes.

    types: columns organisation_type, country_code, country, partner_count; each pair once, 0 where nobody is known.
    """
    number = types["partner_count"]
    cells = types.assign(
        shade=[0 if not value else 2 if value == 1 else 3 for value in number],
        sign=["–" if not value else str(value) for value in number],
        words=COVERAGE_STATES["none"],
    )
    return _grid(cells, palette, row=("organisation_type", "organisation_type"), is_narrow=is_narrow)


def _grid(
    cells: pd.DataFrame, palette: Palette, *, row: tuple[str, str], gap_before: str = "", is_narrow: bool
) -> go.Figure:
    key, label = row
    measures = NARROW if is_narrow else WIDE
    rows = list(dict.fromkeys(cells[label]))
    if gap_before:
        rows.insert(rows.index(gap_before), GAP_ROW)
    figure = canvas(palette, height=measures.head_pixels + measures.row_pixels * len(rows))
    across, down = (
        [plain(text) for text in cells[measures.heads]],
        [_wrapped(text, measures) for text in cells[label]],
    )
    figure.add_heatmap(x=across, y=down, z=cells["shade"].tolist(), **_tiles(palette))
    figure.add_scatter(
        x=across,
        y=down,
        mode="markers+text",
        text=cells["sign"].tolist(),
        textfont={"size": TEXT_PIXELS, "color": [_ink(shade, palette) for shade in cells["shade"]]},
        marker={"size": 30, "opacity": 0, "symbol": "square"},
        customdata=cells[[key, "country_code"]].to_numpy().tolist(),
        hovertext=_hints(cells, label),
        hovertemplate="%{hovertext}<extra></extra>",
    )
    axis = {"dtick": 1, "categoryorder": "array", "ticks": "", "tickfont_size": measures.text_pixels}
    figure.update_xaxes(side="top", tickangle=measures.head_angle, categoryarray=list(dict.fromkeys(across)), **axis)
    figure.update_yaxes(autorange="reversed", categoryarray=[_wrapped(text, measures) for text in rows], **axis)
    return figure


def _hints(cells: pd.DataFrame, label: str) -> list[str]:
    return [
        plain(f"{text}, {country}: {count(number, 'partner') if number else words}")
        for text, country, number, words in zip(
            cells[label], cells["country"], cells["partner_count"], cells["words"], strict=True
        )
    ]


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


def _frame(figure: go.Figure, palette: Palette, chosen: tuple[str, str]) -> None:
    across, down = list(figure.layout.xaxis.categoryarray), list(figure.layout.yaxis.categoryarray)
    markers = figure.data[1]
    inside = [
        (across.index(x), down.index(y))
        for x, y, cell in zip(markers.x, markers.y, markers.customdata, strict=True)
        if any(chosen) and all(asked in ("", part) for asked, part in zip(chosen, cell, strict=True))
    ]
    if inside:
        (left, right), (top, bottom) = ((min(places), max(places)) for places in zip(*inside, strict=True))
        edges = {"x0": left - 0.5, "x1": right + 0.5, "y0": top - 0.5, "y1": bottom + 0.5}
        figure.add_shape(type="rect", **edges, line={"color": palette.accent, "width": 3})


def _wrapped(text: str, measures: Measures) -> str:
    return "<br>".join(plain(line) for line in wrap(text, measures.label_letters)) if text.strip() else text
