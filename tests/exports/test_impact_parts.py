"""What all forms of the report on impact say."""

from dataclasses import replace

from cci_data.exports.impact_parts import (
    FIGURE_HEADS,
    MOST_PROOFS,
    NO_TARGET,
    TITLES,
    figures,
    heads,
    lead,
    left_out,
    missing,
    proofs,
    shown_proofs,
)
from tests.exports.impact_lines import LINE, MISSING, OF_THE_PROGRAMME, a_report, proved_by


def test_figures_stand_with_their_family_alone():
    report = a_report()
    assert figures(report, "own") == [("Projects begun", "2", "1 in 2022", "50% of target 4 by 2027")]
    assert figures(report, "programme") == [
        ("RCO81 Participations", "1 240", "", "not set"),
        ("RCR79 Strategies taken up", "not recorded yet", "", "not set"),
    ]


def test_without_any_target_a_sentence_says_so_in_the_place_of_a_column():
    report = a_report(replace(LINE, progress=""), OF_THE_PROGRAMME)
    assert heads(report) == ("Indicator", "Figure", "Before")
    assert figures(report, "own") == [("Projects begun", "2", "1 in 2022")]
    assert lead(report, "own").endswith(NO_TARGET) and lead(report, "programme").endswith(NO_TARGET)
    assert heads(a_report()) == FIGURE_HEADS and lead(a_report(), "own") == TITLES["own"][1]


def test_what_is_not_recorded_says_how_it_gets_recorded():
    assert missing(a_report()) == [("RCR79 Strategies taken up", "Sheet Uptake.")]
    assert missing(a_report(LINE)) == []


def test_what_the_date_does_not_say_is_told_beside_the_rule():
    assert left_out(LINE) == "Those still planned."
    assert left_out(OF_THE_PROGRAMME).startswith("Nothing else to say. 3 more may belong")
    assert left_out(replace(MISSING, unsure_count=1)).startswith("Those still planned. 1 more may belong")


def test_a_proof_is_listed_once_with_all_that_it_proves():
    found = proofs(a_report(proved_by("a", "b", "a", ""), replace(OF_THE_PROGRAMME, rows=proved_by("b").rows)))
    assert found == [("a", "Projects begun"), ("b", "Projects begun, RCO81")]


def test_proofs_beyond_the_most_are_counted():
    texts = [f"proof {number}" for number in range(MOST_PROOFS + 7)]
    shown, rest = shown_proofs(a_report(proved_by(*texts)))
    assert [proof for proof, _ in shown] == texts[:MOST_PROOFS] and rest.startswith("And 7 more")
    assert shown_proofs(a_report(proved_by(*texts[:MOST_PROOFS])))[1] == ""
