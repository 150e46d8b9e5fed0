"""Which pages another site may show in a frame: embedded views, on the sites that the installation names."""

import asyncio
from collections.abc import Callable

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message

import dashboard
from tests.test_dashboard import directives


@pytest.fixture
def policy(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, set[str]]]:
    """A function that returns the content policy of the answer to a query, for a value of CCI_EMBEDDERS."""

    def ask(query: str, embedders: str = "") -> dict[str, set[str]]:
        monkeypatch.setenv("CCI_EMBEDDERS", embedders)
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {"type": "http", "path": "/map", "query_string": query.encode(), "headers": []}
        asyncio.run(dashboard.SecurityHeaders(PlainTextResponse("x"))(scope, None, send))
        headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        assert "x-frame-options" not in headers
        return directives(headers["content-security-policy"])

    return ask


@pytest.mark.parametrize("query", ["", "country=EE", "embed=false", "find=embed%3Dtrue", "embed=", "embed", "%ff=%00"])
def test_no_other_site_may_frame_a_whole_page(policy, query: str):
    assert policy(query)["frame-ancestors"] == {"'self'"}


@pytest.mark.parametrize("query", ["embed=true", "country=EE&embed=True&embed_options=dark_theme"])
def test_every_site_may_frame_an_embedded_view(policy, query: str):
    assert policy(query)["frame-ancestors"] == {"'self'", "*"}


def test_an_installation_says_who_may_embed_and_nothing_else_changes(policy):
    named = "https://partner.example https://*.network.example"
    embedded = policy("embed=true", f"{named} https://a.example;script-src")
    assert embedded["frame-ancestors"] == {"'self'", *named.split()}
    assert policy("embed=true", "none") == policy("", named) == embedded | {"frame-ancestors": {"'self'"}}
