"""An update comes apart into operations that mean together what it meant."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from unodc_graph.errors import QuerySyntaxError
from unodc_graph.sparql import construct_parts, for_engine, operations

PROLOGUE = "PREFIX ex: <http://example.org/>"


def test_operations_come_in_the_order_of_the_text() -> None:
    text = f"""{PROLOGUE}
      INSERT DATA {{ ex:a ex:p 1 }} ;
      DELETE DATA {{ ex:a ex:p 1 . GRAPH ex:g {{ ex:a ex:p 1 }} }} ;
      DELETE WHERE {{ ?s ex:p ?o }} ; # DELETE
      DELETE {{ ?s ex:p ?o }} WHERE {{ ?s ex:p ?o }} ;
      INSERT {{ ?s ex:q ?o }} WHERE {{ ?s ex:p ?o }} ;
      LOAD ex:file ; CLEAR DEFAULT ; DROP ALL ; CREATE GRAPH ex:g ; ADD DEFAULT TO ex:g ; MOVE ex:g TO ex:h ;
      COPY SILENT GRAPH ex:h TO DEFAULT ;"""
    assert [operation.kind for operation in operations(text)] == [
        *("insert data", "delete data", "delete where", "modify", "modify"),
        *("load", "clear", "drop", "create", "add", "move", "copy"),
    ]


def test_a_change_comes_apart_into_templates_and_pattern() -> None:
    (operation,) = operations(
        "DELETE { ?s ug:value ?old } INSERT { ?s ug:value 2 } WHERE { ?s ug:value ?old FILTER(?old<2) }"
    )
    assert operation.delete_template == "{ ?s ug:value ?old }"
    assert operation.insert_template == "{ ?s ug:value 2 }"
    assert operation.where == "{ ?s ug:value ?old FILTER(?old<2) }"
    assert (operation.prologue, operation.with_graph, operation.using, operation.using_named) == ("", None, (), ())
    assert not operation.has_graph_clause


def test_the_parts_make_construct_queries() -> None:
    store = ox.Store()
    store.update(f"{PROLOGUE} INSERT DATA {{ ex:a ex:p 1 . ex:b ex:p 2 }}")
    text = f"{PROLOGUE} DELETE {{ ?s ex:p ?o }} INSERT {{ ?s ex:p ?n }} WHERE {{ ?s ex:p ?o BIND(?o+1 AS ?n) }}"
    (operation,) = operations(text)
    for template, amount in ((operation.delete_template, 2), (operation.insert_template, 2)):
        found = store.query(f"{operation.prologue} CONSTRUCT {template} WHERE {operation.where}")
        assert isinstance(found, ox.QueryTriples)
        assert len(list(found)) == amount


def test_the_template_of_delete_where_is_its_pattern() -> None:
    (operation,) = operations("DELETE WHERE { ?s ?p 'WHERE {' }")
    assert operation.delete_template == operation.where == "{ ?s ?p 'WHERE {' }"
    assert operation.insert_template is None


@pytest.mark.parametrize(
    ("text", "has_one"),
    [
        ("INSERT DATA { GRAPH ug:g { ug:a a 1 } }", True),
        ("INSERT DATA { ug:a a 1 }", False),
        ("DELETE WHERE { ?s ?p ?o . GRAPH ?g { ?s ?p ?o } }", True),
        ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", True),
        ("DELETE { ?s ?p ?o } INSERT { GRAPH ?g { ?s ?p ?o } } WHERE { ?s ?p ?o }", True),
        ("DELETE { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", False),
    ],
)
def test_a_graph_clause_counts_where_it_is_written_to(text: str, *, has_one: bool) -> None:
    (operation,) = operations(text)
    assert operation.has_graph_clause is has_one


def test_graphs_are_resolved() -> None:
    text = "BASE <http://example.org/> WITH <g> DELETE { } INSERT { } USING ugd:a USING NAMED <b> USING <c> WHERE { }"
    (operation,) = operations(text)
    assert operation.with_graph == "http://example.org/g"
    assert operation.using == ("https://w3id.org/unodc-graph/id/a", "http://example.org/c")
    assert operation.using_named == ("http://example.org/b",)
    assert [one.targets for one in operations("CLEAR SILENT NAMED ; COPY ug:a TO DEFAULT")] == [
        ("NAMED",),
        ("https://w3id.org/unodc-graph/ontology#a", "DEFAULT"),
    ]
    assert [one.silent for one in operations("CLEAR SILENT NAMED ; COPY ug:a TO DEFAULT")] == [True, False]


def test_each_operation_has_the_declarations_before_it() -> None:
    text = "PREFIX a: <http://a/> CLEAR ALL ; PREFIX a: <http://b/> BASE <http://c/> CREATE GRAPH a:g ; CLEAR GRAPH <g>"
    first, second, third = operations(text)
    assert first.prologue == "PREFIX a: <http://a/>"
    assert second.prologue.splitlines()[1:] == ["PREFIX a: <http://b/>", "BASE <http://c/>"]
    assert (second.targets, third.targets) == (("http://b/g",), ("http://c/g",))


def test_an_update_may_be_empty() -> None:
    assert operations("") == operations(PROLOGUE) == []


@pytest.mark.parametrize(
    "text", ["SELECT * { }", "INSERT DATA { ?s ug:p 1 }", "INSERT { } ", "DELETE", "CLEAR", "COPY ug:a"]
)
def test_what_is_no_update_is_a_syntax_error(text: str) -> None:
    with pytest.raises(QuerySyntaxError):
        operations(text)


def test_declarations_between_operations_are_written_out_for_the_engine() -> None:
    text = """PREFIX a: <http://a/> INSERT DATA { a:x a:p "a:x" . <http://a/y> a:p a:z } ;
    PREFIX a: <http://b/> INSERT DATA { a:x\\.1 a:p 'it''s' } ; BASE <http://c/> INSERT DATA { <x> a:p <#y> }"""
    with pytest.raises(SyntaxError):
        ox.Store().update(text.replace("'it''s'", "'its'"))
    store = ox.Store()
    store.update(for_engine(text.replace("'it''s'", "'its'")))
    assert {str(quad) for quad in store} == {
        '<http://a/x> <http://a/p> "a:x"',
        "<http://a/y> <http://a/p> <http://a/z>",
        '<http://b/x.1> <http://b/p> "its"',
        "<http://c/x> <http://b/p> <http://c/#y>",
    }


@pytest.mark.parametrize("text", ["", f"{PROLOGUE} CLEAR ALL ; CREATE GRAPH ex:g ;", "DELETE WHERE { ?s ?p ?o }"])
def test_what_the_engine_takes_already_stays_as_it_is(text: str) -> None:
    assert for_engine(text) == text


def test_a_construct_comes_apart() -> None:
    parts = construct_parts(f"#+ id: x\n{PROLOGUE}\nCONSTRUCT {{ ?s a ex:Agent }} WHERE {{ ?s a ex:Office }}")
    assert parts == (PROLOGUE, "{ ?s a ex:Agent }", "{ ?s a ex:Office }")
    assert construct_parts("CONSTRUCT WHERE { ?s ?p ?o }").template == "{ ?s ?p ?o }"


@pytest.mark.parametrize(
    "text",
    ["SELECT * { }", "CONSTRUCT { } WHERE { } LIMIT 1", "CONSTRUCT { } FROM <http://a/> WHERE { }", "CLEAR ALL"],
)
def test_what_is_no_plain_construct_does_not_come_apart(text: str) -> None:
    with pytest.raises(QuerySyntaxError, match="CONSTRUCT"):
        construct_parts(text)
