"""A new process: import, load everything, ask over derived facts too, print the rows."""

from __future__ import annotations

import tempfile
from pathlib import Path

import unodc_graph as ug
from benchmarks.measure import Figure, fresh
from unodc_graph import resources

QUESTION = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX ug: <https://w3id.org/unodc-graph/ontology#>
SELECT ?title ?donor ?from
WHERE {
  ?project ug:donor ?agent ;
    rdfs:label ?title ;
    ug:notBefore ?from .
  ?agent a ug:Agent ;
    rdfs:label ?donor .
}
ORDER BY ?from ?title ?donor
"""

OURS = """
import unodc_graph as ug
kg = ug.load()
print(kg.query({question!r}).to_csv())
"""
THEIRS = """
import rdflib
graph = rdflib.Graph()
for file in {files!r}:
    graph.parse(file, format="turtle")
for row in graph.query({question!r}):
    print(*row, sep=",")
"""


def figures() -> list[Figure]:
    """Measure against plain rdflib: the same files, the derived graph saved as Turtle, the same query."""
    with tempfile.TemporaryDirectory() as folder:
        inferred = Path(folder) / "inferred.ttl"
        ug.load().export(inferred, graphs=("inferred",))
        files = [str(file) for file in (*resources.ontology_files(), *resources.data_files(), inferred)]
        ours, theirs = fresh(OURS.format(question=QUESTION), THEIRS.format(question=QUESTION, files=files), rounds=9)
    return [Figure("fresh process: import, load, ask, print", ours, theirs, "plain rdflib", 8)]
