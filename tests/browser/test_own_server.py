"""Stories that need a server of their own: the very first visit after the start, and records that an attacker wrote."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from cci_data import models
from cci_data.database import writing_engine
from tests.browser.chromium import LAPTOP, settle
from tests.browser.test_accessibility import PAGES
from tests.browser.test_stories import wait_until_drawn
from tests.server import Server, serve_by_readme

MARK = "attack-mark"
ATTACK = (
    f"{MARK} <img src=//evil.test/a onerror=window.pwned=1> ![b](https://evil.test/c.png) [d](javascript:pwned=1) "
    "</style></script><script>window.pwned=1</script><svg onload=window.pwned=1> https://evil.test/e "
    ":material/home: $x^2$ :red[f] **g** `h` {0.__class__} \"i' <a href='https://evil.test/j'>k</a>\n# l\n\n- m"
)
KEY = "attack\"'><b>&?#/%2e"
WHERE = {"longitude": 25.0, "latitude": 58.4}
DATABASE = "data/local/dashboard.sqlite"
VIEWS = (
    *("overview", "map", f"map?partner={quote(KEY, safe='')}", "sectors?sector=not-stated&country=EE"),
    *(f"partner?id={quote(KEY, safe='')}", f"partner?id={quote(KEY, safe='')}&embed=true"),
    *("spotlight?country=EE", "events?country=EE", "about"),
    *("numbers?of=partners", "numbers?of=projects", "numbers?of=good-practices"),
)
PIECES = ("<img src=//evil.test/a onerror=window.pwned=1>", "![b](https://evil.test/c.png)", ":material/home:", "\n# l")
# In a prepared letter an attack may stand, as the text that it is.
TRACES = (
    "[*|src*='evil.t'], [*|href*='evil.t']:not([href^='mailto:?subject=']), [*|href^='javascript'], [onload], [onerror]"
)
# Short enough to stay in one piece where a chart breaks its lines.
SHORT_ATTACK = "<a href='//evil.t'>k</a>"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard for this module alone, started in an empty folder by the command of README.md."""
    with serve_by_readme(tmp_path_factory.mktemp("own")) as running:
        yield running


@pytest.fixture(scope="module")
def address(server: Server) -> str:
    return server.address


@pytest.fixture(scope="module")
def very_first_visit(browser: Browser, address: str) -> Iterator[Page]:
    """The first page that anybody asks this server for is a deep link."""
    page = browser.new_page(viewport=LAPTOP)
    page.goto(f"{address}/spotlight?country=EE")
    settle(page)
    yield page
    page.close()


def hostile_partner(everywhere: dict, told: dict) -> list[models.Base]:
    """Return a partner, its name and its place, with an attack in every field of free text."""
    basis = dict.fromkeys(("country_basis", "organisation_type", "type_basis", "sector_basis"), ATTACK)
    return [
        models.Partner(partner_id=KEY, name=ATTACK, country_code="EE", website=ATTACK, ror_id=ATTACK, **basis, **told),
        models.Partner(partner_id="short", name="Short", country_code="EE", organisation_type=SHORT_ATTACK, **told),
        models.PartnerName(partner_id=KEY, name=ATTACK + " also"),
        models.Place(partner_id=KEY, city=ATTACK, basis=ATTACK, **everywhere),
    ]


def hostile_data_set(today: date) -> models.Base:
    """Return a data set with an attack in every field of free text."""
    return models.DataSet(
        **dict.fromkeys(("data_set_id", "title", "publisher", "licence", "covers"), ATTACK),
        **{"collected_on": today, "origin": "published"},
    )


