"""A letter to the Contact Desk, prepared so that a partner only fills in what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from cci_data.language import one_line

LINE_END = "\r\n"
# Beyond, some mail programs and browsers cut an address off.
LONGEST_ADDRESS = 2000
LONGEST_QUOTE = 80


@dataclass(frozen=True)
class Letter:
    """A letter that is not sent yet.

    to: the address that it goes to, "" where none is configured; subject: one line; body: lines that end in CRLF.
    """

    to: str
    subject: str
    body: str

    @property
    def address(self) -> str:
        """The letter as a `mailto:` address (RFC 6068), which a mail program opens; without `to` it asks for whom."""
        subject, body = quote(self.subject, safe=""), quote(self.body, safe="")
        return f"mailto:{quote(self.to, safe='@')}?subject={subject}&body={body}"


def entry_letter(name: str, partner_id: str, items: Iterable[Any], *, to: str = "", link: str = "") -> Letter:
    """Return a letter about the entry of a partner, with a line to fill in for each of `items`.

    items: rows of `queries.entry.entry_items` (`field`, `finding`); to: the Desk's address, "" where there is none;
    link: the address of the partner's page, "" to leave it out. Where the `mailto:` address would be longer than
    `LONGEST_ADDRESS`, the last items are left out, and the letter says how many.
    """
    who = _quoted(name)
    lines = [f"{item.field} ({_quoted(item.finding)}):" for item in items]
    left_out = 0
    while True:
        kept = lines[: len(lines) - left_out]
        letter = Letter(to, f"Our entry: {who}", _body(f"{who} ({partner_id})", kept, left_out, link))
        if not kept or len(letter.address) <= LONGEST_ADDRESS:
            return letter
        left_out += 1


def _quoted(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"


def _body(who: str, lines: list[str], left_out: int, link: str) -> str:
    said = ["Dear Contact Desk,", "", f"this is about the entry of {who}."]
    said += [link] if link else []
    said += ["", *lines]
    if left_out:
        said.append(f"{left_out} more on the page of the entry.")
    elif not lines:
        said.append("What should change:")
    said += ["", "What you send becomes public: please name no person and no e-mail address.", ""]
    return LINE_END.join(said)
