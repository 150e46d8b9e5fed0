"""What the front door makes of an installation's settings: the address of its links, and an option that is refused."""

import logging

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard


@pytest.mark.parametrize("path", ["/api/nothing", "/pictures/nothing.svg"])
def test_links_rest_on_the_address_that_the_installation_says(path: str, monkeypatch):
    client = TestClient(Starlette(routes=dashboard.app._user_routes))
    for said, base in (("", "http://testserver"), ("https://network.example/cci/", "https://network.example/cci")):
        monkeypatch.setenv("CCI_PUBLIC_URL", said)
        assert client.get(path).json()["type"] == f"{base}/api#no-such-address"


@pytest.mark.parametrize("path", ["", "cci"])
def test_a_path_that_moves_the_pages_alone_is_warned_of(path: str, monkeypatch, caplog):
    monkeypatch.setattr(dashboard.st, "get_option", {"server.baseUrlPath": path}.get)
    for name in ("prepare", "fetch"):
        monkeypatch.setattr(dashboard, name, lambda *_given: None)
    monkeypatch.setattr(dashboard.gc, "freeze", lambda: None)
    with caplog.at_level(logging.WARNING, logger="cci_dashboard"):
        dashboard.warm_up()
    said = [record.getMessage() for record in caplog.records if "baseUrlPath" in record.getMessage()]
    assert said == ([dashboard.NO_BASE_PATH] if path else [])
