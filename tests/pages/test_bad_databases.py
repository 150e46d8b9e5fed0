"""A database that cannot be used is said in a sentence, on every page, and never in a traceback."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import delete, make_url

from cci_data import reader
from cci_data.database import VERSION_TABLE
from cci_data.models import EventSector, GoodPracticeSector, Partner, PartnerSector, ProjectSector, Sector
from tests.conftest import build_tables
from tests.pages.screen import PAGES, Screen

SECRET = "swordfish"


def empty(tmp_path, _world_url: str) -> str:
    (tmp_path / "empty.sqlite").touch()
    return f"sqlite:///{tmp_path / 'empty.sqlite'}"


def newer(_tmp_path, world_url: str) -> str:
    with closing(sqlite3.connect(make_url(world_url).database)) as connection, connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    return world_url


def no_such_file(tmp_path, _world_url: str) -> str:
    return f"sqlite:///{tmp_path / 'nowhere' / 'none.sqlite'}"


def not_a_database(tmp_path, _world_url: str) -> str:
    (tmp_path / "letter.sqlite").write_text("Dear network, " * 300, encoding="utf-8")
    return f"sqlite:///{tmp_path / 'letter.sqlite'}"


def unreachable(_tmp_path, _world_url: str) -> str:
    return f"postgresql://desk:{SECRET}@127.0.0.1:1/cci"


def garbage(_tmp_path, _world_url: str) -> str:
    return f"not an address <b>{SECRET}</b>"


def another_kind(_tmp_path, _world_url: str) -> str:
    return f"mysql://desk:{SECRET}@127.0.0.1/cci"


BAD = {
    "migrate": empty,
    "newer version": newer,
    "none.sqlite": no_such_file,
    "letter.sqlite": not_a_database,
    "127.0.0.1": unreachable,
    "CCI_DATABASE_URL": garbage,
    "mysql": another_kind,
}


def one_sentence(screen: Screen, word: str) -> None:
    assert screen.errors == []
    (alert,) = screen.alerts
    assert word in alert
    assert alert.endswith((".", "migrate", "load"))
    assert "Traceback" not in alert and SECRET not in screen.html
    assert len(screen.titles) == 1


@pytest.mark.parametrize("word", BAD)
def test_a_database_that_cannot_be_used_is_a_sentence(word: str, tmp_path, sqlite_world_url, use_database, caplog):
    use_database(BAD[word](tmp_path, sqlite_world_url))
    for name in PAGES:
        one_sentence(Screen(name, {}), word)
    assert [record.exc_info for record in caplog.records if record.name == "cci_dashboard"] == [None] * len(PAGES)
    assert SECRET not in caplog.text


def test_an_older_database_is_a_sentence(sqlite_world_url, use_database, newer_scripts):
    use_database(sqlite_world_url)
    for name in PAGES:
        one_sentence(Screen(name, {}), "older version")


def test_the_page_comes_back_with_the_database(sqlite_world_url, use_database, tmp_path):
    missing = tmp_path / "later.sqlite"
    use_database(f"sqlite:///{missing}")
    screen = Screen("overview", {})
    one_sentence(screen, "later.sqlite")
    shutil.copyfile(make_url(sqlite_world_url).database, missing)
    screen.run()
    assert screen.errors == screen.alerts == []
    assert screen.app.get("page_link")


@pytest.mark.parametrize("name", PAGES)
def test_tables_without_a_row_do_no_harm(name: str, copy_of, use_database):
    use_database(copy_of("sqlite", build_tables))
    screen = Screen(name, {})
    assert screen.errors == screen.alerts == []
    assert screen.titles and screen.marked('class="scope"')


def test_countries_and_sectors_without_a_partner_do_no_harm(open_page, write):
    with write() as session:
        session.execute(delete(Partner))
    for name in PAGES:
        screen = open_page(name)
        assert (name, screen.errors) == (name, [])
    assert open_page("map").marked('class="count"')[0].startswith("0 ")
    assert open_page("map").invitations and open_page("sectors").invitations


def test_partners_without_a_sector_to_name_do_no_harm(open_page, write):
    with write() as session:
        for table in (PartnerSector, EventSector, ProjectSector, GoodPracticeSector, Sector):
            session.execute(delete(table))
    for name in PAGES:
        assert (name, open_page(name).errors) == (name, [])


def test_a_change_by_another_program_shows_within_ten_seconds(open_page, sqlite_world_url, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(reader, "time", type("Clock", (), {"monotonic": staticmethod(lambda: clock[0])}))
    screen = open_page("map")
    before = len(screen.list_of_partners)
    with closing(sqlite3.connect(make_url(sqlite_world_url).database)) as connection, connection:
        connection.execute(
            "INSERT INTO partner (partner_id, name, is_cross_sectoral, origin, source) "
            "VALUES ('newcomer', 'Newcomer', 0, 'desk', 'told by telephone')"
        )
    assert len(screen.run().list_of_partners) == before
    clock[0] += 10
    screen.run()
    assert len(screen.list_of_partners) == before + 1
    assert "Newcomer" in screen.list_of_partners
    assert screen.marked('class="count"')[0].startswith(str(before + 1))
