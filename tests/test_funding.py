from datetime import date, timedelta
from pathlib import Path

import pytest

from cci_data import funding
from cci_data.funding import PNG, Funding, current_funding, read_funding

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
WHOLE = """
[funding]
programme = "Creative  Europe"
statement = "Co-funded by a programme."
logos = ["logos/a.png", "logos/b.svg"]
from = 2026-01-01
until = 2026-12-31
"""


@pytest.fixture
def settings(tmp_path: Path):
    """A function that writes a settings file with its logos, and returns the environment that names it."""
    (tmp_path / "logos").mkdir()
    (tmp_path / "logos" / "a.png").write_bytes(PNG + b"rest")
    (tmp_path / "logos" / "b.svg").write_bytes(SVG)
    (tmp_path / "logos" / "no.png").write_bytes(b"GIF89a")
    (tmp_path / "logos" / "large.png").write_bytes(PNG + b"0" * 600_000)

    def write(text: str | bytes) -> dict[str, str]:
        file = tmp_path / "settings.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return {"CCI_SETTINGS_FILE": f" {file} "}

    return write


def test_all_that_is_set_is_read(settings):
    found, problems = read_funding(settings(WHOLE))
    assert problems == ()
    assert (found.programme, found.statement) == ("Creative Europe", "Co-funded by a programme.")
    assert [logo.media_type for logo in found.logos] == ["image/png", "image/svg+xml"]
    assert found.logos[0].data_uri.startswith("data:image/png;base64,iVBORw0KGgp") and found.logos[1].content == SVG


def test_it_is_shown_from_its_first_to_its_last_day(settings):
    environment = settings(WHOLE)
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    assert current_funding(first, environment) == current_funding(last, environment) == read_funding(environment)[0]
    assert current_funding(first - timedelta(days=1), environment) is None
    assert current_funding(last + timedelta(days=1), environment) is None


def test_without_days_it_is_shown_always(settings):
    environment = settings('[funding]\nstatement = "Paid by us."')
    for day in (date.min, date(2026, 5, 5), date.max):
        assert current_funding(day, environment) == Funding("", "Paid by us.")


def test_by_default_there_is_none(tmp_path: Path, monkeypatch, settings):
    monkeypatch.setattr(funding, "DEFAULT_FILE", tmp_path / "local.toml")
    assert read_funding({}) == read_funding({"CCI_SETTINGS_FILE": " "}) == (None, ())
    assert read_funding(settings("[other]\na = 1")) == (None, ())
    (tmp_path / "local.toml").write_text(WHOLE, encoding="utf-8")
    assert read_funding({})[0].programme == "Creative Europe"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[funding\n", "is not TOML"),
        (b"\xff\xfe[funding]", "cannot be read"),
        ("funding = 3", "is no table"),
        ("[funding]\nprogramme = 'a'", "statement is missing"),
        ("[funding]\nstatement = '  '", "statement is missing"),
        ("[funding]\nstatement = 3", "statement is no text"),
        ("[funding]\nstatement = 'a'\nprogramme = ['b']", "programme is no text"),
        ("[funding]\nstatement = 'a'\nfrom = '2026-01-01'", "from is no day"),
        ("[funding]\nstatement = 'a'\nuntil = 2026-01-01T10:00:00", "until is no day"),
        ("[funding]\nstatement = 'a'\nfrom = 2026-02-01\nuntil = 2026-01-01", "until is before from"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence_and_nothing_is_shown(settings, text, said: str):
    found, (sentence,) = read_funding(settings(text))
    assert found is None
    assert said in sentence and sentence.endswith(".") and "\n" not in sentence


@pytest.mark.parametrize("name", ["no.png", "large.png", "none.svg", "../settings.toml", "", "a\\u0000b"])
def test_a_logo_that_cannot_be_used_is_left_out_and_the_statement_stays(settings, name: str):
    text = f'[funding]\nstatement = "Paid."\nlogos = ["logos/a.png", "logos/{name}"]'
    found, (sentence,) = read_funding(settings(text))
    assert found.statement == "Paid." and len(found.logos) == 1
    assert "is left out" in sentence


@pytest.mark.parametrize(("line", "said"), [("logos = 'a.png'", "no list"), ("logo = ['a']", "logo is not known")])
def test_a_slip_of_the_pen_is_said(settings, line: str, said: str):
    found, (sentence,) = read_funding(settings(f"[funding]\nstatement = 'Paid.'\n{line}"))
    assert found == Funding("", "Paid.") and said in sentence


def test_a_file_that_is_named_and_not_there_is_said(tmp_path: Path):
    found, (sentence,) = read_funding({"CCI_SETTINGS_FILE": str(tmp_path / "nowhere.toml")})
    assert found is None and "cannot be read" in sentence
