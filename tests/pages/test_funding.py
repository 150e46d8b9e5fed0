"""Who pays: in the foot of every page while it is set, and told on the page about the dashboard."""

from datetime import UTC, datetime, timedelta

import pytest

from cci_data.frozen.states import freeze
from pages.parts.funding import NOT_SET, funding_mark
from tests.conftest import TODAY
from tests.pages.conftest import forget

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def pay(tmp_path, monkeypatch, opened):
    """A function that sets a funding with these further lines; afterwards nothing of it is kept."""

    def write(lines: str = "") -> None:
        (tmp_path / "a.svg").write_bytes(LOGO)
        text = '[funding]\nstatement = "Paid by <b>."\nprogramme = "Programme"\nlogos = ["a.svg", "a.svg"]\n'
        (tmp_path / "settings.toml").write_text(text + lines, encoding="utf-8")
        monkeypatch.setenv("CCI_SETTINGS_FILE", str(tmp_path / "settings.toml"))
        forget()

    yield write
    monkeypatch.undo()
    forget()
    opened.clear()


@pytest.mark.parametrize("page", ["overview", "events", "about"])
def test_the_foot_of_every_page_has_the_sentence_and_the_logos(open_page, pay, page: str):
    pay()
    screen = open_page(page)
    (line,) = screen.marked('class="funding"')
    assert line == "Paid by <b>." and "Paid by <b>" not in screen.html
    assert screen.html.count('<img src="data:image/svg+xml;base64,') == 2
    assert screen.html.count('alt="Programme"') == screen.html.count('alt=""') == 1
    assert NOT_SET not in screen.text


def test_who_pays_is_as_of_the_real_day_also_where_a_frozen_state_is_shown(open_page, pay, write, set_today):
    with write() as session:
        freeze(session, "Before", datetime(2026, 11, 1, 12, tzinfo=UTC))
    pay(f"from = {TODAY}\nuntil = {TODAY}\n")
    for page in ("events", "about"):
        screen = open_page(page, as_of="before")
        assert screen.marked('class="funding"') == ["Paid by <b>."] and NOT_SET not in screen.text
    set_today(TODAY + timedelta(days=1))
    for page in ("events", "about"):
        assert not open_page(page, as_of="before").marked('class="funding"')


def test_after_its_last_day_it_is_gone_and_the_page_about_says_where_the_network_is_from(open_page, pay):
    pay("until = 2020-01-01\n")
    screen = open_page("about")
    assert not screen.marked('class="funding"')
    assert "Creative Ports" in screen.text and "Interreg Baltic Sea Region" in screen.text and NOT_SET in screen.text


def test_a_changed_settings_file_shows_with_the_next_look(open_page, pay, tmp_path):
    pay()
    screen = open_page("about")
    file = tmp_path / "settings.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Paid by <b>.", "Paid by others."), encoding="utf-8")
    assert screen.run().marked('class="funding"') == ["Paid by others."]
    before = funding_mark()
    (tmp_path / "a.svg").write_bytes(LOGO.replace(b"/>", b" id='new'/>"))
    assert funding_mark() not in ("", before)
    file.unlink()
    assert not screen.run().marked('class="funding"')
