"""Every question of the catalogue on its example, against the same text on a plain rdflib graph."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING, NamedTuple

from rdflib import Dataset, Graph, Literal

import unodc_graph as ug
from benchmarks.measure import Figure
from unodc_graph.catalog import LITERAL_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from unodc_graph import KnowledgeGraph
    from unodc_graph.catalog import Query

MEDIAN, LEAST = 30, 5
MOST = 1.0
"""Seconds: what takes rdflib longer is timed once, the rest five times."""


class Times(NamedTuple):
    """How long a question takes here and in rdflib, in seconds."""

    ratio: float
    ours: float
    theirs: float
    question: str


def figures() -> list[Figure]:
    """Give the question in the middle, and the one with the least ratio."""
    times = sorted(measure())
    middle, least = times[len(times) // 2], times[0]
    against = "`rdflib.Graph.query`, same text and statements"
    return [
        Figure(
            f"`kg.run`, the middle one of {len(times)}: {middle.question}", middle.ours, middle.theirs, against, MEDIAN
        ),
        Figure(f"`kg.run`, the one that gains least: {least.question}", least.ours, least.theirs, against, LEAST),
    ]


def measure() -> list[Times]:
    """Time every question; both sides read the answer to its end."""
    kg = ug.load()
    graph, dataset = plain(kg)
    # Millions of objects of rdflib's: no collection of garbage looks through them.
    gc.collect()
    gc.freeze()
    times = []
    for question, query in kg.queries.items():
        examples = {name: parameter.example for name, parameter in query.parameters.items()}
        values = as_terms(kg, query)
        there = graph if query.graphs is None else dataset

        def ours(question: str = question, examples: dict[str, str] = examples) -> object:
            return kg.run(question, **examples).terms()

        def theirs(there: Graph = there, query: Query = query, values: dict[str, object] = values) -> object:
            return list(there.query(query.text, initBindings=values))  # type: ignore[arg-type]  # terms, all of them

        mine, other = median(ours), median(theirs)
        times.append(Times(other / mine, mine, other, question))
    gc.unfreeze()
    return times


def plain(kg: KnowledgeGraph) -> tuple[Graph, Dataset]:
    """Give what a query sees in one graph in memory, and the graphs by their names."""
    graph = Graph().parse(data=kg.export(format="ntriples", graphs=("ontology", "data", "inferred")), format="ntriples")
    dataset = Dataset(default_union=True)
    for name in ("ontology", "data", "unconfirmed"):
        held = dataset.graph(f"https://w3id.org/unodc-graph/graph/{name}")
        held.parse(data=kg.export(format="ntriples", graphs=(name,)), format="ntriples")
    return graph, dataset


def as_terms(kg: KnowledgeGraph, query: Query) -> dict[str, object]:
    """Give the examples as rdflib takes them."""
    return {
        name: Literal(parameter.literal(parameter.example, query.id))
        if parameter.kind in LITERAL_KINDS
        else kg.resolve(parameter.example, parameter.kind)
        for name, parameter in query.parameters.items()
    }


def median(work: Callable[[], object]) -> float:
    """Time a piece of work once to know how long it takes, then so often that the median says something."""
    taken = [timed(work)]
    if taken[0] < MOST:
        taken = [timed(work) for _ in range(5)]
    return statistics.median(taken)


def timed(work: Callable[[], object]) -> float:
    """Time a piece of work."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    for line in sorted(measure()):
        print(f"{line.ratio:8.1f} {line.ours * 1e3:9.2f} ms {line.theirs * 1e3:11.1f} ms  {line.question}")
