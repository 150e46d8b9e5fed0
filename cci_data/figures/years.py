"""Numbers year by year: a bar for each year, before the area of all years until its end."""

import pandas as pd
import plotly.graph_objects as go

from cci_data.figures.canvas import TEXT_PIXELS, canvas
from cci_data.language import short
from cci_data.theme import Palette

HEIGHT_PIXELS = 320
MOST_LABELS = 12


def year_bars(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Return bars with their numbers, before the area of the cumulative number.

    rows: columns year, value (of that year), cumulative (until its end); at least one row.
    """
    figure = canvas(palette, height=HEIGHT_PIXELS)
    years, values = rows["year"].tolist(), rows["value"].tolist()
    figure.add_scatter(
        x=years,
        y=rows["cumulative"].tolist(),
        mode="lines",
        fill="tozeroy",
        fillcolor=palette.surface,
        line={"color": palette.accent, "width": 1.5, "shape": "hvh"},
        hovertemplate="until the end of %{x}: %{y:,}<extra></extra>",
    )
    figure.add_bar(
        x=years,
        y=values,
        text=[short(value) if value else "" for value in values],
        textposition="outside",
        textfont={"size": TEXT_PIXELS, "color": palette.text},
        cliponaxis=False,
        marker={"color": palette.primary},
        hovertemplate="%{x}: %{y:,}<extra></extra>",
    )
    last = rows.iloc[-1]
    figure.add_annotation(
        x=last["year"],
        y=last["cumulative"],
        text=f"{short(last['cumulative'])} in all",
        showarrow=False,
        xanchor="right",
        yanchor="bottom",
        font={"size": TEXT_PIXELS, "color": palette.accent},
    )
    step = max(1, -(-len(years) // MOST_LABELS))
    figure.update_xaxes(tickformat="d", dtick=step, range=[years[0] - 0.6, years[-1] + 0.6])
    figure.update_yaxes(visible=False, range=[0, max(rows["cumulative"].max(), 1) * 1.2])
    return figure
