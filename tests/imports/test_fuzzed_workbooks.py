"""Workbooks and CSV files gone wild, thousands of them: each ends in a verdict or in sentences, in nothing else.

Where the verdict is no, the database is bit for bit what it was; where it is yes, the database is sound, the import is
remembered, and the same file brings nothing a second time. Each twentieth goes through the command itself.
"""

import csv
import io
import re
import shutil
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from cci_data.database import writing_engine
from cci_data.imports.plan import Plan
from cci_data.imports.rows import ImportProblem
from cci_data.imports.verdict import complaints, verdict
from cci_data.models import Import
from cci_data.queries.soundness import soundness
from tests.imports.small_desk import SmallDesk, bring_in, bytes_of, make_small_desk
from tests.imports.wild_archives import parts_in, wild_bytes, wild_parts, wild_xml
from tests.imports.wild_books import CHANGES, Book, book_of, rendered, wild_books, wild_texts
from tests.imports.wild_values import Files, Typed

BY_THE_COMMAND = 20
LONGEST_SENTENCE = 3000
# Control characters, halves of characters, and what ends a line.
NOT_SHOWN = {"Cc", "Cs", "Zl", "Zp"}
# What a file may say without being wrong, though the Desk is asked to mend it one day.
ALLOWED = re.compile(r"The partner has no country\.")


@dataclass
class Trial:
    """A Desk on which files are tried: the database as it was, one to write to, and the command.

    tried: how many files were tried; stored: of how many the verdict was yes.
    """

    desk: SmallDesk
    folder: Path
    command: Callable[..., tuple[int, str, str]]
    tried: int = 0
    stored: int = 0
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        """Open the database to write to; the files that fail last stay where they are, to be looked at."""
        self.files = self.folder / "files"
        self.files.mkdir()
        self.database = self.folder / "trial.sqlite"
        self.engine = writing_engine(f"sqlite:///{self.database}")
        self.original = bytes_of(self.desk.database)

    def attempt(self, files: Files) -> None:
        """Bring files in, in one way or the other, and see what came of it."""
        self.tried += 1
        shutil.copyfile(self.desk.database, self.database)
        for path in self.files.iterdir():
            path.unlink()
        for name, content in files.items():
            (self.files / name).write_bytes(content)
        paths = [self.files / name for name in files]
        try:
            is_stored = self._by_the_command(paths) if self.tried % BY_THE_COMMAND == 0 else self._by_hand(paths)
            self.engine.dispose()
            if is_stored:
                self.stored += 1
                self._check_what_is_stored(paths)
            else:
                assert bytes_of(self.database) == self.original
        finally:
            self.engine.dispose()

    def _by_hand(self, paths: Sequence[Path]) -> bool:
        try:
            plan = bring_in(self.engine, paths)
        except ImportProblem as problem:
            check_sentences(problem.problems)
            return False
        check_plan(plan)
        return plan.is_storable

    def _by_the_command(self, paths: Sequence[Path]) -> bool:
        code, told, complained = self.command(f"sqlite:///{self.database}", "import", *map(str, paths))
        assert code in (0, 2)
        assert "Traceback" not in told + complained
        assert (("Stored as import" in told) or ("Nothing changes" in told)) == (code == 0)
        assert bool(complained.strip()) == (code == 2)
        return code == 0

    def _check_what_is_stored(self, paths: Sequence[Path]) -> None:
        with Session(self.engine) as session:
            found = soundness(session)
            assert session.scalar(select(func.count()).select_from(Import)) == 2
        assert [tuple(finding) for finding in found.to_numpy() if not ALLOWED.fullmatch(finding[2])] == []
        before = bytes_of(self.database)
        again = bring_in(self.engine, paths, is_dry_run=True)
        assert (list(again.steps), again.problems) == ([], [])
        self.engine.dispose()
        assert bytes_of(self.database) == before


