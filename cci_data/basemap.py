"""The basemap: Natural Earth shapes that the project ships, and the names on them."""

import gzip
import hashlib
from functools import cache

import pandas as pd

from cci_data.settings import DATA

FOLDER = DATA / "basemap"


@cache
def shapes() -> bytes:
    """Return the GeoJSON of the countries; properties: code, name, network (whether in the network)."""
    return (FOLDER / "region.geojson").read_bytes()


@cache
def packed_shapes() -> bytes:
    """Return the same bytes gzipped, for browsers; the same every time."""
    return gzip.compress(shapes(), mtime=0)


@cache
def address() -> str:
    """Return the path under which the front door serves the shapes; it changes with them, so that it may be cached."""
    return f"/basemap/{hashlib.sha256(shapes()).hexdigest()[:12]}.geojson"


@cache
def labels() -> pd.DataFrame:
    """Return the names on the map. Columns: kind (country, sea, island), text, longitude, latitude, min_zoom."""
    return pd.read_csv(FOLDER / "labels.csv", dtype={"kind": object, "text": object})
