from dataclasses import replace
from datetime import date

import pytest

from cci_data.cards.card import Card
from cci_data.cards.post import LONGEST_ALT, LONGEST_LONG, LONGEST_SHORT, TAGS, post
from cci_data.cards.registry import CARDS
from cci_data.theme import LIGHT
from cci_data.vocabulary import ILLUSTRATIVE
from tests.conftest import TODAY
from tests.test_house_rules import EMAIL

LINK = "https://dashboard.network.example/cci/events?event=a"
CARD = Card(
    kicker="Event",
    heading="Meeting in Rīga",
    subheading="Network meeting",
    rows=(("When", "3–4 March 2027"), ("Hosted by", "Hub"), ("Event page", "https://a.example/meeting")),
    source="Contact Desk",
    as_of=date(2026, 11, 23),
    page="/events",
)


def every_card(fetch):
    for name, entry in CARDS.items():
        keys = [*entry.records(fetch)] + ([] if entry.is_required else [""])
        for key in keys[:: 9 if name == "partner" else 1]:
            yield entry.make(fetch, LIGHT, TODAY, key)


def test_a_post_says_what_stands_on_the_card():
    found = post(CARD, LINK)
    assert found.alt == "Card of an event: Meeting in Rīga; Network meeting; when: 3–4 March 2027; hosted by: Hub."
    assert found.short == f"Meeting in Rīga · 3–4 March 2027 · hosted by: Hub\n{LINK} {TAGS}"
    assert found.long.splitlines() == [
        "In the calendar of the CCI network around the Baltic Sea: Meeting in Rīga",
        "Network meeting",
        "When: 3–4 March 2027",
        "Hosted by: Hub",
        "",
        LINK,
        TAGS,
    ]


def test_every_card_on_record_has_posts_of_the_right_length_with_one_link_and_no_address_of_a_person(fetch):
    seen = set()
    for card in every_card(fetch):
        seen.add(card.kicker)
        found = post(card, LINK)
        assert len(found.alt) <= LONGEST_ALT and "\n" not in found.alt and found.alt.endswith(".")
        assert len(found.short) <= LONGEST_SHORT and len(found.long) <= LONGEST_LONG
        is_invented = card.heading.endswith(f"({ILLUSTRATIVE})")
        for text in (found.short, found.long):
            assert text.count("https://") == 1 and LINK in text
            assert [word for word in text.split() if word.startswith("#")] == TAGS.split()
        for text in (found.alt, found.short, found.long):
            assert not EMAIL.search(text)
            assert (ILLUSTRATIVE in text) >= is_invented
            # A value is there whole, or not at all.
            assert "…" not in text or len(card.heading) > 100 or any("…" in value for _, value in card.rows)
    assert seen == {"Partner", "Event", "Spotlight"}


@pytest.mark.parametrize("length", [10, 300, 5000])
def test_a_long_name_is_cut_and_keeps_the_mark_that_it_is_invented(length: int):
    card = replace(CARD, heading=f"{'Ž' * length} ({ILLUSTRATIVE})", rows=(("When", "x" * length), ("Where", "Rīga")))
    found = post(card, LINK)
    assert all(f"({ILLUSTRATIVE})" in text for text in (found.alt, found.short, found.long))
    assert len(found.alt) <= LONGEST_ALT
    assert len(found.short) <= LONGEST_SHORT and len(found.long) <= LONGEST_LONG


def test_text_with_line_breaks_stays_in_its_line():
    card = replace(CARD, heading="Meeting\nfree money: https://evil.example", rows=(("Where", "Rīga\n\n#spam"),))
    assert post(card, LINK).alt.count("\n") == 0
    assert post(card, LINK).short.count("\n") == 1
