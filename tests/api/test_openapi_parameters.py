"""A parameter in the words of OpenAPI: what it may say is what is accepted."""

import pytest

from cci_data.api.openapi_parameters import describe_parameter
from cci_data.api.parameters import MOST_DESCRIBED, Parameter


@pytest.mark.parametrize(
    ("parameter", "schema"),
    [
        (Parameter("limit", "m", whole=(1, 9)), {"type": "integer", "minimum": 1, "maximum": 9}),
        (Parameter("kind", "m", {"a": "A"}), {"type": "string", "enum": ["a"]}),
        (Parameter("text", "m", longest=7), {"type": "string", "minLength": 1, "maxLength": 7, "pattern": r"\S"}),
        (
            Parameter("id", "m", dict.fromkeys(map(str, range(MOST_DESCRIBED + 1)), "x")),
            {"type": "string", "minLength": 1},
        ),
    ],
)
def test_what_it_may_say_is_its_schema(parameter: Parameter, schema: dict):
    found = describe_parameter(parameter)
    assert found["schema"] == schema and found["name"] == parameter.name and found["in"] == "query"
    assert found["description"].startswith("m") and "required" not in found


def test_several_options_stand_in_one_parameter():
    found = describe_parameter(Parameter("country", "m", {"LV": "Latvia"}, is_many=True))
    assert (found["style"], found["explode"], found["schema"]["type"]) == ("form", False, "array")
    assert found["schema"]["items"] == {"type": "string", "enum": ["LV"]} and found["description"] == "m (LV: Latvia)"


def test_it_says_when_nothing_is_answered_without_it():
    assert describe_parameter(Parameter("id", "m", longest=3, is_required=True))["required"] is True


def test_no_address_is_in_its_words():
    assert "jane" not in str(describe_parameter(Parameter("event", "m", {"a": "ask jane@example.org"})))
