"""Of which moment a report is: of now, or of a frozen state, of which a report says no more than was then."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from cci_data.exports.page import ExportProblem
from cci_data.frozen.states import freeze
from cci_data.queries.partners import partner
from cci_data.reader import Reader
from cci_data.reports.moment import reading
from tests.conftest import build_world, change, writing


def test_the_present_is_read_now_and_a_state_as_it_was(copy_of: Callable[..., str]):
    url = copy_of("sqlite", build_world)
    with writing(url) as engine, Session(engine) as session, session.begin():
        freeze(session, "Autumn", datetime(2026, 12, 18, 12, tzinfo=UTC))
    change(url, "UPDATE partner SET name = 'Another Name' WHERE partner_id = 'media-evolution'")
    reader = Reader(url)
    names = [reading(reader, slug)(partner, partner_id="media-evolution")["name"].item() for slug in ("", "autumn")]
    assert names == ["Another Name", "Media Evolution"]
    reader.close()


def test_a_state_that_is_not_there_is_a_sentence_in_one_line(reader):
    with pytest.raises(ExportProblem, match=r"^There is no frozen state “never again”\.$"):
        reading(reader, "never\nagain")
