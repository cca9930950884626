"""Which texts are queries, which graphs they name, and what is refused."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from unodc_graph.errors import QueryRefusedError, QuerySyntaxError
from unodc_graph.sparql import blank_out, check_query, check_update, dataset_clauses, kind_of

# Port 1 is one that the engine refuses to open, so that a call would fail and not leave the machine.
PROLOGUE = "PREFIX : <http://127.0.0.1:1/> PREFIX SERVICE: <http://127.0.0.1:1/> "


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SELECT * { }", "select"),
        ("# ASK\nselect(1 AS ?x) { }", "select"),
        ("BASE <http://example.org/> PREFIX select: <a> ASK { }", "ask"),
        ("VERSION '1.2' CONSTRUCT { } WHERE { }", "construct"),
        ("DESCRIBE <http://example.org/a>", "describe"),
        ("INSERT DATA { }", "update"),
        ("PREFIX ex: <http://example.org/> WITH ex:g DELETE { } WHERE { }", "update"),
        ("CLEAR ALL", "update"),
    ],
)
def test_the_kind_of_a_text_is_its_first_word(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize("text", ["", "# SELECT", "PREFIX ex: <http://example.org/>", "?x", "WHERE { }", "PREFIX"])
def test_a_text_without_a_kind_is_a_syntax_error(text: str) -> None:
    with pytest.raises(QuerySyntaxError, match="expected SELECT"):
        kind_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { SERVICE <http://127.0.0.1:1/> { } }",
        "ASK { service silent ?x { } }",
        "ASK { ?s ?p ?o . { { OPTIONAL { SERVICE # comment\n :x { } } } } }",
        "ASK { FILTER EXISTS { SERVICE :x { } } }",
        "ASK { SERVICE:x { } }",
        "ASK { SERVICE: { } }",
        "ASK { SERVICESILENT:x { } }",
        "ASK { SERVICESILENT<http://127.0.0.1:1/> { } }",
        "ASK { ?s ?p 1SERVICE :x { } }",
        "ASK { ?s ?p 1SERVICE:x { } }",
        "ASK { ?s ?p trueSERVICE :x { } }",
        "ASK { ?s ?p trueSERVICE:x { } }",
        "ASK { ?s ?p true.SERVICE:x { } }",
        "ASK { ?s ?p 'a'SERVICE?x { } }",
        "ASK { OPTIONAL { }SERVICE?x { } }",
        "ASK { FILTER(?x<?y)SERVICE?z{?a?b?c} }",
    ],
)
def test_service_is_refused_however_it_is_written(text: str) -> None:
    with pytest.raises(QueryRefusedError, match="SERVICE") as caught:
        check_query(PROLOGUE + text)
    assert caught.value.line == 1 + text.partition("SERVICE")[0].count("\n")
    with pytest.raises(QueryRefusedError, match="SERVICE"):
        check_update(f"{PROLOGUE} INSERT {{ }} WHERE {text.removeprefix('ASK')}")


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p 'SERVICE <http://127.0.0.1:1/> { }' }",
        'ASK { ?s ?p """ } SERVICE <http://127.0.0.1:1/> { """ }',
        "ASK { } # SERVICE <http://127.0.0.1:1/> { }",
        "ASK { ?s <http://127.0.0.1:1/SERVICE> ?SERVICE , $service , SERVICE:x , :SERVICE , _:SERVICE , 'a'@service }",
        "ASK { GRAPH SERVICE:x { ?s ?p ?o } }",
        "DESCRIBE SERVICE:x { ?s ?p ?o }",
        "SELECT * FROM SERVICE:x { ?s ?p ?o }",
        "ASK { FILTER(SERVICE:x = ?load || ?load<SERVICE:x) }",
        "SELECT ?LOAD { ?LOAD ?p 'LOAD <file:x>' } # LOAD",
    ],
)
def test_the_word_service_is_fine_where_it_asks_nobody(text: str) -> None:
    assert check_query(PROLOGUE + text) in ("ask", "describe", "select")
    ox.Store().query(PROLOGUE + text)


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:1/>",
        "load silent <http://127.0.0.1:1/> INTO GRAPH :g",
        "INSERT DATA { } ; LOAD :x",
        "LOAD:x",
        "LOADSILENT:x",
        "LOADSILENT<http://127.0.0.1:1/>",
        "INSERT DATA { } ;LOAD:x",
    ],
)
def test_load_is_refused_however_it_is_written(text: str) -> None:
    with pytest.raises(QueryRefusedError, match="LOAD"):
        check_update(PROLOGUE + text)
    with pytest.raises(QueryRefusedError):
        check_query(PROLOGUE + text)


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX LOAD: <http://127.0.0.1:1/> INSERT DATA { LOAD:a LOAD:b 'LOAD <x>' } # LOAD",
        "PREFIX load: <http://127.0.0.1:1/> COPY load:a TO load:b ; CREATE SILENT GRAPH load:c",
        "PREFIX load: <http://127.0.0.1:1/> WITH load:a INSERT { } USING load:b USING NAMED load:c WHERE { }",
        "",
    ],
)
def test_the_word_load_is_fine_where_it_loads_nothing(text: str) -> None:
    check_update(text)


