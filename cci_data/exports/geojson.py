"""Partners as GeoJSON (RFC 7946), which geographic information systems open."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from cci_data.exports.tables import About, json_bytes, records
from cci_data.privacy import public_frame
from cci_data.public_data import PublicData


def render_geojson(
    data: PublicData, found: pd.DataFrame, about: About, links: dict[str, str], points: pd.DataFrame
) -> bytes:
    """Return partners as a feature collection: a feature for each place of each partner of `found`, in their order.

    Whoever has no place is there once, with `null` for a geometry, so that nobody is lost. points: as
    `queries.ground.points` has them, those of others too. Positions are longitude, latitude (WGS 84), those of a
    city, not of an address; `place_city` and `place_country_code` name them. The member `meta` is that of JSON, where
    row_count counts partners, not features.
    """
    rows = records(data, found)
    places: dict[str, list[Any]] = {}
    for point in public_frame(points).itertuples():
        places.setdefault(point.partner_id, []).append(point)
    features = [feature for row in rows for feature in _features(row, places.get(row["partner_id"], []))]
    meta = about.facts(data, len(rows)) | {"links": dict(links)}
    return json_bytes({"type": "FeatureCollection", "features": features, "meta": meta})


def _features(row: dict[str, Any], places: list[Any]) -> Iterator[dict[str, Any]]:
    if not places:
        properties = row | {"place_city": None, "place_country_code": None}
        yield {"type": "Feature", "id": row["partner_id"], "geometry": None, "properties": properties}
    for place in sorted(places, key=lambda place: place.place_id):
        geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
        properties = row | {"place_city": place.city, "place_country_code": place.country_code}
        yield {
            "type": "Feature",
            "id": f"{row['partner_id']}/{place.place_id}",
            "geometry": geometry,
            "properties": properties,
        }
