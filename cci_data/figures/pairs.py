"""A square of pairs: a number where two things have something in common, the same on both sides of the diagonal."""

import pandas as pd
import plotly.graph_objects as go

from cci_data.figures.canvas import TEXT_PIXELS, canvas, plain
from cci_data.theme import Palette

ROW_PIXELS, HEAD_PIXELS = 40, 44
# On the diagonal nothing is drawn: a thing has everything in common with itself.
Cell = tuple[str, str, int]


def pair_square(pairs: pd.DataFrame, names: dict[str, str], palette: Palette) -> go.Figure:
    """Return the square; the darker a cell, the larger its number.

    pairs: columns one, other (keys of `names`), count; each pair once. names: key → name, in the order of rows and
    columns; columns have the key alone.
    """
    cells = _cells(pairs, list(names))
    most = max((number for *_, number in cells), default=0)
    shades = [_shade(number, most) for *_, number in cells]
    across, down = [plain(other) for _, other, _ in cells], [plain(names[one]) for one, *_ in cells]
    figure = canvas(palette, height=HEAD_PIXELS + ROW_PIXELS * len(names))
    figure.add_heatmap(x=across, y=down, z=shades, **_tiles(palette))
    figure.add_scatter(
        x=across,
        y=down,
        mode="markers+text",
        text=[str(number) if number else "–" for *_, number in cells],
        textfont={"size": TEXT_PIXELS, "color": [_ink(shade, palette) for shade in shades]},
        marker={"size": ROW_PIXELS - 10, "opacity": 0, "symbol": "square"},
        hovertext=[
            plain(f"{names[one]} and {names[other]}: {number or 'none on record'}") for one, other, number in cells
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    axis = {"dtick": 1, "categoryorder": "array", "ticks": ""}
    figure.update_xaxes(side="top", tickangle=0, categoryarray=[plain(key) for key in names], **axis)
    figure.update_yaxes(autorange="reversed", categoryarray=[plain(name) for name in names.values()], **axis)
    return figure


def _cells(pairs: pd.DataFrame, keys: list[str]) -> list[Cell]:
    numbers = {(row.one, row.other): int(row.count) for row in pairs[["one", "other", "count"]].itertuples(index=False)}
    numbers |= {(other, one): number for (one, other), number in numbers.items()}
    return [(one, other, numbers.get((one, other), 0)) for one in keys for other in keys if one != other]


def _shade(number: int, most: int) -> int:
    """Return 0 for none, and 1, 2 or 3 for the lower, middle and upper third of what is above."""
    return -(-3 * number // most) if number else 0


def _tiles(palette: Palette) -> dict:
    shades = len(palette.steps)
    edges = [(place / shades, colour) for number, colour in enumerate(palette.steps) for place in (number, number + 1)]
    return {"colorscale": edges, "zmin": -0.5, "zmax": shades - 0.5} | {
        **{"xgap": 3, "ygap": 3, "showscale": False, "hoverinfo": "skip"},
    }


def _ink(shade: int, palette: Palette) -> str:
    return palette.background if shade == len(palette.steps) - 1 else palette.text
