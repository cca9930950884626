"""Canonical Turtle of the bundled data."""

from __future__ import annotations

import rdflib

import unodc_graph as ug
from benchmarks.measure import Figure, warm


def figures() -> list[Figure]:
    """Measure against rdflib's longturtle of the same statements in a memory graph."""
    kg = ug.load()
    graph = rdflib.Graph().parse(data=kg.export(format="ntriples"), format="nt")
    ours, canon, plain = warm(
        kg.export,
        lambda: graph.serialize(format="longturtle", canon=True),
        lambda: graph.serialize(format="longturtle"),
        rounds=5,
    )
    return [
        Figure("canonical Turtle of the data", ours, canon, "rdflib `longturtle`, `canon=True`", 20),
        Figure("canonical Turtle of the data", ours, plain, "rdflib `longturtle`", 7),
    ]