def hostile_records() -> list[models.Base]:
    """Return one record of each kind in whose every field of free text stands an attack."""
    today = datetime.now(UTC).date()
    told = {"origin": "desk", "source": ATTACK}
    everywhere = {"country_code": "EE", **WHERE}
    span = {"starts": "2026-11", "ends": "2026-12"}
    turn = {"starts_on": today - timedelta(days=1), "ends_on": today + timedelta(days=1)}
    return [
        *hostile_partner(everywhere, told),
        hostile_data_set(today),
        models.Project(project_id=KEY, title=ATTACK, programme=ATTACK, note=ATTACK, **span, **told),
        models.Participation(project_id=KEY, partner_id=KEY, role="lead", source=ATTACK),
        models.Event(
            **{"event_id": KEY, "title": ATTACK, "kind": "other", "starts_on": today, "link": ATTACK, "note": ATTACK},
            **{"city": ATTACK, **everywhere, **told},
        ),
        models.EventHost(event_id=KEY, partner_id=KEY),
        models.GoodPractice(
            **{"good_practice_id": KEY, "title": ATTACK, "format": ATTACK, "summary": ATTACK, "in_figures": ATTACK},
            **{"country_code": "EE", **span, **told},
        ),
        models.GoodPracticePartner(good_practice_id=KEY, partner_id=KEY, role="lead"),
        *(
            models.Statement(
                **{"statement_id": f"{KEY}-{kind}", "country_code": "EE", "kind": kind, "text": ATTACK},
                **{"partner_id": KEY, "stated_on": today, **told},
            )
            for kind in ("need", "status")
        ),
        models.Spotlight(country_code="EE", steward_partner_id=KEY, note=ATTACK, **turn, **told),
    ]


@pytest.fixture(scope="module")
def attacked(server: Server, very_first_visit: Page) -> Page:
    """The window of the first visit, left open while another program writes hostile records into the database."""
    engine = writing_engine(f"sqlite:///{server.log.with_suffix('') / DATABASE}")
    with Session(engine) as session, session.begin():
        for record in hostile_records():
            session.add(record)
            session.flush()
    engine.dispose()
    return very_first_visit


def test_a_deep_link_as_the_very_first_visit_has_its_frame(very_first_visit: Page):
    expect(very_first_visit.get_by_role("heading", level=1)).to_have_text("Estonia")
    links = very_first_visit.get_by_role("banner").get_by_role("link")
    menu = links.evaluate_all("all => all.map(link => new URL(link.href).pathname.slice(1) || 'overview')")
    # There is nothing yet with which to compare, and each page leads to its own presentation and to preparing one.
    assert sorted(menu) == [name for name in PAGES if name not in ("new", "present")]
    expect(very_first_visit.get_by_role("link", name="Prepare a presentation")).to_be_visible()
    assert very_first_visit.url.endswith("/spotlight?country=EE")


def test_what_another_program_writes_shows_on_an_open_page(attacked: Page):
    expect(attacked.get_by_role("main")).to_contain_text(MARK, timeout=15_000)


def look(page: Page, url: str) -> list[str]:
    """Visit a page, open what is folded there, and return what an attack did: nothing, and it stands there as text."""
    page.goto(url)
    settle(page)
    if "sectors" in url:
        for folded in page.get_by_test_id("stExpander").locator("summary").all():
            folded.click()
        settle(page)
    done = page.locator(TRACES).evaluate_all("found => found.map(element => element.outerHTML)")
    done += ["it ran"] * page.evaluate("'pwned' in window")
    # What a table draws on its canvas stands inside the canvas as text.
    expect(page.get_by_role("main").get_by_text(PIECES[0]).first).to_be_attached()
    words = page.get_by_role("main").evaluate("element => element.textContent")
    return done + [f"{piece!r} is not there" for piece in PIECES if piece not in words]


def test_an_attack_is_text(attacked: Page, page: Page, address: str):
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    assert {view: look(page, f"{address}/{view}") for view in VIEWS} == {view: [] for view in VIEWS}
    assert dialogs == []


def test_an_attack_is_text_in_what_the_map_says(attacked: Page, page: Page, address: str):
    page.goto(f"{address}/map?text={MARK}")
    settle(page)
    wait_until_drawn(page, **WHERE)
    expect(page.locator(".deck-tooltip")).to_contain_text(PIECES[0])
    assert page.locator(TRACES).count() == 0
