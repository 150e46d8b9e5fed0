"""What changing a filter on the map page costs the server, against a rerun of an empty Streamlit page.

python -m tests.benchmarks.filters [PARTNERS …]        (default: 152, the public record, and 10000)
Server CPU and WebSocket bytes, uncompressed, of a rerun with filters that nobody has asked for before; rounds of the
empty page and of the map take turns, so that a busy machine slows both. Every list is checked to be complete.
"""

import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import urlencode

from pyarrow.ipc import open_stream
from sqlalchemy import update
from sqlalchemy.orm import Session
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from cci_data.database import migrate, writing_engine
from cci_data.language import NARROW_SPACE
from cci_data.models import Place
from cci_data.settings import DEFAULT_DATABASE
from tests.benchmarks.pages import empty_app
from tests.benchmarks.search import fill, partners
from tests.benchmarks.viewer import Viewer, cpu_ms
from tests.queries.record import lines
from tests.server import ROOT, Server, copy_repository, readme_command, serve

ROUNDS = 4
STATES_A_ROUND = 8
SECONDS_TO_SUBSIDE = 0.2
ON_RECORD = 152
BARS = {ON_RECORD: 8, 10_000: 20}
ROW = "{partners:>9} {cpu:>9} {empty:>9} {ratio:>8} {kilobytes:>9}   {verdict}"


def filter_states() -> Iterator[str]:
    """Give the query of one filter after another, none of them twice."""
    countries = [row["country_code"] for row in lines("countries")]
    sectors = [row["sector_id"] for row in lines("sectors")]
    draw = Random(7)
    seen = set()
    while True:
        state = {"country": draw.choice(countries)} if draw.random() < 0.7 else {"sector": draw.choice(sectors)}
        if draw.random() < 0.5:
            state |= {"text": draw.choice("aeioulmnrst") + draw.choice("aeiou ")}
        query = urlencode(state)
        if query not in seen:
            seen.add(query)
            yield query


def make_database(file: Path) -> None:
    """Make the database of 10,000 partners beside the public record, in a few hundred places."""
    file.parent.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{file}"
    engine = writing_engine(url)
    migrate(engine)
    rows = partners()
    with Session(engine) as session:
        fill(session, rows)
        draw = Random(3)
        for city in sorted({row["city"] for row in rows}):
            at = {"latitude": round(draw.uniform(54, 68), 4), "longitude": round(draw.uniform(9, 28), 4)}
            session.execute(update(Place).where(Place.city == city, Place.latitude == 57.0).values(at))
        session.commit()
    engine.dispose()


def rerun(viewer: Viewer, server: Server, queries: list[str]) -> tuple[float, float]:
    """Run a page once for each query; return the mean CPU (ms) and bytes of one run."""
    before, size = cpu_ms(server.process_id), 0
    for query in queries:
        viewer.query = query
        size += viewer.run()
    time.sleep(SECONDS_TO_SUBSIDE)
    return (cpu_ms(server.process_id) - before) / len(queries), size / len(queries)


class Reading(Viewer):
    """A viewer that reads how many partners the page counts and how many its list has; it holds nothing back."""

    counted: int = -1
    listed: int = 0

    def run(self) -> int:
        """Run the page, as somebody who has seen nothing of it."""
        self.held.clear()
        self.counted, self.listed = -1, 0
        return super().run()

    def _keep(self, message: ForwardMsg) -> None:
        super()._keep(message)
        if message.WhichOneof("type") == "delta":
            element = message.delta.new_element
            if found := re.search(r'class="count"><strong>([\d\u202f]+)', element.html.body):
                self.counted = int(found[1].replace(NARROW_SPACE, ""))
            if element.HasField("dataframe"):
                self.listed += open_stream(element.dataframe.arrow_data.data).read_all().num_rows


def check_lists(server: Server, states: Iterator[str]) -> None:
    """See that the list has as many rows as the page counts; raises AssertionError."""
    with Reading(server.address, "map") as viewer:
        viewer.run()
        for query in ["", *(next(states) for _ in range(5))]:
            viewer.query = query
            viewer.run()
            assert viewer.counted == viewer.listed, f"map?{query}: {viewer.counted} counted, {viewer.listed} listed"


def measure(server: Server, empty: Server, states: Iterator[str]) -> tuple[float, float, float]:
    """Return the median CPU (ms) of a changed filter and of an empty rerun, and the bytes of the first."""
    costs, floors, sizes = [], [], []
    with Viewer(server.address, "map") as viewer, Viewer(empty.address, "") as idle:
        viewer.run()
        idle.run()
        rerun(viewer, server, [next(states) for _ in range(2)])
        for _ in range(ROUNDS):
            cost, size = rerun(viewer, server, [next(states) for _ in range(STATES_A_ROUND)])
            floor, _ = rerun(idle, empty, [""] * STATES_A_ROUND)
            costs.append(cost)
            sizes.append(size)
            floors.append(floor)
    return median(costs), median(floors), median(sizes)


def print_row(count: int, cost: float, floor: float, size: float) -> None:
    """Print what a changed filter costs, and whether that keeps the bar."""
    ratio, bar = cost / floor, BARS[count]
    cells = {"partners": count, "cpu": f"{cost:.1f}", "empty": f"{floor:.1f}", "kilobytes": f"{size / 1000:.1f}"}
    verdict = f"passes (at most {bar} times)" if ratio <= bar else f"over {bar} times the empty page"
    print(ROW.format(**cells, ratio=f"{ratio:.1f} x", verdict=verdict), flush=True)


def main(*counts: str) -> None:
    """Measure with the public record, and with 10,000 partners beside it."""
    print(ROW.format(partners="partners", cpu="CPU ms", empty="empty", ratio="ratio", kilobytes="kB", verdict="bar"))
    for count in [int(each) for each in counts] or BARS:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            ours = copy_repository(Path(folder) / "clone")
            if count != ON_RECORD:
                make_database(ours / DEFAULT_DATABASE.relative_to(ROOT))
            theirs = empty_app(Path(folder) / "empty")
            idle = ["run", "dashboard.py"]
            with serve(ours, readme_command()) as server, serve(theirs, idle, "/_stcore/health") as empty:
                states = filter_states()
                print_row(count, *measure(server, empty, states))
                check_lists(server, states)


if __name__ == "__main__":
    main(*sys.argv[1:])
