"""What is wrong with a request, as problem details (RFC 9457)."""

from starlette.requests import Request
from starlette.responses import Response

from cci_data.api.links import base_of
from cci_data.exports.tables import json_bytes
from cci_data.language import one_line
from cci_data.privacy import public_text

MEDIA_TYPE = "application/problem+json"
LONGEST_QUOTE = 80
# kind → (status, title); the page /api says each, and its fragments are the types.
KINDS = {
    "unknown-parameter": (400, "There is no such parameter"),
    "unfit-value": (400, "A parameter has a value that does not fit"),
    "unknown-option": (400, "A parameter has an option that is not on record"),
    "no-such-address": (404, "There is nothing at this address"),
    "no-such-record": (404, "There is no such record"),
    "no-such-frozen-state": (404, "There is no such frozen state"),
    "no-such-period": (404, "There is no such period"),
    "only-for-reading": (405, "This address is for reading only"),
    "address-too-long": (414, "The address is too long"),
    "unfit-for-the-form": (406, "A record does not fit into this kind of file"),
    "data-cannot-be-read": (503, "The data cannot be read at the moment"),
    "too-many-at-once": (503, "Too many files are asked for at the moment"),
    "cannot-be-made": (500, "The file could not be made"),
}


class Problem(Exception):
    """Why a request cannot be answered: its kind, what exactly is wrong, and a sentence on what to do."""

    def __init__(self, kind: str, detail: str, remedy: str, retry_after: int = 0) -> None:
        """Keep what is wrong; kind: a key of KINDS; retry_after: the seconds after which to ask again, 0 for none."""
        super().__init__(detail)
        self.kind, self.detail, self.remedy, self.retry_after = kind, detail, remedy, retry_after


def quoted(value: str) -> str:
    """Return what somebody asked for as a sentence quotes it: in one line, of a length that can be read."""
    text = one_line(public_text(value))
    return f"“{text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + '…'}”"


def problem_response(request: Request, problem: Problem) -> Response:
    """Return the answer that says a problem: type, title, status, detail, instance, and the remedy."""
    status, title = KINDS[problem.kind]
    content = {
        "type": f"{base_of(request)}/api#{problem.kind}",
        "title": title,
        "status": status,
        "detail": problem.detail,
        "instance": request.scope["path"],
        "remedy": problem.remedy,
    }
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(problem.retry_after)} if problem.retry_after else {})
    return Response(json_bytes(content), status, headers, media_type=MEDIA_TYPE)
