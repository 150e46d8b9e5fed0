"""What we did together: the projects that join countries."""

import pandas as pd

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.language import count, span
from cci_data.queries.cooperation import country_pairs, projects_of
from cci_data.queries.projects import projects
from cci_data.scenes.names import country_names
from cci_data.scenes.scene import Choice, Entries, Entry, Link, Node, Scene, Web
from cci_data.vocabulary import NETWORK_COUNTRIES

HOW = "A line joins two countries whose partners share a project; the thicker, the more projects"


def together(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene of the network of shared projects between countries, and the projects by date."""
    found, pairs = fetch(projects_of, chosen=choice.chosen), fetch(country_pairs, chosen=choice.chosen)
    listing = tuple(
        Entry(row.title, label=span(row.starts, row.ends), detail=row.programme or "programme not stated")
        for row in found.itertuples()
    )
    return Scene(
        name="together",
        kicker="What we did together",
        headline=_finding(found, pairs, len(fetch(projects))),
        blocks=(_web(found, pairs), Entries("Projects", listing, "Tell the Contact Desk of a project.")),
        source=origins(fetch),
        as_of=collected_on(fetch),
        note=f"{HOW}. Each project counts once for a pair of countries, however many partners take part.",
    )


def _web(found: pd.DataFrame, pairs: pd.DataFrame) -> Web:
    points = {name.text: name for name in country_names()}
    taking_part = found["country_codes"].explode().value_counts()
    nodes = []
    for code, name in NETWORK_COUNTRIES.items():
        at = points[name]
        nodes.append(Node(code, name, at.latitude, at.longitude, int(taking_part.get(code, 0))))
    links = (Link(row.one, row.other, row.project_count) for row in pairs.itertuples())
    drawn = set(NETWORK_COUNTRIES)
    return Web(tuple(nodes), tuple(link for link in links if {link.one, link.other} <= drawn), HOW)


def _finding(found: pd.DataFrame, pairs: pd.DataFrame, total: int) -> str:
    if not len(found):
        return "No project on record fits this choice"
    who = found["partner_ids"].explode().nunique()
    words = f"{count(who, 'partner')} took part in {len(found)} of {count(total, 'project')} on record"
    if not len(pairs):
        return words
    first = pairs.iloc[0]
    one, other = (
        NETWORK_COUNTRIES.get(first["one"], first["one"]),
        NETWORK_COUNTRIES.get(first["other"], first["other"]),
    )
    tied = (pairs["project_count"] == first["project_count"]).sum() - 1
    also = f", as {count(tied, 'other pair does', 'other pairs do')}" if tied else ""
    return f"{words}; {one} and {other} share {first['project_count']}{also}"
