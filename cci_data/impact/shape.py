"""The shape of the network of shared projects: how dense it is and became, who is new, and how much hangs on few."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import networkx as nx
import pandas as pd
from sqlalchemy.orm import Session

from cci_data.impact.records import records
from cci_data.partial_dates import first_day
from cci_data.queries.frames import shared
from cci_data.queries.network import project_network

FEW = 5
DENSITY = (
    "Density says how many of all possible pairs of partners with a project have shared one: 100 % if everybody had "
    "worked with everybody; it falls when many join who know only those of their own project."
)
NEWCOMERS = (
    "A newcomer is a partner whose first project on record began in that year; a returning partner began one before."
)
DEPENDENCE = (
    "The higher the share of links that touch the five partners with the most, the more the network rests on few."
)


@dataclass(frozen=True)
class Dependence:
    """How much hangs on few.

    share: the part of all links that touch one of the partners with the most, None without links; partners: those, the
    most first, with the columns partner_id, name, link_count; link_count: of the whole network.
    """

    share: float | None
    partners: pd.DataFrame
    link_count: int


def density(session: Session) -> float | None:
    """Return the density of the network of shared projects as it stands, from 0 to 1.

    Partners without any project are no part of it. None with fewer than two partners.
    """
    graph = shared(session, project_network).graph
    inside = {key for row in shared(session, records).projects.itertuples() for key in row.partner_ids}
    return _density(graph.subgraph(inside))


def _density(graph: nx.Graph) -> float | None:
    return nx.density(graph) if len(graph) > 1 else None


def growth(session: Session, *, today: date) -> pd.DataFrame:
    """Return how the network grew, from the year of the first project to the present one.

    Columns: year, partner_count (with a project that had begun by the end of the year), link_count (pairs that shared
    one), density (None with fewer than two partners). Projects without a start are in none; links stay.
    """
    begun: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for row in shared(session, records).projects.itertuples():
        if row.starts and first_day(row.starts) <= today:
            begun[int(row.starts[:4])].append(row.partner_ids)
    graph, rows = nx.Graph(), []
    for number in range(min(begun, default=today.year + 1), today.year + 1):
        for ids in begun.get(number, ()):
            graph.update(nx.complete_graph(ids))
        rows.append((number, len(graph), graph.number_of_edges(), _density(graph)))
    return pd.DataFrame(rows, columns=["year", "partner_count", "link_count", "density"])


def newcomers(session: Session, *, today: date) -> pd.DataFrame:
    """Return who began projects year by year: for the first time, or again.

    Columns: year, newcomer_count, returning_count: partners of the projects that began in the year, each once.
    """
    begun: dict[int, set[str]] = defaultdict(set)
    for row in shared(session, records).projects.itertuples():
        if row.starts and first_day(row.starts) <= today:
            begun[int(row.starts[:4])].update(row.partner_ids)
    known: set[str] = set()
    rows = []
    for number in range(min(begun, default=today.year + 1), today.year + 1):
        who = begun.get(number, set())
        rows.append((number, len(who - known), len(who & known)))
        known |= who
    return pd.DataFrame(rows, columns=["year", "newcomer_count", "returning_count"])


def dependence(session: Session) -> Dependence:
    """Return how much of the network rests on the partners with the most links; of equals, the first by name."""
    graph = shared(session, project_network).graph
    by_links = sorted(graph.degree, key=lambda pair: (-pair[1], graph.nodes[pair[0]]["position"]))
    few = [(key, graph.nodes[key]["name"], number) for key, number in by_links[:FEW] if number]
    links, top = graph.number_of_edges(), {key for key, *_ in few}
    touching = sum(bool(top & set(pair)) for pair in graph.edges)
    partners = pd.DataFrame(few, columns=["partner_id", "name", "link_count"])
    return Dependence(touching / links if links else None, partners, links)
