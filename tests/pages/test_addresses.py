"""The address decides what a page shows; what it asks for in vain is said, and cut short where it is long."""

from datetime import date, timedelta

import pytest

from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.pages.screen import QUOTE
from tests.pages.test_pages import LAYERS

LONG = "x" * 10_000
LONGEST_QUOTE = 40
SEEDS = [
    ("map", "country", "EE"),
    ("map", "sector", "music"),
    ("map", "sector", "cross-sectoral"),
    ("map", "type", "interest-group"),
    ("map", "country", "EE,FI"),
    ("map", "text", "Media Evolution"),
    ("map", "place", "malmo-se"),
    ("map", "place", "none"),
    ("map", "partner", "media-evolution"),
    ("map", "lines", "yes"),
    ("sectors", "sector", "music"),
    ("sectors", "country", "FI"),
    ("sectors", "row", "music"),
    ("sectors", "column", "FI"),
    ("spotlight", "country", "EE"),
    ("events", "kind", "study_visit"),
    ("events", "country", "LV"),
    ("events", "sector", "music"),
    ("numbers", "of", "projects"),
]
PARAMETERS = sorted({(page, parameter) for page, parameter, _value in SEEDS})
CHOSEN_FROM_A_LIST = [pair for pair in PARAMETERS if pair[1] not in ("text", "lines")]


def content(screen) -> list:
    """Return what the page says and draws, but for its notices."""
    tables = [element.proto.SerializeToString() for element in screen.app.get("dataframe")]
    return [screen.text.replace(" ".join(screen.notices), "").split(), tables, screen.decks, screen.figures]


@pytest.mark.parametrize(("page", "parameter", "value"), SEEDS)
def test_a_filter_in_the_address_is_the_one_that_is_chosen(open_page, page: str, parameter: str, value: str):
    screen = open_page(page, **{parameter: value})
    assert screen.errors == screen.notices == []
    assert screen.choice(parameter) == (value if parameter != "lines" else True)
    assert content(screen) != content(open_page(page))


def test_a_choice_goes_into_the_address_and_out_again(open_page):
    screen = open_page("map")
    for code in ("IS", "EE"):
        screen.app.multiselect(key="choose-country").select(code)
        screen.run()
    assert screen.app.query_params == {"country": "IS,EE"}
    assert content(screen) == content(open_page("map", country="IS,EE"))
    for code in ("IS", "EE"):
        screen.app.multiselect(key="choose-country").unselect(code)
        screen.run()
    assert screen.app.query_params == {}
    assert content(screen) == content(open_page("map"))


def test_filters_narrow_the_map_the_list_and_the_number_together(open_page):
    screen = open_page("map", country="SE", text="malmo")
    names = screen.list_of_partners
    assert names and len(names) < len(open_page("map", country="SE").list_of_partners)
    assert {country for country in screen.app.dataframe[0].value["Country"]} == {"Sweden"}
    assert [(place["place_id"], place["partner_count"]) for place in screen.layer("places")] == [
        ("malmo-se", len(names))
    ]
    assert screen.marked('class="count"')[0].startswith(str(len(names)))


def test_filters_that_nobody_fits_invite(open_page):
    screen = open_page("map", text="no such partner anywhere")
    assert screen.errors == screen.list_of_partners == screen.layer("places") == []
    assert len(screen.invitations) == 1


def test_an_empty_cell_invites_and_a_full_one_lists(open_page):
    everything = open_page("sectors")
    matrix = everything.figures[0]["data"][1]
    cells = dict(zip(matrix["text"], matrix["customdata"], strict=True))
    assert {"–", "1"} < set(cells)
    for sign, (sector, country) in cells.items():
        number = int(sign) if sign.isdigit() else 0
        screen = open_page("sectors", row=sector, column=country)
        assert screen.marked('class="count"')[0].startswith(str(number))
        assert len(screen.invitations) == len(everything.invitations) + (number == 0)


def test_lines_are_drawn_where_they_are_asked_for(open_page):
    assert open_page("map").layer("shared-projects") is None
    linked = open_page("map", lines="yes")
    assert [layer["id"] for layer in linked.decks[0]["layers"]] == LAYERS
    assert len(linked.layer("shared-projects")) > 10


