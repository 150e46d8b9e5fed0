import pytest

from cci_data.queries.partners import partners
from cci_data.scenes.where import where
from tests.queries import record
from tests.scenes.choices import a_choice

CHOICES = pytest.mark.parametrize("choice", [a_choice(), a_choice(country=("SE",))], ids=["all", "sweden"])


@CHOICES
def test_the_last_step_is_everybody_on_the_map(fetch, choice):
    scene = where(fetch, choice)
    (drawn,) = scene.blocks
    found = fetch(partners, chosen=choice.chosen)
    assert drawn.totals[-1] == len(found)
    assert sum(bubble.counts[-1] for bubble in drawn.bubbles) == sum(map(len, found["cities"]))
    assert scene.headline.startswith(f"{len(found)} partners in ")


@CHOICES
def test_bubbles_grow_and_never_shrink(fetch, choice):
    (drawn,) = where(fetch, choice).blocks
    assert list(drawn.steps[:-1]) == sorted(drawn.steps[:-1])
    for counts in (drawn.totals, *(bubble.counts for bubble in drawn.bubbles)):
        assert len(counts) == len(drawn.steps) and list(counts) == sorted(counts)


def test_a_step_has_who_began_by_then(fetch):
    starts = {row["project_id"]: row["starts"][:4] for row in record.lines("projects") if row["starts"]}
    began = {}
    for row in record.lines("participations"):
        year = starts.get(row["project_id"])
        if year:
            began[row["partner_id"]] = min(year, began.get(row["partner_id"], year))
    (drawn,) = where(fetch, a_choice()).blocks
    assert dict(zip(drawn.steps[:-1], drawn.totals[:-1], strict=True)) == {
        step: sum(year <= step for year in began.values()) for step in sorted(set(began.values()))
    }


def test_nobody_is_said(fetch):
    assert "No partner" in where(fetch, a_choice(text="no such name")).headline
