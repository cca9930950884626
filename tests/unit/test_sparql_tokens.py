"""What the tokenizer tells apart, and what it refuses before an engine sees it."""

from __future__ import annotations

import contextlib
import time

import pytest

from unodc_graph.errors import QueryRefusedError, QuerySyntaxError
from unodc_graph.sparql import MAX_DEPTH, MAX_LINKS, Kind, tokenize


def pieces(text: str) -> list[str]:
    return [token.text for token in tokenize(text)][:-1]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.IRI, "<http://example.org/a?b=c#SERVICE>"),
        (Kind.IRI, r"<http://example.org/\u00e9>"),
        (Kind.IRI, "<>"),
        (Kind.NAME, "ug:Office"),
        (Kind.NAME, "ug:"),
        (Kind.NAME, ":"),
        (Kind.NAME, "a.b:c.d"),
        (Kind.NAME, "ug:instrument.untoc:1"),
        (Kind.NAME, r"ug:%20\~\.x"),
        (Kind.NAME, "é:ü"),
        (Kind.VARIABLE, "?state"),
        (Kind.VARIABLE, "$state"),
        (Kind.VARIABLE, "?1_é"),
        (Kind.VARIABLE, "?select"),
        (Kind.STRING, '"a \\" b"'),
        (Kind.STRING, "'a \\' b'"),
        (Kind.STRING, '""'),
        (Kind.STRING, '"""a "quoted" \n line"""'),
        (Kind.STRING, "'''a ''quoted'' \\' line'''"),
        (Kind.STRING, '"""a\\""""'),
        (Kind.STRING, r'"\u0022"'),
        (Kind.LANGUAGE, "@en-GB"),
        (Kind.LANGUAGE, "@ar--rtl"),
        (Kind.NUMBER, "1"),
        (Kind.NUMBER, "1.5"),
        (Kind.NUMBER, ".5"),
        (Kind.NUMBER, "1.e5"),
        (Kind.NUMBER, "1E-5"),
        (Kind.BLANK, "_:b.1"),
        (Kind.WORD, "select"),
        (Kind.WORD, "a"),
        (Kind.SIGN, "&&"),
    ],
)
def test_a_piece_is_one_token(kind: Kind, text: str) -> None:
    token, end = tokenize(text)
    assert (token.kind, token.text, end.kind) == (kind, text, Kind.END)


def test_tokens_keep_their_place_in_the_text() -> None:
    text = "SELECT ?s # SERVICE\nWHERE { ?s ?p 'a # b' }"
    assert all(text[token.start : token.end] == token.text for token in tokenize(text))
    assert "SERVICE" not in "".join(pieces(text))


def test_keywords_are_known_in_any_case() -> None:
    assert [token.key for token in tokenize("sElEcT * wHeRe { }")][:3] == ["SELECT", "*", "WHERE"]


