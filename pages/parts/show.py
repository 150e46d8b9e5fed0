"""What is shown on every page: the one way for text of the database to reach the screen, and the frame of a figure.

Text from the database goes through `html` (which escapes it), `st.dataframe`, plotly or pydeck, and never through
Markdown: a label such as `![](https://elsewhere/)` would be drawn.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import streamlit as st
from markupsafe import Markup, escape

from cci_data.links import is_web_link
from cci_data.vocabulary import ILLUSTRATIVE
from pages.parts.fetch import AS_OF, as_of, colours

if TYPE_CHECKING:
    import pandas as pd

    from cci_data.charts.chart import Chart

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# An address of ours in a link or where a table is fetched from; and what in one says a moment already.
OURS = re.compile(r'\b(href|data-table)="(?![a-zA-Z][\w+.-]*:|//|#)([^"#]*)"')
MOMENT = re.compile(rf"\b({AS_OF}|since)=")
# What is shown within `together`, as far as it has come; None outside of it.
PIECES: ContextVar[list[Markup] | None] = ContextVar("pieces", default=None)
NO_TOOLBAR = {"displayModeBar": False}
PICTURES = {"wide": {}, "square": {"shape": "square"}}


def html(template: str, **values: object) -> None:
    """Show `template` with its {fields} filled in; each value is escaped unless it is Markup already.

    Links to pages and files of ours lead to the same moment as the page.
    """
    markup, pieces = as_shown(fill(template, **values)), PIECES.get()
    if pieces is None:
        st.html(markup)
    else:
        pieces.append(markup)


@contextmanager
def together(look: str = "") -> Iterator[None]:
    """Show what `html` shows within as one element that looks like several: each element costs every run its time.

    look: "halves" to stand side by side, two by two. Within, nothing is shown past `html`: charts, tables that scroll,
    and widgets stand outside.
    """
    pieces: list[Markup] = []
    mark = PIECES.set(pieces)
    try:
        yield
    finally:
        PIECES.reset(mark)
    if pieces:
        items = joined(fill("<div>{it}</div>", it=piece) for piece in pieces)
        html('<div class="together {look}">{items}</div>', look=look, items=items)


def as_shown(markup: Markup) -> Markup:
    """Return HTML in which the addresses of ours ask for the moment that the page shows."""
    state = as_of()
    if state is None:
        return markup
    asked = f"{AS_OF}={state.slug}"

    def carried(found: re.Match[str]) -> str:
        between = "&amp;" if "?" in found[2] else "?"
        return found[0] if MOMENT.search(found[2]) else f'{found[1]}="{found[2]}{between}{asked}"'

    return Markup(OURS.sub(carried, markup))


def page_link(page: str, label: str, query_params: Mapping[str, str] | None = None, **settings: object) -> None:
    """Show the link to a page of ours, which leads to the same moment as this one; settings: of `st.page_link`."""
    state = as_of()
    moment = {AS_OF: state.slug} if state else {}
    st.page_link(page, label=label, query_params={**(query_params or {}), **moment}, **settings)


def fill(template: str, **values: object) -> Markup:
    """Return `template` with its {fields} filled in and escaped, for use in another template."""
    return Markup(template).format(**values)


def joined(pieces: Iterable[object], between: str = "") -> Markup:
    """Return pieces one after another, each escaped unless it is Markup already."""
    return Markup(between).join(escape(piece) for piece in pieces)


def link(address: str | None, words: str | None = None) -> Markup:
    """Return a link to another site, or the plain text where the address is not a whole http(s) address."""
    if not address:
        return Markup("")
    if not is_web_link(address):
        return escape(address)
    text = words or address.split("://", 1)[1].removeprefix("www.").rstrip("/")
    return fill('<a href="{address}" target="_blank" rel="noopener noreferrer">{text}</a>', address=address, text=text)


def letters(text: str) -> str:
    """Return text for the label of a widget, which is Markdown, so that it stands there letter by letter."""
    return PUNCTUATION.sub(r"\\\1", text)


def card_link(partner_id: str, name: str) -> Markup:
    """Return the link to a partner's own page."""
    return fill('<a href="partner?id={key}" target="_self">{name}</a>', key=quote(partner_id, safe=""), name=name)


def event_link(event_id: str, title: str) -> Markup:
    """Return the link to an event's own address."""
    return fill('<a href="events?event={key}" target="_self">{title}</a>', key=quote(event_id, safe=""), title=title)


def partner_line(partner_id: str, name: str, where: str) -> Markup:
    """Return a partner in a list of records: its name, which leads to its page, and below it what is said of it."""
    return fill(
        '<li><span class="what">{name}</span><span class="where">{where}</span></li>',
        name=card_link(partner_id, name),
        where=where,
    )


def records(items: Iterable[object]) -> None:
    """Show a list of records, each item of which is a `<li>`."""
    html('<ul class="records">{items}</ul>', items=joined(items))


def badge(origin: str | None) -> Markup:
    """Return the badge of an illustrative record, nothing for any other."""
    return Markup('<span class="badge">illustrative</span>') if origin == ILLUSTRATIVE else Markup("")


def title(words: str, finding: str = "") -> None:
    """Show the page's title and, below it, the sentence that says the finding."""
    html('<h1>{words}</h1><p class="finding">{finding}</p>', words=words, finding=finding)


