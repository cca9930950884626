"""Terms of the engine as rdflib terms: those that rdflib cannot convert too."""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.term import Literal, URIRef, XSDToPython

import unodc_graph as ug
from unodc_graph.namespaces import XSD
from unodc_graph.terms import from_rdflib, to_rdflib

if TYPE_CHECKING:
    from pathlib import Path

DATATYPES = sorted(str(datatype) for datatype in XSDToPython if datatype is not None)
WRONG = {
    "date": "2024-02-30",
    "dateTime": "2024-02-30T25:00:00",
    "gYear": "soon",
    "gYearMonth": "2024-13",
    "integer": "twelve",
    "decimal": "1,5",
    "double": "1e",
    "boolean": "maybe",
    "duration": "P",
    "hexBinary": "0",
}


def literal(lexical: str, datatype: str) -> ox.Literal:
    return ox.Literal(lexical, datatype=ox.NamedNode(datatype))


@given(st.one_of(st.text(), st.text("0123456789-:TZ+.eE")), st.sampled_from(DATATYPES))
@example("1e999999999", f"{XSD}decimal")
def test_no_literal_is_worth_a_warning_and_each_goes_back_as_it_came(lexical: str, datatype: str) -> None:
    term = literal(lexical, datatype)
    told: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = told.append  # type: ignore[method-assign,assignment]
    logging.getLogger("rdflib").addHandler(handler)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            node = to_rdflib(term)
    finally:
        logging.getLogger("rdflib").removeHandler(handler)
    assert told == []
    # Of two spellings of a number or a moment the engine knows both.
    assert from_rdflib(node) == term or datatype.removeprefix(XSD) in {"double", "float", "dateTime"}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_converted_is_the_literal_that_rdflib_makes(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = Literal(WRONG[name], datatype=URIRef(XSD + name), normalize=False)
    made = to_rdflib(literal(WRONG[name], XSD + name))
    assert isinstance(made, Literal)
    assert (made, hash(made), str(made), made.datatype, made.language) == (
        *(expected, hash(expected), str(expected), expected.datatype, None),
    )
    assert made.ill_typed == expected.ill_typed
    assert made.value == (None if name == "boolean" else expected.value)


def test_an_impossible_date_of_a_file_is_a_finding_and_no_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "mine.nt").write_text(f'<urn:x:a> <urn:x:b> "2024-02-30"^^<{XSD}date> .\n', encoding="utf-8")
    kg = ug.load(tmp_path / "mine.nt", bundled=False)
    with caplog.at_level(logging.DEBUG):
        assert not kg.validate().conforms
        answer = kg.query("SELECT ?c { <urn:x:a> <urn:x:b> ?c }")
        assert isinstance(answer, ug.Table)
        ((told,),) = answer.terms()
        (seen,) = kg.graph.objects(URIRef("urn:x:a"), URIRef("urn:x:b"))
        built = kg.query("CONSTRUCT WHERE { <urn:x:a> ?b ?c }")
    assert isinstance(built, Graph)
    assert {told, seen, *built.objects()} == {seen}
    assert str(seen) == "2024-02-30"
    assert [record for record in caplog.records if record.name.startswith("rdflib")] == []
