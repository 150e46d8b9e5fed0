import pandas as pd
import pytest

from cci_data import basemap
from cci_data.exports.pictures.caption import SQUARE, WIDE, Caption
from cci_data.exports.pictures.picture import picture
from cci_data.figures.region import region_map
from cci_data.queries.partners import places
from cci_data.queries.projects import place_links
from cci_data.theme import LIGHT
from tests.exports.pictures.reading import shapes, strokes, words

OPEN_SEA = b'{"type": "FeatureCollection", "features": []}'
SHAPES = pytest.mark.parametrize("shape", [WIDE, SQUARE], ids=["wide", "square"])


def some(*rows: tuple[str, float, float, int]) -> pd.DataFrame:
    columns = ["place_id", "longitude", "latitude", "partner_count"]
    rest = {"city": "X", "country_code": "LV", "country": "Latvia"}
    return pd.DataFrame(rows, columns=columns).assign(**rest, partner_names=[("A",)] * len(rows))


def drawn(found, links, labels, shape=WIDE, lands=basemap.shapes, **options) -> bytes:
    deck = region_map(found, links, labels, LIGHT, shapes_address="/x.geojson", **options)
    return picture(deck, Caption("A title"), shape=shape, kind="svg", palette=LIGHT, lands=lands())


def sea(found, links, shape=WIDE, **options) -> bytes:
    return drawn(found, links, basemap.labels()[:0], shape, lambda: OPEN_SEA, **options)


def centre(box: tuple[float, float, float, float]) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


@SHAPES
def test_each_place_is_a_bubble_its_number_in_it_and_the_chosen_one_amber(world, shape):
    found = places(world)
    svg = sea(found, place_links(world)[:0], shape, chosen="riga-lv")
    bubbles, (chosen,) = shapes(svg, LIGHT.primary), shapes(svg, LIGHT.accent)
    beyond = [text for text in words(svg) if "beyond this map" in text]
    missing = int(beyond[0].split()[0]) if beyond else 0
    assert len(bubbles) + 1 == len(found)
    assert 0 <= missing <= 2
    riga = found.loc[found["place_id"] == "riga-lv", "partner_count"].iloc[0]
    assert str(riga) in words(svg)
    numbers = [int(text) for text in words(svg) if text.isdigit()]
    allowed = found.loc[found["partner_count"] > 1, "partner_count"].tolist()
    assert all(numbers.count(number) <= allowed.count(number) for number in numbers) and len(numbers) > 8
    sizes = sorted({round(box[2] - box[0], 1) for box in [*bubbles, chosen]})
    assert len(sizes) == found["partner_count"].nunique()


def test_north_is_up_and_east_is_right():
    svg = sea(some(("n", 20, 68, 1), ("s", 20, 56, 5), ("e", 28, 60, 9)), empty_links())
    north, south, east = sorted(shapes(svg, LIGHT.primary), key=lambda box: box[2] - box[0])
    assert centre(north)[1] < centre(east)[1] < centre(south)[1]
    assert centre(east)[0] > centre(north)[0]


def empty_links() -> pd.DataFrame:
    columns = [
        "longitude",
        "latitude",
        "other_longitude",
        "other_latitude",
        "project_count",
        "city",
        "other_city",
        "titles",
    ]
    return pd.DataFrame(columns=columns)


def test_a_line_joins_its_places_and_grows_with_the_projects():
    links = pd.DataFrame(
        [(20, 56, 28, 60, 1, "A", "B", ("p",)), (20, 68, 28, 60, 4, "A", "B", ("p",))], columns=empty_links().columns
    )
    svg = sea(some(("s", 20, 56, 1), ("e", 28, 60, 9)), links)
    first, second = strokes(svg, LIGHT.accent)
    ends = [centre(box) for box in sorted(shapes(svg, LIGHT.primary), key=lambda box: box[2] - box[0])]
    assert [value for point in first for value in point] == pytest.approx([value for point in ends for value in point])
    assert second[1] == pytest.approx(first[1])


def test_places_out_of_sight_are_counted_on_the_map():
    svg = sea(some(("riga-lv", 24.1, 56.95, 2), ("far", -100, 40, 1), ("away", 10, -30, 1)), empty_links())
    assert "2 places lie beyond this map" in words(svg)
    assert not [text for text in words(sea(some(("riga-lv", 24.1, 56.95, 2)), empty_links())) if "beyond" in text]


def test_of_bubbles_on_one_another_the_larger_keeps_its_number():
    svg = sea(some(("a", 24.1, 56.95, 3), ("b", 24.2, 56.95, 7)), empty_links())
    assert [text for text in words(svg) if text.isdigit()] == ["7"]
    apart = sea(some(("a", 24.1, 56.95, 3), ("b", 12, 65, 7)), empty_links())
    assert sorted(text for text in words(apart) if text.isdigit()) == ["3", "7"]


@SHAPES
def test_the_countries_are_named_and_coloured(world, shape):
    found = places(world)
    svg = drawn(found[found["country_code"] == "LV"], empty_links(), basemap.labels(), shape, country="LV")
    assert {"Latvia", "Estonia", "Lithuania"} <= set(words(svg))
    assert "Iceland" not in words(svg)
    assert shapes(svg, LIGHT.network_land) and shapes(svg, LIGHT.land) and shapes(svg, LIGHT.sea)
    whole = words(drawn(found, place_links(world), basemap.labels(), shape))
    assert {"Denmark", "Finland", "Germany", "Iceland", "Norway", "Poland", "Sweden"} <= set(whole)
