"""A mention is found however it is written, and only where the partner is meant."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data.erasure.mentions import ERASED, Called, Finder, plain
from cci_data.erasure.sites import Site

WHO = Called(
    names=frozenset({"Creative Estonia", "Loov Eesti", "LE", "Łódź „Hub”"}),
    ids=frozenset({"creative-estonia"}),
    sites=frozenset({Site("looveesti.ee")}),
)
FOUNDATION = Called(frozenset({"Creative Estonia Foundation"}), frozenset({"creative-estonia-foundation"}))
OTHERS = {"partner creative-estonia-foundation": FOUNDATION, "partner future": Called(frozenset({"Future Creative"}))}
FINDER = Finder(WHO, OTHERS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Creative Estonia is the umbrella.", "[erased] is the umbrella."),
        ("ask CREATIVE ESTONIA, creative\u00a0estonia or Creative\n Estonia", "ask [erased], [erased] or [erased]"),
        (
            "Creative Estonia's offer; _Creative Estonia_; Creative Estonia-led",
            "[erased]'s offer; _[erased]_; [erased]-led",
        ),
        ("lodz „HUB” and Łódź „Hub”", "[erased] and [erased]"),
        (unicodedata.normalize("NFD", "in Łódź „Hub”!"), "in [erased]!"),
        ("LE is short", "[erased] is short"),
        ("see creative-estonia (id)", "see [erased] (id)"),
        ("kul.ee; looveesti.ee", "kul.ee; [erased]"),
        ("https://www.LoovEesti.ee/en?x=1.", "[erased]."),
        ("(https://blog.looveesti.ee/a/b)", "([erased])"),
        ("write to info@looveesti.ee!", "write to [erased]!"),
        ("https://news.example/2026/creative-estonia-moves", "[erased]"),
        ("https://news.example/Creative%20Estonia/about and more", "[erased] and more"),
        ("https://news.example/?who=Creative_Estonia", "[erased]"),
        ("partners_creative-estonia.xlsx", "[erased]"),
        ("Creative Estonia 2026.xlsx", "[erased] 2026.xlsx"),
        ("Creative Estonia, Loov Eesti", "[erased], [erased]"),
    ],
)
def test_a_mention_is_replaced(text, expected):
    found = FINDER.find(text)
    assert (found.text, found.left) == (expected, ())
    assert len(found.words) == expected.count(ERASED)


@pytest.mark.parametrize(
    "text",
    [
        "Creative Estonians, uncreative Estonia, Creative, Estonia",
        "le, Les and LEs: another word",
        "creative-estonia-day, my-creative-estonia: other ids",
        "https://looveesti.ee.example.org and https://xlooveesti.ee",
        "https://news.example/uncreative-estonia",
        "",
        "nothing of the kind",
    ],
)
def test_what_is_no_mention_stays(text):
    found = FINDER.find(text)
    assert (found.text, found.words, found.left) == (text, (), ())


@pytest.mark.parametrize(
    ("text", "expected", "left"),
    [
        ("Creative Estonia Foundation", "Creative Estonia Foundation", ["Creative Estonia"]),
        (
            "Creative Estonia and Creative Estonia Foundation",
            "[erased] and Creative Estonia Foundation",
            ["Creative Estonia"],
        ),
        ("Future Creative Estonia", "Future Creative Estonia", ["Creative Estonia"]),
        ("https://x.example/creative-estonia-foundation", "https://x.example/creative-estonia-foundation", []),
        ("https://x.example/creative-estonia-foundation/creative-estonia", "[erased]", []),
    ],
)
def test_names_of_others_are_not_damaged(text, expected, left):
    found = FINDER.find(text)
    assert (found.text, [one.words for one in found.left]) == (expected, left)
    assert all("which belongs to partner" in one.reason for one in found.left)


def test_the_longer_name_goes_as_a_whole_also_where_another_is_part_of_it():
    finder = Finder(FOUNDATION, {"partner creative-estonia": WHO})
    assert finder.find("Creative Estonia Foundation of Creative Estonia").text == "[erased] of Creative Estonia"


def test_a_name_that_another_has_too_stays():
    finder = Finder(WHO, {"partner twin": Called(frozenset({"Loov Eesti"}))})
    found = finder.find("Loov Eesti, Creative Estonia")
    assert found.text == "Loov Eesti, [erased]"
    assert found.left[0].reason == "it is, or is part of, “Loov Eesti”, which belongs to partner twin"


def test_an_ordinary_word_stays_and_is_told():
    finder = Finder(Called(frozenset({"Design"}), frozenset({"design"})), {}, {"design"})
    found = finder.find("Design policy, by design: https://example.org/design")
    assert found.words == ()
    assert [(one.words, one.reason) for one in found.left] == [
        ("Design", "it is an ordinary word too"),
        ("design", "it is an ordinary word too"),
    ]


def test_a_site_that_others_share_stays_and_their_part_of_it_too():
    finder = Finder(
        Called(sites=frozenset({Site("town.example"), Site("facebook.com", "/creative")})),
        {
            "partner twin": Called(sites=frozenset({Site("park.town.example")})),
            "partner other": Called(sites=frozenset({Site("facebook.com", "/other")})),
        },
    )
    found = finder.find("https://park.town.example/a https://town.example/b")
    assert found.text == "https://park.town.example/a [erased]"
    assert [one.reason for one in found.left] == ["partner twin has the same site"]
    text = "https://facebook.com/creative/about https://facebook.com/creatives https://www.facebook.com/other"
    assert finder.find(text).text == "[erased] https://facebook.com/creatives https://www.facebook.com/other"


def test_an_id_that_is_made_of_the_partners_is_found():
    assert FINDER.find_in_id("creative-estonia-day-2027") and FINDER.find_in_id("visit-loov-eesti")
    assert not FINDER.find_in_id("creative-estonia-foundation-day") and not FINDER.find_in_id("estonia-creative")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("creative-estonia-day-2027", "erased-day-2027"),
        ("visit-loov-eesti", "visit-erased"),
        ("a-creative-estonia-b-creative-estonia", "a-erased-b-erased"),
        ("creative-estonia-creative-estonia-loov-eesti-day", "erased-day"),
        ("Creative_Estonia.day", "erased-day"),
        ("creative-estonia", "erased"),
        ("www.looveesti.ee", "erased"),
        ("LE-day", "erased-day"),
        ("creative-estonia-foundation-day", "creative-estonia-foundation-day"),
        ("creative-estonia-foundation-meets-creative-estonia", "creative-estonia-foundation-meets-erased"),
        ("creative-estonians", "creative-estonians"),
        ("le-day", "le-day"),
        ("Another_id", "Another_id"),
        ("", ""),
    ],
)
def test_an_id_loses_the_mention_and_nothing_else(text, expected):
    assert FINDER.without_in_id(text) == expected


def test_an_id_loses_a_long_name_as_a_whole_where_a_part_of_it_is_a_name_too():
    finder = Finder(Called(frozenset({"Estonian Creative Bureau", "Bureau"})), {})
    assert finder.without_in_id("visit-estonian-creative-bureau") == "visit-erased"


def test_an_id_that_was_made_of_its_name_is_a_mention_in_a_text_too():
    finder = Finder(WHO, OTHERS, made=["creative-estonia-day", "creative-estonia-day-2"])
    text = "see creative-estonia-day, Creative-Estonia-Day-2 and creative-estonia-foundation-day"
    assert finder.find(text).text == "see [erased], [erased] and creative-estonia-foundation-day"
    assert finder.find("creative-estonia-day-3").words == ()


@given(st.lists(st.sampled_from(["creative-estonia", "loov-eesti", "foundation", "day", "future-creative", "2027"])))
def test_an_id_that_lost_the_mention_has_none(pieces):
    lost = FINDER.without_in_id("-".join(pieces))
    assert not FINDER.find_in_id(lost) and FINDER.find(lost).words == ()
    assert FINDER.without_in_id(lost) == lost


@given(st.text())
def test_each_letter_that_is_compared_comes_from_the_text(text):
    found, places = plain(text)
    assert len(found) == len(places) and places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
    assert "  " not in found


@given(st.text(), st.sampled_from(sorted(WHO.names | WHO.ids)), st.text())
def test_a_name_between_blanks_is_always_found(before, name, after):
    found = FINDER.find(f"{before} {name} {after}")
    assert found.words or found.left
    assert FINDER.find(found.text).words == ()


@given(st.lists(st.sampled_from([*WHO.names, *WHO.ids, "Foundation", " ", "-", ".", "/", "https://", "x.ee", "é"])))
def test_what_was_replaced_is_not_found_again(pieces):
    found = FINDER.find(" ".join(pieces))
    assert FINDER.find(found.text).words == ()


@pytest.mark.parametrize("text", ["a." * 20_000, "x" * 100_000, "https://" * 10_000, "@" * 50_000])
def test_a_long_text_is_looked_through(text):
    assert FINDER.find(f"Creative Estonia, looveesti {text}").text == f"[erased], looveesti {text}"
