import json

from cci_data import basemap
from cci_data.figures.decks import written
from cci_data.figures.region import region_map
from cci_data.queries.partners import places
from cci_data.theme import LIGHT


def test_a_map_is_written_as_pydeck_would_but_without_white_space(world):
    deck = region_map(places(world), None, basemap.labels(), LIGHT, shapes_address="/basemap/x.geojson")
    assert json.loads(written(deck)) == json.loads(deck.to_json())
    assert len(written(deck)) < 0.8 * len(deck.to_json()) and "\n" not in written(deck).replace("\\n", "")
