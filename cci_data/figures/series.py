"""Lines over time: one country against the other nine and the European Union.

A missing year is a gap in the line; a break in the series is a break in the line, marked where it is.
"""

import pandas as pd
import plotly.graph_objects as go

from cci_data.figures.canvas import TEXT_PIXELS, canvas
from cci_data.language import short
from cci_data.theme import Palette
from cci_data.vocabulary import AREAS, BREAK_IN_SERIES, EUROPEAN_UNION

HEIGHT_PIXELS = 360
LABEL_PIXELS = 175
SHARE_SIGN = "%"


def is_share(unit: str) -> bool:
    """Tell whether values in this unit are shares, drawn from zero; other quantities get a logarithmic scale."""
    return unit.startswith(SHARE_SIGN)


def strokes(values: pd.DataFrame) -> tuple[list[int | None], list[float | None]]:
    """Return x and y of one area's line, with None where the pen is lifted.

    values: rows of one area, columns year, value, flag, by year. The pen is lifted over missing years, and before a
    year that is flagged as a break in the series.
    """
    xs: list[int | None] = []
    ys: list[float | None] = []
    for row in values.itertuples():
        if xs and (row.flag == BREAK_IN_SERIES or row.year != xs[-1] + 1):
            xs.append(None)
            ys.append(None)
        xs.append(row.year)
        ys.append(row.value)
    return xs, ys


def series_lines(values: pd.DataFrame, palette: Palette, *, country: str, unit: str, decimals: int) -> go.Figure:
    """Return the lines of an indicator, `country` in front, with its latest value and year printed.

    values: as `queries.indicators.series` returns them, one row at least. Absolute quantities, whose unit is not a
    share, are drawn on a logarithmic scale while all are above zero: Germany and Iceland would not fit on another.
    """
    figure = canvas(palette, height=HEIGHT_PIXELS)
    is_linear = is_share(unit) or values["value"].min() <= 0
    order = [code for code in AREAS if code not in (country, EUROPEAN_UNION)] + [EUROPEAN_UNION, country]
    for area in order:
        rows = values[values["area_code"] == area]
        if len(rows):
            _add_line(figure, rows, palette, is_chosen=area == country, decimals=decimals)
    for year in sorted(set(values.loc[values["flag"] == BREAK_IN_SERIES, "year"])):
        _mark_break(figure, int(year), palette)
    _print_latest(figure, values, palette, country, unit=unit, decimals=decimals)
    first, last = int(values["year"].min()), int(values["year"].max())
    figure.update_xaxes(range=[first - 0.4, last + 0.4], tickformat="d", dtick=_tick(last - first), ticks="outside")
    figure.update_yaxes(type="linear" if is_linear else "log", showgrid=True, gridcolor=palette.line, nticks=5)
    figure.update_yaxes(**({"rangemode": "tozero"} if is_linear else {"dtick": 1}))
    figure.update_layout(margin={"t": 30, "r": LABEL_PIXELS}, hovermode="closest")
    return figure


def _add_line(figure: go.Figure, rows: pd.DataFrame, palette: Palette, *, is_chosen: bool, decimals: int) -> None:
    area, name = rows["area_code"].iloc[0], rows["area"].iloc[0]
    is_union = area == EUROPEAN_UNION
    xs, ys = strokes(rows)
    colour = palette.primary if is_chosen else palette.text if is_union else palette.compare
    figure.add_scatter(
        x=xs,
        y=ys,
        name=name,
        mode="lines+markers",
        line={"color": colour, "width": 3.5 if is_chosen else 1.5, "dash": "dash" if is_union else "solid"},
        marker={"color": colour, "size": 8 if is_chosen else 5, "symbol": "diamond" if is_union else "circle"},
        opacity=1 if is_chosen or is_union else 0.55,
        connectgaps=False,
        hovertemplate=f"{name} %{{x}}: %{{y:,.{decimals}f}}<extra></extra>",
    )


def _mark_break(figure: go.Figure, year: int, palette: Palette) -> None:
    figure.add_vline(x=year - 0.5, line={"color": palette.accent, "width": 1.5, "dash": "dot"})
    figure.add_annotation(
        x=year - 0.5,
        y=1,
        yref="paper",
        yanchor="bottom",
        text="break in the series",
        showarrow=False,
        font={"size": TEXT_PIXELS - 1, "color": palette.accent},
    )


def _print_latest(
    figure: go.Figure, values: pd.DataFrame, palette: Palette, country: str, *, unit: str, decimals: int
) -> None:
    latest = values.sort_values("year").drop_duplicates("area_code", keep="last").set_index("area_code")
    printed = latest.loc[[area for area in (country, EUROPEAN_UNION) if area in latest.index]]
    highest = printed["value"].idxmax() if len(printed) else None
    words = f" {SHARE_SIGN}</b>" if is_share(unit) else f"</b> {unit.split(',')[0]}"
    for area, row in printed.iterrows():
        figure.add_scatter(
            x=[int(row["year"])],
            y=[float(row["value"])],
            mode="text",
            text=[f"  <b>{short(row['value'], decimals)}{words}<br>  {row['area'][:14]}, {row['year']}"],
            textposition="top right" if area == highest and len(printed) > 1 else "bottom right",
            textfont={"size": TEXT_PIXELS - 1, "color": palette.primary if area == country else palette.text},
            cliponaxis=False,
            hoverinfo="skip",
        )


def _tick(years: int) -> int:
    return 1 if years <= 8 else 5