def heading(words: str, finding: str = "") -> None:
    """Show the heading of a section, and what it says in a sentence."""
    html(
        '<h2>{words}</h2><p class="finding">{finding}</p>' if finding else "<h2>{words}</h2>",
        words=words,
        finding=finding,
    )


def notice(words: str) -> None:
    """Say something about the request itself."""
    html('<p class="notice" role="status">{words}</p>', words=words)


def problem(words: str) -> None:
    """Say why the page cannot be shown and what to do."""
    html(
        '<div class="problem" role="alert"><h1>The dashboard cannot show its data</h1><p>{words}</p></div>', words=words
    )


def invitation(words: str, how: str) -> None:
    """Say what is missing, and who can add it and how."""
    html('<p class="invitation">{words} <span>{how}</span></p>', words=words, how=how)


def source(words: str) -> None:
    """Say where the figures above come from, how old they are, or what to know before comparing."""
    html('<p class="source">{words}</p>', words=words)


def figure(chart: "Chart", *, key: str = "") -> None:
    """Show a chart with all that belongs to it, or what is missing for one; the heading stands above it.

    key: the element's own, where the page has several charts of that name.
    """
    if chart.drawing is None:
        invitation(chart.summary, chart.nothing)
        return
    st.plotly_chart(chart.drawing, key=key or chart.name, config=NO_TOOLBAR, alt=chart.summary, theme=None)
    below(chart)


def below(chart: "Chart", words: str = "", *, has_twin: bool = True) -> None:
    """Say below a chart or map what to know of it and where it comes from, and offer it as pictures and as a table.

    words: what to say instead of the summary; has_twin: whether the table is offered here, rather than beside it.
    """
    html(
        '<p class="source">{words}</p><p class="pictures">{pictures}</p>',
        words=f"{words or chart.summary} {chart.basis}",
        pictures=pictures(chart),
    )
    if has_twin:
        twin(chart.table, paper=on_paper(chart.name, chart.choice))


def pictures(chart: "Chart") -> Markup:
    """Return the links to a chart or map as pictures, in the colours that this viewer sees."""
    theme = {"theme": colours().name} if colours().name != "light" else {}
    shapes = {
        shape: joined((_picture(chart, shape, kind, asked | theme) for kind in ("png", "svg")), " · ")
        for shape, asked in PICTURES.items()
    }
    return fill("Picture: {wide}, square {square}", **shapes)


def _picture(chart: "Chart", shape: str, kind: str, asked: dict[str, str]) -> Markup:
    query = urlencode({**chart.choice, **asked}, safe=",")
    return fill(
        '<a href="{address}" download aria-label="{words}">{kind}</a>',
        address=f"pictures/{chart.name}.{kind}{'?' if query else ''}{query}",
        words=f"{kind.upper()}, {shape}: {chart.title}",
        kind=kind.upper(),
    )


def card_pictures(name: str, choice: dict[str, str]) -> Markup:
    """Return the links to a card as pictures to share; name and choice: as below /pictures."""
    shapes = {"share": "wide (1200 × 630)", "square": "square (1080 × 1080)"}
    links = (
        fill(
            '<a href="pictures/{name}.png?{query}" download>{words}</a>',
            name=name,
            query=urlencode(choice | {"shape": shape}),
            words=words,
        )
        for shape, words in shapes.items()
    )
    return joined(links, " · ")


def twin(table: "pd.DataFrame", words: str = "The same as a table", *, paper: Markup | None = None) -> None:
    """Offer what a figure or map shows as a table; paper: what `on_paper` returns for it, for a short one nothing."""
    with st.expander(words):
        st.dataframe(table, hide_index=True)
        whole = fill('<div class="on-paper whole">{table}</div>', table=plain_table(table.columns, table.values))
        html("{paper}", paper=paper or whole)


def on_paper(name: str, parameters: Mapping[str, str]) -> Markup:
    """Return where a table stands on paper: it is fetched from below /tables when somebody prints.

    name, parameters: as `cci_data.api.tables` reads them. It belongs right after the table of the screen, which prints
    no more than the rows in sight and gives way to it.
    """
    query = f"?{urlencode(parameters)}" if parameters else ""
    return fill('<div class="on-paper" data-table="{address}"></div>', address=f"tables/{name}.html{query}")


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Show a short table as text, each cell escaped unless it is Markup; long ones belong in `st.dataframe`."""
    html("{table}", table=plain_table(heads, rows))


def plain_table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Markup:
    """Return the table that `table` shows, for use in another template."""
    head = joined(fill('<th scope="col">{name}</th>', name=name) for name in heads)
    body = joined(
        fill("<tr>{cells}</tr>", cells=joined(fill("<td>{cell}</td>", cell=cell) for cell in row)) for row in rows
    )
    return fill(
        '<table class="plain"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>', head=head, body=body
    )


def paragraphs(*texts: str) -> None:
    """Show paragraphs of plain text."""
    html("{all}", all=joined(fill("<p>{text}</p>", text=text) for text in texts))


def bullets(texts: Iterable[str]) -> None:
    """Show a list of sentences."""
    html("<ul>{items}</ul>", items=joined(fill("<li>{text}</li>", text=text) for text in texts))


def facts(pairs: dict[str, object]) -> None:
    """Show terms with what is said about them."""
    items = (fill("<dt>{term}</dt><dd>{fact}</dd>", term=term, fact=fact) for term, fact in pairs.items())
    html('<dl class="facts">{items}</dl>', items=joined(items))
