"""Charts of cooperation across borders: which countries share projects and events, as a square and as a map."""

from datetime import date
from functools import partial

import pandas as pd
import pydeck as pdk

from cci_data import basemap
from cci_data.charts.chart import Chart, Fetch, collected_on, origins
from cci_data.charts.maps import SHAPES
from cci_data.figures.pairs import pair_square
from cci_data.figures.region import region_map
from cci_data.impact.geography import ACROSS, EXPLAINED, pairs, partners_across
from cci_data.language import count, listed
from cci_data.theme import Palette
from cci_data.vocabulary import NETWORK_COUNTRIES

# So far south of its bubble stands the name of a country; where the next one has its bubble, so far north.
BELOW_DEGREES, ABOVE_DEGREES = 1.6, {"Estonia": 1.2}
HEADINGS = ["Country", "With", "Projects", "Events", "Together"]


def cooperation_square(fetch: Fetch, palette: Palette, *, today: date) -> Chart:
    """Return which countries share projects and events until today, each pair a cell."""
    found = fetch(pairs, today=today)
    return Chart(
        name="cooperation-square",
        title="Which countries work together",
        summary=_in_words(found),
        legend="A number of shared projects and events; – none on record.",
        note=EXPLAINED,
        source=origins(fetch),
        as_of=collected_on(fetch),
        drawing=pair_square(found, NETWORK_COUNTRIES, palette) if len(found) else None,
        make_table=partial(_readable, found),
        nothing="Tell the Contact Desk of a project across borders.",
    )


def cooperation_map(fetch: Fetch, palette: Palette, *, today: date) -> Chart:
    """Return the same on the map: a line for each pair that shares projects, thicker for each further project."""
    found = fetch(pairs, today=today)
    return Chart(
        name="cooperation-map",
        title="Cooperation across borders on the map",
        summary=_in_words(found),
        legend=ACROSS,
        note="",
        source=f"{origins(fetch)}; {SHAPES}",
        as_of=collected_on(fetch),
        drawing=_deck(found, fetch(partners_across), palette) if len(found) else None,
        make_table=partial(_readable, found),
        nothing="Tell the Contact Desk of a project across borders.",
    )


def _deck(found: pd.DataFrame, across: pd.DataFrame, palette: Palette) -> pdk.Deck:
    names = basemap.labels()
    is_own = (names["kind"] == "country") & names["text"].isin(NETWORK_COUNTRIES.values())
    spots = names[is_own].set_index("text")
    points = across[across["country_code"].isin(list(NETWORK_COUNTRIES))].reset_index(drop=True)
    countries = [NETWORK_COUNTRIES[code] for code in points["country_code"]]
    points = points.rename(columns={"names": "partner_names"}).assign(
        place_id=points["country_code"],
        city=countries,
        country=countries,
        **{side: [float(spots.loc[name, side]) for name in countries] for side in ("latitude", "longitude")},
    )
    # The bubble takes the place of the country's name, which moves beside it; other countries' names would only crowd.
    moved = names["text"].map(ABOVE_DEGREES).fillna(-BELOW_DEGREES)
    beside = names[is_own].assign(latitude=names["latitude"] + moved)
    seas = names[names["kind"] != "country"]
    links = _links(found, points.set_index("country_code"))
    labels = pd.concat([beside, seas])
    # Without Iceland the map begins closer.
    view = {"is_small": True, "is_narrow": "IS" not in set(points["country_code"])}
    return region_map(points, links, labels, palette, shapes_address=basemap.address(), **view)


def _links(found: pd.DataFrame, ends: pd.DataFrame) -> pd.DataFrame:
    drawn = found["one"].isin(ends.index) & found["other"].isin(ends.index) & (found["project_count"] > 0)
    links = found[drawn].sort_values("project_count", kind="stable").reset_index(drop=True)
    for side, prefix in (("one", ""), ("other", "other_")):
        for column in ("city", "latitude", "longitude"):
            links[f"{prefix}{column}"] = [ends.loc[code, column] for code in links[side]]
    return links


def _in_words(found: pd.DataFrame) -> str:
    if not len(found):
        return "No two countries share a project or an event on record."
    most = found["count"].max()
    first = [f"{_name(row.one)} with {_name(row.other)}" for row in found[found["count"] == most].itertuples()]
    verb = "shares" if len(first) == 1 else "share"
    return f"{count(len(found), 'pair')} of countries work together; {listed(first, 3)} {verb} the most ({most})."


def _name(code: str) -> str:
    return NETWORK_COUNTRIES.get(code, code)


def _readable(found: pd.DataFrame) -> pd.DataFrame:
    names = [found[side].map(_name) for side in ("one", "other")]
    columns = [*names, found["project_count"], found["event_count"], found["count"]]
    return pd.DataFrame(dict(zip(HEADINGS, columns, strict=True)))
