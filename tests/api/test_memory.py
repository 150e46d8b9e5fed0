"""What is kept of the answers: within bounds, until the data changes, and made once for all who ask at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from urllib.parse import urlencode

import pytest

from cci_data.api.answers import Content
from cci_data.api.memory import MOST_BYTES_KEPT, MOST_KEPT, Memory, weight

HALF = MOST_BYTES_KEPT // 2 - 100


class Maker:
    """Asks a memory, and notes what had to be made."""

    def __init__(self) -> None:
        self.memory, self.made = Memory(), []

    def ask(self, version: int, key: str, size: int = 1) -> None:
        self.memory.get(version, (key,), lambda: self.made.append(key) or Content(b"x" * size, "text/plain"))


def kept_bytes(memory: Memory) -> int:
    return sum(weight(key, content) for key, content in memory._kept.items())


def test_what_is_kept_stays_within_bounds_and_goes_with_the_version():
    maker = Maker()
    for key, size in (("a", 1), ("a", 1), ("large", HALF), ("a", 1), ("larger", HALF + 101), ("larger", HALF + 101)):
        maker.ask(1, key, size)
    # Body and packed body together may fill it, and a is used later than large.
    assert maker.made == ["a", "large", "larger", "larger"]
    maker.ask(1, "b", HALF // 2)
    maker.ask(1, "a")
    assert maker.made[4:] == ["b"]
    maker.ask(1, "large", HALF)
    assert maker.made[5:] == ["large"]
    maker.ask(2, "a")
    assert maker.made[6:] == ["a"] and maker.memory._bytes_kept == kept_bytes(maker.memory)


def test_of_many_small_ones_the_latest_are_kept():
    maker = Maker()
    for number in range(MOST_KEPT + 1):
        maker.ask(1, str(number))
    assert len(maker.memory._kept) == MOST_KEPT
    maker.ask(1, str(MOST_KEPT))
    assert len(maker.made) == MOST_KEPT + 1
    maker.ask(1, "0")
    assert maker.made[-1] == "0" and maker.memory._bytes_kept == kept_bytes(maker.memory)


def test_long_keys_count():
    maker = Maker()
    for number in range(6):
        maker.ask(1, f"{number}{'x' * (MOST_BYTES_KEPT // 4)}")
    assert len(maker.memory._kept) == 3


def test_who_asks_for_what_is_being_made_waits_for_that():
    memory, begun, go_on, made = Memory(), Event(), Event(), []

    def make() -> Content:
        made.append(1)
        begun.set()
        assert go_on.wait(10)
        return Content(b"x", "text/plain")

    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(memory.get, 1, ("a",), make)
        assert begun.wait(10)
        others = [pool.submit(memory.get, 1, ("a",), make) for _ in range(7)]
        assert memory.get(1, ("b",), lambda: Content(b"y", "text/plain")).body == b"y"
        go_on.set()
        assert {each.result().body for each in (first, *others)} == {b"x"} and made == [1]
    assert memory._making == {}


def test_what_was_being_made_when_the_data_changed_is_not_kept():
    memory = Memory()

    def make() -> Content:
        assert memory.get(2, ("a",), lambda: Content(b"new", "text/plain")).body == b"new"
        return Content(b"old", "text/plain")

    assert memory.get(1, ("a",), make).body == b"old"
    assert memory.get(2, ("a",), make).body == b"new"


def test_an_error_is_for_those_who_wait_and_is_not_kept():
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.get(1, ("a",), lambda: 1 // 0)
    assert memory.get(1, ("a",), lambda: Content(b"x", "text/plain")).body == b"x" and memory._making == {}


def test_ways_to_say_the_same_are_one_entry(quick, monkeypatch):
    made = []
    monkeypatch.setattr(
        "cci_data.api.routes.render_table_csv", lambda data, found: made.append(data.name) or b"x" * len(found)
    )
    same = ["country=LV&text=a", "text=a&country=lv", "country=+Lv,LV&text=+a+", "text=a&country=LV&sectors=any"]
    same += [urlencode({"country": "LV", "text": "a", "sectors": "all"})]
    assert len({quick.get(f"/api/partners.csv?{query}").headers["etag"] for query in same}) == 1
    assert made == ["partners"]
    quick.get("/api/partners.csv?country=LV&text=a&limit=005")
    quick.get("/api/partners.csv?limit=5&country=LV&text=a")
    assert made == ["partners"] * 2
