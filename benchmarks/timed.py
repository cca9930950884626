"""A query with a time limit, in a warm process of its own, against the same query without one."""

from __future__ import annotations

from functools import partial

import unodc_graph as ug
from benchmarks.measure import Figure, warm

ROUNDS = 15
BEGIN, FOR_EACH_ROW = 2e-3, 0.5e-6
QUERIES = {
    "a city": "SELECT ?city { ugd:office-ROCA ug:city ?city }",
    "1,000 labels": "SELECT ?s ?label { ?s rdfs:label ?label } LIMIT 1000",
    "10,000 labels": "SELECT ?s ?label { ?s rdfs:label ?label } LIMIT 10000",
}


def figures() -> list[Figure]:
    """Measure what the limit costs, rows typed in both, against what it may cost."""
    found = []
    with ug.load() as graph:
        for what, text in QUERIES.items():
            rows = len(_rows(graph, text, None))
            plain, timed = warm(partial(_rows, graph, text, None), partial(_rows, graph, text, 60), rounds=ROUNDS)
            cost, allowed = max(timed - plain, 1e-6), BEGIN + rows * FOR_EACH_ROW
            found.append(
                Figure(f"what a time limit adds to {what}", cost, allowed, "2 ms and 0.5 ms for 1,000 rows", 1.0)
            )
    return found


def _rows(graph: ug.KnowledgeGraph, text: str, timeout: float | None) -> list[ug.Row]:
    table = graph.query(text, timeout=timeout)
    if not isinstance(table, ug.Table):
        raise TypeError(table)
    return list(table)
