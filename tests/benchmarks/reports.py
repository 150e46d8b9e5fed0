"""What reports cost: processor time, size and memory of each, and the pages while sixteen people order at once.

python -m tests.benchmarks.reports
Each report is made twice in a new process of its own, as the server makes them: the first time with all that a process
loads, the second time with what it keeps. Then a page is rerun again and again, without orders and with sixteen
different ones under way; the time of a rerun is the one that a viewer waits.
"""

import sys
import tempfile
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

from cci_data.first_start import prepare
from cci_data.reports.order import Order
from cci_data.reports.press import Press
from cci_data.settings import read_settings
from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.benchmarks.viewer import PageBroke, Viewer
from tests.server import Server, copy_repository, readme_command, serve

SECONDS = 120
PAGE = "sectors"
SECONDS_OF_RERUNS = 15
PEOPLE = 16
# kind, form, what is asked, and its bars: seconds of processor time, megabytes of the file and of memory (0: no bar).
REPORTS = (
    ("spotlight", "pptx", {"country": "LV"}, (2, 2, 0)),
    ("spotlight", "pdf", {"country": "DE"}, (0, 0, 0)),
    ("network", "pdf", {}, (3, 3, 300)),
    ("network", "pptx", {}, (0, 0, 0)),
    ("partner", "pdf", {"id": "danish-cultural-institute"}, (0, 0, 0)),
)
ROW = "{what:<16} {first:>9} {second:>9} {size:>9} {memory:>9}   {verdict}"


def verdict(found: tuple[float, float, float], bars: tuple[float, float, float]) -> str:
    """Say whether a report keeps its bars."""
    names = ("s", "MB of the file", "MB of memory")
    kept = [(value <= bar, f"{bar} {name}") for value, bar, name in zip(found, bars, names, strict=True) if bar]
    if not kept:
        return "no bar"
    return ", ".join(f"{'passes' if is_kept else 'over'} {words}" for is_kept, words in kept)


def print_costs(url: str) -> None:
    """Print a line for each report."""
    print(ROW.format(what="report", first="first s", second="again s", size="kB", memory="MB", verdict="bar"))
    today = datetime.now(UTC).date()
    for kind, form, asked, bars in REPORTS:
        press = Press()
        tickets = []
        for number in range(2):
            order = Order(kind, form, tuple(asked.items()), today, today, "https://network.example")
            tickets.append(press.order(number, order, url))
            tickets[-1].future.result(SECONDS)
        press.close()
        first, second = (ticket.made for ticket in tickets)
        size, memory = len(first.content), second.megabytes
        print(
            ROW.format(
                what=f"{kind}.{form}",
                first=f"{first.seconds:.2f}",
                second=f"{second.seconds:.2f}",
                size=f"{size / 1000:.0f}",
                memory=f"{memory:.0f}",
                verdict=verdict((first.seconds, size / 1e6, memory), bars),
            ),
            flush=True,
        )


def reruns(server: Server, until: threading.Event | None = None) -> list[float]:
    """Return how many milliseconds a viewer waits for each of many reruns of PAGE, until somebody says stop."""
    end, times = time.monotonic() + SECONDS_OF_RERUNS, []
    with Viewer(server.address, PAGE) as viewer:
        viewer.run()
        while time.monotonic() < end if until is None else not until.is_set():
            before = time.perf_counter()
            viewer.run()
            times.append((time.perf_counter() - before) * 1000)
            time.sleep(0.05)
    return times


def addresses() -> list[str]:
    """Return sixteen different reports, as sixteen people would order them."""
    decks = [f"/reports/spotlight.pptx?country={code}" for code in NETWORK_COUNTRIES]
    return [*decks, *(f"/reports/network.pdf?country={code}" for code in list(NETWORK_COUNTRIES)[:6])]


def take(address: str) -> None:
    """Order a report, and read it."""
    with urllib.request.urlopen(address, timeout=SECONDS) as answer:
        answer.read()


def order_all(server: Server, is_done: threading.Event) -> None:
    """Order sixteen reports at once, wait for all of them, and say that it is done; HTTPError where one is refused."""
    try:
        with ThreadPoolExecutor(PEOPLE) as people:
            list(people.map(take, [server.address + address for address in addresses()]))
    finally:
        is_done.set()


def said(what: str, times: list[float]) -> str:
    """Say how long reruns took: the middle, and the twentieth of them that took longest."""
    cuts = quantiles(times, n=20)
    return f"{what}: p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms, {len(times)} reruns of /{PAGE}"


def print_waits() -> None:
    """Print how long a viewer waits for a rerun, without orders and with sixteen under way."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        serve(copy_repository(Path(folder) / "clone"), readme_command()) as server,
    ):
        reruns(server)
        print(said("without orders", reruns(server)), flush=True)
        is_done, before = threading.Event(), time.monotonic()
        with ThreadPoolExecutor(1) as waiting:
            all_there = waiting.submit(order_all, server, is_done)
            print(said("with sixteen orders", reruns(server, is_done)), flush=True)
            all_there.result()
        print(f"all sixteen were there after {time.monotonic() - before:.1f} s")


def main() -> None:
    """Measure, and print."""
    settings = read_settings()
    prepare(settings, datetime.now(UTC).date())
    print_costs(settings.database_url)
    print_waits()


if __name__ == "__main__":
    try:
        main()
    except (PageBroke, RuntimeError, OSError) as problem:
        sys.exit(f"Nothing could be measured: {problem}")
