import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.history import Step, source_file, step_of
from cci_data.imports.desk import Bundle, judge, read_files, store_plan
from cci_data.imports.plan import Plan
from cci_data.imports.rows import ImportProblem
from cci_data.models import Change, Import, ImportFile, IndicatorValue, Partner, Place, Spotlight
from cci_data.undo import undo
from tests.conftest import writing
from tests.import_steps import content
from tests.imports.grids_by_hand import TODAY, apply, rows_of, states
from tests.imports.statistics.files import EMPLOYMENT, Cube, json_stat

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
Rows = list[list[object]]


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a workbook of these sheets."""

    def write(name: str = "network.xlsx", **sheets: Rows) -> Path:
        written = Workbook()
        written.remove(written.active)
        for title, rows in sheets.items():
            sheet = written.create_sheet(title.replace("_", " "))
            for row in rows:
                sheet.append(row)
        written.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def text(tmp_path: Path) -> Callable[[str, Rows], Path]:
    """A function that writes a CSV file."""

    def write(name: str, rows: Rows) -> Path:
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
        return tmp_path / name

    return write


@pytest.fixture
def employment(tmp_path: Path) -> Path:
    path = tmp_path / "cult_emp_sex.json"
    path.write_text(json.dumps(json_stat(EMPLOYMENT)), encoding="utf-8")
    return path


HUB = [["Name", "Country", "Website"], ["Radošais centrs", "LV", "https://centrs.example"]]


def plan_of(session: Session, *paths: Path) -> tuple[Bundle, Plan]:
    bundle = read_files(paths)
    return bundle, judge(session, bundle, today=TODAY)


def bring_in(session: Session, *paths: Path) -> Import:
    bundle, plan = plan_of(session, *paths)
    assert (plan.problems, plan.questions) == ([], [])
    stored = store_plan(session, plan, bundle.kind, bundle.files, NOW, "the Desk")
    session.expire_all()
    return stored


def test_several_files_are_one_import(session, book, text, employment):
    paths = book(Partners=HUB), text("more-places.csv", [["Partner", "City"], ["Radošais centrs", "Rīga"]]), employment
    bundle = read_files(paths)
    assert bundle.files == tuple(source_file(path) for path in paths) and bundle.kind == "workbook"
    assert [grid.file for grid in bundle.grids] == ["network.xlsx", "more-places.csv"] and len(bundle.datasets) == 1
    stored = bring_in(session, *paths)
    assert rows_of(session, Place, partner_id="radosais-centrs")[0]["city"] == "Rīga"
    assert rows_of(session, IndicatorValue, extracted_on=datetime(2025, 10, 8).date())
    assert (stored.kind, stored.imported_at, stored.imported_by) == ("workbook", NOW, "the Desk")
    names = [row["name"] for row in rows_of(session, ImportFile, import_id=stored.import_id)]
    assert names == ["network.xlsx", "more-places.csv", "cult_emp_sex.json"]


def test_statistics_alone_are_remembered_as_such(session, employment):
    assert read_files([employment]).kind == "statistics"
    assert bring_in(session, employment).kind == "statistics"


def test_an_indicator_may_come_with_its_statistics(session, book, tmp_path):
    cube = Cube("new_code", EMPLOYMENT.dimensions, {("A", "PC_EMP", "T", "LV", "2021"): (7.5, None)})
    (tmp_path / "new_code.json").write_text(json.dumps(json_stat(cube)), encoding="utf-8")
    headings = ["Indicator id", "Label", "Position", "Unit", "Decimals", "Publisher", "Dataset", "Dataset filter"]
    row = ["new", "New", 99, "%", 1, "Eurostat", "new_code", "unit=PC_EMP&sex=T"]
    indicators = [[*headings, "For scale only", "Caveat", "Licence"], [*row, "no", "x", "x"]]
    values = [["Indicator", "Area", "Year", "Value", "Source"], ["new", "LV", 2021, 7.4, "by hand"]]
    bring_in(session, book(Indicators=indicators, Indicator_values=values), tmp_path / "new_code.json")
    (value,) = rows_of(session, IndicatorValue, indicator_id="new")
    assert (value["value"], value["source"]) == (7.5, "Eurostat new_code")


def test_problems_of_all_files_are_told_at_once(book, text, tmp_path):
    (tmp_path / "broken.json").write_text("<html>", encoding="utf-8")
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    (tmp_path / "no.xlsx").write_bytes(b"PK\x03\x04 no")
    names = ("broken.json", "absent.xlsx", "empty.csv", "no.xlsx")
    with pytest.raises(ImportProblem) as caught:
        read_files([book(Partners=HUB), *(tmp_path / name for name in names)])
    assert [any(name in problem for problem in caught.value.problems) for name in names] == [True] * 4
    assert len(caught.value.problems) >= 4


def test_problems_in_the_cells_of_all_files_are_told_at_once(session, book, text):
    more = text("more-partners.csv", [["Name", "Country"], ["Hub", "Polnad"]])
    _, plan = plan_of(session, book(Partners=[*HUB, ["Hub", "Lativa", None]], Events=[["Title"], ["Talk"]]), more)
    assert [problem.split(" says ")[0].split(" is ")[0] for problem in plan.problems] == [
        "network.xlsx, Partners!B3",
        "more-partners.csv, Partners!B2",
        "Events!2",
        "Events!2",
    ]


def test_one_record_in_two_files_is_a_problem(session, book, text):
    more = text(
        "more-partners.csv", [["Name", "Country", "Website"], ["Radošais centrs", "LV", "https://other.example"]]
    )
    _, plan = plan_of(session, book(Partners=HUB), more)
    assert plan.problems == [
        "more-partners.csv, Partners!2 is about the same record as network.xlsx, Partners!2; one row for each is "
        "expected"
    ]


@pytest.mark.parametrize(
    "rows", [[["Name", "Country"]], [["Name", "Country"], ["Example: Hub", "LV"]], [["Phone"], ["1"]]]
)
def test_files_without_a_record_are_no_import(session, book, rows: Rows):
    title = "Partners" if len(rows[0]) > 1 else "Contacts"
    _, plan = plan_of(session, book(**{title: rows}))
    assert plan.problems == ["There is no row to import in these files"]


def test_what_is_there_already_may_be_imported_again(session, book):
    bring_in(session, book(Partners=HUB))
    _, plan = plan_of(session, book(Partners=HUB))
    assert (plan.problems, plan.steps, states(plan)) == ([], [], [("radosais-centrs", "left")])


def test_judging_writes_nothing(session, book, employment):
    before = content(session)
    _, plan = plan_of(session, book(Partners=HUB), employment)
    assert plan.steps and content(session) == before and rows_of(session, Import) == []


def test_it_is_told_which_file_is_read(book):
    told = []
    read_files([book("a.xlsx", Partners=HUB), book("b.xlsx", Partners=HUB)], lambda *news: told.append(news))
    assert told == [("reading a.xlsx", 0, 2), ("reading b.xlsx", 1, 2)]


def test_an_import_is_whole_or_nothing(world_url, book):
    """A turn that ends before it starts, which a cell cannot say, is refused by the database, and all goes with it."""
    with writing(world_url) as engine:
        with Session(engine) as session:
            before = content(session)
            bundle, plan = plan_of(session, book(Partners=HUB))
            bad = {"country_code": "LV", "starts_on": TODAY, "ends_on": TODAY.replace(year=2020)}
            spoilt = Step(Spotlight.__table__, None, None, {**bad, "origin": "desk", "source": "x"})
            plan.steps = [*plan.steps, spoilt]
            with pytest.raises(ImportProblem, match="The database refuses a row .* nothing is stored"):
                store_plan(session, plan, bundle.kind, bundle.files, NOW, "the Desk")
            session.rollback()
        with Session(engine) as session:
            assert content(session) == before and rows_of(session, Import) == rows_of(session, Change) == []
            bring_in(session, book(Partners=HUB))
            session.commit()
            assert session.get(Partner, "radosais-centrs") is not None


def test_what_is_remembered_of_an_import_leads_back_to_the_same_tables(session, book):
    before = content(session)
    rows = [["Name", "Country", "Same as", "Sectors", "Website"], ["Centrs", "LV", None, "Music; Design", None]]
    rows += [["Minc", "SE", "Media Evolution", None, None], ["Goethe-Institut", None, None, "Crafts", "-"]]
    stored = bring_in(
        session,
        book(
            Partners=rows,
            Places=[["Partner", "City"], ["Centrs", "Ogre"]],
            Spotlights=[["Country", "First day", "Last day", "Steward"], ["LT", "2027-01-01", "2027-02-28", "Centrs"]],
            Events=[["Title", "Kind", "First day", "Hosts"], ["Talk", "Workshop", "2.1.2027", "Centrs; Minc"]],
        ),
    )
    changes = session.scalars(
        select(Change).where(Change.import_id == stored.import_id).order_by(Change.change_id)
    ).all()
    assert len(changes) >= stored.added_count + stored.changed_count + stored.removed_count > 10
    after = content(session)
    assert after != before
    steps = [step_of(change) for change in changes]
    apply(session, [step.undone() for step in reversed(steps)])
    assert content(session) == before
    apply(session, steps)
    assert content(session) == after


def test_an_import_is_taken_back(session, book):
    before = content(session)
    stored = bring_in(session, book(Partners=[["Name", "Country", "Same as"], ["Minc", "SE", "Media Evolution"]]))
    assert session.get(Partner, "minc") is None
    undo(session, stored.import_id, NOW, "the Desk")
    session.expire_all()
    assert content(session) == before
