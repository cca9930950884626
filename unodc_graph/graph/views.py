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
        """The live rdflib graph of what a query sees; what is written to it goes to the graph ``data``.

        ``query`` and ``update`` refuse what ``KnowledgeGraph.query`` refuses, by ``QueryRefusedError``: SERVICE,
        LOAD, graphs that are not there, texts that nest too deep. ``parse`` is rdflib's own: it opens whatever
        file or address it is given, and those that a document names, without any limit; for files that you did
        not write yourself use ``add``.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> ug.load().graph.query("ASK { SERVICE <http://example.org/sparql> { ?s ?p ?o } }")
        Traceback (most recent call last):
        ...
        unodc_graph.errors.QueryRefusedError: refused (line 1): SERVICE asks another endpoint over the network, ...
        """
        from unodc_graph.rdflib_view import visible_graph

        return visible_graph(self._store)

    @cached_property
    def dataset(self) -> Dataset:
        """The live rdflib dataset of all named graphs, each read and written by its name.

        ``query`` and ``update`` refuse what those of ``graph`` refuse; GRAPH, FROM and USING reach every graph
        that the store holds. ``parse`` is rdflib's own, as for ``graph``.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> shapes = "https://w3id.org/unodc-graph/graph/shapes"
        >>> ug.load().dataset.query(f"ASK FROM <{shapes}> {{ ?shape a sh:NodeShape }}").askAnswer
        True
        """
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
