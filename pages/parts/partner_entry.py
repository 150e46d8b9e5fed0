"""What is missing or old in a partner's entry, and how to send it to the Desk; it counts in no figure."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st
from markupsafe import Markup

from cci_data.language import slug
from cci_data.letter import Letter, entry_letter
from cci_data.partner_workbook import partner_workbook
from cci_data.queries.entry import entry_items
from cci_data.settings import read_settings
from pages.parts import show
from pages.parts.fetch import fetch, kept, today
from pages.parts.partner import is_illustrative, name_of, page_address

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def entry(partner_id: str) -> None:
    """Show what others look for in the entry, and how to send it; nothing for an illustrative partner."""
    if is_illustrative(partner_id):
        return
    wishes, ways = st.columns([3, 2], gap="large")
    with wishes:
        _wishes(partner_id)
    with ways:
        to, link = read_settings().desk_email, page_address(partner_id)
        _send(partner_id, entry_letter(name_of(partner_id), partner_id, _items(partner_id), to=to, link=link))


@kept
def _items(partner_id: str) -> list:
    return list(fetch(entry_items, partner_id=partner_id, today=today()).itertuples())


@kept
def _wishes(partner_id: str) -> None:
    found = _items(partner_id)
    if not found:
        show.heading("Is this your organisation?", "Nothing is missing in this entry, and nothing is old. Thank you!")
        return
    show.heading("Is this your organisation?", "These would help others to find you and to work with you.")
    show.records(_item(row) for row in found)


def _item(row) -> Markup:
    return show.fill(
        '<li><span class="what">{field}: {finding}</span>{why}<span class="where">Send: {send}</span></li>',
        field=row.field,
        finding=row.finding,
        why=row.why,
        send=row.send,
    )


def _send(partner_id: str, letter: Letter) -> None:
    """Offer the three ways to send something: an e-mail, its text, and a workbook."""
    show.heading("How to send it", "Write a letter, or correct the workbook and attach it.")
    asks = "" if letter.to else " Your mail program asks for the Contact Desk's address."
    show.html('<p><a href="{mail}">Write to the Contact Desk</a>.{asks}</p>', mail=letter.address, asks=asks)
    with st.expander("The letter to copy"):
        # Letter by letter, with a button that copies it.
        st.code(f"{letter.subject}\n\n{letter.body}".replace("\r\n", "\n"), language=None, wrap_lines=True)
    st.download_button(
        "Workbook with this entry",
        _workbook(partner_id),
        f"{slug(partner_id) or 'partner'}.xlsx",
        XLSX,
        key="workbook",
        on_click="ignore",
    )


def _workbook(partner_id: str) -> Callable[[], bytes]:
    # To the minute: what is fetched is kept, and each moment is another result.
    return lambda: fetch(
        partner_workbook, partner_id=partner_id, made_at=datetime.now(UTC).replace(second=0, microsecond=0)
    )
