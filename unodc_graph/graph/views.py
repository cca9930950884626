"""Views that other libraries work on: rdflib and networkx."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from unodc_graph.graph.asking import Asking

if TYPE_CHECKING:
    import networkx as nx
    from rdflib import Dataset, Graph

__all__ = ["Views"]


class Views(Asking):
    """The graph as other libraries know graphs."""

    @cached_property
    def graph(self) -> Graph:
        """The live rdflib graph of what a query sees; what is written to it goes to the graph ``data``."""
        from unodc_graph.rdflib_view import visible_graph

        return visible_graph(self._store)

    @cached_property
    def dataset(self) -> Dataset:
        """The live rdflib dataset of all named graphs, each read and written by its name."""
        from unodc_graph.rdflib_view import named_graphs

        return named_graphs(self._store)

    def to_networkx(self, network: str) -> nx.Graph[str]:
        """Make a network for networkx.

        Parameters
        ----------
        network
            ``agents``: who works with whom through projects, the number of projects as weight.

        Raises
        ------
        UnknownTermError
            If there is no such network.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> network = ug.load().to_networkx("agents")
        >>> japan, norway = (str(ug.load().resolve(code)) for code in ("JPN", "NOR"))
        >>> network.edges[japan, norway]["weight"]
        1
        """
        from unodc_graph import networks

        return networks.build(self, network)
