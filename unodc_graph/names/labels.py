"""The labels that are shown to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.namespaces import PREFIXES
from unodc_graph.store import UNCONFIRMED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unodc_graph.store import GraphStore

__all__ = ["LABEL", "labels"]

LABEL: Final = ox.NamedNode(f"{PREFIXES['rdfs']}label")


def labels(store: GraphStore, nodes: Iterable[ox.NamedNode]) -> dict[ox.NamedNode, str]:
    """Give the English label, else any label, of those nodes that have one."""
    found: dict[ox.NamedNode, str] = {}
    graphs = [*store.visible_graphs(), UNCONFIRMED]
    for node in nodes:
        stated = (quad.object for quad in store.triples(node, LABEL, None, graphs))
        best = min((term for term in stated if isinstance(term, ox.Literal)), key=_english_first, default=None)
        if best is not None:
            found[node] = best.value
    return found


def _english_first(label: ox.Literal) -> tuple[bool, str]:
    return (label.language != "en", label.value)
