"""Reports to take away: a button orders one, its place and progress are told, and then there is the file."""

from datetime import UTC, datetime
from functools import cache
from urllib.parse import urlencode, urlsplit

import streamlit as st
from starlette.datastructures import QueryParams

from cci_data.api.problems import Problem
from cci_data.api.reports import key_of
from cci_data.language import count
from cci_data.reports.asking import read_order, reading
from cci_data.reports.press import Press, PressProblem, Ticket
from cci_data.reports.registry import REPORTS, file_name
from cci_data.settings import read_settings
from pages.parts import show
from pages.parts.fetch import AS_OF, as_of, present

SECONDS_BETWEEN_LOOKS = 0.5
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
        st.session_state[_ticket(kind, form)] = parameters, _ordered(kind, form, parameters)


def _answer(kind: str, form: str, parameters: dict[str, str]) -> None:
    """Show what came of an order, while the view is still the one that it was for."""
    asked, found = st.session_state.get(_ticket(kind, form), ({}, None))
    if found is None or asked != parameters:
        return
    if isinstance(found, str):
        show.invitation(found, "")
    elif found.future.done():
        _result(found, kind, form, parameters)
    else:
        st.fragment(_progress, run_every=SECONDS_BETWEEN_LOOKS)(found)


def _ticket(kind: str, form: str) -> str:
    return f"ticket-{kind}-{form}"


def _ordered(kind: str, form: str, parameters: dict[str, str]) -> Ticket | str:
    """Return the ticket of a new order, or a sentence on why there is none."""
    day = datetime.now(UTC).date()
    try:
        order = read_order(present(), kind, form, QueryParams(parameters), day, _base())
        return press().order(key_of(present(), order), order, read_settings().database_url)
    except Problem as problem:
        return f"{problem.detail} {problem.remedy}"
    except PressProblem as problem:
        return str(problem)


def _base() -> str:
    """Return the address of the dashboard, as the links of its files have it."""
    here = urlsplit(st.context.url or "")
    return read_settings().public_url or (f"{here.scheme}://{here.netloc}" if here.netloc else "")


def _progress(ticket: Ticket) -> None:
    """Show the place in the queue, then how far the report is; run the page once it is made."""
    if ticket.future.done():
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
