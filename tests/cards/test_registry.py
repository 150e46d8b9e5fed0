import inspect

import pytest

from cci_data.cards.registry import CARDS
from cci_data.theme import LIGHT
from tests.conftest import TODAY

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", CARDS)
def test_each_record_on_offer_has_a_card_that_says_where_it_stands(fetch, name):
    entry = CARDS[name]
    keys = list(entry.records(fetch))
    assert len(keys) >= 10
    for key in keys[::7]:
        card = entry.make(fetch, LIGHT, TODAY, key)
        assert card.kicker.lower() == name and card.page.startswith("/") and card.source
        assert all(label and value for label, value in card.rows)


def test_cards_have_one_signature():
    assert {len(inspect.signature(entry.make).parameters) for entry in CARDS.values()} == {4}
