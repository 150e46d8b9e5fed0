"""The filters of partners: what can be chosen and how many it would leave, what is chosen, what empties a view."""

import re
from urllib.parse import urlencode

from cci_data.filters import MOST_OPTIONS, PartnerFilter
from cci_data.language import NARROW_SPACE
from cci_data.models import Participation, Partner, Project
from cci_data.queries.roster import roster
from pages.parts import fetch

LONGEST_ADDRESS = 2000
MANY = ("country", "sector", "type", "service")
BEHIND = ("service", "programme", "project", "event", "across", "located", "status")


def labels(screen) -> dict[str, str]:
    return {button.key: button.label for button in screen.app.button if button.key}


def count(screen) -> int:
    return int(screen.marked('class="count"')[0].split()[0].replace(NARROW_SPACE, ""))


def open_more(screen):
    screen.app.session_state["more-filters"] = True
    return screen.run()


def test_an_option_says_how_many_it_would_leave(open_page):
    for label in open_page("map").options("country"):
        name, number = label.split(" · ")
        code = next(code for code, words in fetch.fetch(roster).options["country"].labels.items() if words == name)
        assert count(open_page("map", country=code)) == int(number)


def test_what_is_chosen_can_be_taken_back_one_by_one(open_page):
    screen = open_page("map", country="LV,LT", located="yes", text="music")
    assert labels(screen) == {
        "chip-country-LV": r"✕ Country\: Latvia",
        "chip-country-LT": r"✕ Country\: Lithuania",
        "chip-located-yes": "✕ Has a place",
        "chip-text-music": r"✕ Name or city\: music",
        "chip-all": "Clear all",
    }
    screen.app.button(key="chip-country-LV").click()
    screen.run()
    assert screen.app.query_params == {"country": "LT", "located": "yes", "text": "music"}
    assert screen.choice("country") == "LT"
    screen.app.button(key="chip-text-music").click()
    screen.run()
    assert (screen.choice("text"), count(screen)) == ("", count(open_page("map", country="LT", located="yes")))
    screen.app.button(key="chip-all").click()
    screen.run()
    assert screen.app.query_params == {} and labels(screen) == {}


def test_the_filter_that_empties_the_view_can_be_dropped(open_page):
    for page in ("map", "sectors"):
        screen = open_page(page, country="LV", text="no such name")
        (invitation,) = (words for words in screen.invitations if "Nobody" in words)
        rest = count(open_page("map", country="LV"))
        assert "“Name or city: no such name” empties the list" in invitation and f"{rest} partners" in invitation
        screen.app.button(key="drop").click()
        screen.run()
        assert screen.app.query_params == {"country": "LV"}
        assert count(screen) == rest


def test_the_other_filters_wait_behind_a_button(open_page):
    closed = open_page("map", sector="music,design", located="yes")
    assert not [box.key for box in closed.app.selectbox if box.key == "choose-project"]
    screen = open_more(closed)
    assert screen.choice("located") == "yes"
    screen.app.selectbox(key="choose-sectors").select("all")
    screen.run()
    assert screen.app.query_params["sectors"] == "all"
    title = next(iter(fetch.fetch(roster).options["project"].labels))
    screen.app.selectbox(key="choose-project").select(title)
    screen.run()
    assert screen.app.query_params["project"] == title
    assert screen.errors == []


def test_a_long_list_leaves_out_what_nobody_fits(open_page):
    screen = open_more(open_page("map"))
    for field in BEHIND:
        box = (
            screen.app.selectbox(key=f"choose-{field}")
            if field != "service"
            else screen.app.multiselect(key="choose-service")
        )
        numbers = [int(option.rsplit(" · ")[1]) for option in box.options if " · " in option]
        assert numbers, field
        assert all(numbers) or field in ("service", "status", "across", "located"), field


def test_names_are_letters_and_never_markup(open_page, write):
    hostile = "![x](https://evil.example/x.png) **b** <img src=x> `c` :material/home:"
    with write() as session:
        session.add(Project(project_id="hostile", title=hostile, origin="desk", source="a test"))
        session.flush()
        partner_id = session.query(Partner.partner_id).order_by(Partner.partner_id).first()[0]
        session.add(Participation(project_id="hostile", partner_id=partner_id, role="partner", source="a test"))
    screen = open_page("map", project="hostile")
    (label,) = labels(screen).values()
    assert re.sub(r"\\(.)", r"\1", label) == f"✕ Project: {hostile}"
    assert not re.search(r"(?<!\\)[!*<`:\[\]()_]", label)


def test_any_state_of_the_widgets_is_a_short_address(open_page):
    open_page("map")
    options = fetch.fetch(roster).options
    longest = {
        field: sorted(of.labels, key=len, reverse=True)[: MOST_OPTIONS if field in MANY else 1]
        for field, of in options.items()
    }
    chosen = PartnerFilter(**{field: tuple(keys) for field, keys in longest.items()}, sectors="all", text="𝕏" * 50)
    state = chosen.parameters() | {"place": "x" * 40, "partner": "x" * 80, "lines": "yes", "embed": "true"}
    address = f"https://dashboard.network.example/map?{urlencode(state)}&embed_options=dark_theme"
    assert len(address) < LONGEST_ADDRESS
