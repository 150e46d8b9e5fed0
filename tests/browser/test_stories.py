"""What the four people at the door come for, walked in a real browser: the steps that they take, and what they see."""

import csv
import math
import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
import vobject
from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page, expect

from cci_data.figures.region import WHOLE_REGION
from cci_data.settings import DATA
from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.browser.chromium import PHONE, PROJECTOR, offered, settle
from tests.browser.test_accessibility import PAGES

TILE_PIXELS = 512
MILLISECONDS_TO_DRAW = 1000
MILLISECONDS_TO_POINT = 200
ATTEMPTS_TO_POINT = 150
ATTEMPTS_TO_CLICK = 8
REYKJAVIK = {"longitude": -21.89541, "latitude": 64.13548}


def public_record(table: str) -> list[dict[str, str]]:
    with (DATA / "public_record" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def visit(page: Page, url: str) -> None:
    page.goto(url)
    settle(page)


def choose(page: Page, label: str, words: str) -> None:
    """Choose in a field by keyboard alone: reach it, type the beginning, press Enter."""
    page.get_by_role("combobox", name=label, exact=True).focus()
    page.keyboard.type(words)
    offered(page, words)
    page.keyboard.press("Enter")
    settle(page)


def rows_of(table: Locator) -> int:
    """Return how many rows a table says that it has, its head not counted."""
    return int(table.locator("[role=grid]").get_attribute("aria-rowcount")) - 1


def card(page: Page) -> Locator:
    return page.locator("dl.facts").filter(has_text="Website")


def mercator(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a point lies on the square of the world, 0 to 1 from the north-west."""
    north = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    return (longitude + 180) / 360, (1 - north / math.pi) / 2


def pixel(page: Page, longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a point of the map is drawn in the window, for the view that the map opens with."""
    box = page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first.bounding_box()
    size = TILE_PIXELS * 2 ** WHOLE_REGION["zoom"]
    there, centre = mercator(longitude, latitude), mercator(WHOLE_REGION["longitude"], WHOLE_REGION["latitude"])
    x, y = ((to - origin) * size for to, origin in zip(there, centre, strict=True))
    return box["x"] + box["width"] / 2 + x, box["y"] + box["height"] / 2 + y


def test_a_partner_is_found_by_name_and_its_card_can_be_passed_on(page: Page, address: str):
    visit(page, f"{address}/map")
    everybody = rows_of(page.get_by_test_id("stDataFrame"))
    assert everybody == len(public_record("partners"))
    page.get_by_role("textbox", name="Name or city").fill("media evolution")
    page.keyboard.press("Enter")
    settle(page)
    assert 0 < rows_of(page.get_by_test_id("stDataFrame")) < everybody
    choose(page, "Partner", "Media Evolution")
    row = next(row for row in public_record("partners") if row["partner_id"] == "media-evolution")
    titles = {project["project_id"]: project["title"] for project in public_record("projects")}
    parts = [part for part in public_record("participations") if part["partner_id"] == "media-evolution"]
    for _visit in range(2):
        expect(card(page).get_by_role("link", name=re.compile("mediaevolution"))).to_have_attribute(
            "href", row["website"]
        )
        assert parts and [part for part in parts if titles[part["project_id"]] not in card(page).inner_text()] == []
        assert "partner=media-evolution" in page.url and "text=media+evolution" in page.url
        page.reload()
        settle(page)


def test_back_returns_to_the_list(page: Page, address: str):
    visit(page, f"{address}/map?country=SE")
    choose(page, "Partner", "Media Evolution")
    expect(card(page)).to_be_visible()
    page.go_back()
    settle(page)
    expect(card(page)).to_have_count(0)
    assert page.url.endswith("/map?country=SE")
    swedes = sum(row["country_code"] == "SE" for row in public_record("partners"))
    assert rows_of(page.get_by_test_id("stDataFrame")) == swedes


def test_a_place_is_chosen_by_keyboard_alone(page: Page, address: str):
    visit(page, f"{address}/map")
    choose(page, "Place", "Reykjav")
    assert page.url.endswith("?place=reykjavik-is")
    there = sum(row["city"] == "Reykjavík" for row in public_record("places"))
    assert rows_of(page.get_by_test_id("stDataFrame")) == there


def wait_until_drawn(page: Page, longitude: float, latitude: float) -> None:
    """Point at a bubble until the map says what is there: only then can it be chosen."""
    x, y = pixel(page, longitude, latitude)
    for attempt in range(ATTEMPTS_TO_POINT):
        page.mouse.move(x + attempt % 2, y)
        page.wait_for_timeout(MILLISECONDS_TO_POINT)
        if page.locator(".deck-tooltip").is_visible():
            return
    raise AssertionError("The map says nothing about the bubble under the mouse.")


def test_a_click_on_a_bubble_chooses_its_place(page: Page, address: str):
    visit(page, f"{address}/map")
    wait_until_drawn(page, **REYKJAVIK)
    expect(page.locator(".deck-tooltip")).to_contain_text("Reykjavík")
    for _attempt in range(ATTEMPTS_TO_CLICK):
        # Without a graphics card a frame can last longer than a click may.
        page.mouse.click(*pixel(page, **REYKJAVIK))
        page.wait_for_timeout(MILLISECONDS_TO_DRAW)
        settle(page)
        if page.url != f"{address}/map":
            break
    assert page.url == f"{address}/map?place=reykjavik-is"
    there = sum(row["city"] == "Reykjavík" for row in public_record("places"))
    assert rows_of(page.get_by_test_id("stDataFrame")) == there


def picture(page: Page) -> Image.Image:
    """Return what the map shows of the land west of the sea, once it has been drawn."""
    page.wait_for_timeout(MILLISECONDS_TO_DRAW)
    box = page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first.bounding_box()
    clip = {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"] - 60}
    return Image.open(BytesIO(page.screenshot(clip=clip))).convert("L")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of pixels that differ plainly."""
    assert one.size == other.size
    return sum(ImageChops.difference(one, other).histogram()[24:]) / (one.width * one.height)


def test_the_view_stays_where_it_is_when_a_filter_changes(page: Page, address: str):
    page.set_viewport_size(PROJECTOR | {"height": 1600})
    visit(page, f"{address}/map?country=IS")
    wait_until_drawn(page, **REYKJAVIK)
    page.mouse.move(*pixel(page, 17.0, 65.0))
    whole = picture(page)
    for _turn in range(3):
        page.mouse.wheel(0, -200)
        page.wait_for_timeout(150)
    near = picture(page)
    choose(page, "Sector", "Music")
    page.keyboard.press("Escape")  # the list of options stays open for more, and covers the map
    settle(page)
    filtered = picture(page)
    assert difference(whole, near) > 4 * difference(near, filtered)
    assert difference(near, filtered) < 0.02


def cell_with(page: Page, number: str) -> Locator:
    return page.locator(".js-plotly-plot").first.locator(".textpoint").filter(has_text=re.compile(f"^{number}$")).first


def click_cell(page: Page, number: str) -> None:
    cell = cell_with(page, number)
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**row=*column=*")
    settle(page)


@pytest.mark.parametrize("number", ["3", "–"])
def test_a_click_on_a_cell_of_the_matrix_opens_its_partners(page: Page, address: str, number: str):
    visit(page, f"{address}/sectors")
    invitations = page.locator("p.invitation").count()
    click_cell(page, number)
    count = page.locator("p.count")
    if number == "–":
        expect(count).to_contain_text(re.compile("^0 "))
        expect(page.locator("p.invitation")).to_have_count(invitations + 1)
    else:
        expect(count).to_contain_text(re.compile(f"^{number} "))
        page.get_by_role("link", name="See them on the map").click()
        page.wait_for_url("**/map?*")
        settle(page)
        assert rows_of(page.get_by_test_id("stDataFrame")) == int(number)


@pytest.mark.parametrize("table", ["projects", "good_practices"])
def test_a_number_opens_the_rows_that_it_counts(page: Page, address: str, table: str):
    visit(page, address)
    number, name = len(public_record(table)), table.replace("_", "-")
    page.get_by_role("link", name=re.compile(rf"^{number}\s+{table.replace('_', ' ')}")).click()
    page.wait_for_url(f"**/numbers?of={name}")
    settle(page)
    assert rows_of(page.get_by_test_id("stDataFrame")) == number


def test_the_spotlight_is_read(page: Page, address: str):
    """From the overview to the country whose turn it is by the rota: every country two months, from January 2026."""
    now = datetime.now(UTC)
    turn = ((now.year - 2026) * 12 + now.month - 1) // 2
    country = sorted(NETWORK_COUNTRIES.values())[turn % 10]
    visit(page, address)
    page.get_by_role("main").locator("a[href^=spotlight]").first.click()
    page.wait_for_url("**/spotlight*")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(country)
    code = next(code for code, name in NETWORK_COUNTRIES.items() if name == country)
    main = page.get_by_role("main")
    for row in public_record("statements"):
        if row["country_code"] == code:
            expect(main).to_contain_text(row["text"])
    with_values = {row["indicator_id"] for row in public_record("indicator_values")}
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(len(with_values))
    partners = sum(row["country_code"] == code for row in public_record("partners"))
    expect(page.get_by_role("heading", name=re.compile(rf"^{partners} partners"))).to_be_visible()


def test_the_calendar_of_a_filtered_list_is_downloaded(page: Page, address: str):
    visit(page, f"{address}/events?kind=study_visit")
    shown = page.locator("ul.records > li").count()
    with page.expect_download() as caught:
        page.get_by_role("link", name="Calendar file of this list").click()
    with caught.value.path().open(encoding="utf-8", newline="") as file:
        events = list(vobject.readOne(file).vevent_list)
    assert len(events) == shown > 0
    titles = page.locator("ul.records .what").all_inner_texts()
    for event in events:
        assert "Study visit" in event.categories.value
        assert any(event.summary.value.removeprefix("[illustrative] ") in title for title in titles)


def test_an_event_opens_at_its_address_and_back_returns_to_the_list(page: Page, address: str):
    visit(page, f"{address}/events?country=SE")
    link = page.locator("ul.records .what a").first
    title = link.inner_text()
    link.click()
    frame = page.locator("section.card")
    expect(frame.get_by_role("heading")).to_contain_text(title)
    assert "/events?event=" in page.url
    page.go_back()
    expect(frame).to_have_count(0)
    assert page.url == f"{address}/events?country=SE"
    page.go_forward()
    expect(frame.get_by_role("heading")).to_contain_text(title)
    frame.get_by_role("link", name="All events").click()
    expect(frame).to_have_count(0)
    assert page.url == f"{address}/events"


@pytest.mark.parametrize("viewport", [PHONE], ids=["phone"])
def test_no_page_is_wider_than_a_phone(page: Page, address: str):
    wider = {}
    for name in PAGES:
        visit(page, f"{address}/{name}")
        sizes = "element => element.scrollWidth - element.clientWidth"
        wider[name] = max(page.get_by_test_id("stMain").evaluate(sizes), page.locator("html").evaluate(sizes))
    assert wider == dict.fromkeys(PAGES, 0)


@pytest.mark.parametrize("viewport", [PHONE], ids=["phone"])
def test_on_a_phone_the_card_of_a_chosen_partner_comes_before_the_map(page: Page, address: str):
    visit(page, f"{address}/map?partner=media-evolution")
    drawing = page.get_by_test_id("stDeckGlJsonChart")
    assert card(page).bounding_box()["y"] < drawing.bounding_box()["y"]
    page.get_by_role("button", name="Back to the list").click()
    settle(page)
    assert drawing.bounding_box()["y"] < page.get_by_test_id("stDataFrame").bounding_box()["y"]


@pytest.mark.parametrize(("color_scheme", "is_dark"), [("light", False), ("dark", True)])
def test_the_ground_is_dark_where_the_reader_wants_it(page: Page, address: str, is_dark: bool):
    visit(page, address)
    ground = page.get_by_test_id("stApp").evaluate("element => getComputedStyle(element).backgroundColor")
    text = page.get_by_role("heading", level=1).evaluate("element => getComputedStyle(element).color")
    light_of_ground, light_of_text = (sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in (ground, text))
    darker, lighter = (light_of_ground, light_of_text) if is_dark else (light_of_text, light_of_ground)
    assert darker < 200 < 500 < lighter
