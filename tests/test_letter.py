from email import message_from_string
from types import SimpleNamespace
from urllib.parse import unquote_to_bytes

import pytest

from cci_data.letter import LONGEST_ADDRESS, Letter, entry_letter
from cci_data.queries.entry import entry_items
from cci_data.queries.partners import partners
from tests.conftest import TODAY
from tests.queries.build import a_partner, add

DESK = "the+desk@network.example"


def taken_apart(address: str) -> tuple[str, dict[str, str]]:
    """Return to whom a mailto address goes, and its headers, read as RFC 6068 says: a plus is a plus."""
    scheme, _, rest = address.partition(":")
    assert (scheme, address.isascii(), " " in address) == ("mailto", True, False)
    to, _, query = rest.partition("?")
    pairs = (part.split("=") for part in query.split("&"))
    return unquote_to_bytes(to).decode(), {name: unquote_to_bytes(value).decode() for name, value in pairs}


def item(field: str, finding: str = "not stated") -> SimpleNamespace:
    return SimpleNamespace(field=field, finding=finding)


def test_what_a_mail_program_reads_is_what_was_written():
    letter = entry_letter("Łódź & Co = 100% #1? + ß", "lodz", [item("Sectors"), item("Website")], to=DESK)
    to, headers = taken_apart(letter.address)
    assert to == DESK
    assert headers == {"subject": letter.subject, "body": letter.body}
    assert letter.subject == "Our entry: Łódź & Co = 100% #1? + ß"
    assert "%0D%0A" in letter.address and "+" not in letter.address


def test_the_body_has_a_line_to_fill_in_for_each_item():
    link = "https://a.example/partner?id=hub"
    letter = entry_letter("Hub", "hub", [item("Sectors"), item("City", "no place known")], link=link)
    assert letter.body.split("\r\n") == [
        *("Dear Contact Desk,", "", "this is about the entry of Hub (hub).", link, ""),
        *("Sectors (not stated):", "City (no place known):", ""),
        *("What you send becomes public: please name no person and no e-mail address.", ""),
    ]
    assert "\n" not in letter.body.replace("\r\n", "")
    assert message_from_string(f"Subject: {letter.subject}\r\n\r\n{letter.body}").get_payload() == letter.body


def test_without_an_address_it_is_a_letter_to_nobody_yet():
    letter = entry_letter("Hub", "hub", [])
    assert letter.to == "" and letter.address.startswith("mailto:?subject=")
    assert "What should change:" in letter.body


def test_what_a_name_or_a_finding_holds_adds_no_line_and_no_header():
    letter = entry_letter("a\r\nBcc: x&cc=y", "hub", [item("Text", "one\n\ntwo")], to=DESK)
    assert "\n" not in letter.subject and "\r" not in letter.subject
    assert set(taken_apart(letter.address)[1]) == {"subject", "body"}
    assert "Text (one  two):" in letter.body


@pytest.mark.parametrize("name", ["Hub", "芸" * 500])
def test_what_does_not_fit_into_an_address_is_left_out_and_counted(name):
    items = [item(f"Field {number}", "ł" * 200) for number in range(40)]
    letter = entry_letter(name, "hub", items, to=DESK)
    asked = letter.body.count("Field ")
    assert len(letter.address) <= LONGEST_ADDRESS
    assert f"{40 - asked} more on the page of the entry." in letter.body
    one_more = entry_letter(name, "hub", items[: asked + 1], to=DESK)
    assert "1 more on the page" in one_more.body


def test_the_letters_of_the_record_fit_whole(session):
    add(session, a_partner("bare"))
    longest = 0
    for row in partners(session).itertuples():
        found = entry_items(session, partner_id=row.partner_id, today=TODAY)
        letter = entry_letter(row.name, row.partner_id, found.itertuples(), to=DESK)
        assert isinstance(letter, Letter) and "more on the page" not in letter.body
        assert letter.body.count("):\r\n") == len(found)
        longest = max(longest, len(letter.address))
    assert longest <= LONGEST_ADDRESS
