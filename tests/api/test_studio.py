"""Pictures are drawn one after the other, each once, few at a time; the latest are kept."""

import asyncio
import threading

import pytest

from cci_data.api.problems import Problem
from cci_data.api.studio import MOST_WAITING, PICTURES_KEPT, Studio


class Easel:
    """Draws what it is told to, remembers it, and waits for `go` where it is told to."""

    def __init__(self) -> None:
        self.drawn: list[str] = []
        self.go = threading.Event()
        self.together, self.most = 0, 0

    def drawing(self, name: str, is_slow: bool = False):
        def draw() -> bytes:
            self.together += 1
            self.most = max(self.most, self.together)
            if is_slow:
                assert self.go.wait(10)
            self.drawn.append(name)
            self.together -= 1
            return name.encode()

        return draw


@pytest.fixture
def easel() -> Easel:
    return Easel()


def test_a_picture_is_drawn_once_however_many_ask(easel):
    studio = Studio()

    async def ask() -> list[bytes]:
        waiting = [asyncio.create_task(studio.picture("a", easel.drawing("a", is_slow=True))) for _ in range(100)]
        await asyncio.sleep(0)
        easel.go.set()
        return await asyncio.gather(*waiting)

    assert set(asyncio.run(ask())) == {b"a"} and easel.drawn == ["a"]
    assert asyncio.run(studio.picture("a", easel.drawing("again"))) == b"a" and easel.drawn == ["a"]


def test_of_a_hundred_at_once_the_first_get_theirs_and_the_others_are_told_when_to_come(easel):
    studio = Studio()

    async def ask() -> list:
        names = [f"picture {number}" for number in range(100)]
        waiting = [asyncio.create_task(studio.picture(name, easel.drawing(name, is_slow=True))) for name in names]
        await asyncio.sleep(0)
        easel.go.set()
        return await asyncio.gather(*waiting, return_exceptions=True)

    answers = asyncio.run(ask())
    refused = [answer for answer in answers if isinstance(answer, Problem)]
    assert answers[:MOST_WAITING] == [name.encode() for name in easel.drawn]
    assert len(refused) == 100 - MOST_WAITING and easel.most == 1
    assert {(problem.kind, problem.retry_after > 0) for problem in refused} == {("too-many-at-once", True)}
    assert asyncio.run(studio.picture("later", easel.drawing("later"))) == b"later"


def test_what_failed_is_tried_again(easel):
    studio = Studio()

    def fail() -> bytes:
        raise ValueError("no ink")

    for _ in range(2):
        with pytest.raises(ValueError, match="no ink"):
            asyncio.run(studio.picture("a", fail))
    assert asyncio.run(studio.picture("a", easel.drawing("a"))) == b"a"


def test_the_latest_are_kept_and_no_more(easel):
    studio = Studio()

    def ask(name: str) -> None:
        asyncio.run(studio.picture(name, easel.drawing(name)))

    for number in range(PICTURES_KEPT):
        ask(str(number))
    ask("0")
    ask("one more")
    ask("0")
    assert easel.drawn.count("0") == 1
    ask("1")
    assert easel.drawn.count("1") == 2


def test_who_goes_away_takes_the_picture_from_nobody(easel):
    studio = Studio()

    async def ask() -> bytes:
        draw = easel.drawing("a", is_slow=True)
        impatient, patient = (asyncio.create_task(studio.picture("a", draw)) for _ in range(2))
        await asyncio.sleep(0.05)
        impatient.cancel()
        easel.go.set()
        return await patient

    assert asyncio.run(ask()) == b"a"
