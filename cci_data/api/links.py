"""Addresses of the API as others have to write them, and the links from one part of an answer to the next."""

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request

# Where the scope of a request has the address that the installation gives itself.
BASE = "cci.base"


def base_of(request: Request) -> str:
    """Return the address of the dashboard on which all links rest, without a slash at the end.

    It is what the installation says (BASE), whatever the request does: behind a proxy, host and scheme of a request may
    be those of the proxy's own errand. Where nothing is said, as the request has it, with the path below which a proxy
    says that it serves; "" where the request names no host that can be one.
    """
    if given := request.scope.get(BASE):
        return str(given)
    try:
        return str(request.base_url).rstrip("/")
    except ValueError:
        return ""


def address(base: str, path: str, asked: Mapping[str, str]) -> str:
    """Return a whole address with its parameters, in their order."""
    return f"{base}{path}{'?' if asked else ''}{urlencode(asked, safe=',')}"


def page_links(base: str, path: str, asked: Mapping[str, str], total_count: int) -> dict[str, str]:
    """Return where the other parts of an answer are: first, prev, next, last, as far as there are any.

    asked: the parameters, of which `limit` (rows a part) and `offset` (rows before it) say which part this is; without
    a limit there is one part alone, and no link.
    """
    if "limit" not in asked:
        return {}
    limit, offset = int(asked["limit"]), int(asked.get("offset", 0))
    last = max(total_count - 1, 0) // limit * limit
    offsets = {"first": 0, "last": last}
    if offset:
        offsets["prev"] = min(max(offset - limit, 0), last)
    if offset + limit < total_count:
        offsets["next"] = offset + limit
    return {name: address(base, path, {**asked, "offset": str(start)}) for name, start in offsets.items()}


def link_header(links: Mapping[str, str]) -> str:
    """Return links as the header Link has them (RFC 8288)."""
    return ", ".join(f'<{target}>; rel="{name}"' for name, target in links.items())
