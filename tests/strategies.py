"""Strategies for hypothesis that several tests share: terms and graphs of the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
from hypothesis import strategies as st

from unodc_graph.namespaces import UG_BASE, UGD_BASE, XSD

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

# What RDF can hold: no surrogates.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
# What XML can hold as well: no control characters but tab, line feed and carriage return.
XML_TEXTS = st.text(
    st.one_of(st.sampled_from("\t\n\r<>&\"'\\"), st.characters(min_codepoint=32, max_codepoint=0xD7FF)), max_size=12
).filter(lambda text: not any(0x7F <= ord(char) <= 0x9F for char in text))

IRIS = st.sampled_from(
    [
        *(f"{UGD_BASE}{local}" for local in ("office-ROCA", "office-ROCA-1", "a.b", "a/b", "1", "", "é", "-x")),
        *(f"{UG_BASE}{local}" for local in ("covers", "value")),
        "http://example.org/a",
        "http://example.org/a?b=c&d#e",
        "urn:x:1",
        "javascript:alert(1)",
    ]
).map(ox.NamedNode)
PREDICATES = st.sampled_from(
    [
        f"{UG_BASE}covers",
        f"{UG_BASE}value",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "http://www.w3.org/2000/01/rdf-schema#label",
        "http://example.org/p",
    ]
).map(ox.NamedNode)
BLANK_NODES = st.sampled_from(["a", "b"]).map(ox.BlankNode)


def literals(texts: SearchStrategy[str] = TEXTS) -> SearchStrategy[ox.Literal]:
    """Make literals whose text the engine keeps as it is."""

    def typed(values: SearchStrategy[str], name: str) -> SearchStrategy[ox.Literal]:
        return values.map(lambda value: ox.Literal(value, datatype=ox.NamedNode(XSD + name)))

    return st.one_of(
        texts.map(ox.Literal),
        st.builds(lambda text, language: ox.Literal(text, language=language), texts, st.sampled_from(["en", "ru"])),
        typed(st.integers(-(10**12), 10**12).map(str), "integer"),
        typed(st.sampled_from(["0.5", "-7110047.85", "1.25"]), "decimal"),
        typed(st.sampled_from(["true", "false"]), "boolean"),
        typed(st.sampled_from(["2004", "1993"]), "gYear"),
        typed(st.sampled_from(["2004-07", "1993-12"]), "gYearMonth"),
        typed(st.sampled_from(["--06-20", "--02-29"]), "gMonthDay"),
        typed(st.dates().map(str), "date"),
        texts.map(lambda text: ox.Literal(text, datatype=ox.NamedNode("http://example.org/datatype"))),
    )


def graphs(texts: SearchStrategy[str] = TEXTS) -> SearchStrategy[list[ox.Triple]]:
    """Make small graphs, blank nodes included."""
    subjects = st.one_of(IRIS, BLANK_NODES)
    return st.lists(
        st.builds(ox.Triple, subjects, PREDICATES, st.one_of(subjects, literals(texts))), max_size=8, unique_by=str
    )
