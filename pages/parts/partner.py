"""The frame of a partner's page: which partner it is about, its head and facts, and its card to take away."""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from cci_data.language import day, listed, place
from cci_data.queries.changes import scope
from cci_data.queries.everyone import everyone
from cci_data.queries.partners import current_id, partner
from cci_data.vocabulary import DESK, ILLUSTRATIVE
from pages.parts import choose, show
from pages.parts.address import this_page
from pages.parts.fetch import AS_OF, as_of, fetch, kept, present
from pages.parts.partner_card import known, origin, projects_in_words, row_of, terms

LONGEST_ID = 80
PAGE = "CCI network, Baltic Sea Region"
ANSWERS = (
    "Where you are on the map, and who is near.",
    "How many share your sectors, in your country and in the region.",
    "Your projects, with whom, and whom in your sectors you have never worked with.",
    "The shortest way over shared projects to any other partner.",
    "Your events, needs, offers and good practices.",
    "What others would like to find in your entry, and how to send it.",
)


def asked_partner() -> str:
    """Return the id of the partner that the address asks for, empty without one; says so where there is none.

    Of one that came to the records after the frozen state that is shown, it says that, with the way to now.
    """
    follow_former("id")
    if later := _later(choose.asked("id")):
        show.notice(f"{later} was not on record then; it came later.")
        st.button("Show it now", key="show-it-now", type="tertiary", on_click=choose.write, args=(AS_OF, ""))
        return ""
    return choose.known("id", "a partner", names(choose.asked("id")), "Choose one by its name")


def _later(asked: str) -> str:
    """Return the name of a partner that is on record now, and was not at the moment that is shown; else ""."""
    if as_of() is None or not asked or len(asked) > LONGEST_ID or len(fetch(partner, partner_id=asked)):
        return ""
    now = present().fetch(partner, partner_id=present().fetch(current_id, partner_id=asked))
    return next(iter(now["name"]), "")


def follow_former(key: str) -> None:
    """Let an id in capitals, or of a partner that was merged, under `key` in the address, lead to the present one."""
    asked = choose.asked(key)
    if 0 < len(asked) <= LONGEST_ID and (today := fetch(current_id, partner_id=asked)) != asked:
        choose.write(key, today)


@kept
def is_illustrative(partner_id: str) -> bool:
    """Tell whether there is such a partner, invented for a trial."""
    return bool((fetch(partner, partner_id=partner_id)["origin"] == ILLUSTRATIVE).any())


@kept
def name_of(partner_id: str) -> str:
    """Return the name of a partner on record."""
    return row_of(partner_id).name


@kept
def _names(also: str) -> dict[str, str]:
    found = fetch(everyone)
    found = found[(found["origin"] != ILLUSTRATIVE) | (found["partner_id"] == also)]
    once = ~found["name"].duplicated(keep=False)
    return {
        row.partner_id: row.name + "".join(f" ({each})" for each in (listed(row.other_names), own_id) if each)
        for row, own_id in zip(found.itertuples(), found["partner_id"].where(~once, ""), strict=True)
    }


def names(also: str = "") -> dict[str, str]:
    """Return every partner by name: id → its name and other names, with the id where two share a name.

    also: an illustrative partner to be there too.
    """
    return _names(also if also and is_illustrative(also[:LONGEST_ID]) else "")


def choose_partner(partner_id: str) -> None:
    """Let a person find an organisation by its name."""
    words = {"": "Type a name"} | names(partner_id)
    choose.option("Find your organisation", words, partner_id, key="id")


def nobody() -> None:
    """Let a person find an organisation, and say what its page answers."""
    show.title("My organisation", "Find it by its name, or by another name that it goes by.")
    with st.columns(2)[0]:
        choose_partner("")
    show.heading("What you find there")
    show.bullets(ANSWERS)


def window_title() -> str:
    """Return what the page is called by whoever passes it on: by the partner's name, where one is chosen."""
    asked = fetch(partner, partner_id=choose.asked("id"))
    return f"{next(iter(asked['name']), 'My organisation')} · {PAGE}"


def name_window() -> None:
    """Give the window the partner's name, so that it can be told apart among tabs and bookmarks."""
    st.set_page_config(page_title=window_title())


@kept
def head(partner_id: str) -> None:
    """Show the title of the page: the partner's name and badge, its other names, its type and its place."""
    row = row_of(partner_id)
    words = [row.organisation_type or "type not stated", place(listed(row.cities), row.country)]
    show.title(
        show.fill("{name} {badge}", name=row.name, badge=show.badge(row.origin)),
        show.joined([f"also {listed(row.other_names)}"] * bool(row.other_names) + words, " · "),
    )


@kept
def facts(partner_id: str) -> None:
    """Show what is known of the partner itself, each fact with its source."""
    row = row_of(partner_id)
    show.heading("In short")
    show.html('<div class="card"><dl class="facts">{facts}</dl></div>', facts=terms(known(row) | origin(row)))


def card_alone(partner_id: str, show_map: Callable[[str], None]) -> None:
    """Show the card of a partner without the menu and the rest of the page; show_map: what shows the map for it."""
    name_window()
    words, drawing = st.columns([3, 2], gap="medium")
    with words:
        _card(partner_id)
    with drawing:
        show_map(partner_id)


@kept
def _card(partner_id: str) -> None:
    row = row_of(partner_id)
    found = fetch(scope)
    as_of = found.told_on if row.origin == DESK else found.collected_on
    dated = {"As of": day(as_of)} if as_of else {}
    show.html(
        '<div class="card"><h1>{name} {badge}</h1><dl class="facts">{facts}</dl></div>',
        name=row.name,
        badge=show.badge(row.origin),
        facts=terms(known(row) | {"Projects": projects_in_words(partner_id)} | origin(row) | dated),
    )


def page_address(partner_id: str) -> str:
    """Return the whole address of a partner's page, to be handed out; empty where that is not known."""
    here = this_page()
    return f"{here}?{urlencode({'id': partner_id})}" if here else ""


def take_away(partner_id: str) -> None:
    """Offer the card alone, and pictures of it."""
    show.heading("To pass on", "The card has the essentials, with their source and date.")
    show.html(
        '<p><a href="partner?{card}" target="_blank">The card alone</a>, or as a picture: {pictures}</p>',
        card=urlencode({"id": partner_id, "embed": "true"}),
        pictures=show.card_pictures("partner", {"id": partner_id}),
    )
