"""Charts of cooperation across borders: which countries share projects and events, as a square and as a map."""

from datetime import date
from functools import partial

import pandas as pd

from cci_data import basemap
from cci_data.charts.chart import Chart, Fetch, collected_on, origins
from cci_data.charts.maps import SHAPES
from cci_data.figures.pairs import pair_square
from cci_data.figures.region import region_map
from cci_data.impact.geography import EXPLAINED, pairs
from cci_data.language import count
from cci_data.theme import Palette
from cci_data.vocabulary import NETWORK_COUNTRIES

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
    """Return the same on the map: a line for each pair that shares projects, thicker for each further one."""
    found = fetch(pairs, today=today)
    return Chart(
        name="cooperation-map",
        title="Cooperation across borders on the map",
        summary=_in_words(found),
        legend="A bubble says with how many countries a country works; a line joins two that share projects.",
        note=EXPLAINED,
        source=f"{origins(fetch)}; {SHAPES}",
        as_of=collected_on(fetch),
        drawing=_deck(found, palette) if len(found) else None,
        make_table=partial(_readable, found),
        nothing="Tell the Contact Desk of a project across borders.",
    )


def _deck(found: pd.DataFrame, palette: Palette):
    names = basemap.labels()
    spots = names[names["kind"] == "country"].set_index("text")
    points = pd.DataFrame(
        [
            (code, name, code, name, spots.loc[name, "latitude"], spots.loc[name, "longitude"], met)
            for code, name in NETWORK_COUNTRIES.items()
            if (met := int(((found["one"] == code) | (found["other"] == code)).sum()))
        ],
        columns=["place_id", "city", "country_code", "country", "latitude", "longitude", "partner_count"],
    )
    points["partner_names"] = [()] * len(points)
    ends = points.set_index("country_code")
    drawn = found["one"].isin(ends.index) & found["other"].isin(ends.index) & (found["project_count"] > 0)
    links = found[drawn].reset_index(drop=True)
    for side, prefix in (("one", ""), ("other", "other_")):
        for column in ("city", "latitude", "longitude"):
            links[f"{prefix}{column}"] = [ends.loc[code, column] for code in links[side]]
    others = names[~((names["kind"] == "country") & names["text"].isin(NETWORK_COUNTRIES.values()))]
    return region_map(points, links, others, palette, shapes_address=basemap.address(), is_small=True)


def _in_words(found: pd.DataFrame) -> str:
    if not len(found):
        return "No two countries share a project or an event on record."
    first = found.iloc[0]
    one, other = (NETWORK_COUNTRIES.get(first[key], first[key]) for key in ("one", "other"))
    tied = int((found["count"] == first["count"]).sum()) - 1
    also = f", as {count(tied, 'other pair does', 'other pairs do')}" if tied else ""
    return f"{count(len(found), 'pair')} of countries work together; {one} and {other} share {first['count']}{also}."


def _readable(found: pd.DataFrame) -> pd.DataFrame:
    names = [[NETWORK_COUNTRIES.get(code, code) for code in found[side]] for side in ("one", "other")]
    columns = [*names, found["project_count"], found["event_count"], found["count"]]
    return pd.DataFrame(dict(zip(HEADINGS, columns, strict=True)))
