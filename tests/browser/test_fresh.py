"""A change by any program reaches a page that nobody touches."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.chromium import settle
from tests.server import Server

SECONDS_PROMISED = 10
NEWCOMER = (
    "INSERT INTO partner (partner_id, name, country_code, is_cross_sectoral, origin, source) "
    "VALUES ('newcomer', 'Newcomer of the test', 'LV', 0, 'desk', 'a test')"
)


def test_a_change_shows_on_an_open_page_by_itself(page: Page, server: Server):
    page.goto(f"{server.address}/numbers")
    settle(page)
    expect(page.locator("p.count")).to_contain_text("152 partners")
    with closing(sqlite3.connect(server.folder / "data" / "local" / "dashboard.sqlite")) as other_program:
        try:
            with other_program:
                other_program.execute(NEWCOMER)
            expect(page.locator("p.count")).to_contain_text("153 partners", timeout=SECONDS_PROMISED * 1000)
        finally:
            with other_program:
                other_program.execute("DELETE FROM partner WHERE partner_id = 'newcomer'")
    expect(page.locator("p.count")).to_contain_text("152 partners", timeout=SECONDS_PROMISED * 1000)


def test_an_import_shows_on_an_open_page_by_itself(page: Page, server: Server, tmp_path: Path):
    environment = {name: value for name, value in os.environ.items() if name != "CCI_DATABASE_URL"}

    def command(*words: str) -> None:
        arguments = [sys.executable, "-m", "cci_data", *words]
        subprocess.run(arguments, cwd=server.folder, env=environment, check=True, capture_output=True)

    page.goto(f"{server.address}/map?text=Gda%C5%84sk+Film+Hub")
    settle(page)
    expect(page.locator("p.count")).to_contain_text("0 partners")
    file = tmp_path / "partners.csv"
    file.write_text("Name;Land;Sector\nGdańsk Film Hub;Polska;Film and video\n", encoding="cp1250")
    command("import", str(file))
    expect(page.locator("p.count")).to_contain_text("1 partner", timeout=SECONDS_PROMISED * 1000)
    command("undo", "1")
    expect(page.locator("p.count")).to_contain_text("0 partners", timeout=SECONDS_PROMISED * 1000)
