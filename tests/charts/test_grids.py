import re

import pytest

from cci_data.charts.grids import coverage_matrix, types_by_country
from cci_data.filters import EVERYBODY, PartnerFilter
from cci_data.models import Partner
from cci_data.queries.partners import partners
from cci_data.theme import LIGHT
from cci_data.vocabulary import COVERAGE_STATES

FILTERS = pytest.mark.parametrize(
    "chosen",
    [EVERYBODY, PartnerFilter(country=("LV", "SE")), PartnerFilter(sector=("music",)), PartnerFilter(text="media")],
    ids=["everybody", "countries", "sector", "text"],
)
NOBODY = PartnerFilter(text="no such name")


def drawn(chart) -> dict[tuple[str, str], str]:
    """Return the sign in each cell of a grid: (row, column) → sign."""
    markers = chart.drawing.data[1]
    rows = [label.replace("<br>", " ") for label in markers.y]
    return dict(zip(zip(rows, markers.x, strict=True), markers.text, strict=True))


def tabled(chart) -> dict[tuple[str, str], str]:
    """Return the cells of the table twin, in the signs of the drawing."""
    signs = {COVERAGE_STATES["none"]: "–", COVERAGE_STATES["unstated"]: "?"}
    label = chart.table.columns[0]
    rows = chart.table.set_index(label).to_dict("index")
    return {(row, column): signs.get(cell, cell) for row, columns in rows.items() for column, cell in columns.items()}


@FILTERS
def test_the_table_has_each_cell_of_the_matrix(fetch, chosen):
    chart = coverage_matrix(fetch, LIGHT, chosen=chosen)
    assert drawn(chart) and drawn(chart) == tabled(chart)


@FILTERS
def test_the_summary_of_the_matrix_is_true_for_those_who_fit(fetch, chosen):
    chart, who = coverage_matrix(fetch, LIGHT, chosen=chosen), partners_of(fetch, chosen)
    named = {sector for row in who if not row.is_cross_sectoral for sector in row.sectors}
    numbers = [int(number) for number in re.findall(r"\d+", chart.summary.partition(";")[0])]
    assert (numbers[0], numbers[-1]) == (len(named), len(who))
    lacking = {row for row, _ in drawn(chart) if row not in ("Cross-sectoral", "Sector not stated")} - named
    assert ("nobody names" in chart.summary) == bool(lacking)
    assert all(label in lacking for label in re.findall("“(.*?)”", chart.summary) if lacking)
    assert chart.note.startswith(f"{len(who)} partner")


def partners_of(fetch, chosen: PartnerFilter) -> list:
    return list(fetch(partners, chosen=chosen).itertuples())


def test_the_frame_and_the_filter_are_asked_for_again_by_the_choice(fetch):
    chart = coverage_matrix(fetch, LIGHT, chosen=PartnerFilter(country=("FI", "SE")), row="music", column="FI")
    assert chart.choice == {"country": "FI,SE", "row": "music", "column": "FI"}
    assert len(chart.drawing.layout.shapes) == 1
    assert not coverage_matrix(fetch, LIGHT).drawing.layout.shapes


def test_on_a_phone_countries_are_codes_and_the_table_stays(fetch):
    wide, narrow = coverage_matrix(fetch, LIGHT), coverage_matrix(fetch, LIGHT, is_narrow=True)
    assert {column for _, column in drawn(narrow)} == {"DK", "EE", "FI", "DE", "IS", "LV", "LT", "NO", "PL", "SE"}
    assert narrow.table.equals(wide.table) and narrow.summary == wide.summary
    assert set(types_by_country(fetch, LIGHT, is_narrow=True).drawing.data[1].x) <= {"DK", "EE", "FI", "DE", "IS"} | {
        "LV", "LT", "NO", "PL", "SE"
    }  # fmt: skip


@FILTERS
def test_the_table_has_each_cell_of_the_types(fetch, chosen):
    chart = types_by_country(fetch, LIGHT, chosen=chosen)
    assert drawn(chart) and drawn(chart) == tabled(chart)


@FILTERS
def test_the_summary_names_the_most_common_types(fetch, chosen):
    counted: dict[str, int] = {}
    for row in partners_of(fetch, chosen):
        if row.organisation_type:
            counted[row.organisation_type] = counted.get(row.organisation_type, 0) + 1
    summary = types_by_country(fetch, LIGHT, chosen=chosen).summary
    most = {kind for kind, number in counted.items() if number == max(counted.values())}
    named = set(re.findall("“(.*?)”", summary))
    assert named <= most and len(named) == min(len(most), 3)
    assert f"({max(counted.values())} partner" in summary


def test_where_nobody_fits_it_says_so(fetch):
    chart = coverage_matrix(fetch, LIGHT, chosen=NOBODY)
    assert "No partner" in chart.summary and chart.note.startswith("0 partners")
    types = types_by_country(fetch, LIGHT, chosen=NOBODY)
    assert types.drawing is None and types.nothing and types.table.empty


def test_tables_without_a_row_invite(fetch_nothing):
    for chart in (coverage_matrix(fetch_nothing, LIGHT), types_by_country(fetch_nothing, LIGHT)):
        assert chart.drawing is None and chart.table.empty
        assert chart.summary.endswith(".") and chart.nothing


def test_markup_in_a_record_stays_letters(fetch, session):
    session.query(Partner).update({"organisation_type": "<b>x</b> ![y](//evil.test)"})
    chart = types_by_country(fetch, LIGHT)
    assert "<b>x</b>" in chart.summary and chart.table["Type"].tolist() == ["<b>x</b> ![y](//evil.test)"]
    assert "<b>" not in str(chart.drawing.data[1].y)
