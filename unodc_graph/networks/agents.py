"""Who works with whom through projects."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    import networkx as nx

    from unodc_graph.graph.asking import Asking
    from unodc_graph.results import Table

__all__ = ["agents_network"]

_PARTICIPATIONS: Final = """
SELECT DISTINCT ?project ?agent ?label ?code
WHERE {
  ?participation ug:participatesIn ?project ;
    ug:agent ?agent .
  ?project a ug:Project .
  OPTIONAL { ?agent rdfs:label ?label FILTER (LANG(?label) = "en") }
  OPTIONAL { ?agent dcterms:identifier ?code }
}
ORDER BY ?project ?agent ?code
"""


def agents_network(graph: Asking) -> nx.Graph[str]:
    """Join two agents that take part in the same project, in whatever role.

    Returns
    -------
    networkx.Graph
        Nodes are IRIs of agents with ``label`` and, where there is one, ``code``; an edge has
        ``weight``, the number of projects that both take part in, and ``projects``, their IRIs in
        order with a blank between them. An agent that shares no project is a node without edges.
        All attributes are texts and numbers, so that networkx writes them in every format.
    """
    import networkx as nx

    network: nx.Graph[str] = nx.Graph(name="agents")
    projects: dict[str, dict[str, None]] = {}
    for row in cast("Table", graph.query(_PARTICIPATIONS)):
        agent = str(row["agent"])
        if agent not in network:
            code = {} if row["code"] is None else {"code": str(row["code"])}
            network.add_node(agent, label=str(row["label"] or agent), **code)
        projects.setdefault(str(row["project"]), {})[agent] = None
    shared: dict[tuple[str, str], list[str]] = {}
    for project, agents in projects.items():
        for left, right in combinations(sorted(agents), 2):
            shared.setdefault((left, right), []).append(project)
    for (left, right), together in sorted(shared.items()):
        network.add_edge(left, right, weight=len(together), projects=" ".join(sorted(together)))
    return network
