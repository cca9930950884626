"""Networks of the graph for networkx: what becomes a node, an edge and a weight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unodc_graph.errors import UnknownTermError
from unodc_graph.networks.agents import agents_network

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

    from unodc_graph.graph.asking import Asking

__all__ = ["NETWORKS", "build"]

NETWORKS: Final[dict[str, Callable[[Asking], nx.Graph[str]]]] = {"agents": agents_network}
"""Name of a network to the function that makes it."""


def build(graph: Asking, name: str) -> nx.Graph[str]:
    """Make a network by its name.

    Raises
    ------
    UnknownTermError
        If there is no such network.
    """
    if name not in NETWORKS:
        raise UnknownTermError(name, list(NETWORKS), kind="network")
    return NETWORKS[name](graph)