@pytest.mark.parametrize(("page", "parameter"), CHOSEN_FROM_A_LIST)
def test_an_unknown_value_falls_back_and_is_named(open_page, page: str, parameter: str):
    value = "' OR 1=1 -- <b>Ł</b> “”\n# x"
    screen = open_page(page, **{parameter: value})
    assert screen.errors == []
    (notice,) = screen.notices
    assert " ".join(value.split()) in notice
    assert not screen.choice(parameter)
    assert parameter not in screen.app.query_params
    assert content(screen) == content(open_page(page))


def test_a_switch_that_is_neither_on_nor_off_falls_back_and_says_so(open_page):
    screen = open_page("map", lines="maybe")
    (notice,) = screen.notices
    assert "maybe" in notice
    assert screen.choice("lines") is False


@pytest.mark.parametrize(("page", "parameter"), PARAMETERS)
def test_ten_thousand_characters_are_cut_short(open_page, page: str, parameter: str):
    screen = open_page(page, **{parameter: LONG})
    assert screen.errors == []
    (notice,) = screen.notices
    assert notice.count("x" * LONGEST_QUOTE) <= 1 and "x" * (LONGEST_QUOTE + 1) not in notice
    assert parameter == "text" or QUOTE.search(notice)[1].rstrip("…") == "x" * LONGEST_QUOTE
    assert LONG not in screen.html
    assert len(screen.app.query_params.get(parameter, "")) <= 80


def test_a_parameter_that_nobody_knows_and_one_given_twice_do_no_harm(open_page):
    assert content(open_page("map", unknown=LONG)) == content(open_page("map"))
    screen = open_page("map", country=["EE", "LV"])
    assert screen.errors == []
    assert screen.choice("country") == "LV"


def test_a_partner_is_shown_though_the_filters_would_hide_it(open_page):
    screen = open_page("map", partner="media-evolution", country="EE")
    assert screen.notices == []
    assert any("Media Evolution" in card for card in screen.marked('class="facts"') + [screen.text])
    assert "mediaevolution" in screen.html


@pytest.mark.slow
def test_the_spotlight_shows_any_country(open_page):
    titles = {code: open_page("spotlight", country=code).titles for code in NETWORK_COUNTRIES}
    assert titles == {code: [name] for code, name in NETWORK_COUNTRIES.items()}


@pytest.mark.slow
def test_the_spotlight_moves_on_by_itself(open_page, set_today):
    by_name = sorted(NETWORK_COUNTRIES.values())
    for turn in range(12):
        first = date(2026 + turn // 6, turn % 6 * 2 + 1, 1)
        for day in (first, first + timedelta(days=58)):
            set_today(day)
            (words,) = open_page("overview").marked('class="turn"')
            assert words.startswith(by_name[turn % 10])


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2026, 3, 1), date(2026, 12, 31)])
def test_the_spotlight_shows_the_country_that_the_overview_names(open_page, set_today, day: date):
    set_today(day)
    screen = open_page("spotlight")
    (country,), (turn,) = screen.titles, open_page("overview").marked('class="turn"')
    assert turn.startswith(country)
    (current,) = screen.marked('class="is"')
    assert current.startswith(country)


def test_what_lay_ahead_becomes_what_was(open_page, set_today):
    def headings(day: date) -> tuple[int, int]:
        set_today(day)
        ahead, before = open_page("events").html.split("What was", 1)
        return ahead.count("<li"), before.count("<li")

    ahead, before = headings(date(2026, 11, 23))
    assert ahead > 0 and before > 0
    assert headings(date(2030, 1, 1)) == (0, ahead + before)
    assert headings(date(2010, 1, 1)) == (ahead + before, 0)


def test_a_link_may_name_its_language_and_one_that_there_is_not_is_said(open_page):
    english = open_page("map", lang="en")
    assert english.notices == [] and english.app.query_params == {"lang": "en"}
    latvian = open_page("map", lang="lv")
    assert "“lv”" in latvian.notices[0] and "in English" in latvian.notices[0]
    assert latvian.app.query_params == {} and content(latvian) == content(open_page("map"))
