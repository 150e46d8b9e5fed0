import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from cci_data.imports.duplicates import Known, Likeness, bare, likenesses, site

SITE = "has the same site"
NAME = "has the same name but for accents, capitals or legal form"
TYPO = "has the same name but for a typo"


def known(key: str, *names: str, country: str | None = "LV", website: str | None = None) -> Known:
    return Known(key, names or (key,), country, website)


def found(newcomers: list[Known], others: list[Known]) -> list[tuple[str, str, str]]:
    return [(one.newcomer, one.other, one.reason) for one in likenesses(newcomers, [*others, *newcomers])]


def reason(one: str, other: str) -> str | None:
    """Why a new partner of one name may be one that is there of another."""
    told = found([known("new", one)], [known("old", other)])
    return told[0][2] if told else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(
            ("https://www.hub.lv", "http://hub.lv/"),
            ("https://hub.lv/lv/", "https://HUB.lv/en"),
            ("https://hub.lv/de-DE", "https://hub.lv"),
        ),
        *(("https://hub.lv/music/", "https://hub.lv/music"), ("https://hub.lv/?a=1", "http://www.hub.lv/?a=1")),
        ("hub.lv", "hub.lv"),
    ],
)
def test_a_site_is_one_however_its_address_is_written(one: str, other: str):
    assert site(one) == site(other) is not None
    assert found([known("new", website=one)], [known("old", website=other)]) == [("new", "old", SITE)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(
            ("https://hub.lv/music", "https://hub.lv/games"),
            ("https://hub.lv", "https://hub.ee"),
            ("https://hub.lv", "https://art.hub.lv"),
        ),
        *(("https://hub.lv/?id=1", "https://hub.lv/?id=2"), (None, None), ("", "")),
    ],
)
def test_two_sites_are_two(one: str | None, other: str | None):
    assert found([known("new", website=one)], [known("old", website=other)]) == []


def test_what_is_no_address_is_compared_as_it_is():
    assert site("https://[x") == "https://[x" and site(None) is None


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Kultūra SIA",
            "SIA «Kultūra»",
            "KULTURA, sia",
            "Biedrība Kultūra",
            "Kultura e.V.",
            "Kultura eV",
            "Kultura gGmbH",
        ),
        *(
            "Kultura GmbH & Co. KG",
            "Kultura A/S",
            "Kultura ApS",
            "Kultura Oy",
            "Kultura ry",
            "Kultura r.y.",
            "Kultura OÜ",
        ),
        *(
            "MTÜ Kultura",
            "Kultura ehf.",
            "Kultura ses.",
            "UAB Kultura",
            "VšĮ Kultura",
            "Kultura AB",
            "Stiftelsen Kultura",
        ),
        *(
            "Fundacja Kultura",
            "Kultura Sp. z o.o.",
            "Stowarzyszenie Kultura",
            "Kultura S.A.",
            "Kultura Aktiebolag",
            "Kultura Ltd.",
        ),
    ],
)
def test_a_legal_form_sets_nobody_apart(name: str):
    assert bare(name) == "kultura"
    assert reason(name, "Kultura") == NAME


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SIA", "sia"),
        ("AS", "as"),
        ("Asociacija", "asociacija"),
        ("Asia Hub", "asia hub"),
        ("Łódź-Hub!", "lodz hub"),
        ("…", ""),
    ],
)
def test_what_is_left_of_a_name(name: str, expected: str):
    assert bare(name) == expected


@pytest.mark.parametrize(
    "typo",
    [
        "Kreativlabor Wismar",
        "Kreativlabot Rostock",
        "Kreativlabr Rostock",
        "Kreativlabor Rosttock",
        "Kreativlabro Rostock",
    ],
)
def test_one_wrong_missing_extra_or_swapped_letter_may_be_a_typo(typo: str):
    assert reason(typo, "Kreativlabor Rostock") == (None if "Wismar" in typo else TYPO)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("Studio 1", "Studio 2"), ("Studio 12", "Studio 21"), ("Halle 14", "Halle 4"), ("Studio A1", "Studio A")),
        *(("LKA", "LKB"), ("Ogre", "Ogra"), ("Kultura centrs", "Kultivs centri"), ("Hub Rīga", "Hub Tartu")),
    ],
)
def test_another_digit_a_short_name_or_two_letters_are_another_partner(one: str, other: str):
    assert reason(one, other) is None


