"""Typed rows of real queries, read to the end, against the bare values of the engine."""

from __future__ import annotations

import statistics
from functools import partial
from typing import TYPE_CHECKING

import unodc_graph as ug
from benchmarks.measure import Figure, warm
from unodc_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 1.5
ROWS = 300
QUERIES = {
    "acts": "SELECT ?act ?date ?state ?type WHERE { ?act ug:date ?date ; ug:participant ?state ; ug:actionType ?type }",
    "figures": "SELECT ?figure ?value ?start ?measure WHERE { ?figure ug:value ?value ; ug:start ?start ; ug:measure ?measure }",
    "names": "SELECT ?thing ?label WHERE { ?thing rdfs:label ?label }",
    "participations": "SELECT ?agent ?role ?in WHERE { ?p ug:agent ?agent ; ug:role ?role ; ug:participatesIn ?in }",
    "bounds": "SELECT ?thing ?from ?to WHERE { ?thing ug:notBefore ?from ; ug:notAfter ?to }",
}


def figures() -> list[Figure]:
    """Measure each query, and show the one with the median ratio and the slowest."""
    kg = ug.load()
    store = kg._store  # noqa: SLF001 - what is measured is what is put around the engine
    seen = store.visible_graphs()
    asked = store.without_repeats(seen)

    def bare(text: str) -> list[tuple[str | None, ...]]:
        found = store.engine.query(text, prefixes=PREFIXES, default_graph=[*asked], named_graphs=[*seen])
        return [tuple(None if t is None else t.value for t in s) for s in found]  # type: ignore[union-attr]  # SELECT gives solutions

    def typed(text: str) -> list[ug.Row]:
        return list(kg.query(text))  # type: ignore[arg-type]  # SELECT gives a table

    if any(len(typed(text)) < ROWS for text in QUERIES.values()):
        raise ValueError(QUERIES)
    ours: list[Callable[[], object]] = [partial(typed, text) for text in QUERIES.values()]
    theirs: list[Callable[[], object]] = [partial(bare, text) for text in QUERIES.values()]
    times = warm(*ours, *theirs, rounds=9)
    pairs = sorted(
        zip(times[: len(ours)], times[len(ours) :], QUERIES, strict=True), key=lambda pair: pair[0] / pair[1]
    )
    median = statistics.median_low(range(len(pairs)))
    return [
        Figure(
            f"`kg.query`, typed rows, the median of {len(pairs)} queries ({pairs[median][2]})",
            *pairs[median][:2],
            "the values of the engine alone",
            1 / MOST,
        ),
        Figure(f"the same, the slowest ({pairs[-1][2]})", *pairs[-1][:2], "the values of the engine alone", None),
    ]
