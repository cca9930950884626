"""Bringing in tables: all series and their observations, from CSV."""

from __future__ import annotations

import csv
import gc
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import rdflib

import unodc_graph as ug
from benchmarks.measure import Figure, warm
from unodc_graph.importers.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterable

ROWS_A_SECOND = 5000
SERIES, OBSERVATIONS = "series/series.csv", "series/observations.csv"
QUERIES = {
    SERIES: """
        SELECT ?series_id ?title_en ?measure ?substance ?population ?unit ?definition ?publisher
        WHERE {
          ?series a ug:Series ; dcterms:identifier ?series_id ; rdfs:label ?title_en ; dcterms:description ?definition ;
            ug:publisher ?publisher ; ug:measure/dcterms:identifier ?measure ; ug:unit/dcterms:identifier ?unit
          OPTIONAL { ?series ug:substance/dcterms:identifier ?substance }
          OPTIONAL { ?series ug:population/dcterms:identifier ?population }
          FILTER (LANG(?title_en) = "en")
        }
        ORDER BY ?series_id
    """,
    OBSERVATIONS: """
        SELECT ?series_id ?area ?year ?value ?lower ?upper ?unit ?qualifier ?confidence ?note
          (GROUP_CONCAT(STR(?address); separator=" ") AS ?source_url)
        WHERE {
          ?figure ug:inSeries/dcterms:identifier ?series_id ; ug:subject/dcterms:identifier ?area ; ug:start ?year ;
            ug:value ?value ; ug:unit/dcterms:identifier ?unit ; ug:qualifier/dcterms:identifier ?qualifier ;
            ug:source/schema:url ?address
          OPTIONAL { ?figure ug:lower ?lower ; ug:upper ?upper }
          OPTIONAL { ?figure ug:confidence/dcterms:identifier ?confidence }
          OPTIONAL { ?figure skos:note ?note }
          FILTER (STRLEN(?area) = 3)
        }
        GROUP BY ?figure ?series_id ?area ?year ?value ?lower ?upper ?unit ?qualifier ?confidence ?note
        ORDER BY ?series_id ?area ?year ?figure
    """,
}


def figures() -> list[Figure]:
    """Measure against a rate of rows, and against adding the same triples, made beforehand, to an rdflib graph."""
    kg = ug.load()
    with tempfile.TemporaryDirectory() as folder:
        new, held = Path(folder, "new"), Path(folder, "held")
        rows = write(kg, new, "my-")
        write(kg, held, "")
        report = kg.import_tables(new)
        if report.added != rows:
            raise ValueError(report)
        triples = list(rdflib.Graph().parse(data=kg.export(format="ntriples", graphs=report.graphs), format="nt"))
        # The objects of these triples wait for their turn: no collection of garbage looks through them.
        gc.collect()
        gc.freeze()
        ours, again, theirs = warm(
            partial(kg.import_tables, new), partial(kg.import_tables, held), partial(add, triples), rounds=5
        )
        gc.unfreeze()
    what = f"{rows:,} rows of CSV into the graph, {len(triples):,} triples"
    return [
        Figure(f"`kg.import_tables`, {what}", ours, rows / ROWS_A_SECOND, f"{ROWS_A_SECOND:,} rows a second", 1),
        Figure("the same", ours, theirs, "adding the triples to `rdflib.Graph`", None),
        Figure("the same rows where the graph says so already", again, theirs, "adding the triples", None),
    ]


def write(kg: ug.KnowledgeGraph, folder: Path, prefix: str) -> int:
    """Write the series of a graph as tables, their codes behind a prefix; give the number of rows."""
    folder.mkdir()
    count = 0
    for name, query in QUERIES.items():
        table = kg.query(query)
        if not isinstance(table, ug.Table):
            raise TypeError(table)
        with (folder / Path(name).name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, LAYOUTS[name].header, restval="")
            writer.writeheader()
            for row in table:
                cells = {column: row[column] for column in table.columns if row[column] is not None}
                writer.writerow({**cells, "series_id": f"{prefix}{row.series_id}"})
                count += 1
    return count


def add(triples: Iterable[tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]]) -> None:
    """Add triples to a graph in memory."""
    graph = rdflib.Graph()
    for triple in triples:
        graph.add(triple)