def test_others_of_a_country_are_others():
    assert found([known("new", "Hub", country="LV")], [known("old", "Hub", country="EE")]) == []
    assert found([known("new", "Hub", country="LV")], [known("old", "Hub", country=None)]) == [("new", "old", NAME)]
    assert found([known("new", "Hubs", country=None)], [known("old", "HUBS", country="EE")]) == [("new", "old", NAME)]


def test_all_names_of_a_partner_count():
    old = known("old", "Latvian Academy of Culture", "LKA", "Latvijas Kultūras akadēmija")
    assert found([known("new", "Latvijas Kulturas Akademija")], [old]) == [("new", "old", NAME)]
    assert found([known("new", "Another", "lka")], [old]) == [("new", "old", NAME)]


def test_the_strongest_reason_is_told_once_for_each_pair():
    new = known("new", "Hub e.V.", "Hubb e.V.", website="https://hub.lv")
    old = known("old", "Hub", "Hubs", website="https://hub.lv")
    assert found([new], [old]) == [("new", "old", SITE)]
    other = known("other", "Hubb")
    assert found([new], [old, other]) == [("new", "old", SITE), ("new", "other", NAME)]


def test_those_that_are_there_are_not_asked_about():
    assert found([], [known("one", "Hub"), known("two", "Hub")]) == []
    assert found([known("new", "Else")], [known("one", "Hub"), known("two", "Hub")]) == []


def test_of_two_newcomers_the_later_is_like_the_earlier():
    first, second, third = known("z", "Hub"), known("a", "HUB"), known("m", "Hub SIA")
    assert found([first, second, third], []) == [("a", "z", NAME), ("m", "z", NAME)]
    assert found([first, second], [third]) == [("z", "m", NAME), ("a", "m", NAME)]
    assert found([known("z", "Kultura"), known("a", "Kultuar")], []) == [("a", "z", TYPO)]


def test_a_hundred_that_are_alike_are_not_five_thousand_pairs():
    newcomers = [known(f"n{number}", "Hub") for number in range(100)]
    assert likenesses(newcomers, newcomers) == [Likeness(f"n{number}", "n0", NAME) for number in range(1, 100)]


NAMES = st.lists(
    st.text("abc ", min_size=5, max_size=7).map(str.strip).filter(bool), min_size=2, max_size=8, unique=True
)


@given(NAMES)
def test_typos_are_found_as_by_comparing_each_with_each(names: list[str]):
    everyone = [known(f"k{number}", name) for number, name in enumerate(names)]
    expected = {
        (later.key, earlier.key)
        for number, later in enumerate(everyone)
        for earlier in everyone[:number]
        if min(len(bare(one.names[0])) for one in (later, earlier)) >= 5
        and OSA.distance(bare(later.names[0]), bare(earlier.names[0])) == 1
    }
    told = likenesses(everyone, everyone)
    assert {(one.newcomer, one.other) for one in told if one.reason == TYPO} == expected


@pytest.mark.slow
def test_ten_thousand_names_are_compared():
    everyone = [known(f"k{number}", f"Kultūras centrs {number:05}", f"Centrs {number:05}") for number in range(10_000)]
    twins = [known("twin", "Kulturas Centrs 07777"), known("typo", "Kultūras cemtrs 00042")]
    assert likenesses(twins, [*everyone, *twins]) == [Likeness("twin", "k7777", NAME), Likeness("typo", "k42", TYPO)]
    assert likenesses([*everyone, *twins], [*everyone, *twins])[:2] == [
        Likeness("twin", "k7777", NAME),
        Likeness("typo", "k42", TYPO),
    ]
