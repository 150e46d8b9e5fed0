"""Reports to take away: a button orders one, its place and progress are told, and then there is the file."""

from functools import cache
from urllib.parse import urlencode

import streamlit as st
from starlette.datastructures import QueryParams

from cci_data.api.problems import Problem
from cci_data.api.report_orders import read_order
from cci_data.api.reports import Key, key_of
from cci_data.language import count
from cci_data.reports.moment import reading
from cci_data.reports.press import Press, PressProblem, Ticket
from cci_data.reports.registry import REPORTS, file_name
from cci_data.settings import read_settings
from pages.parts import show
from pages.parts.address import base
from pages.parts.fetch import AS_OF, as_of, present, this_day

SECONDS_BETWEEN_LOOKS = 0.5
GONE = "This report is no longer kept here. Order it again."
FORMS = {
    "pdf": "Handout (PDF)",
    "pptx": "Slides (PowerPoint)",
    "docx": "Text document (Word)",
    "xlsx": "All rows (Excel)",
}


@cache
def press() -> Press:
    """Return the process's press, which the addresses of reports order from, too."""
    return Press()


def close_press() -> None:
    """Stop the press with all that it makes; the next order begins a new one."""
    press().close()
    press.cache_clear()


def reports(kind: str, parameters: dict[str, str], words: str = "To hand out") -> None:
    """Offer a report in each of its forms.

    kind: a key of REPORTS; parameters: those of its address, with the page's filters, "" for one that is not asked for;
    words: the heading, "" for none.
    """
    if st.context.is_embedded:
        return
    if words:
        show.heading(words)
    state = as_of()
    moment = {AS_OF: state.slug} if state else {}
    asked = {name: value for name, value in (parameters | moment).items() if value}
    with st.container(horizontal=True, key=f"reports-{kind}"):
        for form in REPORTS[kind].forms:
            _button(kind, form, asked)
    for form in REPORTS[kind].forms:
        _answer(kind, form, asked)


def _button(kind: str, form: str, parameters: dict[str, str]) -> None:
    """Show the button of a report, and keep the order that comes of it."""
    if st.button(FORMS[form], key=f"report-{kind}-{form}"):
        st.session_state[_slot(kind, form)] = parameters, _ordered(kind, form, parameters)


def _answer(kind: str, form: str, parameters: dict[str, str]) -> None:
    """Show what came of an order, while the view is still the one that it was for."""
    asked, ordered = st.session_state.get(_slot(kind, form), ({}, None))
    if ordered is None or asked != parameters:
        return
    # A session keeps the key alone: how long files are kept is for the press to say.
    found = ordered if isinstance(ordered, str) else press().known(ordered) or GONE
    if isinstance(found, str):
        show.invitation(found, "")
    elif found.future.done():
        _result(found, kind, form, parameters)
    else:
        st.fragment(_progress, run_every=SECONDS_BETWEEN_LOOKS)(ordered)


def _slot(kind: str, form: str) -> str:
    return f"ordered-{kind}-{form}"


def _ordered(kind: str, form: str, parameters: dict[str, str]) -> Key | str:
    """Return the key of a new order, or a sentence on why there is none."""
    try:
        order = read_order(present(), kind, form, QueryParams(parameters), this_day(), base())
        key = key_of(present(), order)
        press().order(key, order, read_settings().database_url)
        return key
    except Problem as problem:
        return f"{problem.detail} {problem.remedy}"
    except PressProblem as problem:
        return str(problem)


def _progress(key: Key) -> None:
    """Show the place in the queue, then how far the report is; run the page once it is made."""
    ticket = press().known(key)
    if ticket is None or ticket.future.done():
        st.rerun()
    before = press().before(ticket)
    words = f"{count(before, 'report')} before yours" if before else ticket.step.words
    st.progress(0.0 if before else max(ticket.step.share, 0.1), text=f"{words} …")


def _result(ticket: Ticket, kind: str, form: str, parameters: dict[str, str]) -> None:
    if problem := ticket.future.exception():
        show.invitation(str(problem), "")
        return
    name = file_name(reading(present(), ticket.order.as_of), ticket.order)
    show.html(
        '<p><a href="reports/{kind}.{form}?{query}" download="{name}">Download {name}</a> '
        '<span class="small">({size} kB)</span></p>',
        kind=kind,
        form=form,
        query=urlencode(parameters),
        name=name,
        size=max(len(ticket.future.result()) // 1000, 1),
    )