def check_sentences(sentences: Sequence[str]) -> None:
    """See that there are sentences, one a line, which a terminal can show."""
    assert sentences
    for sentence in sentences:
        assert sentence.strip() and len(sentence) <= LONGEST_SENTENCE
        assert [character for character in sentence if unicodedata.category(character) in NOT_SHOWN] == []


def check_plan(plan: Plan) -> None:
    """See that a verdict can be printed, and says why where it is no."""
    lines, complained = list(verdict(plan, is_whole=True)), list(complaints(plan))
    assert bool(complained) != plan.is_storable
    check_sentences([*lines, *complained])
    if plan.is_storable:
        assert len(plan.outcomes) >= 1


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> SmallDesk:
    return make_small_desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def trial(desk: SmallDesk, tmp_path: Path, run: Callable[..., tuple[int, str, str]]) -> Trial:
    return Trial(desk, tmp_path, run)


def prove(trial: Trial, cases: st.SearchStrategy[Files], count: int) -> None:
    """Try `count` files, always the same ones."""

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases)
    def attempt(files: Files) -> None:
        trial.attempt(files)

    attempt()
    assert trial.tried >= count


@pytest.mark.slow
@pytest.mark.parametrize("which", ["export", "news"])
@pytest.mark.parametrize("kind", CHANGES)
def test_a_book_that_people_changed(trial: Trial, kind: str, which: str):
    prove(trial, wild_books(book_of(getattr(trial.desk, which)), kind), 120)
    assert 0 < trial.stored < trial.tried


@pytest.mark.slow
def test_texts_that_programs_wrote_otherwise(trial: Trial):
    texts = [(path.name, rows_of(path)) for path in trial.desk.texts]
    prove(trial, wild_texts(texts), 500)
    assert 0 < trial.stored < trial.tried


@pytest.mark.slow
@pytest.mark.parametrize("which", ["export", "news"])
def test_an_archive_whose_bytes_were_changed(trial: Trial, which: str):
    prove(trial, wild_bytes(getattr(trial.desk, which).read_bytes()), 150)


@pytest.mark.slow
@pytest.mark.parametrize("which", ["export", "news"])
def test_a_workbook_whose_xml_was_changed(trial: Trial, which: str):
    prove(trial, wild_xml(parts_in(getattr(trial.desk, which).read_bytes())), 150)
    assert 0 < trial.stored < trial.tried


@pytest.mark.slow
@pytest.mark.parametrize("which", ["export", "news"])
def test_a_workbook_whose_parts_were_changed(trial: Trial, which: str):
    prove(trial, wild_parts(parts_in(getattr(trial.desk, which).read_bytes())), 150)
    assert 0 < trial.stored < trial.tried


def rows_of(path: Path) -> list[list[str]]:
    """Return the cells of a CSV file of ours."""
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [
        ("Partners", "B4", "LV\nLT"),
        ("Partners", "B1", "Coun\ntry"),
        ("Partners", "A4", "Na\x7fme"),
        ("Partners", "B4", "\x9b31mLV"),
        ("Partners", "B4", "\u2028LV"),
        ("Places", "C4", "-"),
    ],
)
def test_what_wild_books_taught(trial: Trial, sheet: str, cell: str, value: str):
    book = load_workbook(trial.desk.news)
    book[sheet][cell] = value
    written = io.BytesIO()
    book.save(written)
    trial.attempt(Files({"network.xlsx": written.getvalue()}))


@pytest.mark.slow
@pytest.mark.parametrize("title", ["Part\x7fners", "Partners\x85", "No\nbody"])
def test_what_wild_titles_taught(trial: Trial, title: str):
    trial.attempt(Files({"network.xlsx": rendered(Book({title: [["Name", "Country"], ["Hub", Typed("=1+1", "f")]]}))}))


@pytest.mark.slow
@pytest.mark.parametrize("text", ['Name\tCountry\r\n"a"b\tLV\r\n', "Name;Country\r\nA\x9b31mB;XX\r\n"])
def test_what_wild_texts_taught(trial: Trial, text: str):
    trial.attempt(Files({"partners.csv": text.encode()}))
