"""Decks: what they say of the funder, and a logo that no slide can hold."""

import pytest

from cci_data.exports.page import ExportProblem
from cci_data.funding import PNG, Funding, Logo
from cci_data.reports import slides
from cci_data.reports.registry import report
from tests.charts.conftest import answers, fetch
from tests.reports.conftest import order

__all__ = ["answers", "fetch"]


@pytest.mark.parametrize("content", [b"no picture", PNG, PNG + b"rest"])
def test_a_logo_that_no_slide_can_hold_is_a_sentence(fetch, monkeypatch, content: bytes):
    who = Funding("", "Paid by all of us.", (Logo(content, "image/png"),))
    monkeypatch.setattr(slides, "current_funding", lambda _day: who)
    with pytest.raises(ExportProblem, match="logo cannot be put on slides"):
        report(fetch, order("agenda", "pptx", scenes="closing"))
