"""A real Chromium: how it is started, at which sizes, and when a page has come to rest."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, sync_playwright

from tests.server import ROOT

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "frame")

LAPTOP = {"width": 1440, "height": 900}
PROJECTOR = {"width": 1920, "height": 1080}
PHONE = {"width": 390, "height": 844}
SIZES = {"laptop": LAPTOP, "projector": PROJECTOR, "phone": PHONE}
SCHEMES = ("light", "dark")
PHONE_AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Without WebGL: what draws none is not slowed by the drawing of a graphics card in software.
WITHOUT_GRAPHICS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
ARGUMENTS = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage")

SECONDS_TO_SETTLE = 60
MILLISECONDS_AT_REST = 400
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"
DRAWN = "[data-testid=stMain] [data-testid=stElementContainer]"
UNFINISHED = "[data-testid=stSkeleton], [data-stale=true]"


@contextmanager
def chromium(arguments: tuple[str, ...] = ARGUMENTS) -> Iterator[Browser]:
    """Start the Chromium that is on the PATH, with a software WebGL for the maps; LookupError where there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise LookupError("There is no Chromium on the PATH: install the package chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


def settle(page: Page) -> None:
    """Wait until the script has run and everything that it sent is on the page; AssertionError after a minute."""
    quiet = 0
    for _ in range(SECONDS_TO_SETTLE * 10):
        page.wait_for_timeout(100)
        is_at_rest = page.locator(AT_REST).count() and page.locator(DRAWN).count()
        quiet = quiet + 100 if is_at_rest and not page.locator(UNFINISHED).count() else 0
        if quiet >= MILLISECONDS_AT_REST:
            return
    raise AssertionError(f"{page.url} did not come to rest in {SECONDS_TO_SETTLE} s.")


def offered(page: Page, words: str) -> None:
    """Wait until the first option on offer has these words; AssertionError after a minute.

    A page that is drawn anew while somebody types folds the options up and keeps what was typed and the focus: an arrow
    opens them again.
    """
    first = page.get_by_role("option").first
    for _ in range(SECONDS_TO_SETTLE * 10):
        if first.count() and words in first.inner_text():
            return
        if page.evaluate("document.activeElement.getAttribute('aria-expanded') === 'false'"):
            page.keyboard.press("ArrowDown")
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.url} offers no option {words!r}.")


@dataclass
class Watch:
    """What a page asked for beyond `address`, and what its console complained about."""

    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Record every request, WebSocket, console error and uncaught exception of `page` from now on."""
        page.context.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda websocket: self.requests.append(websocket.url))
        page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @property
    def foreign(self) -> list[str]:
        """The requests that left for somewhere else than the dashboard."""
        home = self.address.removeprefix("http")
        local = (f"http{home}/", f"ws{home}/", "data:", f"blob:http{home}/")
        return [url for url in self.requests if not url.startswith(local)]

    @property
    def violations(self) -> list[str]:
        """The complaints that the content security policy was broken."""
        return [complaint for complaint in self.complaints if "Content Security Policy" in complaint]
