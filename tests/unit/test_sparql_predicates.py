"""A graph is left out of a query only where it can give no match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import unodc_graph as ug
from unodc_graph.sparql import predicates

if TYPE_CHECKING:
    from pathlib import Path

KNOWN: Final = {"ex": "urn:ex:"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT ?s { ?s <urn:p> ?o }", {"urn:p"}),
        ("SELECT DISTINCT ?s WHERE { ?s ex:p ex:o ; ex:q 1 , 2 . OPTIONAL { ?s ex:r ?r } } ORDER BY ?s", set("opqr")),
        ("PREFIX ex: <urn:other:> SELECT ?s { ?s ex:p ?o }", {"urn:other:p"}),
        ("ASK { { ?s ex:p ?o } UNION { ?s ex:q ?o } }", {"p", "q"}),
    ],
)
def test_the_names_of_a_plain_query_are_found(text: str, found: set[str]) -> None:
    assert predicates(text, KNOWN) == frozenset(name if ":" in name else f"urn:ex:{name}" for name in found)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { ?s ?p ?o }",
        "SELECT ?s { ?s ex:p ?o . ?o ?q ?r }",
        "SELECT * { ?s ex:p ?o }",
        "SELECT ?s { ?s ex:p* ?o }",
        "SELECT ?s { ?s ex:p? ?o }",
        "SELECT ?s { ?s !ex:p ?o }",
        "SELECT ?s { ?s ex:p/ex:q ?o }",
        "SELECT ?s { ?s a ex:Thing }",
        "SELECT ?s { ?s ex:p (1 2) }",
        "SELECT ?s { ?s ex:p [ ex:q 1 ] }",
        "SELECT ?s { GRAPH ?g { ?s ex:p ?o } }",
        "SELECT ?s { GRAPH ex:g { ?s ex:p ?o } }",
        "SELECT ?s { ?s ex:p ?o } LIMIT 1",
        "DESCRIBE ex:p",
        "CONSTRUCT { ?s ex:p ?o } WHERE { ?s ex:p ?o }",
        "BASE <urn:> SELECT ?s { ?s <p> ?o }",
        "SELECT ?s { ?s <p> ?o }",
        "SELECT ?s { ?s <urn:\\u0061> ?o }",
        "SELECT ?s { ?s ex:a\\-b ?o }",
        "SELECT ?s { ?s ex:p",
        "SELECT ?s { ?s ex:p ?o \ud800 }",
        "SELECT ?s { << ?s ex:p ?o >> ex:q 1 }",
        "SELECT ?s { ?s ex:p ?o ~ ?name }",
    ],
)
def test_of_anything_else_it_is_not_known(text: str) -> None:
    assert predicates(text, KNOWN) is None


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> ug.KnowledgeGraph:
    """Three files that share subjects, each with predicates that some of the others have."""
    folder: Path = tmp_path_factory.mktemp("files")
    files = {
        "one": "<urn:a> <urn:ex:p> <urn:b> . <urn:b> <urn:ex:q> 1 . <urn:c> <urn:ex:p> <urn:d> .",
        "two": "<urn:b> <urn:ex:r> <urn:d> . <urn:d> <urn:ex:q> 2 .",
        "three": "<urn:d> <urn:ex:s> <urn:a> . <urn:c> <urn:ex:p> <urn:a> .",
    }
    for name, text in files.items():
        (folder / f"{name}.ttl").write_text(text, encoding="utf-8")
    return ug.load(folder, bundled=False, on_duplicate="merge")


@given(
    patterns=st.lists(
        st.tuples(
            st.sampled_from(["?x", "?y", "<urn:a>", "<urn:d>"]),
            st.sampled_from(["ex:p", "ex:q", "ex:r", "ex:s", "ex:none"]),
            st.sampled_from(["?x", "?y", "?z", "<urn:b>", "1"]),
            st.booleans(),
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=200, deadline=None)
def test_the_answer_is_the_one_of_all_graphs(kg: ug.KnowledgeGraph, patterns: list[tuple[str, str, str, bool]]) -> None:
    body = " ".join(
        f"OPTIONAL {{ {subject} {predicate} {value} }}" if optional else f"{subject} {predicate} {value} ."
        for subject, predicate, value, optional in patterns
    )
    prologue = "PREFIX ex: <urn:ex:> SELECT ?x ?y ?z WHERE "
    assert predicates(f"{prologue}{{ {body} }}", {}) is not None
    plain, judged = (kg.query(f"{prologue}{{ {body}{more} }}") for more in (" FILTER (true)", ""))
    assert isinstance(plain, ug.Table)
    assert isinstance(judged, ug.Table)
    assert sorted(map(str, judged)) == sorted(map(str, plain))


def test_what_is_written_later_is_found(kg: ug.KnowledgeGraph) -> None:
    from rdflib import URIRef

    text = "SELECT ?x { ?x <urn:ex:late> ?y }"
    assert len(kg.query(text)) == 0  # type: ignore[arg-type]  # SELECT gives rows
    kg.graph.add((URIRef("urn:late"), URIRef("urn:ex:late"), URIRef("urn:a")))
    assert len(kg.query(text)) == 1  # type: ignore[arg-type]
