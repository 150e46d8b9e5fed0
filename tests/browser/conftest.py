"""The dashboard in a real browser: started once by its README command, as from a fresh clone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.chromium import LAPTOP, PHONE, PHONE_AGENT, Watch, chromium
from tests.browser.stage import MEETING_ROOM, SHOWN, stage_of
from tests.server import Server, serve_by_readme

HERE = Path(__file__).parent
LINES_OF_LOG = 60


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, so that the quick tests leave it out."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Put the end of the dashboard's log under each failure."""
    report = yield
    server = getattr(item, "funcargs", {}).get("server")
    if report.failed and server is not None:
        lines = server.log.read_text(encoding="utf-8").splitlines()
        report.sections.append(("The dashboard's log", "\n".join(lines[-LINES_OF_LOG:])))
    return report


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard, started in an empty folder by the command of README.md; the first start fills the database."""
    with serve_by_readme(tmp_path_factory.mktemp("clone")) as running:
        yield running


@pytest.fixture(scope="session")
def address(server: Server) -> str:
    """Where the dashboard answers, without a closing slash."""
    return server.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with chromium() as started:
        yield started


@pytest.fixture
def viewport() -> ViewportSize:
    """The size of the window; a test parametrises it with `chromium.SIZES`."""
    return LAPTOP


@pytest.fixture
def color_scheme() -> str:
    """What the reader's system prefers, light or dark; a test parametrises it."""
    return "light"


@pytest.fixture
def page(browser: Browser, address: str, viewport: ViewportSize, color_scheme: str) -> Iterator[Page]:
    """A fresh window; at the end, nothing may have left the machine or broken the content security policy."""
    agent = {"user_agent": PHONE_AGENT} if viewport == PHONE else {}
    context = browser.new_context(viewport=viewport, color_scheme=color_scheme, locale="en-GB", **agent)
    window = context.new_page()
    watch = Watch(address)
    watch.follow(window)
    yield window
    context.close()
    assert watch.foreign == []
    assert watch.violations == []


@pytest.fixture
def stage(browser: Browser, address: str) -> Iterator[Page]:
    """A window of the meeting room's projector, on the first scene; nothing may leave it."""
    context = stage_of(browser, MEETING_ROOM["1280"], has_touch=True)
    window = context.new_page()
    watch = Watch(address)
    watch.follow(window)
    window.goto(f"{address}/?present=1")
    expect(window.locator(SHOWN)).to_have_count(1)
    yield window
    context.close()
    assert (watch.foreign, watch.complaints) == ([], [])
