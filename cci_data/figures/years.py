"""Numbers year by year: a bar for each year, and a line for all years until its end."""

import pandas as pd
import plotly.graph_objects as go

from cci_data.figures.canvas import TEXT_PIXELS, canvas
from cci_data.language import short
from cci_data.theme import Palette

HEIGHT_PIXELS = 320
MOST_LABELS = 10
# A single year would be a block as wide as the page.
FEWEST_YEARS = 8
# Longer numbers would lie on those of the next year; then the largest alone is written.
MOST_LETTERS = 3
ROOM_ABOVE = 1.2
# The part of the height that a number takes: one that the line would cross stands above the line.
NUMBER_PART = 0.1


def year_bars(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Return bars with their numbers, and over them the line of the cumulative number, which goes up in steps.

    rows: columns year, value (of that year), cumulative (until its end); at least one row.
    """
    figure = canvas(palette, height=HEIGHT_PIXELS)
    years, values = rows["year"].tolist(), rows["value"].tolist()
    figure.add_bar(x=years, y=values, marker={"color": palette.primary}, hovertemplate="%{x}: %{y:,}<extra></extra>")
    _add_line(figure, rows, palette)
    top = max(rows["cumulative"].max(), max(values), 1) * ROOM_ABOVE
    _add_numbers(figure, rows, palette, top)
    step = max(1, -(-len(years) // MOST_LABELS))
    figure.update_xaxes(
        tickformat="d", dtick=step, range=[min(years[0], years[-1] + 1 - FEWEST_YEARS) - 0.6, years[-1] + 0.6]
    )
    figure.update_yaxes(visible=False, range=[0, top])
    return figure


def _add_line(figure: go.Figure, rows: pd.DataFrame, palette: Palette) -> None:
    corners = [(row.year + side, row.cumulative, int(row.year)) for row in rows.itertuples() for side in (-0.5, 0.5)]
    figure.add_scatter(
        x=[x for x, *_ in corners],
        y=[y for _, y, _ in corners],
        mode="lines",
        line={"color": palette.accent, "width": 2},
        customdata=[year for *_, year in corners],
        hovertemplate="until the end of %{customdata}: %{y:,}<extra></extra>",
    )
    last = rows.iloc[-1]
    figure.add_annotation(
        x=last["year"] + 0.5,
        y=last["cumulative"],
        text=f"{short(last['cumulative'])} in all",
        showarrow=False,
        xanchor="right",
        yanchor="bottom",
        font={"size": TEXT_PIXELS, "color": palette.accent},
    )


def _add_numbers(figure: go.Figure, rows: pd.DataFrame, palette: Palette, top: float) -> None:
    """Write the numbers above the bars, the last one too only if the words of the line leave it room."""
    most, last = rows["value"].max(), rows.iloc[-1]
    are_short = all(len(short(value)) <= MOST_LETTERS for value in rows["value"])
    numbers = []
    for row in rows.itertuples():
        over_line = row.cumulative - row.value < NUMBER_PART * top
        lies_below_words = row.year > last["year"] - 3 and over_line and last["cumulative"] == row.cumulative
        if row.value and (are_short or row.value == most) and not lies_below_words:
            numbers.append((row.year, row.cumulative if over_line else row.value, short(row.value)))
    figure.add_scatter(
        x=[x for x, *_ in numbers],
        y=[y for _, y, _ in numbers],
        mode="text",
        text=[text for *_, text in numbers],
        textposition="top center",
        textfont={"size": TEXT_PIXELS, "color": palette.text},
        hoverinfo="skip",
    )
