"""What takes long says how far it is, and what is short says nothing."""

import time

import pytest

from cci_data import cli
from cci_data.cli import progress
from cci_data.cli.progress import working


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(progress, "SECONDS_OF_SILENCE", 0.05)


def wait_for(capsys, words: str) -> str:
    said, deadline = "", time.monotonic() + 10
    while words not in said and time.monotonic() < deadline:
        time.sleep(0.02)
        said += capsys.readouterr().err
    return said


def test_what_is_short_says_nothing(capsys):
    with working("reading") as tell:
        tell("comparing", 1, 2)
    assert capsys.readouterr().err == ""


def test_what_takes_long_says_what_it_does_and_how_far_it_is(impatient, capsys):
    with working("reading") as tell:
        tell("comparing Partners", 500, 10_000)
        assert wait_for(capsys, "comparing") == "comparing Partners: 500 of 10\u202f000 …\n"


def test_lines_do_not_follow_each_other_too_fast(impatient, capsys, monkeypatch):
    with working("reading") as tell:
        wait_for(capsys, "reading")
        for done in range(100):
            tell("comparing", done, 100)
        assert capsys.readouterr().err == ""
        monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0)
        tell("comparing", 100, 100)
        assert capsys.readouterr().err == "comparing: 100 of 100 …\n"


def test_a_terminal_shows_a_bar_that_goes_away(impatient, monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    with working("reading") as tell:
        tell("comparing Partners", 1, 2)
        said = wait_for(capsys, "1/2")
    assert "comparing Partners" in said and "1/2" in said


def test_a_command_that_is_stopped_says_that_nothing_was_changed(run, sqlite_world_url, monkeypatch):
    def stop(*_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.database, "soundness", stop)
    assert run(sqlite_world_url, "check") == (130, "", "Stopped. Nothing was changed.\n")
