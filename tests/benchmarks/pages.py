"""What each page costs the server, against an empty Streamlit page under the same settings in the same minute.

python -m tests.benchmarks.pages [PAGE …]        (default: every page of the menu; map?country=SE is a page, too)
Server CPU and WebSocket bytes, uncompressed, of the first run in a new session and of a rerun. A figure is the median
of several rounds, in which the empty page and the page take turns, so that a busy machine slows both.
"""

import shutil
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.viewer import PageBroke, Viewer, cpu_ms
from tests.server import ROOT, Server, copy_repository, readme_command, serve

ROUNDS = 5
RERUNS_A_ROUND = 5
SECONDS_TO_SUBSIDE = 0.2
FIRST_RUN_BAR = 25
RERUN_BAR = 6
MAP_FIRST_LOAD_BAR_KB = 250
ROW = "{page:<14} {what:<10} {cpu:>8} {ratio:>8} {kilobytes:>9}   {verdict}"


class Cost(NamedTuple):
    """What one run cost: milliseconds of the server's processor, and bytes over the WebSocket."""

    cpu: float
    size: int


def empty_app(folder: Path) -> Path:
    """Make the app to compare with: one word on a page, under our settings."""
    folder.mkdir()
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    (folder / "dashboard.py").write_text('import streamlit as st\n\nst.write("x")\n', encoding="utf-8")
    return folder


def runs(viewer: Viewer, server: Server, count: int) -> Cost:
    """Run the page `count` times and return the mean cost of one."""
    before = cpu_ms(server.process_id)
    size = sum(viewer.run() for _ in range(count))
    time.sleep(SECONDS_TO_SUBSIDE)
    return Cost((cpu_ms(server.process_id) - before) / count, size // count)


def visit(server: Server, page: str) -> tuple[Cost, Cost]:
    """Open a page in a new session and rerun it; return what the first run and one rerun cost."""
    time.sleep(SECONDS_TO_SUBSIDE)
    before = cpu_ms(server.process_id)
    path, _, query = page.partition("?")
    with Viewer(server.address, path, query) as viewer:
        to_connect = cpu_ms(server.process_id) - before
        first = runs(viewer, server, 1)
        return first._replace(cpu=first.cpu + to_connect), runs(viewer, server, RERUNS_A_ROUND)


def middle(costs: list[Cost]) -> Cost:
    """Return the median of both figures."""
    return Cost(median(cost.cpu for cost in costs), int(median(cost.size for cost in costs)))


def measure(server: Server, empty: Server, page: str) -> dict[str, tuple[Cost, Cost]]:
    """Return, for the first run and the rerun, the median cost of `page` and of the empty page."""
    visit(server, page)
    visit(empty, "")
    seen = defaultdict(list)
    for _ in range(ROUNDS):
        for name, (first, rerun) in (("page", visit(server, page)), ("empty", visit(empty, ""))):
            seen["first run", name].append(first)
            seen["rerun", name].append(rerun)
    return {what: (middle(seen[what, "page"]), middle(seen[what, "empty"])) for what in ("first run", "rerun")}


def verdict(page: str, what: str, ratio: float, kilobytes: float) -> str:
    """Say whether a row keeps the bars, and by which it does not."""
    bar = FIRST_RUN_BAR if what == "first run" else RERUN_BAR
    over = [f"over {bar} times the empty page"] if ratio > bar else []
    if page == "map" and what == "first run" and kilobytes > MAP_FIRST_LOAD_BAR_KB:
        over.append(f"over {MAP_FIRST_LOAD_BAR_KB} kB")
    return ", ".join(over) or f"passes (at most {bar} times)"


def print_rows(page: str, measured: dict[str, tuple[Cost, Cost]]) -> None:
    """Print a line each for the first run and the rerun of a page."""
    for what, (cost, empty) in measured.items():
        ratio, kilobytes = cost.cpu / empty.cpu, cost.size / 1000
        print(
            ROW.format(
                page="/" + page,
                what=what,
                cpu=f"{cost.cpu:.1f}",
                ratio=f"{ratio:.1f} x",
                kilobytes=f"{kilobytes:.1f}",
                verdict=verdict(page, what, ratio, kilobytes),
            ),
            flush=True,
        )


def menu(server: Server) -> list[str]:
    """Return the paths of the pages in the menu."""
    with Viewer(server.address, "") as viewer:
        viewer.run()
        return viewer.menu


def main(*pages: str) -> None:
    """Measure `pages` (default: all of the menu) and print a table; exits with a sentence where it cannot."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        ours = copy_repository(Path(folder) / "clone")
        theirs = empty_app(Path(folder) / "empty")
        command = ["run", "dashboard.py"]
        with serve(ours, readme_command()) as server, serve(theirs, command, "/_stcore/health") as empty:
            print(ROW.format(page="page", what="", cpu="CPU ms", ratio="empty", kilobytes="kB", verdict="bar"))
            for page in pages or menu(server):
                print_rows(page, measure(server, empty, page.strip("/")))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (PageBroke, RuntimeError, OSError) as problem:
        sys.exit(f"Nothing could be measured: {problem}")
