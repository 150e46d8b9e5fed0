"""The maps of reports: a bubble for each place at which partners are."""

from collections import Counter

import pytest

from cci_data.filters import read
from cci_data.queries.partners import partner_places, partners
from cci_data.reports.places import bubbles


@pytest.mark.parametrize("asked", [{}, {"country": "LV"}, {"sector": "music"}])
def test_each_place_has_a_bubble_with_its_partners(reader, asked: dict[str, str]):
    chosen, counted = read(asked), Counter()
    for key in reader.fetch(partners, chosen=chosen)["partner_id"]:
        there = reader.fetch(partner_places, partner_id=key)
        counted.update({(row.city, row.country_code) for row in there.itertuples()})
    found = {(bubble.city, bubble.country_code): bubble.counts for bubble in bubbles(reader.fetch, chosen)}
    assert found and found == {place: (number,) for place, number in counted.items()}


def test_nobody_is_nowhere(reader):
    assert bubbles(reader.fetch, read({"text": "nobody at all"})) == ()
