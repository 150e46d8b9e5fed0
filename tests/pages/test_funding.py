"""Who pays: in the foot of every page while it is set, and told on the page about the dashboard."""

import pytest

from pages.parts.funding import NOT_SET
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


def test_after_its_last_day_it_is_gone_and_the_page_about_says_where_the_network_is_from(open_page, pay):
    pay("until = 2020-01-01\n")
    screen = open_page("about")
    assert not screen.marked('class="funding"')
    assert "Creative Ports" in screen.text and "Interreg Baltic Sea Region" in screen.text and NOT_SET in screen.text
