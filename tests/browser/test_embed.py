"""A view on another site: it is shown there, keeps hold of nobody, and takes nothing from elsewhere."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest
from PIL import Image
from PIL.ImageStat import Stat
from playwright.sync_api import Browser, Frame, Page, expect

from pages.parts.share import embed_code
from tests.browser.chromium import AT_REST, LAPTOP, SCHEMES, Watch, settle
from tests.browser.test_accessibility import violations
from tests.browser.test_stories import MILLISECONDS_TO_DRAW, difference

MILLISECONDS_TO_SHOW = 60_000
SCROLLED = 1500
PICTURES_UNTIL_DRAWN = 60
# How little the tones of a map differ on which nothing is drawn but its buttons.
FLAT = 4
AROUND = (
    '<!doctype html><html lang="en"><title>A partner</title><body style="margin: 0"><h1>A partner</h1>{code}'
    '<div style="height: 4000px">Below</div></body></html>'
)


@pytest.fixture
def partner_site() -> Iterator[Callable[[str], str]]:
    """A function that puts code on a page of another site, and returns the page's address."""
    body = [""]

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body[0].encode())

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def publish(code: str) -> str:
        body[0] = AROUND.format(code=code)
        return f"http://127.0.0.1:{server.server_port}/"

    yield publish
    server.shutdown()
    server.server_close()


@pytest.fixture
def around(browser: Browser, address: str) -> Iterator[tuple[Page, Watch]]:
    """A window for the page of another site; nothing in it may come from a third one."""
    context = browser.new_context(viewport=LAPTOP, color_scheme="light", locale="en-GB")
    page = context.new_page()
    watch = Watch(address)
    watch.follow(page)
    yield page, watch
    context.close()
    assert [url for url in watch.foreign if not url.startswith("http://127.0.0.1:")] == []


def shown(page: Page) -> Frame:
    """Return the embedded view, once it has come to rest."""
    frame = page.locator("iframe").element_handle().content_frame()
    frame.wait_for_selector(AT_REST, timeout=MILLISECONDS_TO_SHOW)
    frame.wait_for_selector(".st-key-embedded", state="attached", timeout=MILLISECONDS_TO_SHOW)
    return frame


def picture(page: Page, frame: Frame) -> Image.Image:
    """Return what the map shows once it is drawn and changes no more, without what it shows to a mouse."""
    # A frame of another site that is out of sight draws nothing.
    page.evaluate("window.scrollTo(0, 0)")
    frame.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
    page.mouse.move(0, 0)
    before = None
    for _ in range(PICTURES_UNTIL_DRAWN):
        page.wait_for_timeout(MILLISECONDS_TO_DRAW)
        now = Image.open(BytesIO(frame.get_by_test_id("stDeckGlJsonChart").screenshot())).convert("L")
        if before is not None and Stat(now).stddev[0] > FLAT and not difference(before, now):
            return now
        before = now
    raise AssertionError("The map is not drawn, or does not come to rest.")


def wheel_over(page: Page, frame: Frame, what: str) -> None:
    target = frame.locator(what).first
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60)
    for _ in range(SCROLLED // 100):
        page.mouse.wheel(0, 200)
        page.wait_for_timeout(60)
    page.wait_for_timeout(500)


@pytest.mark.parametrize("is_growing", [True, False], ids=["growing", "fixed"])
def test_the_wheel_goes_on_over_a_map_on_another_site(around, address: str, partner_site, is_growing: bool):
    page, watch = around
    page.goto(partner_site(embed_code(f"{address}/map", {"country": "SE"}, "Map", "dark_theme", 700, is_growing)))
    frame = shown(page)
    frame.wait_for_selector("[data-testid=stDeckGlJsonChart] canvas")
    if is_growing:
        page.wait_for_function("document.querySelector('iframe').offsetHeight > 1000")
        inner = frame.locator("[data-testid=stMain]").evaluate("main => main.scrollHeight - main.clientHeight")
        assert inner <= 1
    before = picture(page, frame)
    wheel_over(page, frame, "[data-testid=stDeckGlJsonChart]")
    assert page.evaluate("window.scrollY") > 700
    assert difference(before, picture(page, frame)) < 0.02, "the map was zoomed"
    assert watch.violations == []


def test_a_frame_that_grows_also_shrinks(around, address: str, partner_site):
    page, _watch = around
    code = embed_code(f"{address}/numbers", {"of": "good-practices"}, "Numbers", "", 3000, True)
    page.goto(partner_site(code))
    shown(page)
    page.wait_for_function("document.querySelector('iframe').offsetHeight < 1500")


def test_a_finger_scrolls_the_page_over_a_map(page: Page, address: str):
    page.goto(f"{address}/map?embed=true")
    settle(page)
    canvas = page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first
    assert canvas.evaluate("canvas => getComputedStyle(canvas).touchAction") == "pan-y"


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("", "[data-testid=stPageLink] a"),
        ("spotlight?country=SE", ".stHtml a[href^=partner]"),
        ("about?of=x", "a:text('Open in the dashboard')"),
    ],
    ids=["page link", "link in a text", "way out"],
)
def test_a_link_of_an_embedded_view_opens_the_whole_dashboard_beside_it(
    around, address: str, partner_site, path: str, what: str
):
    page, _watch = around
    name, _, query = path.partition("?")
    parameters = dict([query.split("=")]) if query else {}
    page.goto(partner_site(embed_code(f"{address}/{name}", parameters, "A view", "", 700, True)))
    frame = shown(page)
    page.wait_for_function("document.querySelector('iframe').offsetHeight !== 700")
    start = frame.url
    with page.context.expect_page() as opened:
        frame.locator(what).first.press("Enter")
    assert opened.value.url.startswith(f"{address}/") and "embed" not in opened.value.url
    expect(opened.value.get_by_role("link", name="About", exact=True).first).to_be_visible(timeout=30_000)
    assert frame.url == start


def test_a_whole_page_is_not_shown_on_another_site(around, address: str, partner_site):
    page, watch = around
    page.goto(partner_site(f'<iframe src="{address}/map" title="Map"></iframe>'))
    page.wait_for_timeout(1500)
    assert any("frame-ancestors" in violation for violation in watch.violations)


@pytest.mark.parametrize("theme", SCHEMES)
@pytest.mark.parametrize("color_scheme", SCHEMES)
def test_the_theme_of_the_link_wins_over_the_reader_s(page: Page, address: str, theme: str):
    page.goto(f"{address}/about?embed=true&embed_options={theme}_theme")
    settle(page)
    red = page.get_by_test_id("stApp").evaluate("app => Number(getComputedStyle(app).backgroundColor.match(/\\d+/)[0])")
    assert (red < 128) == (theme == "dark")
    line = page.locator("p.scope").evaluate("line => Number(getComputedStyle(line).color.match(/\\d+/)[0])")
    assert (line > 128) == (theme == "dark")


@pytest.mark.parametrize("name", ["map", "partner?id=media-evolution", "events"])
def test_an_embedded_view_stands_alone_and_can_be_used_by_everybody(page: Page, address: str, name: str):
    page.goto(f"{address}/{name}{'&' if '?' in name else '?'}embed=true")
    settle(page)
    assert violations(page) == []
    for words in ("About", "Find my organisation"):
        expect(page.get_by_role("link", name=words, exact=True)).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("link", name="Open in the dashboard")).to_be_visible()
    expect(page.locator("p.scope")).to_be_visible()
