"""The process that makes reports, spoken to as the press does: orders in, steps and answers out."""

import io
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from pptx import Presentation

from cci_data.reports.order import Made, Order, Step
from cci_data.reports.worker import LOST, UNREADABLE
from cci_data.settings import ROOT
from tests.conftest import build_world
from tests.reports.conftest import order, words_of

pytestmark = pytest.mark.slow


@pytest.fixture
def ask(shared_copy: Callable[..., str]) -> Iterator[Callable[..., tuple[list[Step], Made]]]:
    """A function that gives one worker an order, and returns its steps and its answer; url: of another database."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    worker = subprocess.Popen([sys.executable, "-m", "cci_data.reports.worker"], cwd=ROOT, **pipes)
    world = shared_copy("sqlite", build_world)

    def make(wanted: Order, url: str = world) -> tuple[list[Step], Made]:
        pickle.dump((url, wanted), worker.stdin)
        worker.stdin.flush()
        steps = []
        while isinstance(answer := pickle.load(worker.stdout), Step):
            steps.append(answer)
        return steps, answer

    yield make
    worker.stdin.close()
    # The end of its input is the end of it.
    assert worker.wait(timeout=30) == 0
    worker.stdout.close()


def test_it_makes_one_after_the_other_and_says_how_far_it_is(ask):
    steps, made = ask(order("partner", "pdf", id="media-evolution"))
    assert [step.share for step in steps] == [0.0, 0.5] and steps[0].words == "reading the data"
    assert "Media Evolution" in words_of(made.content) and made.problem == ""
    assert made.seconds > 0 and made.megabytes > 50
    _, deck = ask(order("agenda", "pptx", scenes="where,closing"))
    assert len(Presentation(io.BytesIO(deck.content)).slides) >= 3


def test_what_cannot_be_made_is_a_sentence_and_the_next_one_is_made(ask, tmp_path):
    cases = {
        "The partner nobody is no longer on record.": (order("partner", "pdf", id="nobody"),),
        UNREADABLE: (order("network", "pdf"), f"sqlite:///{tmp_path / 'none.db'}"),
        LOST: (order("nothing", "pdf"),),
    }
    for problem, asked in cases.items():
        _, made = ask(*asked)
        assert (made.content, made.problem) == (b"", problem)
    assert ask(order("partner", "pdf", id="media-evolution"))[1].content.startswith(b"%PDF")


def test_a_frozen_state_that_went_is_a_sentence(ask):
    gone = Order("network", "pdf", (), *[order("network", "pdf").today] * 2, as_of="never")
    assert ask(gone)[1].problem == "There is no frozen state “never”."
