"""What a slide deck costs: processor time and bytes, of a spotlight and of a whole meeting.

Run as a module: python -m tests.benchmarks.slides
"""

import tempfile
import time
from pathlib import Path

from cci_data.basemap import shapes
from cci_data.exports.slides.deck import slides
from cci_data.reader import Reader
from cci_data.scenes.agenda import make, read
from cci_data.scenes.scene import Choice, Scene
from cci_data.theme import LIGHT
from tests.conftest import TODAY, build_world

BAR_SECONDS, BAR_MEGABYTES = 2, 2
SPOTLIGHT = {"scenes": "spotlight-status,spotlight-figures,spotlight-partners,closing"}
ROW = "{what:<22}{slides:>8}{first:>10}{again:>10}{size:>8}   {verdict}"


def measured(scenes: tuple[Scene, ...]) -> tuple[bytes, float]:
    """Return a deck and the processor time that it took."""
    began = time.process_time()
    asked = {"title": "Benchmark", "subtitle": "", "made_on": TODAY, "funding": None}
    found = slides(scenes, **asked, lands=shapes(), palette=LIGHT)
    return found, time.process_time() - began


def print_row(what: str, scenes: tuple[Scene, ...]) -> None:
    """Make a deck twice and print what it cost."""
    file, first = measured(scenes)
    _, again = measured(scenes)
    size = len(file) / 1e6
    figures = {"first": f"{first:.2f} s", "again": f"{again:.2f} s", "size": f"{size:.2f}"}
    verdict = "passes" if first <= BAR_SECONDS and size <= BAR_MEGABYTES else "fails"
    print(ROW.format(what=what, slides=file.count(b"ppt/slides/slide") // 2, **figures, verdict=verdict))


def main() -> None:
    """Build the world, and print a row for each deck."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'world.sqlite'}"
        build_world(url)
        fetch, choice = Reader(url).fetch, Choice(today=TODAY, spotlight="LV", address="https://cci.example")
        print(ROW.format(what="CPU", slides="slides", first="first", again="again", size="MB", verdict=""))
        print_row("spotlight", make(fetch, read(SPOTLIGHT), choice))
        print_row("whole meeting", make(fetch, read({}), choice))


if __name__ == "__main__":
    main()
