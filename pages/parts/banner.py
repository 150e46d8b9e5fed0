"""The lines around every page: that illustrative records are there, and how old the data is."""

from datetime import date

import streamlit as st

from cci_data.database import DatabaseProblem
from cci_data.language import count, day, moment
from cci_data.queries.changes import Scope, scope
from pages.parts import show
from pages.parts.fetch import fetch, kept, reader, today

SECONDS_BETWEEN_LOOKS = 8


@kept
def illustration_line() -> None:
    """Say, on every page, that there are illustrative records, as long as there are."""
    found = fetch(scope)
    if found.illustrative_count:
        show.html(
            '<p class="slim">{badge} {records} so marked are invented for a trial and count in no number.</p>',
            badge=show.badge("illustrative"),
            records=count(found.illustrative_count, "record"),
        )


@kept
def scope_line() -> None:
    """Say how old the data is and what it covers."""
    found = fetch(scope)
    show.html('<p class="scope">{words}</p>', words=scope_sentence(found))


def scope_sentence(found: Scope) -> str:
    """Return the line that says how old the data is and what it covers."""
    as_of = day(found.collected_on) if found.collected_on else "an unknown day"
    words = f"Data as of {as_of}"
    if found.changed_at:
        words += f" (last change {moment(found.changed_at)})"
    words += f", covering {count(found.partner_count, 'organisation')} {_known_from(found)} in "
    words += f"{count(found.country_count, 'country', 'countries')}"
    if found.first_year:
        words += f" and {count(found.project_count, 'project')} between {found.first_year} and {found.last_year}"
    return words + ". This is not the Contact Desk's member list."


def _known_from(found: Scope) -> str:
    told = found.partner_count - found.published_count
    return (
        f"({found.published_count} on public record, {told} told by the Contact Desk)" if told else "on public record"
    )


def seen() -> tuple[int | None, date]:
    """Return what a page is about to show: the data's version (None where there is no data) and the day."""
    try:
        return reader().version(), today()
    except DatabaseProblem:
        return None, today()


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def keep_fresh(drawn: tuple[int | None, date]) -> None:
    """Draw the page anew when the data or the day is no longer what it was drawn from, also if nobody touches it."""
    if seen() != drawn:
        st.rerun()
