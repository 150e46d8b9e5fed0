"""What a tool makes up from the description alone: no server error, and each answer as described."""

from collections import Counter

import pytest
import schemathesis
from schemathesis.engine import Status, events, from_schema
from starlette.testclient import TestClient

from tests.api.answering import ADDRESSES


@pytest.mark.slow
def test_whatever_is_asked_the_answer_is_as_described(quick: TestClient):
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", quick.app)
    schema.config.generation.update(max_examples=8)
    schema.config.seed = 4
    answers, asked, failures = Counter(), set(), []
    for event in from_schema(schema).execute():
        assert not isinstance(event, events.NonFatalError | events.FatalError), event
        if isinstance(event, events.ScenarioFinished):
            recorded = event.recorder
            answers.update(each.response.status_code for each in recorded.interactions.values() if each.response)
            asked |= {
                each.request.uri.split("?")[0].removeprefix("http://testserver")
                for each in recorded.interactions.values()
            }
            failures += [
                check for checks in recorded.checks.values() for check in checks if check.status != Status.SUCCESS
            ]
    assert [f"{check.name}: {check.failure_info}" for check in failures] == []
    assert set(answers) <= {200, 204, 400, 404, 405} and min(answers[200], answers[400]) > 500
    assert set(ADDRESSES) <= {address[address.index("/api") :] for address in asked if "/api" in address}
