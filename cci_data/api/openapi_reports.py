"""The reports in the words of OpenAPI 3.1: each kind in each of its forms, with all that its address may say."""

from typing import Any

from cci_data.api.openapi_parameters import describe_parameter
from cci_data.api.report_orders import report_parameters
from cci_data.charts.chart import Fetch
from cci_data.reports.registry import MEDIA_TYPES, REPORTS

STATUSES = (400, 404, 405, 500, 503)


def describe_reports(fetch: Fetch) -> dict[str, Any]:
    """Return the paths of all reports, path → operations; options are those on record now."""
    return {
        f"/reports/{kind}.{form}": {"get": _operation(fetch, kind, form)}
        for kind, entry in REPORTS.items()
        for form in entry.forms
    }


def _operation(fetch: Fetch, kind: str, form: str) -> dict[str, Any]:
    return {
        "operationId": f"report_{kind}_{form}",
        "tags": ["reports"],
        "summary": f"{REPORTS[kind].title}, to hand out, as {form}",
        "description": "Source, date and filters stand in it. Reports are made one after the other, each in a second "
        "or so: ask again with If-None-Match, and after 503 when Retry-After says.",
        "parameters": [describe_parameter(each) for each in report_parameters(fetch, kind)],
        "responses": {
            "200": {
                "description": "The file, the same bytes for the same data, day and parameters",
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {MEDIA_TYPES[form]: {"schema": {}}},
            },
            "304": {"description": "What you have is still good."},
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in STATUSES},
        },
    }
