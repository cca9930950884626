"""Closed by default: every way in refuses what leaves the graph or ends an engine, and nothing that only looks like it."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import BNode, URIRef
from rdflib.plugins.sparql import prepareQuery

import unodc_graph as ug
from unodc_graph.namespaces import GRAPH_BASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unodc_graph import KnowledgeGraph

# Nothing listens there; should something be asked for after all, the test of it fails.
NOWHERE: Final = "<http://127.0.0.1:1/>"
P: Final = f"PREFIX : {NOWHERE} "

QUERIES: Final[dict[str, Callable[[KnowledgeGraph], Callable[[str], object]]]] = {
    "kg.query": lambda kg: kg.query,
    "kg.query with graphs": lambda kg: lambda text: kg.query(text, graphs=("data",)),
    "kg.graph.query": lambda kg: kg.graph.query,
    "kg.dataset.query": lambda kg: kg.dataset.query,
    "a graph of kg.dataset": lambda kg: kg.dataset.graph(URIRef(f"{GRAPH_BASE}data")).query,
    "kg.graph.query with a blank node": lambda kg: lambda text: kg.graph.query(text, initBindings={"s": BNode("x")}),
    "kg.dataset.query with a blank node": lambda kg: (
        lambda text: kg.dataset.query(text, initBindings={"s": BNode("x")})
    ),
    "kg.graph.query by rdflib": lambda kg: lambda text: kg.graph.query(text, use_store_provided=False),
    "kg.dataset.query by rdflib": lambda kg: lambda text: kg.dataset.query(text, use_store_provided=False),
}
UPDATES: Final[dict[str, Callable[[KnowledgeGraph], Callable[[str], object]]]] = {
    "kg.graph.update": lambda kg: kg.graph.update,
    "kg.dataset.update": lambda kg: kg.dataset.update,
    "a graph of kg.dataset": lambda kg: kg.dataset.graph(URIRef(f"{GRAPH_BASE}data")).update,
    "kg.graph.update by rdflib": lambda kg: lambda text: kg.graph.update(text, use_store_provided=False),
}

REFUSED_QUERIES: Final = {
    "SERVICE": f"SELECT * {{ SERVICE {NOWHERE} {{ ?s ?p ?o }} }}",
    "service, silent, deep inside": f"{P}ASK {{ ?s ?p ?o FILTER EXISTS {{ {{ service silent :x {{ }} }} }} }}",
    "SERVICE behind a variable endpoint": "SELECT * { VALUES ?e { <http://127.0.0.1:1/> } SERVICE ?e { ?s ?p ?o } }",
    "SERVICE in a sub-select": f"ASK {{ {{ SELECT ?s {{ ?s ?p ?o . SERVICE {NOWHERE} {{ ?s ?q ?r }} }} }} }}",
    "SERVICE glued to its neighbours": f"{P}ASK {{ ?s ?p 'a'SERVICE:x{{}} }}",
    "SERVICE after a comment": f"ASK {{ SERVICE# ' \n{NOWHERE} {{ ?s ?p ?o }} }}",
    "LOAD": f"LOAD {NOWHERE}",
    "INSERT": "INSERT DATA { <urn:a> <urn:b> 1 }",
    "DELETE": "DELETE WHERE { ?s ?p ?o }",
    "CLEAR": "CLEAR ALL",
    "FROM an address": f"ASK FROM {NOWHERE} {{ ?s ?p ?o }}",
    "FROM a file": "ASK FROM <file:///etc/passwd> { ?s ?p ?o }",
    "FROM NAMED an address": f"{P}ASK FROM NAMED :x {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "FROM a graph that the store keeps for itself": "ASK FROM <urn:unodc-graph:union:1> { ?s ?p ?o }",
    "FROM by a base": "BASE <http://127.0.0.1:1/> CONSTRUCT { ?s ?p ?o } FROM <x> WHERE { ?s ?p ?o }",
    "FROM of a DESCRIBE": f"DESCRIBE ?s FROM {NOWHERE} {{ ?s ?p ?o }}",
}
REFUSED_UPDATES: Final = {
    "LOAD": f"LOAD {NOWHERE}",
    "load, silent, into a graph": f"load silent <file:///etc/passwd> INTO GRAPH <{GRAPH_BASE}data>",
    "LOAD behind another operation": f"INSERT DATA {{ GRAPH <{GRAPH_BASE}data> {{ <urn:a> <urn:b> 1 }} }} ; LOAD {NOWHERE}",
    "LOAD glued to a name": f"{P}LOAD:x",
    "SERVICE": f"INSERT {{ GRAPH <{GRAPH_BASE}data> {{ ?s ?p ?o }} }} WHERE {{ SERVICE {NOWHERE} {{ ?s ?p ?o }} }}",
    "SERVICE in a sub-select": f"DELETE {{ ?s ?p ?o }} WHERE {{ {{ SELECT * {{ SERVICE {NOWHERE} {{ ?s ?p ?o }} }} }} }}",
}
HARMLESS: Final = {
    "a text": "'SERVICE <http://127.0.0.1:1/> { LOAD <x> } FROM <y>'",
    "a long text": f'"""}} }} SERVICE {NOWHERE} {{ "" """',
    "an escaped quote": f"'\\' SERVICE {NOWHERE} {{'",
    "escapes that would end the text": "'\\u0027 SERVICE'",
    "an IRI": "<http://example.org/SERVICE#LOAD>",
    "a name": ":SERVICE",
    "a prefix": "SERVICE:LOAD",
    "a language": "'a'@service",
    "a variable": "?SERVICE",
    "a blank node": "_:LOAD",
    "a comment": "1 # SERVICE <http://127.0.0.1:1/> { LOAD FROM <x>\n",
    "brackets in a text": f"'{'{' * 40}'",
    "brackets in a comment": f"1 # {'{(' * 40}\n",
    "brackets in an IRI": f"<http://example.org/{'(' * 40}>",
}
DECLARED: Final = f"{P}PREFIX SERVICE: {NOWHERE} "

N: Final = 40
TOO_DEEP: Final = {
    "braces": "{" * N + "}" * N,
    "4,000 braces": "{" * 4000 + "}" * 4000,
    "parentheses": f"FILTER({'(' * N}1{')' * N})",
    "!": f"FILTER({'!' * N}true)",
    "! in parentheses": f"FILTER({'!(' * 20}true{')' * 20})",
    "minus": f"FILTER({'- ' * N}1 = 1)",
    "functions": f"FILTER({'STR(' * N}1{')' * N} = '')",
    "IN": f"FILTER({'1 IN (' * N}1{')' * N})",
    "EXISTS": "FILTER EXISTS {" * N + "}" * N,
    "NOT EXISTS in expressions": "FILTER(NOT EXISTS {" * 20 + "})" * 20,
    "sub-selects": "{ SELECT * " * N + "{}" + "}" * N,
    "OPTIONAL": "OPTIONAL {" * N + "}" * N,
    "MINUS": "MINUS {" * N + "}" * N,
    "GRAPH": "GRAPH ?g {" * N + "}" * N,
    "UNION": "{ {} UNION " * N + "{}" + "}" * N,
    "property paths": f"?s {'(' * N}<urn:p>{')' * N} ?o",
    "repeated property paths": f"?s {'(' * N}<urn:p>{')*' * N} ?o",
    "inverse property paths": f"?s {'^(' * 20}<urn:p>{')' * 20} ?o",
    "lists": f"?s ?p {'(' * N}1{')' * N}",
    "blank nodes": f"?s ?p {'[ <urn:p> ' * N}1{']' * N}",
    "triples as terms": f"?s ?p {'<< <urn:a> <urn:b> ' * N}1{' >>' * N}",
    "annotations": f"?s ?p 1 {'{| <urn:p> 1 ' * N}{'|}' * N}",
}
M: Final = 600
TOO_LONG: Final = {
    "UNION": "{} UNION " * M + "{}",
    "OPTIONAL": "OPTIONAL { ?s ?p ?o } " * M,
    "statements": "?s ?p ?o . " * M,
    "semicolons": f"?s ?p ?o {'; ?p ?o ' * M}",
    "commas": f"?s ?p ?o {', ?o ' * M}",
    "sums": f"FILTER(1{' + 1' * M} = 1)",
    "conditions": f"FILTER(true{' && true' * M})",
    "paths": f"?s <urn:p>{'/<urn:p>' * M} ?o",
    "alternatives": f"?s <urn:p>{'|<urn:p>' * M} ?o",
    "a list": f"?s ?p ({'1 ' * M})",
    "BIND": " ".join(f"BIND(1 AS ?x{number})" for number in range(M)),
}
MANY: Final = 5000
# What is short as it stands, and chains too much where each ?x is a value.
TOO_LONG_WITH_VALUES: Final = {
    "columns of a sub-select": f"SELECT * {{ {{ SELECT {'?x ' * MANY} {{ ?x ?p ?o }} }} }}",
    "keys of GROUP BY": f"SELECT (COUNT(*) AS ?n) {{ ?x ?p ?o }} GROUP BY {'?x ' * MANY}",
    "keys of ORDER BY": f"SELECT ?o {{ ?x ?p ?o }} ORDER BY {'?x ' * MANY}",
    "columns, each of another value": f"SELECT {' '.join(f'?x{number}' for number in range(MANY))} {{ ?x ?p ?o }}",
}


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    """A graph without the bundled data, to ask quickly; nothing here may write to it."""
    return ug.load(bundled=False)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail on any connection that Python itself would make; the engine's own would end in another error."""
    monkeypatch.setattr(socket.socket, "connect", lambda _socket, address: pytest.fail(f"connected to {address}"))


@pytest.mark.parametrize("text", REFUSED_QUERIES.values(), ids=REFUSED_QUERIES)
@pytest.mark.parametrize("way", QUERIES.values(), ids=QUERIES)
def test_every_way_to_ask_refuses(kg: KnowledgeGraph, way: Callable[..., Callable[[str], object]], text: str) -> None:
    revision = kg.revision
    with pytest.raises(ug.QueryRefusedError):
        way(kg)(text)
    assert kg.revision == revision


@pytest.mark.parametrize("text", REFUSED_UPDATES.values(), ids=REFUSED_UPDATES)
@pytest.mark.parametrize("way", UPDATES.values(), ids=UPDATES)
def test_every_way_to_write_refuses(kg: KnowledgeGraph, way: Callable[..., Callable[[str], object]], text: str) -> None:
    revision = kg.revision
    with pytest.raises(ug.QueryRefusedError):
        way(kg)(text)
    assert kg.revision == revision


@pytest.mark.parametrize("text", REFUSED_QUERIES.values(), ids=REFUSED_QUERIES)
def test_a_question_of_the_catalogue_is_refused_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    header = "#+ id: mine\n#+ question: Why?\n#+ parameters: {}\n#+ returns: {s: iri}\n#+ tags: []\n"
    path = tmp_path / "mine.rq"
    path.write_text(header + text, encoding="utf-8")
    monkeypatch.setattr("unodc_graph.resources.query_files", lambda: [path])
    with pytest.raises(ug.QueryRefusedError):
        ug.load(bundled=False).run("mine")


@pytest.mark.parametrize("look_alike", HARMLESS.values(), ids=HARMLESS)
@pytest.mark.parametrize("way", [name for name in QUERIES if "rdflib" not in name and "blank" not in name])
def test_no_way_to_ask_minds_the_word_alone(kg: KnowledgeGraph, way: str, look_alike: str) -> None:
    QUERIES[way](kg)(f"{DECLARED}SELECT * {{ ?x ?y {look_alike} }}")


@pytest.mark.parametrize("look_alike", [text for name, text in HARMLESS.items() if name != "a variable"])
def test_no_way_to_write_minds_the_word_alone(look_alike: str) -> None:
    own = ug.load(bundled=False)
    data = f"<{GRAPH_BASE}data>"
    own.graph.update(f"{DECLARED}INSERT DATA {{ <urn:a> <urn:b> {look_alike} }}")
    own.dataset.update(f"{DECLARED}INSERT DATA {{ GRAPH {data} {{ <urn:a> <urn:c> {look_alike} }} }}")
    own.dataset.graph(URIRef(f"{GRAPH_BASE}data")).update(f"{DECLARED}INSERT DATA {{ <urn:a> <urn:d> {look_alike} }}")
    assert len(list(own.graph.predicates(URIRef("urn:a")))) == 3


@pytest.mark.parametrize("graph", ["shapes", "unconfirmed", "import/none"])
def test_from_reaches_no_graph_that_a_query_does_not_see(kg: KnowledgeGraph, graph: str) -> None:
    for clause in ("FROM", "FROM NAMED"):
        for ask in (kg.query, kg.graph.query):
            with pytest.raises(ug.QueryRefusedError, match="cannot read"):
                ask(f"ASK {clause} <{GRAPH_BASE}{graph}> {{ ?s ?p ?o }}")


def test_from_and_graphs_that_a_query_was_given_are_read(kg: KnowledgeGraph) -> None:
    shapes = f"ASK FROM <{GRAPH_BASE}shapes> {{ ?s ?p ?o }}"
    assert kg.query(shapes, graphs=("shapes",)) is True
    assert kg.dataset.query(shapes).askAnswer is True
    assert kg.query(f"ASK FROM <{GRAPH_BASE}ontology> {{ ?s ?p ?o }}") is True


def test_graph_reaches_nothing_that_the_store_keeps_for_itself() -> None:
    own = ug.load(bundled=False)
    own.graph.add((URIRef("urn:a"), URIRef("urn:b"), URIRef("urn:c")))
    own.dataset.graph(URIRef(f"{GRAPH_BASE}import/x")).add((URIRef("urn:a"), URIRef("urn:b"), URIRef("urn:c")))
    assert own.query("ASK { <urn:a> <urn:b> <urn:c> }") is True  # the union of both is made for it
    for ask in (own.query, own.graph.query, own.dataset.query):
        names = [str(row[0]) for row in ask("SELECT DISTINCT ?g { GRAPH ?g { <urn:a> ?p ?o } }")]  # type: ignore[union-attr, index]
        assert sorted(names) == [f"{GRAPH_BASE}data", f"{GRAPH_BASE}import/x"]
        assert not list(ask("SELECT * { GRAPH <urn:unodc-graph:union:1> { ?s ?p ?o } }"))  # type: ignore[arg-type]  # SELECT gives rows


def test_a_prepared_query_is_read_like_a_text(kg: KnowledgeGraph) -> None:
    for text in (REFUSED_QUERIES["SERVICE"], REFUSED_QUERIES["FROM an address"]):
        for view in (kg.graph, kg.dataset):
            with pytest.raises(ug.QueryRefusedError):
                view.query(prepareQuery(text))
            with pytest.raises(ug.QueryRefusedError):
                view.query(prepareQuery(text), initBindings={"s": BNode("x")})


@pytest.mark.parametrize(
    "text",
    [
        f'SELECT * {{ ?s ?p "\\u0022 . SERVICE {NOWHERE} {{ ?a ?b ?s }} }} #" }}',
        f"SELECT * {{ ?s ?p ?o # \r ; ?q '''\n . SERVICE {NOWHERE} {{ ?a ?b ?s }} }} #''' }}",
    ],
    ids=["an escape that ends the text there", "a comment that ends later there"],
)
def test_what_rdflib_reads_otherwise_is_refused_where_rdflib_evaluates(kg: KnowledgeGraph, text: str) -> None:
    assert kg.query(text) is not None  # for the engine it is a text
    with pytest.raises(ug.QueryRefusedError, match="SERVICE"):
        kg.graph.query(text, initBindings={"s": BNode("x")})


@pytest.mark.parametrize("escaped", ["\\u0053ERVICE", "\\U00000053ERVICE", "S\\u0045RVICE"])
def test_an_escaped_keyword_is_no_keyword(kg: KnowledgeGraph, escaped: str) -> None:
    for ask in (kg.query, kg.graph.query, kg.dataset.query):
        with pytest.raises(ug.QuerySyntaxError, match=r"escape|keyword"):
            ask(f"ASK {{ {escaped} {NOWHERE} {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize("base", [f"x> ASK {{ SERVICE {NOWHERE} {{ }} }} #", "no iri", "http://example.org/ "])
def test_a_base_and_a_namespace_stay_what_they_are(kg: KnowledgeGraph, base: str) -> None:
    with pytest.raises(ug.ParameterError, match="IRI"):
        kg.graph.query("ASK { ?s ?p <a> }", base=base)
    with pytest.raises(ug.ParameterError, match="IRI"):
        kg.graph.query("ASK { ?s ?p x:a }", initNs={"x": base})


@pytest.mark.parametrize(
    "pattern", [*TOO_DEEP.values(), *TOO_LONG.values()], ids=[*TOO_DEEP, *(f"long: {name}" for name in TOO_LONG)]
)
def test_what_would_end_an_engine_reaches_none(kg: KnowledgeGraph, pattern: str) -> None:
    for name, way in QUERIES.items():
        if "rdflib" not in name:
            with pytest.raises(ug.QueryRefusedError, match=r"nest deeper than 32|more than 500"):
                way(kg)(f"SELECT * {{ {pattern} }}")
    for name, way in UPDATES.items():
        if "rdflib" not in name:
            with pytest.raises(ug.QueryRefusedError, match=r"nest deeper than 32|more than 500"):
                way(kg)(f"INSERT {{ <urn:a> <urn:b> 1 }} WHERE {{ {pattern} }}")


ASKS_WITH_VALUES: Final = """
import json, sys, threading
from rdflib import Literal
import unodc_graph as ug

text = sys.stdin.read()
kg = ug.load(bundled=False)
update = f"INSERT {{ <urn:a> <urn:b> 1 }} WHERE {{ {{ {text} }} }}"
values = {name: Literal("a") for name in ug.sparql.variables(text) if name.startswith("x")}
ways = [
    lambda: kg.query(text, bind=values),
    lambda: kg.graph.query(text, initBindings=values),
    lambda: kg.dataset.query(text, initBindings=values),
    lambda: kg.graph.update(update, initBindings=values),
]
told = []

def ask():
    for way in ways:
        try:
            told.append(str(way()))
        except ug.UnodcGraphError as error:
            told.append(f"{type(error).__name__}: {error}")

ask()
thread = threading.Thread(target=ask)
thread.start()
thread.join()
print(json.dumps(told))
"""


@pytest.mark.parametrize("text", TOO_LONG_WITH_VALUES.values(), ids=TOO_LONG_WITH_VALUES)
def test_what_is_long_only_with_its_values_ends_no_process(text: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASKS_WITH_VALUES], input=text, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    for outcome in json.loads(done.stdout):
        assert "more than 500 clauses" in outcome


@pytest.mark.parametrize("depth", [10, 31])
def test_as_deep_as_is_allowed_is_answered(kg: KnowledgeGraph, depth: int) -> None:
    assert kg.query(f"ASK {'{' * depth} }} {'}' * (depth - 1)}") is True
    assert kg.query(f"ASK {{ FILTER({'(' * (depth - 2)}true{')' * (depth - 2)}) }}") is True


def test_names_of_graphs_that_are_no_names_are_refused_by_a_view(kg: KnowledgeGraph) -> None:
    for name in (URIRef("no iri"), BNode("x"), URIRef("urn:unodc-graph:union:1")):
        graph = type(kg.graph)(kg.dataset.store, name)
        with pytest.raises(ug.UpdateError, match="IRI for a name"):
            graph.query("ASK { ?s ?p ?o }")
        with pytest.raises(ug.UpdateError, match="IRI for a name"):
            graph.update("INSERT DATA { <urn:a> <urn:b> 1 }")
