"""Short names of graphs to graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unodc_graph.errors import ParameterError
from unodc_graph.namespaces import GRAPH_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyoxigraph as ox

__all__ = ["selected"]


def selected(names: Sequence[str], held: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
    """Turn short names or IRIs of graphs into the graphs, each once.

    Raises
    ------
    ParameterError
        If there is no such graph.
    """
    if isinstance(names, str):
        raise ParameterError("graphs", f"must be a tuple of names, as in ({names!r},)")
    graphs = {graph.value: graph for graph in held}
    wanted: dict[ox.NamedNode, None] = {}
    for name in map(str, names):
        graph = graphs.get(name) or graphs.get(GRAPH_BASE + name)
        if graph is None:
            shown = ", ".join(iri.removeprefix(GRAPH_BASE) for iri in graphs)
            raise ParameterError("graphs", f"the store holds no graph {name!r}; it holds {shown}")
        wanted[graph] = None
    return list(wanted)
