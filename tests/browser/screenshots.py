"""Take pictures of the running dashboard, to be looked at.

python -m tests.browser.screenshots ADDRESS FOLDER [PAGE …]
Each page at three sizes, light and dark, at its full length: FOLDER/map-phone-dark.png.
"""

import itertools
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.chromium import PAGES, PHONE_AGENT, SCHEMES, SIZES, chromium, settle

LONGEST = 8000
MILLISECONDS_TO_DRAW = 1500


def stretch(page: Page, size: dict[str, int]) -> None:
    """Make the window as tall as the page: Streamlit scrolls inside its main section, not the document."""
    height = page.locator("[data-testid=stMain]").evaluate("element => element.scrollHeight")
    page.set_viewport_size(size | {"height": min(max(height, size["height"]), LONGEST)})
    settle(page)
    page.wait_for_timeout(MILLISECONDS_TO_DRAW)


def take(browser: Browser, address: str, folder: Path, name: str, size: str, scheme: str) -> Path:
    """Take one picture and return where it is."""
    agent = {"user_agent": PHONE_AGENT} if size == "phone" else {}
    page = browser.new_page(viewport=SIZES[size], color_scheme=scheme, locale="en-GB", **agent)
    page.goto(f"{address.rstrip('/')}/{name}")
    settle(page)
    stretch(page, SIZES[size])
    picture = folder / f"{name}-{size}-{scheme}.png"
    page.screenshot(path=picture)
    page.close()
    return picture


def main(address: str, folder: str, *pages: str) -> None:
    """Take every picture of `pages` (default: all) and print each path."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for name, size, scheme in itertools.product(pages or PAGES, SIZES, SCHEMES):
            print(take(browser, address, target, name, size, scheme))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
