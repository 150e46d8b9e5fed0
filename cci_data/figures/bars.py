"""Horizontal bars with their numbers at the end: one row for each thing that is counted."""

from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from cci_data.figures.canvas import TEXT_PIXELS, canvas, plain
from cci_data.language import short
from cci_data.theme import Palette

ROW_PIXELS = 30
LINE_PIXELS = 18
# How far the axis reaches beyond the longest bar, in lengths of it: for the number at its end, also on a phone.
LEAST_ROOM, ROOM_OF_LETTER = 1.18, 0.05


def bars(
    rows: pd.DataFrame,
    palette: Palette,
    *,
    label: str,
    number: str,
    apart: tuple[str, ...] = (),
    label_letters: int = 0,
) -> go.Figure:
    """Return bars in the order of `rows`; columns `label` (text) and `number` (a count, 0 or more).

    apart: labels of rows that are a series of their own; they are drawn in another colour and pattern. label_letters:
    how many letters of a label a line takes, 0 for all in one line.
    """
    lines = [wrap(text, label_letters) or [text] if label_letters else [text] for text in rows[label]]
    row_pixels = max(ROW_PIXELS, LINE_PIXELS * max(map(len, lines), default=1) + 4)
    texts = [short(value) if value else "none known" for value in rows[number]]
    figure = canvas(palette, height=row_pixels * len(rows) + 24)
    figure.add_bar(
        x=rows[number].tolist(),
        y=["<br>".join(map(plain, some)) for some in lines],
        orientation="h",
        text=texts,
        textposition="outside",
        textfont={"size": TEXT_PIXELS, "color": palette.text},
        cliponaxis=False,
        marker=_marker([text in apart for text in rows[label]], palette),
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    figure.update_xaxes(visible=False, range=[0, _end(rows[number].tolist(), texts)])
    figure.update_yaxes(autorange="reversed", ticklabelstandoff=6)
    return figure


def _end(values: list[float], texts: list[str]) -> float:
    longest = max((len(text) for text, value in zip(texts, values, strict=True) if value), default=0)
    return max([*values, 1]) * max(LEAST_ROOM, 1 + ROOM_OF_LETTER * longest)


def _marker(are_apart: list[bool], palette: Palette) -> dict:
    return {
        "color": [palette.compare if is_apart else palette.primary for is_apart in are_apart],
        "pattern": {"shape": ["/" if is_apart else "" for is_apart in are_apart]},
    }
