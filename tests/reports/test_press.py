"""The press: one process, one report after the other, each once; what breaks one does not break the next."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cci_data.addresses import sqlite_file
from cci_data.reports.press import CRASHED, MOST_WAITING, TOO_LONG, UNSTARTED, Press, PressProblem, TooManyOrders
from cci_data.reports.registry import report
from cci_data.settings import ROOT
from tests.conftest import build_world
from tests.reports.conftest import order, words_of

pytestmark = pytest.mark.slow

SECONDS = 60
PARTNER = order("partner", "pdf", id="media-evolution")


def is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def gone(process_id: int, seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while is_alive(process_id) and time.monotonic() < end:
        time.sleep(0.05)
    return not is_alive(process_id)


@pytest.fixture
def url(shared_copy: Callable[..., str]) -> str:
    return shared_copy("sqlite", build_world)


@pytest.fixture
def press() -> Iterator[Press]:
    found = Press()
    yield found
    found.close()


def test_sixteen_orders_are_made_one_after_the_other_and_equal_ones_once(press, url, reader):
    codes = ["LV", "EE", "LT", "PL"] * 4
    tickets = [press.order(code, order("spotlight", "pdf", country=code), url) for code in codes]
    assert len(set(map(id, tickets))) == 4
    places = [press.before(ticket) for ticket in tickets[:4]]
    assert places == sorted(places) and places[-1] in (2, 3)
    contents = [ticket.future.result(SECONDS) for ticket in tickets]
    assert len(set(contents)) == 4 and all(press.before(ticket) == 0 for ticket in tickets)
    assert contents[0] == report(reader.fetch, order("spotlight", "pdf", country="LV"))
    assert tickets[0].step.share > 0 and tickets[0].made.seconds > 0
    assert press.order("LV", order("spotlight", "pdf", country="LV"), url) is tickets[0]


def test_the_process_begins_with_the_first_order_gives_way_and_ends_with_the_press(url):
    press = Press()
    assert press.process_id is None
    press.order(1, PARTNER, url).future.result(SECONDS)
    process_id = press.process_id
    assert os.getpriority(os.PRIO_PROCESS, process_id) > os.getpriority(os.PRIO_PROCESS, 0)
    press.order(2, PARTNER, url).future.result(SECONDS)
    assert press.process_id == process_id
    press.close()
    assert gone(process_id)
    with pytest.raises(PressProblem):
        press.order(3, PARTNER, url)


def test_a_crash_is_a_sentence_and_the_next_order_gets_a_new_process(press, url):
    press.order(1, PARTNER, url).future.result(SECONDS)
    process_id = press.process_id
    os.kill(process_id, signal.SIGSTOP)
    broken = press.order(2, PARTNER, url)
    os.kill(process_id, signal.SIGKILL)
    with pytest.raises(PressProblem, match=CRASHED):
        broken.future.result(SECONDS)
    again = press.order(2, PARTNER, url)
    assert again is not broken and again.future.result(SECONDS).startswith(b"%PDF")
    assert press.process_id != process_id


def test_what_takes_too_long_is_stopped_and_the_next_order_is_made(url):
    press = Press(seconds_for_one=0.05)
    with pytest.raises(PressProblem, match=TOO_LONG):
        press.order(1, PARTNER, url).future.result(SECONDS)
    press._limit = SECONDS
    assert press.order(2, PARTNER, url).future.result(SECONDS).startswith(b"%PDF")
    press.close()


def test_the_process_ends_when_nobody_orders_and_begins_again(url):
    press = Press(seconds_idle=0.2)
    press.order(1, PARTNER, url).future.result(SECONDS)
    process_id = press.process_id
    assert process_id is None or gone(process_id)
    assert press.order(2, PARTNER, url).future.result(SECONDS).startswith(b"%PDF")
    press.close()


def test_what_cannot_be_made_is_a_sentence_and_the_process_goes_on(press, url, tmp_path):
    with pytest.raises(PressProblem, match="no longer on record"):
        press.order(1, order("partner", "pdf", id="nobody"), url).future.result(SECONDS)
    process_id = press.process_id
    with pytest.raises(PressProblem, match="cannot be read"):
        press.order(2, PARTNER, f"sqlite:///{tmp_path}/none.sqlite").future.result(SECONDS)
    assert press.order(3, PARTNER, url).future.result(SECONDS) and press.process_id == process_id


def test_settings_are_against_the_folder_of_the_server_and_modules_are_ours(press, url, tmp_path: Path, monkeypatch):
    (tmp_path / "pickle.py").write_text("raise RuntimeError", encoding="utf-8")
    (tmp_path / "settings.toml").write_text("[funding]\nstatement = 'Paid by all.'\n", encoding="utf-8")
    monkeypatch.setenv("CCI_SETTINGS_FILE", "settings.toml")
    monkeypatch.chdir(tmp_path)
    content = press.order(1, PARTNER, f"sqlite:///{os.path.relpath(sqlite_file(url))}").future.result(SECONDS)
    assert "Paid by all." in words_of(content)


def test_an_order_for_which_there_is_no_thread_is_refused_and_the_next_one_is_made(press, url, monkeypatch):
    def refuse(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch, pytest.raises(PressProblem, match=UNSTARTED):
        patch.setattr(threading.Thread, "start", refuse)
        press.order(1, PARTNER, url)
    assert press.known(1) is None
    # There is a thread for orders, but none that watches over the time.
    with monkeypatch.context() as patch:
        patch.setattr(threading.Timer, "start", refuse)
        with pytest.raises(PressProblem, match=CRASHED):
            press.order(2, PARTNER, url).future.result(SECONDS)
    assert press.order(3, PARTNER, url).future.result(SECONDS).startswith(b"%PDF")


def test_an_error_of_the_press_itself_leaves_nobody_waiting(press, url, monkeypatch):
    def fail(*_arguments: object) -> None:
        raise ValueError("unforeseen")

    with monkeypatch.context() as patch:
        patch.setattr(press, "_settle", fail)
        assert press.order(1, PARTNER, url).future.result(SECONDS).startswith(b"%PDF")
    with monkeypatch.context() as patch:
        patch.setattr(press, "_started", fail)
        with pytest.raises(PressProblem, match=CRASHED):
            press.order(2, PARTNER, url).future.result(SECONDS)
    with monkeypatch.context() as patch:
        patch.setattr(press, "_answer", fail)
        patch.setattr(threading, "excepthook", lambda _problem: None)
        press.order(3, PARTNER, url)
        press._thread.join(SECONDS)
    assert press._thread is None
    assert press.order(4, PARTNER, url).future.result(SECONDS).startswith(b"%PDF")


def test_too_many_orders_are_refused(press, url):
    # Sixteen people at a meeting may ask at once.
    assert MOST_WAITING >= 16
    for number in range(MOST_WAITING):
        press.order(number, PARTNER, url)
    with pytest.raises(TooManyOrders, match="waiting already"):
        for number in range(MOST_WAITING, MOST_WAITING + 4):
            press.order(number, PARTNER, url)
    assert press.order(0, PARTNER, url) is press.known(0)


def test_a_process_whose_memory_has_grown_is_followed_by_a_new_one(press, url, monkeypatch):
    first = press.order(1, PARTNER, url)
    first.future.result(SECONDS)
    assert 100 < first.made.megabytes < 300
    process_id = press.process_id
    monkeypatch.setattr("cci_data.reports.press.MOST_MEGABYTES", 50)
    press.order(2, PARTNER, url).future.result(SECONDS)
    press.order(3, PARTNER, url).future.result(SECONDS)
    assert gone(process_id)


def test_the_oldest_are_let_go_where_too_much_is_kept(press, url, monkeypatch):
    monkeypatch.setattr("cci_data.reports.press.BYTES_KEPT", 100_000)
    for number in range(3):
        press.order(number, PARTNER, url).future.result(SECONDS)
    press.order("last", PARTNER, url).future.result(SECONDS)
    assert press.known(0) is None and press.known("last") is not None


SERVER = """
import os, sys
from tests.reports.test_press import PARTNER
from cci_data.reports.press import Press
press = Press()
press.order(1, PARTNER, sys.argv[1]).future.result()
print(press.process_id, flush=True)
sys.stdin.read()
"""


def test_nothing_is_left_behind_by_a_server_that_is_killed(url):
    command = [sys.executable, "-c", SERVER, url]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        process_id = int(server.stdout.readline())
        assert is_alive(process_id)
        server.kill()
    assert gone(process_id)
