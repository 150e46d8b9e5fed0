"""The pictures in the words of OpenAPI 3.1: each chart, map and card with all that its address may say."""

from typing import Any

from cci_data.api.moments import AS_OF
from cci_data.api.openapi_parameters import describe_parameter
from cci_data.api.orders import picture_parameters
from cci_data.api.pictures import MEDIA_TYPES
from cci_data.cards.registry import CARDS
from cci_data.charts.chart import Fetch
from cci_data.charts.registry import CHARTS

KIND = {
    "name": "kind",
    "in": "path",
    "required": True,
    "description": "kind of file",
    "schema": {"type": "string", "enum": list(MEDIA_TYPES)},
}
STATUSES = (400, 404, 406, 414, 503)


def describe_pictures(fetch: Fetch) -> dict[str, Any]:
    """Return the paths of all pictures, path → operations; options are those on record now."""
    return {f"/pictures/{name}.{{kind}}": {"get": _operation(fetch, name)} for name in (*CHARTS, *CARDS)}


def _operation(fetch: Fetch, name: str) -> dict[str, Any]:
    what = f"The card of a record: {name}" if name in CARDS else f"A chart or map: {name.replace('-', ' ')}"
    return {
        "operationId": f"picture_{name}",
        "tags": ["pictures"],
        "summary": f"{what}, as a picture that stands alone",
        "description": "Title, source, date and link stand in it. Pictures are drawn one after the other.",
        "parameters": [KIND, *map(describe_parameter, (*picture_parameters(fetch, name), AS_OF))],
        "responses": {
            "200": {
                "description": "The picture",
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {media_type: {"schema": {}} for media_type in MEDIA_TYPES.values()},
            },
            "304": {"description": "What you have is still good."},
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in STATUSES},
        },
    }
