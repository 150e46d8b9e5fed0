"""The lines around every page: of which moment it is, that illustrative records are there, and how old the data is."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path

import streamlit as st

from cci_data.data_age import DataAge, dated
from cci_data.database import DatabaseProblem
from cci_data.language import count, day, moment
from cci_data.queries.changes import Scope, scope
from cci_data.queries.frozen import erased_since
from pages.parts import choose, show
from pages.parts.fetch import AS_OF, as_of, fetch, kept, present, reader, today
from pages.parts.funding import funding_mark

HERE = Path(__file__).parent
SECONDS_BETWEEN_LOOKS = 8
# The languages that the pages have, by the code in an address.
LANGUAGES = {"en": "English"}


@cache
def _carrier() -> Callable:
    return st.components.v2.component("as_of", js=(HERE / "as_of.js").read_text("utf-8"))


def moment_line() -> None:
    """Say of which moment the page is where it is not of now, and offer the way back to now.

    Where the address asks for a frozen state that there is not, say so; the page is then of now.
    """
    asked, state = choose.asked(AS_OF), as_of()
    if state:
        _carrier()(key="carrier", height=1)
        with st.container(key="as-of", horizontal=True, gap="medium", vertical_alignment="center"):
            show.html(
                '<p class="as-of" role="status">As of {day}: <strong>{name}</strong>.{erased}</p>',
                day=day(state.day),
                name=state.name,
                erased=erased_in_words(state.frozen_at),
            )
            st.button("Show now", key="show-now", type="tertiary", on_click=choose.write, args=(AS_OF, ""))
            st.page_link("new.py", label="What is new since", query_params={"since": state.slug})
    elif AS_OF in st.query_params:
        if asked:
            show.notice(choose.not_here("the frozen state", asked, "Showing what is on record now."))
        choose.write(AS_OF, "")


def erased_in_words(moment: datetime) -> str:
    """Return a sentence, with a blank before it, that fewer are on record in a frozen state than were; "" for none."""
    number = present().fetch(erased_since, moment=moment)
    has = "has" if number == 1 else "have"
    return f" On request, {count(number, 'partner')} {has} been erased since then, here too." if number else ""


def language_line() -> None:
    """Let an address name the language of the view; of one in which there are no pages it says so."""
    choose.known("lang", "the language", LANGUAGES, "Showing the pages in English")


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
    words = dated(DataAge(found.collected_on, found.told_on)) or "Data as of an unknown day"
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


def seen() -> tuple[int | None, date, str]:
    """Return what a page is about to show: the data's version, the day and who pays; no version where no data is."""
    try:
        return reader().version(), today(), funding_mark()
    except DatabaseProblem:
        return None, date.min, ""


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def keep_fresh(drawn: tuple[int | None, date, str]) -> None:
    """Draw the page anew when the data, the day or who pays is no longer what it was drawn from, untouched or not."""
    if seen() != drawn:
        st.rerun()
