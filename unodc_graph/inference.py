"""The derived graph: the CONSTRUCT rules of the ontology, run inside the engine."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from unodc_graph import resources, sparql
from unodc_graph.store import INFERRED

if TYPE_CHECKING:
    from unodc_graph.store import GraphStore

__all__ = ["derive"]


def derive(store: GraphStore) -> None:
    """Fill the graph ``inferred`` by the rules, in the order of their file names.

    A rule reads what is stated (ontology, data and imports) and what the rules before it derived.
    A statement that stands in a stated graph already is not repeated in ``inferred``.
    """
    # A CONSTRUCT run as an update stays inside the engine: no Python object for each statement.
    using = " ".join(f"USING {graph}" for graph in [*store.without_repeats(store.stated_graphs()), INFERRED])
    store.replace_inferred(
        f"{rule.prologue}\nINSERT {{ GRAPH {INFERRED} {rule.template} }} {using} WHERE {rule.where}"
        for rule in _rules()
    )


@cache
def _rules() -> tuple[sparql.ConstructParts, ...]:
    return tuple(sparql.construct_parts(path.read_text(encoding="utf-8")) for path in resources.rule_files())
