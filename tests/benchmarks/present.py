"""How long a presentation takes: on the server until it is made, in Chromium until it is drawn, and for each move.

python -m tests.benchmarks.present [ROUNDS]            (default: 5)
A move is measured in the browser: from the key to the end of the frame in which the next scene is on the screen. A
presentation has no WebGL, so Chromium draws without a graphics card; one that is made up in software, which the maps of
the pages need in tests, would add stalls of a second that no screen in a meeting has.
"""

import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from tests.browser.chromium import PROJECTOR, WITHOUT_GRAPHICS, chromium
from tests.server import serve_by_readme

ROUNDS = 5
LONGEST_MOVE_MS = 300
PRESENTATION = "/?present=1"
# The key is pressed by the page itself, so that what Playwright needs is not measured.
MOVES = """async (key) => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [];
  for (let number = document.querySelectorAll(".scene").length; number > 1; number -= 1) {
    await frame();
    const before = document.querySelector(".scene.is-shown");
    const start = performance.now();
    dispatchEvent(new KeyboardEvent("keydown", { key }));
    await frame();
    times.push(performance.now() - start);
    if (document.querySelector(".scene.is-shown") === before) throw new Error("The scene stayed.");
  }
  return times;
}"""


def asked_ms(address: str) -> tuple[float, int]:
    """Return how long the server takes to answer, in ms, and how many bytes come."""
    start = time.perf_counter()
    with urllib.request.urlopen(address, timeout=60) as answer:
        size = len(answer.read())
    return (time.perf_counter() - start) * 1000, size


def drawn_ms(page: Page, address: str) -> float:
    """Return how long it takes from asking until the first scene fits the screen, in ms."""
    page.goto(address)
    page.wait_for_selector("nav .number:not(:empty)")
    return page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")


def main(rounds: int) -> None:
    """Print the times; exits with 1 where any move is longer than LONGEST_MOVE_MS."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve_by_readme(Path(folder) / "clone") as server,
        chromium(WITHOUT_GRAPHICS) as browser,
    ):
        address = f"{server.address}{PRESENTATION}"
        first, size = asked_ms(address)
        again = median(asked_ms(address)[0] for _ in range(rounds))
        print(f"server: first {first:.0f} ms, again {again:.1f} ms, {size / 1000:.0f} kB")
        page = browser.new_page(viewport=PROJECTOR)
        print(f"first scene drawn and fitted: {median(drawn_ms(page, address) for _ in range(rounds)):.0f} ms")
        moves = [ms for _ in range(rounds) for key in ("PageDown", "PageUp") for ms in page.evaluate(MOVES, key)]
    middle, slow = median(moves), sorted(moves)[int(0.95 * len(moves))]
    print(f"{len(moves)} moves: median {middle:.0f} ms, p95 {slow:.0f} ms, longest {max(moves):.0f} ms")
    sys.exit(int(max(moves) > LONGEST_MOVE_MS))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