def test_dots_end_a_statement_and_stand_within_names() -> None:
    assert pieces("{ ug:a.b ug:c ug:d. ?s ?p 1. ?s ?p 1.5 }")[1:5] == ["ug:a.b", "ug:c", "ug:d", "."]
    assert pieces("{ ?s ?p 1. }")[3:5] == ["1", "."]
    assert pieces("{ _:a ?p _:b. }")[3:5] == ["_:b", "."]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("ASK { FILTER(?a<?b&&?c>?d) }", "<"),
        ("ASK { FILTER(?a<?b) }", "<"),
        ("ASK { FILTER(STR(?a)<STR(?b)) }", "<"),
        ("ASK { FILTER(1<2&&3>2) }", "<"),
        ("ASK { FILTER ug:function(?a<?b,?c>?d) }", "<"),
        ("ASK { BIND(?a<?b AS ?c) }", "<"),
        ("ASK { FILTER(?a<=?b||?c>?d) }", "<="),
        ("SELECT ?x (?a<?b AS ?c) (?d<?e&&?f>1 AS ?g) { }", "<"),
        ("SELECT * { { SELECT ?x (?a<?b&&?c>1 AS ?d) { } } }", "<"),
        ("ASK { ?s ?p ?o } GROUP BY ?a HAVING (?a<?b&&?c>?d)", "<"),
        ("SELECT * { { SELECT * { } ORDER BY ?x (?a<?b&&?c>?d) } }", "<"),
        ("SELECT * { { SELECT * { } HAVING EXISTS { } (?a<?b&&?c>?d) } }", "<"),
    ],
)
def test_a_comparison_is_no_iri(text: str, sign: str) -> None:
    assert sign in pieces(text)
    assert not any(token.kind is Kind.IRI for token in tokenize(text))


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s<http://example.org/p>?o }",
        "ASK { ?s ?p (?a<http://example.org/p>) }",
        "ASK { FILTER(?a=<http://example.org/p>) }",
        "ASK { ?s ?p ?o . (?a) <http://example.org/p> ?x . FILTER(?a > 1) }",
        "ASK { ?s a (1 <http://example.org/p>) }",
        "ASK { ?s ?p '1'^^<http://example.org/p> }",
        "ASK { VALUES (?a ?b) { (1<http://example.org/p>) } }",
        "ASK { FILTER(?a IN (1,<http://example.org/p>)) }",
        "ASK { BIND(<<( ?s<http://example.org/p>?o )>> AS ?t) }",
    ],
)
def test_an_iri_is_no_comparison(text: str) -> None:
    assert "<http://example.org/p>" in pieces(text)


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("SELECT * WERE { }", 1, 10, "did you mean WHERE"),
        ("SELECT *\n{ ?s ?p 'open }", 2, 9, "not closed"),
        ("SELECT * { ?s ?p <http://a b> }", 1, 18, "blank"),
        ("SELECT * {\n  ?s ?p ?o", 1, 10, "never closed"),
        ("SELECT (1 AS ?x} { }", 1, 16, r"expected '\)'"),
        ("SELECT * { } }", 1, 14, "closes nothing"),
        ("{ (", 1, 3, "never closed"),
        (")", 1, 1, "closes nothing"),
        ("\\u0053ELECT * { }", 1, 1, "escape"),
        ("SELECT * { ?s ?p TRUE }", 1, 18, "'true'"),
        ("ASK { ?s ?p § }", 1, 13, "no meaning"),
        ("ASK { ?s ?p '\ud800' }", 1, 14, "surrogate"),
    ],
)
def test_what_is_no_token_is_shown_in_its_place(text: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(QuerySyntaxError, match=reason) as caught:
        tokenize(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    str(caught.value).encode()


@pytest.mark.parametrize("opening", ["{", "(", "[", "<<(", "<< "])
def test_deep_brackets_are_refused(opening: str) -> None:
    with pytest.raises(QueryRefusedError, match=str(MAX_DEPTH)) as caught:
        tokenize("ASK {\n" + opening * MAX_DEPTH)
    assert caught.value.line == 2


@pytest.mark.parametrize(
    "text",
    [
        f"ASK {{ FILTER({'!' * MAX_DEPTH}?x) }}",
        f"ASK {{ FILTER({'! ' * MAX_DEPTH}?x) }}",
        f"ASK {{ ?s {'!(' * 20}ug:p{')' * 20} ?o }}",
        f"ASK {{ ?s {'^(' * 20}ug:p{')' * 20} ?o }}",
        f"ASK {{ FILTER({'-(' * 20}1{')' * 20}) }}",
    ],
)
def test_deep_operators_are_refused(text: str) -> None:
    with pytest.raises(QueryRefusedError, match="deeper"):
        tokenize(text)


def test_nesting_up_to_the_limit_passes() -> None:
    tokenize("ASK " + "{" * MAX_DEPTH + "}" * MAX_DEPTH)
    tokenize("ASK { ?s ?p '" + "{" * 1000 + "' } # " + "(" * 1000)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { " + "OPTIONAL { } " * MAX_LINKS + "}",
        "ASK { " + "MINUS { } " * MAX_LINKS + "}",
        "ASK { " + "{ } UNION " * MAX_LINKS + "{ } }",
        "ASK { " + "?s ?p ?o . " * (MAX_LINKS + 1) + "}",
        "ASK { " + " ".join(f"BIND(1 AS ?x{n})" for n in range(MAX_LINKS)) + "}",
        "ASK { FILTER(" + "?x||" * (MAX_LINKS + 1) + "?x) }",
        "ASK { FILTER(" + "?x-" * (MAX_LINKS + 1) + "?x) }",
        "ASK { ?s " + "ug:p/" * (MAX_LINKS + 1) + "ug:p ?o }",
        "SELECT (COUNT(*) AS ?n) { } HAVING " + "(1)" * (MAX_LINKS + 1),
        "SELECT * { } ORDER BY " + "STR(?x) " * (MAX_LINKS + 1),
        "SELECT * { { SELECT * { } GROUP BY " + "STR(?x) " * (MAX_LINKS + 1) + "} }",
        "DESCRIBE " + "<a:b> " * (MAX_LINKS + 1),
        "ASK { ?s ?p (" + "1 " * (MAX_LINKS + 1) + ") }",
        "ASK { ?s ?p ?o " + "~ ?r " * (MAX_LINKS + 1) + "}",
        "ASK { VALUES ?x { 1 } " + "{ ?s ?p ?o } " * MAX_LINKS + "}",
        "ASK { VALUES ?x { 1 } { " + "?s ?p ?o . " * MAX_LINKS + "} }",
        "INSERT { } WHERE { " + "{ ?s ?p ?o } " * MAX_LINKS + "}",
    ],
)
def test_a_chain_that_would_end_the_engine_is_refused(text: str) -> None:
    with pytest.raises(QueryRefusedError, match=str(MAX_LINKS)):
        tokenize(text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { VALUES ?x { " + "1 " * 5000 + "} }",
        "ASK { VALUES (?x ?y) { " + "(1 -2) " * 5000 + "} }",
        "ASK { FILTER(?x IN (" + ", ".join(["1"] * 5000) + ")) }",
        "INSERT DATA { " + "<a:b> <a:b> 1 , 2 ; <a:c> 3 . " * 5000 + "}",
        "INSERT DATA { " + "GRAPH <a:g> { <a:b> <a:b> 1 . } " * 5000 + "}",
        "INSERT { " + "?s ?p (1 2) , 3 . " * 5000 + "} WHERE { ?s ?p ?o }",
        "PREFIX a: <a:b> " * 2500 + "ASK { }",
        "INSERT DATA { <a:b> <a:b> 1 } ;" * 1000,
        "DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } WHERE { ?s ?p 1 . ?s ?q 2 } ;" * 1000,
    ],
)
def test_long_lists_of_values_and_data_pass(text: str) -> None:
    assert len(tokenize(text)) > 5000


@pytest.mark.parametrize(
    "text",
    [
        "a." * 30_000,
        "true." * 30_000,
        "<" * 60_000,
        "<a" * 30_000,
        "'" * 60_001,
        '"""' + '""x' * 30_000,
        "'''" + "\\" * 60_000,
        "?" * 60_000,
        "a:b" + "." * 60_000,
        "_:b" + "." * 60_000,
        "é." * 30_000,
        "a" * 60_000 + "é",
        "1" * 60_000,
        "@a" + "-a" * 30_000,
        "#\r" * 30_000,
        "a:" + "%4" * 30_000,
        "<a:" + "\\u004" * 50_000,
    ],
)
def test_hostile_texts_are_read_in_linear_time(text: str) -> None:
    start = time.process_time()
    with contextlib.suppress(QuerySyntaxError, QueryRefusedError):
        tokenize(text)
    assert time.process_time() - start < 10  # quadratic reading takes minutes
