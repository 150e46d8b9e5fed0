"""The network of shared projects: who has worked with whom, and over whom one partner leads to another."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import pandas as pd
from sqlalchemy.orm import Session

from cci_data.language import fold
from cci_data.queries.frames import shared
from cci_data.queries.partners import partners
from cci_data.queries.projects import projects
from cci_data.queries.standing import sectors_of
from cci_data.vocabulary import NOT_STATED


@dataclass(frozen=True)
class Step:
    """A step on the way from one partner to another: the partner that it leads to, and the project that they share."""

    partner_id: str
    name: str
    project_id: str
    title: str


@dataclass(frozen=True)
class ProjectNetwork:
    """The partners on record, linked where they share a project; to be read only.

    graph: a node for each partner by its id, by name, also where it has no project; with `name`, `country` (None where
    not stated), `sectors` (id → label, as `sectors_of` gives them) and `position` (from 0, by name). A link has
    `projects`: (id, title) of each project that the two share, by title. Illustrative partners and projects never.

    An id that is not in the graph (unknown, merged into another, illustrative) is of a partner without links.
    """

    graph: nx.Graph

    def direct_partners(self, partner_id: str) -> pd.DataFrame:
        """Return with whom a partner has worked: the most projects first, then by name.

        Columns: partner_id, name, country, project_count, project_ids and titles (tuples in the same order).
        """
        rows = []
        for key in self._by_name(self._neighbours(partner_id)):
            ids, titles = zip(*self.graph.edges[partner_id, key]["projects"], strict=True)
            rows.append((*self._named(key), len(ids), ids, titles))
        columns = ["partner_id", "name", "country", "project_count", "project_ids", "titles"]
        found = pd.DataFrame(rows, columns=columns, dtype=object)
        return found.sort_values("project_count", ascending=False, kind="stable", ignore_index=True)

    def partners_of_partners(self, partner_id: str) -> pd.DataFrame:
        """Return who is two steps away from a partner, by name.

        Columns: partner_id, name, country, via_ids and via (ids and names of those between them, by name).
        """
        near = self._neighbours(partner_id)
        beyond = {far for key in near for far in self.graph[key]} - near - {partner_id}
        rows = []
        for key in self._by_name(beyond):
            via = self._by_name(near & set(self.graph[key]))
            rows.append((*self._named(key), tuple(via), tuple(self.graph.nodes[each]["name"] for each in via)))
        return pd.DataFrame(rows, columns=["partner_id", "name", "country", "via_ids", "via"], dtype=object)

    def component_size(self, partner_id: str) -> int:
        """Return how many partners hang together with a partner over any number of steps, itself included.

        1 for who has worked with nobody, 0 for who is not in the graph.
        """
        return len(nx.node_connected_component(self.graph, partner_id)) if partner_id in self.graph else 0

    def way(self, partner_id: str, other_id: str) -> tuple[Step, ...] | None:
        """Return the shortest way from a partner to another, step by step; None where there is none.

        Of several that are as short, the one whose partners come first by name, from the first step on; of several
        projects that two share, the first by title. No step leads from a partner to itself.
        """
        if partner_id not in self.graph or other_id not in self.graph:
            return None
        away = nx.single_source_shortest_path_length(self.graph, other_id)
        if partner_id not in away:
            return None
        steps, here = [], partner_id
        while here != other_id:
            nearer = [key for key in self.graph[here] if away[key] == away[here] - 1]
            there = self._by_name(nearer)[0]
            project_id, title = self.graph.edges[here, there]["projects"][0]
            steps.append(Step(there, self.graph.nodes[there]["name"], project_id, title))
            here = there
        return tuple(steps)

    def never_worked_with(self, partner_id: str) -> pd.DataFrame:
        """Return the partners that share a sector with a partner, and no project: by name.

        Columns: partner_id, name, country, sectors (labels that both have, a tuple), step_count (of the shortest way
        there, None where there is none). Cross-sectoral partners are a series of their own: they are compared with one
        another. Whoever has stated no sector shares none.
        """
        if partner_id not in self.graph:
            return pd.DataFrame(columns=["partner_id", "name", "country", "sectors", "step_count"])
        own = {key: label for key, label in self.graph.nodes[partner_id]["sectors"].items() if key != NOT_STATED}
        away = nx.single_source_shortest_path_length(self.graph, partner_id)
        rows = []
        for key, of_node in self.graph.nodes(data=True):
            both = tuple(label for sector, label in own.items() if sector in of_node["sectors"])
            if both and away.get(key) not in (0, 1):
                rows.append((*self._named(key), both, away.get(key)))
        return pd.DataFrame(rows, columns=["partner_id", "name", "country", "sectors", "step_count"], dtype=object)

    def _neighbours(self, partner_id: str) -> set[str]:
        return set(self.graph[partner_id]) if partner_id in self.graph else set()

    def _named(self, partner_id: str) -> tuple[str, str, str | None]:
        of_node = self.graph.nodes[partner_id]
        return partner_id, of_node["name"], of_node["country"]

    def _by_name(self, partner_ids: Iterable[str]) -> list[str]:
        return sorted(partner_ids, key=lambda key: self.graph.nodes[key]["position"])


def project_network(session: Session) -> ProjectNetwork:
    """Return the network of shared projects; it hangs on nothing but the data, so a reader keeps it."""
    graph = nx.Graph()
    for position, row in enumerate(shared(session, partners).itertuples()):
        graph.add_node(
            row.partner_id, name=row.name, country=row.country, sectors=dict(sectors_of(row)), position=position
        )
    found = sorted(shared(session, projects).itertuples(), key=lambda row: (fold(row.title), row.project_id))
    for row in found:
        for one, other in combinations(row.partner_ids, 2):
            together = graph.get_edge_data(one, other, {"projects": ()})["projects"]
            graph.add_edge(one, other, projects=(*together, (row.project_id, row.title)))
    return ProjectNetwork(nx.freeze(graph))