@pytest.mark.parametrize("text", ["INSERT DATA { }", "\n\nDELETE WHERE { }", "PREFIX e: <a:b>\nCLEAR ALL"])
def test_an_update_given_as_a_query_is_refused(text: str) -> None:
    with pytest.raises(QueryRefusedError, match="update") as caught:
        check_query(text)
    assert caught.value.line == text.count("\n") + 1


def test_a_query_given_as_an_update_is_a_syntax_error() -> None:
    with pytest.raises(QuerySyntaxError, match="update"):
        check_update("ASK { }")


def test_dataset_clauses_are_resolved_and_found_in_their_place() -> None:
    text = (
        "BASE <http://example.org/>\nPREFIX g: <graph/>\n"
        "SELECT * # FROM <comment>\nFROM <a>\nfrom named g:b FROM ugd:c\nWHERE { ?s ?p 'FROM <d>' }"
    )
    found = dataset_clauses(text)
    assert [(clause.iri, clause.named, clause.line) for clause in found] == [
        ("http://example.org/a", False, 4),
        ("http://example.org/graph/b", True, 5),
        ("https://w3id.org/unodc-graph/id/c", False, 5),
    ]
    assert [text[clause.start : clause.end] for clause in found] == ["FROM <a>", "from named g:b", "FROM ugd:c"]


@pytest.mark.parametrize(
    "text",
    [
        "ASK FROM <http://example.org/a> { }",
        "DESCRIBE ?x FROM <http://example.org/a> { ?x ?y ?z }",
        "CONSTRUCT { } FROM <http://example.org/a> WHERE { }",
        "CONSTRUCT FROM <http://example.org/a> WHERE { }",
        "SELECT (EXISTS { ?s ?p '{' } AS ?x) FROM <http://example.org/a> { }",
        "SELECT ('({' AS ?x) # {(\nFROM <http://example.org/a> { FILTER EXISTS { } }",
        "BASE <http://example.org/> ASK FROM <a> { }",
        "PREFIX ug: <http://example.org/> ASK FROM ug:a { }",
    ],
)
def test_every_kind_of_query_may_name_its_graphs(text: str) -> None:
    (clause,) = dataset_clauses(text)
    assert clause.iri == "http://example.org/a"


def test_blanking_clauses_out_keeps_every_other_place() -> None:
    text = "SELECT *\nFROM <http://example.org/a>\nFROM\n<http://example.org/b> WHERE { ?s ?p ?o }"
    blanked = blank_out(text, dataset_clauses(text))
    assert dataset_clauses(blanked) == []
    assert len(blanked) == len(text)
    assert blanked.count("\n") == text.count("\n")
    assert blanked.endswith(" WHERE { ?s ?p ?o }")


def test_an_undeclared_prefix_in_a_dataset_clause_is_a_syntax_error() -> None:
    with pytest.raises(QuerySyntaxError, match="prefix nowhere:"):
        dataset_clauses("ASK FROM nowhere:a { }")
