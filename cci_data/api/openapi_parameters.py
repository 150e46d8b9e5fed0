"""A parameter of an address in the words of OpenAPI 3.1."""

from typing import Any

from cci_data.api.parameters import MOST_DESCRIBED, Parameter
from cci_data.filters import MOST_OPTIONS
from cci_data.privacy import public_text


def describe_parameter(parameter: Parameter) -> dict[str, Any]:
    """Return the parameter as OpenAPI has it: its meaning, its options with their words, and how many it takes."""
    said = {key: public_text(words) for key, words in parameter.options.items()}
    if parameter.whole:
        schema: dict[str, Any] = {"type": "integer", "minimum": parameter.whole[0], "maximum": parameter.whole[1]}
    elif len(said) > MOST_DESCRIBED:
        schema = {"type": "string", "minLength": 1}
    else:
        free = {"minLength": 1, "maxLength": parameter.longest, "pattern": r"\S"}
        schema = {"type": "string"} | ({"enum": list(said)} if said else free)
    words = "; ".join(f"{key}: {label}" for key, label in said.items() if key != label)
    described = {"name": parameter.name, "in": "query", "description": parameter.meaning}
    if parameter.is_required:
        described["required"] = True
    if words and len(said) <= MOST_DESCRIBED:
        described["description"] += f" ({words})"
    if not parameter.is_many:
        return described | {"schema": schema}
    many = {"type": "array", "items": schema, "minItems": 1, "maxItems": MOST_OPTIONS}
    return described | {"style": "form", "explode": False, "schema": many}
