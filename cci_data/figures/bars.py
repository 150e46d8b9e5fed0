"""Horizontal bars with their numbers at the end: one row for each thing that is counted."""

import pandas as pd
import plotly.graph_objects as go

from cci_data.figures.canvas import TEXT_PIXELS, canvas, plain
from cci_data.language import short
from cci_data.theme import Palette

ROW_PIXELS = 30


def bars(rows: pd.DataFrame, palette: Palette, *, label: str, number: str, apart: tuple[str, ...] = ()) -> go.Figure:
    """Return bars in the order of `rows`; columns `label` (text) and `number` (a count, 0 or more).

    apart: labels of rows that are a series of their own; they are drawn in another colour and pattern.
    """
    figure = canvas(palette, height=ROW_PIXELS * len(rows) + 24)
    is_apart = [text in apart for text in rows[label]]
    figure.add_bar(
        x=rows[number].tolist(),
        y=[plain(text) for text in rows[label]],
        orientation="h",
        text=[short(value) if value else "none known" for value in rows[number]],
        textposition="outside",
        textfont={"size": TEXT_PIXELS, "color": palette.text},
        cliponaxis=False,
        marker={
            "color": [palette.compare if other else palette.primary for other in is_apart],
            "pattern": {"shape": ["/" if other else "" for other in is_apart]},
        },
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    most = max(rows[number].max() if len(rows) else 0, 1)
    figure.update_xaxes(visible=False, range=[0, most * 1.18])
    figure.update_yaxes(autorange="reversed", ticklabelstandoff=6)
    return figure
