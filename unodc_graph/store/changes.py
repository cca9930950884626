"""A change of the store, written in one transaction of the engine: all of it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from unodc_graph.store.names import STAGED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Change", "write"]


@dataclass(frozen=True, slots=True)
class Change:
    """What goes and what comes, in this order.

    Attributes
    ----------
    dropped
        Graphs that go with all that they state.
    removed, added
        Statements.
    """

    dropped: Sequence[ox.NamedNode] = ()
    removed: Sequence[ox.Quad] = field(default=(), repr=False)
    added: Sequence[ox.Quad] = field(default=(), repr=False)


def write(engine: ox.Store, change: Change) -> None:
    """Write a change in one transaction, so that an interrupt finds all of it done or nothing.

    The engine takes statements in and graphs out in a transaction of its own each; what is mixed
    is put into graphs that nobody sees first, and then moved by one update.
    """
    if not change.dropped and not change.removed:
        engine.extend(change.added)
    elif not change.added and not change.removed and len(change.dropped) == 1:
        engine.remove_graph(change.dropped[0])
    elif not change.added and not change.dropped and len(change.removed) == 1:
        engine.remove(change.removed[0])
    else:
        _move(engine, change)


def _move(engine: ox.Store, change: Change) -> None:
    out, into = _by_graph(change.removed), _by_graph(change.added)
    steps = [f"DROP SILENT GRAPH {graph}" for graph in change.dropped]
    staged: list[ox.Quad] = []
    names: list[ox.NamedNode] = []
    for verb, graphs in (("DELETE", out), ("INSERT", into)):
        for graph, quads in graphs.items():
            name = ox.NamedNode(f"{STAGED}{len(names)}")
            names.append(name)
            staged += [ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads]
            steps += [
                f"{verb} {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}",
                f"DROP SILENT GRAPH {name}",
            ]
    done = False
    try:
        engine.extend(staged)
        engine.update(" ;\n".join(steps))
        done = True
    finally:
        if not done:
            for name in names:
                engine.remove_graph(name)


def _by_graph(quads: Iterable[ox.Quad]) -> dict[object, list[ox.Quad]]:
    graphs: dict[object, list[ox.Quad]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, []).append(quad)
    return graphs
