from dataclasses import fields

import pytest
from sqlalchemy import text

from cci_data.impact.measuring import NO_PROGRAMME, impact_indicators, measure, period_of
from cci_data.impact.report import METHOD, as_shown, impact_report, readable
from cci_data.impact.wording import NOT_RECORDED, in_unit
from cci_data.imports.illustration import clear_illustration
from tests.charts.conftest import answers, fetch, fetch_nothing
from tests.conftest import TODAY
from tests.impact.oracle import ORACLES, figure
from tests.impact.scene import a_step
from tests.impact.world import World
from tests.queries.build import a_partner, add

__all__ = ["answers", "fetch", "fetch_nothing"]
PROGRAMME = "Interreg Baltic Sea Region 2014-2020"


def told(fetch, period: str = "2023", programme: str = ""):
    return impact_report(fetch, period=period, today=TODAY, programme=programme)


def words(report) -> list[tuple]:
    plain = [field.name for field in fields(report.lines[0]) if field.name != "rows"]
    lines = [tuple(getattr(line, name) for name in plain) + (line.rows.to_csv(),) for line in report.lines]
    return [report.title, report.subtitle, report.finding, report.basis, *lines]


@pytest.mark.parametrize(("period", "programme"), [("2023", ""), ("all", ""), ("2021-2027", ""), ("all", PROGRAMME)])
def test_each_figure_is_the_one_of_the_page_and_its_rows_add_up_to_it(fetch, session, period, programme):
    report, when = told(fetch, period, programme), period_of(period, TODAY)
    world = World(session, when.first, when.last)
    assert [line.key for line in report.lines] == list(ORACLES)
    for line in report.lines:
        found = fetch(measure, indicator=line.key, period=period, today=TODAY, programme=programme)
        assert line.value == in_unit(found.value, line.unit) and line.is_recorded == (found.value is not None)
        assert len(line.rows) == len(found.rows) and line.unsure_count == len(found.unsure)
        if line.is_recorded:
            assert line.rows["Counts"].sum() == pytest.approx(figure(world, line.key, programme)) == found.value
        else:
            assert (line.value, line.before, len(line.rows)) == (NOT_RECORDED, "", 0) and line.how.endswith(".")


def test_own_counts_stand_apart_from_those_of_programmes(fetch):
    report = told(fetch)
    programme, own = report.of("programme"), report.of("own")
    assert len(programme) + len(own) == len(report.lines) and programme and own
    assert all(line.code and line.title.startswith(line.code) for line in programme)
    assert all(not line.code and line.title == line.label for line in own)


def test_it_says_what_it_covers_what_changed_and_how_was_counted(fetch):
    report = told(fetch)
    assert (report.title, report.subtitle) == ("Impact of the network", "2023, all programmes")
    assert report.finding.startswith("More than in 2022: ")
    assert report.basis == "Source: public record. Data as of 23 November 2026."
    assert report.method == METHOD and all(sentence.endswith(".") for sentence in METHOD)
    assert told(fetch, "all", PROGRAMME).subtitle == f"all years until 2026, {PROGRAMME}"
    assert all(line.how == NO_PROGRAMME for line in told(fetch, "all", PROGRAMME).lines if line.key == "good-practices")


def test_a_rule_says_whether_it_is_confirmed_and_by_whom(fetch):
    found = fetch(impact_indicators).set_index("impact_indicator_id")
    for line in told(fetch).lines:
        row = found.loc[line.key]
        assert line.rule.startswith("confirmed: " if row["is_confirmed"] else "not confirmed: ")
        assert line.counts == row["counts"] and line.proof == row["proof"]
    typed = [line.key for line in told(fetch).lines if line.counted_by.startswith("the Desk, which names the proof")]
    assert typed == ["rco118", "psr1-bsr"]


def test_a_target_and_the_way_there_are_said(fetch, session):
    session.execute(text("UPDATE impact_indicator SET target = 24, target_year = 2027 WHERE label = 'Projects begun'"))
    lines = {line.key: line for line in told(fetch).lines}
    assert lines["projects"].progress == "12 until 2023: 50% of target 24 by 2027"
    assert lines["events"].progress == ""


def test_the_proofs_of_a_figure_are_listed_once(fetch):
    for line in told(fetch, "all").lines:
        assert len(set(line.proofs)) == len(line.proofs) and set(line.proofs) == set(line.rows["Proof"]) - {None, ""}
    assert any(len(line.proofs) < len(line.rows) for line in told(fetch, "all").lines)


def test_without_an_indicator_there_is_no_line(fetch_nothing):
    report = told(fetch_nothing)
    assert report.lines == () and report.finding == "There is nothing to compare with yet."
    assert report.as_of is None and report.basis.startswith("Source: ") and report.basis.count(".") == 1


def test_what_is_illustrative_is_in_no_report(fetch, session):
    before = words(told(fetch, "all"))
    clear_illustration(session)
    assert words(told(fetch, "all")) == before


def test_the_part_of_the_network_is_a_column_where_it_was_chosen(fetch, session):
    add(session, a_partner("x", country_code="LV"), *a_step("s", "contact", "2026-01-01", "x", "minc", proof="minutes"))
    steps = fetch(measure, indicator="introductions", period="2026", today=TODAY).rows
    projects = fetch(measure, indicator="projects", period="2023", today=TODAY).rows
    assert list(as_shown(steps)) == list(readable(steps)) and len(steps) == 1
    (row,) = as_shown(steps).to_dict("records")
    assert (row["The network's part"], row["Countries"]) == ("caused by the network", "Latvia and Sweden")
    assert (row["Proof"], row["Record status"]) == ("minutes", "Contact Desk")
    assert set(readable(projects)) - set(as_shown(projects)) == {"The network's part"}
    assert as_shown(projects)["What"].tolist() == projects["title"].tolist()


def test_text_of_the_database_stays_as_it_is(fetch, session):
    add(session, a_partner("x", country_code="LV"), *a_step("<b>s</b>", "contact", "2026-01-01", "x", "minc"))
    (line,) = [line for line in told(fetch, "2026").lines if line.key == "introductions"]
    assert line.rows["What"].tolist() == ["<b>s</b>"] and line.value == "1"
