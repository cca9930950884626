"""Loading all bundled files in a warm process."""

from __future__ import annotations

import rdflib

import unodc_graph as ug
from benchmarks.measure import Figure, warm
from unodc_graph import resources


def with_derived() -> None:
    """Load and derive."""
    ug.load().query("ASK { ?s ug:notBefore ?day }")


def rdflib_parse() -> None:
    """Parse the same files with rdflib, each kind into a graph."""
    for files in (
        resources.ontology_files(),
        resources.shape_files(),
        resources.data_files(),
        resources.unconfirmed_files(),
    ):
        graph = rdflib.Graph()
        for file in files:
            graph.parse(file, format="turtle")


def figures() -> list[Figure]:
    """Measure against rdflib's Turtle parser on the same files."""
    derived, plain, theirs = warm(with_derived, ug.load, rdflib_parse, rounds=7)
    return [
        Figure("`ug.load()` and the derived facts", derived, theirs, "rdflib's parser, same files", 8),
        Figure("`ug.load()` alone", plain, theirs, "rdflib's parser, same files", None),
    ]
