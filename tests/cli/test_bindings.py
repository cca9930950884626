from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given

from tests.strategies import IRIS, literals
from unodc_graph.cli.bindings import as_term
from unodc_graph.errors import ParameterError
from unodc_graph.namespaces import UGD_BASE, XSD


def typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("ugd:state-KAZ", ox.NamedNode(f"{UGD_BASE}state-KAZ")),
        ("<http://example.org/a>", ox.NamedNode("http://example.org/a")),
        ("KAZ", ox.Literal("KAZ")),
        ("", ox.Literal("")),
        ("a: b", ox.Literal("a: b")),
        ("nobody:knows", ox.Literal("nobody:knows")),
        ('"KAZ"', ox.Literal("KAZ")),
        ('"КАЗ"@ru', ox.Literal("КАЗ", language="ru")),
        ('"2004"^^xsd:gYear', typed("2004", "gYear")),
        (f'"2004-07"^^<{XSD}gYearMonth>', typed("2004-07", "gYearMonth")),
        (r'"a \"b\" é"', ox.Literal('a "b" é')),
        ("42", typed("42", "integer")),
        ("-7", typed("-7", "integer")),
        ("2.50", typed("2.50", "decimal")),
        ("1e6", typed("1e6", "double")),
        ("true", typed("true", "boolean")),
        ('"42"', ox.Literal("42")),
        ("1.2.3", ox.Literal("1.2.3")),
        ("'x'", ox.Literal("'x'")),
    ],
)
def test_a_value_is_read_as_turtle_writes_it_else_as_a_text(written: str, term: ox.NamedNode | ox.Literal) -> None:
    assert as_term("x", written) == term


@pytest.mark.parametrize(
    "written",
    [
        "<not an iri>",
        "<relative>",
        "<>",
        "ugd:a<b>",
        '"open',
        '"a" "b"',
        '"a"@',
        '"a"@en "b"',
        '"a"^^nobody:knows',
        '"a"^^<b c>',
        r'"a\q"',
        '"a"@abcdefghijklmn',
        "\udcff",
        '"\udcff"',
        "<urn:\udcff>",
        '"a" . <x:s> <x:p> "b"',
    ],
)
def test_what_begins_as_a_term_and_is_none_is_told(written: str) -> None:
    with pytest.raises(ParameterError, match="'x'"):
        as_term("x", written)


@given(literals())
def test_a_literal_in_its_own_notation_comes_back(term: ox.Literal) -> None:
    assert as_term("x", str(term)) == term


@given(IRIS)
def test_an_iri_in_its_own_notation_comes_back(term: ox.NamedNode) -> None:
    assert as_term("x", str(term)) == term
