"""What pictures are drawn of: every chart and map of the product, on the world."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import plotly.graph_objects as go
import pydeck as pdk
import pytest

from cci_data import basemap
from cci_data.figures.bars import bars
from cci_data.figures.grids import coverage_matrix, type_grid
from cci_data.figures.region import region_map
from cci_data.figures.series import series_lines
from cci_data.queries import coverage as coverage_queries
from cci_data.queries import indicators as indicator_queries
from cci_data.queries.partners import places
from cci_data.queries.projects import place_links
from cci_data.theme import Palette
from tests.figures.conftest import world

__all__ = ["drawings", "world"]

Drawings = dict[str, go.Figure | pdk.Deck]


def charts(session, palette: Palette) -> Drawings:
    coverage, apart = coverage_queries.coverage(session), coverage_queries.apart(session)
    types, labels = coverage_queries.organisation_types(session), tuple(coverage_queries.APART.values())
    sectors, services = coverage_queries.sector_counts(session), coverage_queries.services(session)
    return {
        "coverage_matrix": coverage_matrix(coverage, apart, palette, chosen=("music", "FI")),
        "coverage_matrix narrow": coverage_matrix(coverage, apart, palette, is_narrow=True),
        "type_grid": type_grid(types, palette),
        "bars of sectors": bars(sectors, palette, label="sector", number="partner_count", apart=labels),
        "bars of services": bars(services, palette, label="label", number="partner_count"),
        "bars of nothing": bars(sectors[:0], palette, label="sector", number="partner_count"),
    }


def lines(session, palette: Palette) -> Drawings:
    rows = list(indicator_queries.indicators(session).itertuples())
    asked = [(row, "LV") for row in rows] + [(rows[0], "IS")]
    return {
        f"series_lines {row.indicator_id} {country}": series_lines(
            indicator_queries.series(session, indicator_id=row.indicator_id),
            palette,
            country=country,
            unit=row.unit,
            decimals=row.decimals,
        )
        for row, country in asked
    }


def maps(session, palette: Palette) -> Drawings:
    found, links = places(session), place_links(session)
    named = {"labels": basemap.labels(), "palette": palette, "shapes_address": basemap.address()}
    return {
        "region_map": region_map(found, links, **named, chosen="riga-lv"),
        "region_map of a country": region_map(found[found["country_code"] == "DK"], links[:0], **named, country="DK"),
        "region_map small": region_map(found, links[:0], **named, is_small=True),
        "region_map narrow": region_map(found, links, **named, is_narrow=True),
    }


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.slow)  # hundreds of pictures are drawn here


@pytest.fixture
def drawings(world) -> Callable[[Palette], Drawings]:
    """A function from a palette to all drawings, made once."""
    return cache(lambda palette: charts(world, palette) | lines(world, palette) | maps(world, palette))
