"""Calls of the public interface, as people write them; only the type checker reads this file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_type

import pandas as pd
import polars as pl
import pyarrow as pa
from rdflib import Dataset, Graph
from rdflib.term import URIRef

import unodc_graph as ug
from unodc_graph import UGD

if TYPE_CHECKING:
    import networkx as nx

kg = ug.load()
assert_type(kg, ug.KnowledgeGraph)
assert_type(ug.load("mine.ttl", Path("folder"), bundled=False), ug.KnowledgeGraph)
assert_type(kg.add("more.ttl", Path("folder")), tuple[URIRef, ...])

answer = kg.query("SELECT ?s WHERE { ?s ?p ?o }", bind={"p": UGD["x"], "o": 3}, graphs=("data", "import/mine"))
assert_type(answer, ug.Table | bool | Graph)
if isinstance(answer, ug.Table):
    for row in answer:
        assert_type(row, ug.Row)
    assert_type(answer[0], ug.Row)
    assert_type(answer[:2], list[ug.Row])
    assert_type(answer.columns, tuple[str, ...])
    assert_type(answer.to_text(), str)
    assert_type(answer.to_csv(Path("rows.csv")), str)
    assert_type(answer.to_json(), str)
    assert_type(answer.to_polars(), pl.DataFrame)
    assert_type(answer.to_polars()["day"].to_list(), list[Any])
    assert_type(answer.to_arrow(), pa.Table)
    assert_type(answer.to_pandas(), pd.DataFrame)

assert_type(kg.run("projects-in-state", state="KAZ"), ug.Table)
assert_type(kg.queries["projects-in-state"], ug.Query)
assert_type(kg.resolve("ROCA", kind="office"), URIRef)
assert_type(kg.find("border liaison", kind="facility", limit=5), ug.Table)
told = kg.describe("CARICC", limit=None)
assert_type(told, ug.Description)
assert_type(told.iri, URIRef)
assert_type(told.facts, ug.Table)
assert_type(told.sources, tuple[ug.Source, ...])
why = kg.explain("untoc", "adopted", date(2000, 11, 15))
assert_type(why, ug.Explanation)
assert_type(why.held, bool)
assert_type(why.derivations[0].premises, tuple[ug.Explanation, ...])
assert_type(why.cite("bibtex") + why.sources[0].cite("un"), str)
assert_type(kg.graph, Graph)
assert_type(kg.dataset, Dataset)
network: nx.Graph[str] = kg.to_networkx("agents")
assert_type(kg.revision, int)

imported = kg.import_tables(Path("tables"), keep_going=True)
assert_type(imported, ug.ImportReport)
assert_type(imported.read, int)
assert_type(imported.refused, tuple[ug.Refusal, ...])
assert_type(imported.refused[0].line, int | None)
assert_type(imported.tables, tuple[ug.ImportedTable, ...])
assert_type(imported.graphs, tuple[str, ...])

found = kg.reconcile(Path("untoc.csv"), instrument="untoc")
assert_type(found, ug.Reconciliation)
assert_type(found.differences, tuple[ug.ComparedAct, ...])
assert_type(found.differences[0].participant, URIRef)
assert_type(found.differences[0].date_there, date | ug.PartialDate | None)
assert_type(found.not_recognised, tuple[ug.NotRecognised, ...])
assert_type(found.not_read, tuple[ug.Refusal, ...])
assert_type(found.to_table(), ug.Table)
assert_type(found.to_turtle(), str)

report = kg.validate(focus="ROCA", shapes=[Path("shapes.ttl")])
assert_type(report, ug.Report)
assert_type(report.findings, tuple[ug.Finding, ...])
assert_type(report.conforms, bool)
assert_type(kg.export("out.ttl", "turtle", ("data", "inferred"), force=True), str)

since, project = ug.PartialDate(2004, 7), ug.Period(ug.PartialDate(2004), date(2010, 6, 30))
assert_type(since.before(date(2005, 1, 1)), ug.Answer)
assert_type(since.within(project) & ~project.after(since) | project.same(since), ug.Answer)
assert_type(ug.Period.of(since), ug.Period)
assert_type(project.start, date | ug.PartialDate | None)
assert_type(project.not_after, date | None)
