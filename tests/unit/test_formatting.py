"""Canonical Turtle: one text for one graph."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.compare import isomorphic

from tests.strategies import graphs
from unodc_graph.formatting import canonical_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable

UG = "https://w3id.org/unodc-graph/ontology#"


def _parse(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]


def _as_rdflib(triples: Iterable[ox.Triple]) -> Graph:
    ntriples = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return Graph().parse(data=ntriples.decode(), format="nt")


@given(graphs())
def test_what_is_written_reads_back_as_the_same_graph_in_both_libraries(triples: list[ox.Triple]) -> None:
    text = canonical_turtle(triples)
    assert isomorphic(_as_rdflib(_parse(text)), _as_rdflib(triples))
    assert isomorphic(Graph().parse(data=text, format="turtle"), _as_rdflib(triples))


@given(graphs(), st.randoms(use_true_random=False))
def test_neither_order_nor_a_second_pass_changes_the_text(triples: list[ox.Triple], random: object) -> None:
    text = canonical_turtle(triples)
    shuffled = list(triples)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert canonical_turtle(shuffled) == text
    assert canonical_turtle(_parse(text)) == text


def test_the_text_has_the_canonical_form() -> None:
    text = f"""
        @prefix x: <{UG}> .
        x:b a x:Office ; x:value 1, 0.5, true ; <http://www.w3.org/2000/01/rdf-schema#label> "b"@en ;
          x:city "T" ; x:unused-prefix <http://example.org/a b> .
        x:a x:covers x:b , x:a , "x"^^x:y .
    """.replace("a b>", "a_b>")
    assert canonical_turtle(_parse(text)) == (
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        f"PREFIX ug: <{UG}>\n"
        "\n"
        "ug:a\n"
        "    ug:covers\n"
        '        "x"^^ug:y ,\n'
        "        ug:a ,\n"
        "        ug:b ;\n"
        ".\n"
        "\n"
        "ug:b\n"
        "    a ug:Office ;\n"
        '    rdfs:label "b"@en ;\n'
        '    ug:city "T" ;\n'
        "    ug:unused-prefix <http://example.org/a_b> ;\n"
        "    ug:value\n"
        "        0.5 ,\n"
        "        1 ,\n"
        "        true ;\n"
        ".\n"
    )


def test_blank_nodes_get_labels_that_depend_on_the_graph_alone() -> None:
    one, two = (canonical_turtle(_parse(f"<http://x/a> <http://x/b> _:{name} .")) for name in ("first", "second"))
    assert one == two


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import sys, pyoxigraph as ox; from unodc_graph.formatting import canonical_turtle; "
        "from unodc_graph import resources; "
        "sys.stdout.write(canonical_turtle(q.triple for f in resources.ontology_files() for q in ox.parse(path=f)))"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(texts) == 1
