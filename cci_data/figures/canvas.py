"""What all plotly figures share: text that can be read from the back row, no frame, no legend."""

from html import escape

import plotly.graph_objects as go

from cci_data.theme import FONT, Palette

TEXT_PIXELS = 15


def canvas(palette: Palette, *, height: int) -> go.Figure:
    """Return an empty figure in the project's look, `height` in pixels; drawing it is left to the caller."""
    figure = go.Figure()
    figure.layout.template = None
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        font={"family": FONT, "size": TEXT_PIXELS, "color": palette.text},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        dragmode=False,
        hoverlabel={"font": {"size": TEXT_PIXELS}},
    )
    quiet = {"showgrid": False, "zeroline": False, "showline": False, "fixedrange": True, "automargin": True}
    figure.update_xaxes(**quiet, tickfont={"size": TEXT_PIXELS, "color": palette.text})
    figure.update_yaxes(**quiet, tickfont={"size": TEXT_PIXELS, "color": palette.text})
    return figure


def plain(text: str) -> str:
    """Return text so that a figure shows it letter by letter; plotly would take `<b>` or `<a href=…>` as markup."""
    return escape(text, quote=False)
