"""The map page, its filters and the files, with the keyboard alone: no step here touches a mouse."""

import csv
import io
import json
import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import offered, settle
from tests.browser.test_partner import public_record, tab_to
from tests.browser.test_stories import rows_of, visit


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    tab_to(page, target)
    page.keyboard.press(key)


def add(page: Page, label: str, words: str) -> None:
    """Choose one more option of a field in which several can be chosen."""
    tab_to(page, page.get_by_role("combobox", name=label))
    page.keyboard.type(words)
    offered(page, words)
    page.keyboard.press("Enter")
    settle(page)
    page.keyboard.press("Escape")
    settle(page)


def counted(page: Page) -> int:
    return int(re.match(r"\d+", page.locator("p.count").inner_text())[0])


def state(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_filters_are_chosen_taken_back_and_taken_away_by_keyboard(page: Page, address: str):
    record = public_record("partners")
    of = {code: sum(row["country_code"] == code for row in record) for code in ("LV", "LT")}
    visit(page, f"{address}/map")
    add(page, "Country", "Latvia")
    add(page, "Country", "Lithuania")
    assert state(page) == {"country": ["LV,LT"]}
    assert counted(page) == rows_of(page.get_by_test_id("stDataFrame")) == of["LV"] + of["LT"]

    press(page, page.get_by_role("button", name="Country: Lithuania"))
    settle(page)
    assert state(page) == {"country": ["LV"]} and counted(page) == of["LV"]

    press(page, page.get_by_role("button", name="More filters"))
    settle(page)
    add(page, "Has a place", "No known")
    assert state(page) == {"country": ["LV"], "located": ["no"]}
    placed = {row["partner_id"] for row in public_record("places")}
    left = {row["name"] for row in record if row["country_code"] == "LV" and row["partner_id"] not in placed}
    assert counted(page) == len(left) > 0

    for form, read in {"CSV": names_in_csv, "JSON": names_in_json}.items():
        tab_to(page, page.get_by_role("link", name=form, exact=True).first)
        with page.expect_download() as caught:
            page.keyboard.press("Enter")
        assert read(caught.value.path().read_bytes()) == left


def names_in_csv(content: bytes) -> set[str]:
    assert content.startswith(b"\xef\xbb\xbf")
    return {row["name"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))}


def names_in_json(content: bytes) -> set[str]:
    return {row["name"] for row in json.loads(content)["rows"]}


def test_the_filter_that_empties_the_map_is_dropped_by_keyboard(page: Page, address: str):
    visit(page, f"{address}/map?country=LV")
    before = counted(page)
    tab_to(page, page.get_by_role("textbox", name="Name or city"))
    page.keyboard.type("no such name")
    page.keyboard.press("Enter")
    settle(page)
    assert counted(page) == 0
    expect(page.locator("p.invitation")).to_contain_text("no such name")
    press(page, page.get_by_role("button", name="Drop this filter"))
    settle(page)
    assert (counted(page), state(page)) == (before, {"country": ["LV"]})


def chosen(page: Page) -> int:
    return page.locator(".st-key-chips").get_by_role("button", name=re.compile("Country")).count()


def test_back_and_forward_lead_through_the_filters(page: Page, address: str):
    visit(page, f"{address}/map")
    seen = [(page.url, counted(page), chosen(page))]
    for words in ("Latvia", "Lithuania"):
        add(page, "Country", words)
        seen.append((page.url, counted(page), chosen(page)))
    assert [number for _, _, number in seen] == [0, 1, 2]
    for step, view in (
        (page.go_back, seen[1]),
        (page.go_back, seen[0]),
        (page.go_forward, seen[1]),
        (page.go_forward, seen[2]),
    ):
        step()
        settle(page)
        assert (page.url, counted(page), chosen(page)) == view
