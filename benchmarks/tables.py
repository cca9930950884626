"""Bringing in tables: all series and their observations, from CSV."""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import unodc_graph as ug
from benchmarks.measure import Figure
from unodc_graph.importers.layouts import LAYOUTS

ROWS_A_SECOND = 5000
ROUNDS = 9
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


# As whoever brings in tables does: a process that has loaded the graph, and has asked it something.
_OURS = """
import time, unodc_graph as ug
kg = ug.load()
kg.query("ASK {{ ?thing ug:notBefore ?day }}")
for folder in {folders!r}:
    start = time.perf_counter()
    report = kg.import_tables(folder)
    print(time.perf_counter() - start, report.added, report.statements)
"""
_THEIRS = """
import time, rdflib
triples = list(rdflib.Graph().parse({file!r}, format="nt"))
graph = rdflib.Graph()
start = time.perf_counter()
for triple in triples:
    graph.add(triple)
print(time.perf_counter() - start)
"""


def figures() -> list[Figure]:
    """Measure against a rate of rows, and against adding the same triples, made beforehand, to an rdflib graph."""
    kg = ug.load()
    with tempfile.TemporaryDirectory() as folder:
        new, held, file = Path(folder, "new"), Path(folder, "held"), Path(folder, "new.nt")
        rows = write(kg, new, "my-")
        write(kg, held, "")
        report = kg.import_tables(new)
        if report.added != rows:
            raise ValueError(report)
        kg.export(file, graphs=report.graphs)
        ours = _OURS.format(folders=[str(new), str(new), str(held)])
        theirs = _THEIRS.format(file=str(file))
        taken = [(_printed(ours), _printed(theirs)) for _ in range(ROUNDS)]
    first, again, known = (statistics.median(here[place][0] for here, _ in taken) for place in range(3))
    adding = statistics.median(there[0][0] for _, there in taken)
    what = f"{rows:,} rows of CSV into the graph, {report.statements:,} triples"
    return [
        Figure(f"`kg.import_tables`, {what}", first, rows / ROWS_A_SECOND, f"{ROWS_A_SECOND:,} rows a second", 1),
        Figure("the same", first, adding, "adding the triples to `rdflib.Graph`", None),
        Figure("the same tables again, in place of what they brought", again, adding, "adding the triples", None),
        Figure("the same rows where the bundled data says so already", known, adding, "adding the triples", None),
    ]


def _printed(program: str) -> list[list[float]]:
    """Run a program as a process of its own; give the numbers that it prints, by line."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    return [[float(number) for number in line.split()] for line in done.stdout.splitlines()]


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
