"""Where maps of scenes, screens and sheets have the names of countries."""

from functools import cache

from cci_data.basemap import labels
from cci_data.scenes.scene import Name


@cache
def country_names() -> tuple[Name, ...]:
    """Return the names of all countries that the basemap names, each at its point."""
    found = labels()
    countries = found[found["kind"] == "country"]
    return tuple(Name(row.text, float(row.latitude), float(row.longitude)) for row in countries.itertuples())
