from html import unescape

import pandas as pd
import pytest
from sqlalchemy import delete, select

from cci_data.figures.grids import coverage_matrix, type_grid
from cci_data.models import Partner, PartnerSector
from cci_data.queries import coverage as queries
from cci_data.theme import DARK, LIGHT
from cci_data.vocabulary import APART
from tests.test_theme import contrast

SIGNS = {"none": "–", "unstated": "?"}


def one_cell(sector: str = "Music", country: str = "Sweden", number: int = 0, state: str = "none") -> pd.DataFrame:
    row = ("music", sector, "SE", country, number, state)
    columns = ["sector_id", "sector", "country_code", "country", "partner_count", "state"]
    return pd.DataFrame([row], columns=columns)


def test_each_cell_can_be_chosen_and_says_what_it_is(world):
    cells, apart = queries.coverage(world), queries.apart(world)
    _, markers = coverage_matrix(cells, apart, LIGHT).data
    assert [tuple(key) for key in markers.customdata] == [
        *zip(cells["sector_id"], cells["country_code"], strict=True),
        *zip(apart["sector_id"], apart["country_code"], strict=True),
    ]
    assert len(markers.customdata) == 13 * 10 + 2 * 10
    signs = [SIGNS.get(row.state, str(row.partner_count)) for row in cells.itertuples()]
    assert list(markers.text) == signs + [str(number) for number in apart["partner_count"]]
    assert list(markers.x) == [*cells["country"], *apart["country"]]
    shown = [text.replace("<br>", " ") for text in markers.y]
    assert shown == [*cells["sector"], *apart["sector"]]


def test_a_tile_has_the_shade_of_its_state_and_the_rows_apart_none_of_them(world):
    silent = select(Partner.partner_id).where(Partner.country_code == "IS")
    world.execute(delete(PartnerSector).where(PartnerSector.partner_id.in_(silent)))
    cells, apart = queries.coverage(world), queries.apart(world)
    tiles, markers = coverage_matrix(cells, apart, LIGHT).data
    by_state = dict(zip(cells["state"], tiles.z, strict=False))
    assert {text for text, state in zip(markers.text, cells["state"], strict=False) if state == "unstated"} == {"?"}
    assert all(by_state[state] == z for state, z in zip(cells["state"], tiles.z, strict=False))
    assert by_state["unstated"] < by_state["none"] < by_state["one"] < by_state["several"]
    assert set(tiles.z[len(cells) :]) == {-1}
    assert (tuple(tiles.x), tuple(tiles.y)) == (tuple(markers.x), tuple(markers.y))


def test_the_rows_apart_stand_below_a_gap(world):
    figure = coverage_matrix(queries.coverage(world), queries.apart(world), LIGHT)
    order = [text.replace("<br>", " ") for text in figure.layout.yaxis.categoryarray]
    assert len(order) == 13 + 1 + 2
    assert order[13:] == [" ", *APART.values()]
    assert figure.layout.yaxis.autorange == "reversed"
    assert list(figure.layout.xaxis.categoryarray) == sorted(queries.countries(world)["name"])


def framed(figure) -> set[tuple[str, str]]:
    """Return the cells that lie in the frame."""
    across, down = list(figure.layout.xaxis.categoryarray), list(figure.layout.yaxis.categoryarray)
    (frame,) = figure.layout.shapes
    assert all(edge % 1 == 0.5 for edge in (frame.x0, frame.x1, frame.y0, frame.y1))
    markers = figure.data[1]
    return {
        tuple(cell)
        for x, y, cell in zip(markers.x, markers.y, markers.customdata, strict=True)
        if frame.x0 < across.index(x) < frame.x1 and frame.y0 < down.index(y) < frame.y1
    }


def test_what_is_chosen_is_framed(world):
    numbers = queries.coverage(world), queries.apart(world)
    cells = {tuple(cell) for cell in coverage_matrix(*numbers, LIGHT).data[1].customdata}
    for sector, country in (("music", "FI"), ("cross-sectoral", "DK"), ("music", ""), ("", "FI")):
        expected = {cell for cell in cells if sector in ("", cell[0]) and country in ("", cell[1])}
        assert framed(coverage_matrix(*numbers, LIGHT, chosen=(sector, country))) == expected
    for chosen in (("", ""), ("no such sector", "FI")):
        assert not coverage_matrix(*numbers, LIGHT, chosen=chosen).layout.shapes


def test_on_a_phone_the_codes_stand_for_the_countries(world):
    cells, apart = queries.coverage(world), queries.apart(world)
    figure = coverage_matrix(cells, apart, LIGHT, is_narrow=True)
    assert list(figure.layout.xaxis.categoryarray) == list(dict.fromkeys(cells["country_code"]))
    assert all(len(line) <= 20 for label in figure.layout.yaxis.categoryarray for line in label.split("<br>"))
    assert list(figure.data[1].text) == list(coverage_matrix(cells, apart, LIGHT).data[1].text)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_every_sign_stands_out_from_its_tile(palette):
    states = ["several", "one", "none", "unstated"]
    cells = pd.concat(
        [one_cell(number=number, state=state) for number, state in zip([7, 1, 0, 0], states, strict=True)]
    )
    tiles, markers = coverage_matrix(cells, one_cell("Cross-sectoral"), palette).data
    steps = dict(zip([-1, 0, 1, 2, 3], [colour for _, colour in tiles.colorscale[::2]], strict=True))
    for z, ink in zip(tiles.z, markers.textfont.color, strict=True):
        assert contrast(ink, steps[z]) >= 4.5


def test_a_hint_tells_none_known_from_nobody_asked():
    for state, words in (("none", "none known"), ("unstated", "nobody there has named a sector")):
        figure = coverage_matrix(one_cell(state=state), one_cell("Cross-sectoral"), LIGHT)
        assert figure.data[1].hovertext[0] == f"Music, Sweden: {words}"
    figure = coverage_matrix(one_cell(number=1, state="one"), one_cell("Cross-sectoral"), LIGHT)
    assert figure.data[1].hovertext[0] == "Music, Sweden: 1 partner"


def test_types_by_country_count_as_the_query_does(world):
    types = queries.organisation_types(world)
    figure = type_grid(types, LIGHT)
    expected = zip(types["organisation_type"], types["country_code"], strict=True)
    assert [tuple(key) for key in figure.data[1].customdata] == list(expected)
    assert list(figure.data[1].text) == [str(number) if number else "–" for number in types["partner_count"]]
    assert " " not in figure.layout.yaxis.categoryarray


def test_without_a_row_the_grids_are_empty():
    empty = one_cell()[:0]
    assert not len(coverage_matrix(empty, empty.drop(columns="state"), LIGHT).data[1].customdata)
    types = empty.rename(columns={"sector": "organisation_type"}).drop(columns=["state", "sector_id"])
    assert not len(type_grid(types, LIGHT).data[1].customdata)


def test_markup_in_names_is_text_and_the_choice_keeps_the_raw_value():
    hostile = '<a href="https://a.example/x">Crafts &amp; more</a>'
    figure = coverage_matrix(one_cell(hostile, hostile), one_cell("Cross-sectoral"), LIGHT)
    for texts in (figure.data[1].y, figure.data[1].x, figure.data[1].hovertext):
        assert "<a" not in texts[0] and "</a>" not in texts[0]
    assert unescape(figure.data[1].x[0]) == hostile
    types = one_cell(hostile).rename(columns={"sector": "organisation_type"})
    assert type_grid(types, LIGHT).data[1].customdata[0][0] == hostile
