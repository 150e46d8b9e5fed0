"""The stage of a meeting room: its screens, the scene that is shown on it, and what is wrong with that."""

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from cci_data.scenes.agenda import DEFAULT
from tests.browser.chromium import PROJECTOR

ORDER = list(DEFAULT)
MEETING_ROOM = {
    "1920": PROJECTOR,
    "1280": {"width": 1280, "height": 720},
    "1024": {"width": 1024, "height": 768},
}
# No text may be smaller than this share of the screen's height; a telephone is held in the hand.
SMALLEST, SMALLEST_IN_THE_HAND = 45, 65
FAULTS = Path(__file__).with_name("faults.js")
SHOWN = ".scene.is-shown"


def stage_of(browser: Browser, size: dict[str, int], **options) -> BrowserContext:
    """Open a window of a size in which nothing moves by itself."""
    return browser.new_context(viewport=size, reduced_motion="reduce", locale="en-GB", **options)


def drawn(page: Page) -> None:
    """Wait until what was asked of the page so far is on the screen."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def name_of(page: Page) -> str:
    """Return the name of the scene that is shown."""
    return page.locator(SHOWN).get_attribute("id")


def faults(page: Page, share: int = SMALLEST) -> list[str]:
    """Return what is wrong with the scene that is shown; no text may be smaller than 1/`share` of the height."""
    return [f"{name_of(page)}: {fault}" for fault in page.evaluate(f"({FAULTS.read_text(encoding='utf-8')})({share})")]


def faults_of_all(page: Page, share: int = SMALLEST) -> list[str]:
    """Return what is wrong with each scene, from the first to the last."""
    page.evaluate("document.fonts.ready")
    page.keyboard.press("Home")
    found = faults(page, share)
    for _ in range(page.locator(".scene").count() - 1):
        page.keyboard.press("ArrowRight")
        found += faults(page, share)
    assert page.locator(".scene").last.get_attribute("id") == name_of(page)
    return found


def press_through(page: Page, key: str, expected: list[str]) -> None:
    """Press a key once for each expected scene, and see that it comes."""
    for name in expected:
        page.keyboard.press(key)
        assert name_of(page) == name


# Words of more than one line: an address, and what a hyphen or dash parts, may go on below.
BROKEN = """() => {
  const walker = document.createTreeWalker(document.querySelector(".scene.is-shown"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(".address, [hidden]")) continue;
    for (const { 0: word, index } of node.data.matchAll(/[^\\s–—\\/-]+/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
    }
  }
  return found;
}"""


def broken_words(page: Page) -> list[str]:
    """Return the words of all scenes that are broken between two letters, from the first scene to the last."""
    page.evaluate("document.fonts.ready")
    page.keyboard.press("Home")
    found = []
    for number in range(page.locator(".scene").count()):
        if number:
            page.keyboard.press("ArrowRight")
        found += [f"{name_of(page)}: {word}" for word in page.evaluate(BROKEN)]
    return found
