"""A syntax error says where, what was expected, and shows the line."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from unodc_graph.errors import QuerySyntaxError
from unodc_graph.namespaces import PREFIXES
from unodc_graph.sparql import syntax_error


def explained(text: str) -> QuerySyntaxError:
    """Let the engine fail on a text and explain what it says."""
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(text, prefixes=PREFIXES)
    return syntax_error(text, str(caught.value))


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("SELECT * WERE { }", 1, 10, "did you mean WHERE"),
        ("SELECT ?x WHERE { ?x ?y }", 1, 25, "a variable, an IRI or a literal, found '}'"),
        ("SELECT *\nWHERE {\n  ?s ?p ?o .\n  FILTER(?x > )\n}", 4, 15, r"found '\)'"),
        ("SELECT ?s, ?o { ?s ?p ?o }", 1, 10, "found ','"),
        ("SELECT ?s { ?s ?p ?o ?x }", 1, 22, "'.', ';', ',' or '}'"),
        ("SELECT ?s { ?s ?p ?o } ORDER BY DESC ?s", 1, 38, "in parentheses"),
        ("SELECT ?s { ?s ?p ?o } LIMIT ?s", 1, 30, "a whole number"),
        ("SELECT { ?s ?p ?o }", 1, 8, r"\*, a variable"),
        ("SELECT ?s { BIND(?s) }", 1, 20, "AS"),
        ("SELECT ?s { GRAPH { } }", 1, 19, "an IRI"),
        ("SELECT ?s { ?s nowhere:p ?o }", 1, 16, "prefix nowhere: is not declared"),
        ("SELECT ?s { ?s <p> ?o }", 1, 16, "relative IRI"),
        ("SELECT ?s { ?s ?p 'a\\d' }", 1, 21, "no escape"),
        ("SELECT ?s { ?s ?p ?o", 1, 11, "never closed"),
        ("", 1, 1, "the end"),
    ],
)
def test_the_place_is_where_the_text_goes_wrong(text: str, line: int, column: int, reason: str) -> None:
    error = explained(text)
    assert (error.line, error.column) == (line, column)
    assert error.text == text.splitlines()[line - 1] if text else error.text == ""
    with pytest.raises(QuerySyntaxError, match=reason):
        raise error


def test_the_caret_stands_below_the_place() -> None:
    *_, shown, caret = str(explained("SELECT *\nWHERE {\t?s ?p }")).splitlines()
    assert shown[caret.index("^")] == "}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT ?x (1 AS ?x) { ?s ?p ?x }", "The SELECT overrides an existing variable"),
        ("SELECT * { ?s ?p ?y } GROUP BY ?y", "SELECT \\* is not authorized with GROUP BY"),
        ("SELECT (1 AS ?x) (2 AS ?x) { }", "Duplicated variable name in SELECT"),
        ("SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }", "a variable is given a value twice"),
    ],
)
def test_what_only_the_engine_knows_comes_in_its_words(text: str, reason: str) -> None:
    error = explained(text)
    assert error.line == 1
    with pytest.raises(QuerySyntaxError, match=reason):
        raise error
    assert len(error.reason) < 200


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }",
        "SELECT (STR(?s) AS ?name) (COUNT(?o) AS ?n) { ?s ?p ?o }",
        "SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?p",
        "SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o } ORDER BY ?n",
        "SELECT ?s { ?s ?p ?o } ORDER BY COUNT(?o)",
        "SELECT ?s { ?s ?p ?o } HAVING (COUNT(?o) > 1)",
    ],
)
def test_a_variable_beside_an_aggregate_is_sent_to_group_by(text: str) -> None:
    with pytest.raises(QuerySyntaxError, match=r"write GROUP BY with it .*\(SAMPLE"):
        raise explained(text)


def test_a_variable_without_a_value_is_no_error_where_nothing_is_grouped() -> None:
    store = ox.Store()
    for text in ("SELECT ?x { ?s ?p ?o }", "SELECT (?x + 1 AS ?y) { ?s ?p ?o }", "SELECT ?x { }"):
        store.query(text)


def test_lists_of_the_engine_are_shortened() -> None:
    message = (
        "error at 1:3: expected one of \"$\", ABS, BIND, COUNT, DAY, EXISTS, FLOOR, GRAPH, [_], ['A' ..= 'Z' | 'a']"
    )
    error = syntax_error("ASK { }", message)
    assert (error.line, error.column) == (1, 3)
    assert error.reason == 'expected "$", ABS, BIND, COUNT, DAY, EXISTS or one of 2 more'


def test_a_message_without_a_place_is_passed_on() -> None:
    error = syntax_error("ASK { }", "out of luck")
    assert (error.reason, error.line, error.column, error.text) == ("out of luck", None, None, None)


def test_a_place_outside_of_the_text_is_brought_back() -> None:
    assert syntax_error("ASK { }", "error at 9:99: expected [_]").line == 1


def test_a_long_line_is_not_repeated_in_full() -> None:
    text = "SELECT * { ?s ?p ?o . " + "?s ?p 'x' . " * 300 + "?s }"
    error = explained(text)
    assert error.column == len(text)
    assert error.text is None
    assert len(str(explained("SELECT * WERE { " + "?s ?p 'x' . " * 300 + "}"))) < 300
