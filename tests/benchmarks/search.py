"""What a search costs among 10,000 partners, against a plain SQL LIKE over their names in the same database.

python -m tests.benchmarks.search
Processor time of this process for each of 200 questions (accents dropped, letters swapped, acronyms, other names, as in
the tests), a round of each in turn, so that a busy machine slows both; and the time and memory that the index costs.
"""

import gc
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from random import Random
from statistics import mean, median, quantiles

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from cci_data.database import migrate, opened, writing_engine
from cci_data.imports.public_record import load_public_record
from cci_data.models import Partner, PartnerName, PartnerSector, Place
from cci_data.queries.search import search_documents
from cci_data.search.index import SearchIndex
from tests.imports.large_workbook import HOUSES, cities
from tests.queries.record import lines
from tests.search.asked import Named, questions

PARTNERS, QUESTIONS, ROUNDS = 10_000, 200, 5
BAR_MS = 20
ROW = "{what:<28} {middle:>10} {average:>10} {high:>10} {most:>10}"


def partners() -> list[dict[str, object]]:
    """Return a row for each partner: a name of two words of its own, a house and a city; every other has more names."""
    random, where = Random(1), cities()
    syllables = ["".join(pair) for pair in product("bdfgklmnprstv", "aeiouyąēõäöū")]
    found = []
    for number in range(PARTNERS):
        name = " ".join("".join(random.sample(syllables, random.randint(2, 4))).title() for _ in range(2))
        country, city = random.choice(where)
        house = random.choice(HOUSES)
        acronym = "".join(random.sample("ABCDEFGHIKLMNOPRSTUV", 5))
        others = (acronym, f"{city} {name}") if number % 2 else ()
        row = {"partner_id": f"p{number}", "name": f"{name} {house} {city}", "others": others, "city": city}
        found.append(row | {"country_code": country, "sector_id": random.choice(lines("sectors"))["sector_id"]})
    return found


def fill(session: Session, rows: Sequence[dict[str, object]]) -> None:
    """Store the partners with their other names, places and sectors, beside the public record."""
    load_public_record(session)
    key = ("partner_id",)

    def several(columns: Sequence[str], **same: object) -> list[dict[str, object]]:
        return [{column: row[column] for column in (*key, *columns)} | same for row in rows]

    session.execute(insert(Partner), several(["name", "country_code"], origin="desk", source="a benchmark"))
    called = [{"partner_id": row["partner_id"], "name": name} for row in rows for name in row["others"]]
    session.execute(insert(PartnerName), called)
    session.execute(insert(Place), several(["city", "country_code"], latitude=57.0, longitude=20.0))
    session.execute(insert(PartnerSector), several(["sector_id"]))
    session.commit()


def milliseconds(do: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Return the processor time of `do` for each text."""
    spent = []
    for text in texts:
        before = time.process_time()
        do(text)
        spent.append((time.process_time() - before) * 1000)
    return spent


def print_row(what: str, spent: list[float]) -> None:
    """Print the median, the mean, the 95th percentile and the most."""
    figures = {"middle": median(spent), "average": mean(spent), "high": quantiles(spent, n=20)[-1], "most": max(spent)}
    print(ROW.format(what=what, **{name: f"{value:.3f}" for name, value in figures.items()}))


def compare(session: Session, index: SearchIndex, texts: Sequence[str]) -> None:
    """Measure both in turn and print a row each, and their ratio."""

    def like(text: str) -> object:
        return session.execute(select(Partner.partner_id, Partner.name).where(Partner.name.like(f"%{text}%"))).all()

    ours, plain = [], []
    for _ in range(ROUNDS):
        ours += milliseconds(index.find, texts)
        plain += milliseconds(like, texts)
    print(ROW.format(what="CPU ms a question", middle="median", average="mean", high="95th pct", most="most"))
    print_row("search", ours)
    print_row("SQL LIKE", plain)
    print_row("search, one letter", milliseconds(index.find, list("abcdefghiklmnoprstuv") * ROUNDS))
    print_row("search, 10,000 characters", milliseconds(index.find, ["a " * 5000, " ".join(texts)[:10_000]] * 20))
    verdict = "passes" if max(ours) < BAR_MS else "fails"
    print(f"Ratio of the means, search to SQL LIKE: {mean(ours) / mean(plain):.2f}. At most {BAR_MS} ms: {verdict}.")


def made(session: Session) -> SearchIndex:
    """Make the index, and print what reading the records and making it cost."""
    began = time.process_time()
    documents = search_documents(session)
    read = time.process_time()
    index = SearchIndex(documents)
    print(
        f"{len(documents)} records read in {read - began:.2f} s CPU, index made in {time.process_time() - read:.2f} s."
    )
    del index
    gc.collect()
    tracemalloc.start()
    index = SearchIndex(documents)
    del documents
    gc.collect()
    kept, peak = (size / 1e6 for size in tracemalloc.get_traced_memory())
    tracemalloc.stop()
    print(f"The index keeps {kept:.0f} MB; {peak:.0f} MB at most while it is made, besides the records.")
    return index


def right_first(index: SearchIndex, asked: Sequence) -> int:
    """Return how many questions have a right answer first."""
    found = ((question.right, index.find(question.text, most=1)) for question in asked)
    return sum(bool(hits) and (hits[0].kind, hits[0].record_id) in right for right, hits in found)


def main() -> None:
    """Fill a database, make the index and print what questions cost."""
    rows = partners()
    asked = questions([Named(("partner", row["partner_id"]), row["name"], row["others"]) for row in rows], QUESTIONS)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'large.sqlite'}"
        with opened(writing_engine(url), url) as engine, Session(engine) as session:
            migrate(engine)
            fill(session, rows)
            index = made(session)
            compare(session, index, [question.text for question in asked])
            print(f"{right_first(index, asked)} of {len(asked)} have a right answer first.")


if __name__ == "__main__":
    main()
