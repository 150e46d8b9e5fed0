"""The report for a funder: in each form the strings of the page, all rows, its rules and who pays."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from pypdf import PdfReader
from sqlalchemy.orm import Session
from starlette.datastructures import QueryParams

from cci_data.api.report_orders import read_order
from cci_data.frozen.states import freeze
from cci_data.funding import VARIABLE
from cci_data.impact.headlines import what_changed
from cci_data.impact.measuring import impact_indicators, measure, period_of, programmes
from cci_data.impact.report import METHOD
from cci_data.impact.wording import compared, in_unit
from cci_data.privacy import LEFT_OUT
from cci_data.queries.projects import projects
from cci_data.reader import Reader
from cci_data.reports.moment import reading
from cci_data.reports.registry import report
from tests.charts.conftest import answers, fetch, fetch_nothing
from tests.conftest import TODAY, build_world, change, writing
from tests.exports.sheets import cells
from tests.reports.conftest import ADDRESS, lacking, order, page_count, text_of

__all__ = ["answers", "fetch", "fetch_nothing"]

FORMS = pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
PERIODS = pytest.mark.parametrize("period", ["all", "2023", "2024-H1", "2021-2027"])
FROM = "On public record, the Contact Desk's network meetings are told of by the project"
BSR = "Interreg Baltic Sea Region 2021-2027"


def made(fetch, form: str, period: str = "all", **asked: str) -> bytes:
    return report(fetch, order("impact", form, **({} if period == "all" else {"period": period}), **asked))


def figures_in(content: bytes, form: str) -> str:
    """Return the words of a report in which an indicator is followed by its figure, and that by the one before."""
    if form != "xlsx":
        return text_of(content, form)
    heads, *rows = cells(content, "Figures")
    columns = [heads.index(head) for head in ("Code", "Indicator", "Figure", "Before")]
    return " ".join(str(row[column] or "") for row in rows for column in columns)


@FORMS
@PERIODS
def test_every_figure_is_the_string_of_the_page(reader, form: str, period: str):
    found, when = reader.fetch(impact_indicators), period_of(period, TODAY)
    said = []
    for row in found.itertuples():
        measured = reader.fetch(measure, indicator=row.impact_indicator_id, period=period, today=TODAY)
        figure, before = in_unit(measured.value, row.unit), compared(measured, row.unit, when)
        said.append(f"{row.code or ''} {row.label} {figure} {before}")
    assert len(said) > 20 and lacking(said, figures_in(made(reader.fetch, form, period), form)) == []


@PERIODS
def test_the_sentence_on_what_changed_is_that_of_the_page(reader, period: str):
    sentence = what_changed(reader.fetch, period=period, today=TODAY)
    for form in ("pdf", "docx"):
        assert lacking([sentence], text_of(made(reader.fetch, form, period), form)) == []


def test_a_figure_is_what_the_record_says(reader):
    found = reader.fetch(projects)
    begun = sum(str(starts).startswith("2023") for starts in found["starts"])
    assert begun and lacking([f"Projects begun {begun} "], text_of(made(reader.fetch, "pdf", "2023"), "pdf")) == []


@PERIODS
def test_all_rows_behind_each_figure_are_in_the_workbook_and_add_up_to_it(reader, period: str):
    rows = cells(made(reader.fetch, "xlsx", period), "Rows")[1:]
    total = 0
    for row in reader.fetch(impact_indicators).itertuples():
        measured = reader.fetch(measure, indicator=row.impact_indicator_id, period=period, today=TODAY)
        there = [each for each in rows if each[0] == f"{row.code or ''} {row.label}".strip()]
        assert [each[1] for each in there] == list(measured.rows["title"])
        assert sum(each[3] for each in there) == pytest.approx(measured.value or 0)
        total += len(there)
    assert total == len(rows) > 0


@PERIODS
def test_it_has_two_to_six_pages_with_the_period_and_the_programme_on_each(reader, period: str):
    content = made(reader.fetch, "pdf", period, programme=BSR)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]
    assert 2 <= len(pages) <= 6
    assert all(f"{period_of(period, TODAY).label}, {BSR}" in page for page in pages)
    assert 2 <= page_count(made(reader.fetch, "pdf", period)) <= 6


def test_the_method_and_the_proofs_are_told_in_each_form(reader):
    for form in ("pdf", "docx", "xlsx"):
        words = text_of(made(reader.fetch, form, "2023"), form)
        assert lacking([*METHOD, "How it was counted", "https://balteus.eu/baltic-museum-resilience/"], words) == []


def test_a_programme_alone_has_figures_of_its_own(reader):
    assert BSR in reader.fetch(programmes)
    measured = reader.fetch(measure, indicator="projects", period="all", today=TODAY, programme=BSR)
    everybody = reader.fetch(measure, indicator="projects", period="all", today=TODAY)
    assert 0 < measured.value < everybody.value
    words = text_of(made(reader.fetch, "pdf", programme=BSR), "pdf")
    assert (
        lacking([f"Projects begun {in_unit(measured.value, 'project')}", "choose all programmes to see it"], words)
        == []
    )


@FORMS
def test_who_pays_is_told_on_its_days_only(reader, tmp_path: Path, monkeypatch, form: str):
    file = tmp_path / "settings.toml"
    file.write_text('[funding]\nstatement = "Paid for by the moon."\nuntil = 2026-12-31\n', encoding="utf-8")
    assert "moon" not in text_of(made(reader.fetch, form), form)
    monkeypatch.setenv(VARIABLE, str(file))
    assert "Paid for by the moon." in text_of(made(reader.fetch, form), form)
    assert FROM not in text_of(made(reader.fetch, form), form) or form == "xlsx"
    later = order("impact", form, date(2027, 1, 1))
    words = text_of(report(reader.fetch, later), form)
    assert "moon" not in words and lacking([FROM], words) == []


def test_the_logos_of_who_pays_are_in_what_is_printed_and_written(reader, tmp_path: Path, monkeypatch):
    Image.new("RGB", (300, 100), "navy").save(tmp_path / "a.png")
    (tmp_path / "b.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="9"><rect/></svg>')
    settings = '[funding]\nprogramme = "Moon"\nstatement = "Paid."\nlogos = ["a.png", "b.svg"]\nuntil = 2026-12-31\n'
    (tmp_path / "settings.toml").write_text(settings, encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "settings.toml"))
    pages = PdfReader(io.BytesIO(made(reader.fetch, "pdf", "2023"))).pages
    assert [image.image.size for page in pages for image in page.images] == [(300, 100)]
    document = Document(io.BytesIO(made(reader.fetch, "docx", "2023")))
    assert [logo._inline.docPr.get("descr") for logo in document.inline_shapes] == ["Logo of Moon"] * 2


@FORMS
def test_without_an_indicator_on_record_it_says_so(fetch_nothing, form: str):
    words = text_of(made(fetch_nothing, form, "2023"), form)
    assert "There is nothing to compare with yet." in words or form == "xlsx"
    assert "Impact of the network, 2023, all programmes" in words or form == "pdf"
    assert "No indicator is on record." in words or form != "pdf"


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_each_form_is_made_from_each_database(fetch, form: str):
    assert lacking(["Projects begun", "Active partners"], text_of(made(fetch, form, "2023"), form)) == []


@FORMS
def test_nobodys_address_is_in_it_whoever_wrote_it(copy_of: Callable[..., str], form: str):
    url = copy_of("sqlite", build_world)
    change(url, "UPDATE project SET source = 'ask anna@example.org'")
    reader = Reader(url)
    words = text_of(made(reader.fetch, form), form)
    reader.close()
    assert lacking([LEFT_OUT], words) == [] and "anna@" not in words


@FORMS
def test_a_frozen_state_stays_as_it_was_and_says_its_name(copy_of: Callable[..., str], form: str):
    url = copy_of("sqlite", build_world)
    with writing(url) as engine, Session(engine) as session, session.begin():
        freeze(session, "The meeting in Liepāja", datetime(2026, 12, 18, 12, tzinfo=UTC))
    reader = Reader(url)
    query = QueryParams({"as_of": "the-meeting-in-liepaja", "period": "2023"})
    wanted = read_order(reader, "impact", form, query, date(2027, 2, 1), ADDRESS)
    before = figures_in(report(reading(reader, wanted.as_of), wanted), form)
    change(url, "UPDATE project SET starts = '2019', ends = '2019'")
    reader.look_again()
    assert figures_in(report(reading(reader, wanted.as_of), wanted), form) == before
    assert figures_in(made(reader.fetch, form, "2023"), form) != before
    words = text_of(report(reading(reader, wanted.as_of), wanted), form)
    assert lacking(["as frozen: The meeting in Liepāja", "1 February 2027"], words) == []
    reader.close()
