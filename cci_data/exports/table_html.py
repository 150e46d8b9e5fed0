"""A table as HTML for paper: every row, the head again on each sheet."""

from datetime import date

import pandas as pd
from markupsafe import Markup

from cci_data.language import day, grouped
from cci_data.links import is_web_link

EMPTY = "–"
SMALLEST_TO_GROUP = 10_000


def render_table_html(found: pd.DataFrame, caption: str = "") -> bytes:
    """Return a table with all rows of `found`, UTF-8, to be put into a page; every text is escaped.

    Its columns stand under their names, its index nowhere; caption: what the rows are, in a line. What is not known is
    a dash, tuples are joined by commas, days are written out, and numbers stand right.
    """
    told = Markup("<caption>{}</caption>").format(caption) if caption else ""
    head = Markup().join(Markup('<th scope="col">{}</th>').format(name) for name in found.columns)
    body = Markup().join(_row(values) for values in found.itertuples(index=False, name=None))
    table = Markup('<table class="plain">{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>')
    return table.format(told, head, body).encode()


def _row(values: tuple) -> Markup:
    return Markup("<tr>{}</tr>").format(Markup().join(_cell(value) for value in values))


def _cell(value: object) -> Markup:
    if isinstance(value, tuple):
        value = ", ".join(map(str, value))
    if not value if isinstance(value, str) else pd.isna(value):
        return Markup("<td>{}</td>").format(EMPTY)
    if isinstance(value, bool):
        return Markup("<td>{}</td>").format("yes" if value else "no")
    if isinstance(value, date):
        return Markup("<td>{}</td>").format(day(value))
    if isinstance(value, (int, float)):
        return Markup('<td class="number">{}</td>').format(_number(value))
    # An address may break anywhere, words may not.
    return Markup('<td class="address">{}</td>' if is_web_link(value) else "<td>{}</td>").format(value)


def _number(value: float) -> str:
    # A year has no thousands to set apart.
    if float(value).is_integer():
        return grouped(value) if abs(value) >= SMALLEST_TO_GROUP else f"{value:.0f}"
    return grouped(value, 1) if abs(value) >= SMALLEST_TO_GROUP else f"{value:g}"
