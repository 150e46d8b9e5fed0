import pytest

from cci_data.impact.facts import facts
from cci_data.impact.measuring import Measure
from cci_data.impact.period import everything, half_year, year
from cci_data.impact.wording import NOT_RECORDED, NOT_SURE, changes, compared, in_unit, progress_in_words, sum_in_words
from tests.conftest import TODAY

NOTHING = facts(())
LABELS = {"a": "Active partners", "b": "Published budgets", "c": "Events"}
UNITS = {"a": "partners", "b": "EUR", "c": "events"}


def measured(value: float | None, before: float | None = None, **more: object) -> Measure:
    usual = {"is_computed": True, "is_of_today": False, "progress": None, "reached_until": 2023, "unsure": NOTHING}
    return Measure(value=value, before=before, rows=NOTHING, how="", **usual | more)


def told(*pairs: tuple[float | None, float | None], period=None) -> str:
    """Return what changed, of pairs of the figure before and now."""
    measures = {key: measured(now, before) for key, (before, now) in zip(LABELS, pairs, strict=False)}
    return changes(measures, LABELS, UNITS, period or year(2024))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (None, "EUR", NOT_RECORDED),
        (0, "events", "0"),
        (42.0, "partners", "42"),
        (12_345, "participations", "12\u202f345"),
        (5_608_385, "EUR", "EUR 5\u202f608\u202f385"),
        (37_500.5, "EUR", "EUR 37\u202f500.50"),
        (2.25, "x", "2.25"),
    ],
)
def test_a_figure_is_written_in_one_way_and_what_was_never_recorded_is_not_nothing(value, unit, words):
    assert in_unit(value, unit) == words


def test_what_it_was_before_is_said_where_there_is_a_before():
    assert compared(measured(5, 39), "partners", year(2024)) == "39 in 2023"
    assert compared(measured(5, 1_000), "EUR", half_year(2024, 1)) == "EUR 1\u202f000 in July to December 2023"
    assert compared(measured(5, 0), "events", year(2024)) == "0 in 2023"
    assert compared(measured(None), "partners", year(2024)) == ""
    assert compared(measured(5, 39), "partners", everything(TODAY)) == ""
    assert compared(measured(5, is_of_today=True), "sectors", year(2024)) == "as it stands today"
    assert compared(measured(None, is_of_today=True), "sectors", year(2024)) == ""


def test_how_far_the_target_is_reached():
    assert progress_in_words(measured(5), "partners", None, None) == ""
    half = progress_in_words(measured(5, progress=0.5), "partners", 24, 2027)
    assert half == "12 until 2023: 50% of target 24 by 2027"
    assert ": 99% of target" in progress_in_words(measured(999, progress=0.999), "EUR", 1_000, 2027)
    assert ": 29% of target" in progress_in_words(measured(29, progress=0.29), "partners", 100, 2027)
    assert progress_in_words(measured(3, progress=1.5), "partners", 2, 2027).startswith("3 until 2023: 150% of target")
    assert progress_in_words(measured(None), "EUR", 24_000, 2027) == "target EUR 24\u202f000 by 2027"


def test_what_may_count_is_said_and_turns_no_figure_into_fewer():
    def said(value: float, before: float, *numbers: float) -> str:
        unsure = facts({"key": str(key), "title": "", "number": number} for key, number in enumerate(numbers))
        return changes({"a": measured(value, before, unsure=unsure)}, LABELS, UNITS, year(2024))

    assert said(0, 5, 1, 1, 1) == "Fewer than in 2023: active partners (5 → 0 to 3)."
    assert said(0, 5, 1, 4) == said(5, 5, 1) == NOT_SURE
    assert said(6, 5, 1) == "More than in 2023: active partners (5 → 6 to 7)."


def test_what_changed_is_one_sentence_for_more_and_one_for_fewer():
    assert told((5, 39), (482_500, 10_151_753), (3, 2)) == (
        "More than in 2023: active partners (5 → 39) and published budgets "
        "(EUR 482\u202f500 → EUR 10\u202f151\u202f753). Fewer: events (3 → 2)."
    )
    assert told((5, 39), (1, 1), (2, 2)) == "More than in 2023: active partners (5 → 39)."
    assert told((5, 3), (1, 1), (2, 2)) == "Fewer than in 2023: active partners (5 → 3)."
    assert told((5, 6), period=year(2026).until(TODAY)).endswith("(5 → 6). 2026 is not over yet.")
    assert told((5, 6), period=half_year(2024, 2)).startswith("More than in January to June 2024: ")


def test_where_nothing_changed_or_nothing_can_be_compared_it_says_so():
    assert told((5, 5), (0, 0)) == "Nothing changed from 2023."
    assert told((None, 5), (5, None), (None, None)) == "There is nothing to compare with yet."
    assert told() == "There is nothing to compare with yet."
    assert told((5, 6), period=everything(TODAY)) == (
        "All years until 2026, together; a single period is compared with the one before it."
    )


def test_a_sum_in_another_currency_says_its_rate_and_its_day():
    assert sum_in_words(None) == ""
    assert sum_in_words(5_000.0, 5_000.0, "EUR") == "EUR 5\u202f000"
    words = sum_in_words(37_500.0, 431_250.0, "SEK", 11.5, "2024-05-02")
    assert words == "EUR 37\u202f500 (SEK 431\u202f250 at 11.5 to the euro, 2024-05-02)"
