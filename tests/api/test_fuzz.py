"""What a tool makes up from the description alone: no server error, and each answer as described."""

from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.engine import Status, events, from_schema
from starlette.testclient import TestClient

from cci_data.cards.registry import CARDS
from cci_data.charts.registry import CHARTS
from cci_data.exports.pictures.caption import KINDS
from tests.api.answering import ADDRESSES, NEEDED
from tests.conftest import build_world

# What stands in pictures' addresses, among it what fits, and what never does.
GOOD = {
    **{"country": ["LV", "lv,EE", "SE"], "sector": ["Music", "music,design"], "sectors": ["all", "any"]},
    **{"shape": ["wide", "square", "share"], "theme": ["light", "Dark"], "text": ["a", "Łódź"], "lines": ["yes"]},
    **{"id": ["media-evolution"], "event": ["lublin-2029"], "indicator": ["population"], "place": ["riga-lv"]},
    **{"figure": ["projects"], "period": ["2024-h1", "2021-2027", "all"], "by": ["programmes"]},
    **{"row": ["music"], "column": ["LV"], "located": ["no"], "status": ["published"]},
}
STRANGE = st.one_of(
    st.text(max_size=90), st.sampled_from(["", "\0", "%", "x" * 5000, "' OR 1=1 --", "$\\frac{1}{2}$", "Ⅷ"])
)
ASKED = st.one_of(
    st.sampled_from([(name, value) for name, values in GOOD.items() for value in values]),
    st.tuples(st.sampled_from([*GOOD]), STRANGE),
    st.tuples(STRANGE, STRANGE),
)
FILE = st.one_of(
    st.sampled_from(["", "map", "map.gif", "../api", "a/b.svg"]),
    st.text(st.characters(codec="ascii", min_codepoint=32)),
)


def ask_what_is_described(
    client: TestClient, path: str, most: int, phases: Sequence[str] = ("examples", "coverage", "fuzzing", "stateful")
) -> tuple[Counter, set[str]]:
    """Ask what a tool makes up for the paths that match a pattern, at `most` so often in a phase that draws.

    Each answer has to be as described. Returns how often each status was answered, and the paths that answered 200.
    """
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", client.app).include(path_regex=path)
    schema.config.generation.update(max_examples=most)
    schema.config.phases.update(phases=list(phases))
    schema.config.seed = 4
    answers, given, failures = Counter(), set(), []
    for event in from_schema(schema).execute():
        assert not isinstance(event, events.NonFatalError | events.FatalError), event
        if isinstance(event, events.ScenarioFinished):
            recorded = event.recorder
            answers.update(each.response.status_code for each in recorded.interactions.values() if each.response)
            given |= {
                each.request.uri.split("?")[0].removeprefix("http://testserver")
                for each in recorded.interactions.values()
                if each.response and each.response.status_code == 200
            }
            failures += [
                check for checks in recorded.checks.values() for check in checks if check.status != Status.SUCCESS
            ]
    assert [f"{check.name}: {check.failure_info}" for check in failures] == []
    return answers, given


@pytest.mark.slow
def test_whatever_is_asked_the_answer_is_as_described(quick: TestClient):
    answers, given = ask_what_is_described(quick, "^/(api|catalog)", 8)
    # Most that a tool makes up as `as_of` is no frozen state, which is a 404.
    assert set(answers) <= {200, 204, 400, 404, 405} and min(answers[200], answers[400]) > 250
    assert set(ADDRESSES) <= given


@pytest.mark.slow
def test_pictures_are_as_described(quick: TestClient):
    """A chart with a filter, one with a choice and a card, a few times each: a picture takes long to draw."""
    asked_of = ("service-bars", "country-map", "event")
    answers, given = ask_what_is_described(quick, rf"^/pictures/({'|'.join(asked_of)})\.", 8, ["fuzzing"])
    assert set(answers) <= {200, 400, 404, 405} and min(answers[200], answers[400] + answers[404]) > 5
    assert set(asked_of) <= {path.rpartition("/")[2].partition(".")[0] for path in given}


@pytest.mark.slow
def test_reports_are_as_described(desk: TestClient):
    """One that needs a record and one with a period, a few times each: a report takes long to make."""
    answers, given = ask_what_is_described(
        desk, r"^/reports/(spotlight\.pdf|partner\.pdf|impact\.xlsx)$", 6, ["fuzzing"]
    )
    assert set(answers) <= {200, 400, 404, 405} and answers[400] + answers[404] > 5


@pytest.mark.slow
def test_whatever_picture_is_asked_for_it_is_drawn_or_refused_in_a_sentence(gallery, shared_copy):
    client, answers = gallery(shared_copy("sqlite", build_world)), Counter()

    def ask(path: str, query: list[tuple[str, str]]) -> None:
        answer = client.get(path, params=query)
        answers[answer.status_code] += 1
        assert answer.status_code in (200, 400, 404, 414), answer.text
        if answer.status_code == 200:
            assert answer.headers["content-type"] in ("image/svg+xml", "image/png", "application/pdf")
            return
        assert answer.headers["content-type"] == "application/problem+json"
        assert len(answer.content) < 1500 and answer.json()["remedy"].endswith(".")

    @settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from([*CHARTS, *CARDS]), st.sampled_from(KINDS), st.lists(ASKED, max_size=3))
    def known(name: str, kind: str, asked: list[tuple[str, str]]) -> None:
        needed = [tuple(part.split("=")) for part in NEEDED.get(name, "").split("&") if part]
        ask(f"/pictures/{name}.{kind}", needed + [each for each in asked if each[0] not in dict(needed)])

    @settings(max_examples=100, deadline=None, derandomize=True)
    @given(FILE, st.lists(ASKED, max_size=2))
    def unknown(file: str, asked: list[tuple[str, str]]) -> None:
        # A client takes dots for the way up.
        ask(f"/pictures/{quote(file).replace('.', '%2E')}", asked)

    known()
    unknown()
    assert all(answers[status] > 5 for status in (200, 400, 404, 414))
