"""A square of pairs: a number where two things have something in common, the same on both sides of the diagonal."""

import pandas as pd
import plotly.graph_objects as go

from cci_data.figures.canvas import TEXT_PIXELS, canvas, plain
from cci_data.theme import Palette

ROW_PIXELS, HEAD_PIXELS = 40, 60


def pair_square(pairs: pd.DataFrame, names: dict[str, str], palette: Palette) -> go.Figure:
    """Return the square; the darker a cell, the larger its number.

    pairs: columns one, other (keys of `names`), count; each pair once. names: key → name, in the order of rows and
    columns; columns have the key alone.
    """
    numbers = {(row.one, row.other): int(row.count) for row in pairs[["one", "other", "count"]].itertuples(index=False)}
    numbers |= {(other, one): number for (one, other), number in numbers.items()}
    keys = list(names)
    cells = [(one, other, numbers.get((one, other), 0)) for one in keys for other in keys if one != other]
    most = max((number for *_, number in cells), default=0) or 1
    figure = canvas(palette, height=HEAD_PIXELS + ROW_PIXELS * len(keys))
    figure.add_scatter(
        x=[other for _, other, _ in cells],
        y=[plain(names[one]) for one, _, _ in cells],
        mode="markers+text",
        text=[str(number) if number else "–" for *_, number in cells],
        textfont={"size": TEXT_PIXELS, "color": [_ink(number, most, palette) for *_, number in cells]},
        marker={
            "symbol": "square",
            "size": ROW_PIXELS - 6,
            "color": [palette.steps[_step(number, most)] for *_, number in cells],
            "line": {"width": 0},
        },
        hovertext=[plain(f"{names[one]} and {names[other]}: {number}") for one, other, number in cells],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    figure.update_xaxes(side="top", categoryorder="array", categoryarray=keys, dtick=1)
    figure.update_yaxes(
        autorange="reversed", categoryorder="array", categoryarray=[plain(names[key]) for key in keys], dtick=1
    )
    return figure


def _step(number: int, most: int) -> int:
    return 0 if not number else 1 if number * 3 <= most else 2 if number * 3 <= 2 * most else 3


def _ink(number: int, most: int, palette: Palette) -> str:
    return palette.background if _step(number, most) == 3 else palette.text
