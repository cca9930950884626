"""Every place of a variable takes the value as it would be written there by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from unodc_graph.errors import ParameterError, QueryRefusedError, QuerySyntaxError
from unodc_graph.sparql import prebind, variables

if TYPE_CHECKING:
    from collections.abc import Mapping

EX = "http://example.org/"
PREFIXES = {"": EX}
A, B, C, P, Q, G = (ox.NamedNode(EX + name) for name in "abcpqg")
FIVE = ox.Literal(5)
NAME = ox.Literal("name")
ABSENT = ox.Literal("absent")
Value = ox.NamedNode | ox.Literal


@pytest.fixture
def store() -> ox.Store:
    """Two nodes in a chain, each with a number; one statement in a named graph; one statement about a statement."""
    store = ox.Store()
    store.update(
        f"""PREFIX : <{EX}> INSERT DATA {{
          :a :p :b ; :q 5 ; :name "name" . :b :p :c ; :q 7 .
          GRAPH :g {{ :a :p :b }}
          :r :about <<( :a :p :b )>> .
        }}"""
    )
    return store


def rows(store: ox.Store, text: str, values: Mapping[str, Value]) -> list[dict[str, str]]:
    """Run a bound SELECT; give the rows in a fixed order, without what is hidden or unbound."""
    prebound = prebind(text, values, PREFIXES)
    solutions = store.query(prebound.text, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables if variable.value not in prebound.hidden]
    found = [
        {name: str(term).replace(EX, "") for name in names if (term := solution[name]) is not None}
        for solution in solutions
    ]
    return sorted(found, key=lambda row: sorted(row.items()))


def triples(store: ox.Store, text: str, values: Mapping[str, Value]) -> set[str]:
    found = store.query(prebind(text, values, PREFIXES).text, prefixes=PREFIXES)
    assert isinstance(found, ox.QueryTriples)
    return {str(triple).replace(EX, "") for triple in found}


def is_true(store: ox.Store, text: str, values: Mapping[str, Value]) -> bool:
    return bool(store.query(prebind(text, values, PREFIXES).text, prefixes=PREFIXES))


# --- columns


def test_a_variable_that_select_returns_holds_the_value(store: ox.Store) -> None:
    assert rows(store, "SELECT ?s ?o { ?s :p ?o }", {"s": A}) == [{"s": "<a>", "o": "<b>"}]
    assert rows(store, "SELECT $s { ?s :p ?o }", {"s": A}) == [{"s": "<a>"}]


def test_a_variable_that_select_does_not_return_may_be_bound(store: ox.Store) -> None:
    assert rows(store, "SELECT ?o { ?s :p ?o }", {"s": A}) == [{"o": "<b>"}]


def test_columns_keep_their_order(store: ox.Store) -> None:
    prebound = prebind("SELECT ?o ?s ?n { ?s :p ?o ; :q ?n }", {"s": A}, PREFIXES)
    solutions = store.query(prebound.text, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)
    assert [variable.value for variable in solutions.variables] == ["o", "s", "n"]


def test_a_value_stands_inside_expressions_of_select(store: ox.Store) -> None:
    text = "SELECT (?n AS ?m) (?n+1 AS ?k) (STR(?n) AS ?t) { ?s :p :c }"
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    assert rows(store, text, {"n": FIVE}) == [{"m": f'"5"{integer}', "k": f'"6"{integer}', "t": '"5"'}]


def test_select_star_returns_what_its_patterns_show(store: ox.Store) -> None:
    shown = {"s": "<a>", "o": "<b>"}
    assert rows(store, "SELECT * { ?s :p ?o }", {"s": A}) == [shown]
    assert rows(store, "SELECT DISTINCT * WHERE { ?s :p ?o ; }", {"s": A}) == [shown]
    assert rows(store, "SELECT * { { ?s :p ?o } UNION { ?o :nothing 1 } }", {"s": A}) == [shown]
    assert rows(store, "SELECT * { GRAPH ?g { :a :p ?o } }", {"g": G}) == [{"g": "<g>", "o": "<b>"}]
    assert rows(store, "SELECT * { SELECT ?s ?o { ?s :p ?o } }", {"s": A}) == [shown]
    assert rows(store, "SELECT * { { SELECT * { ?s :p ?o } } }", {"s": A}) == [shown]
    assert rows(store, "SELECT * { ?s :p ?o OPTIONAL { ?o :nothing ?n } }", {"n": A, "s": B}) == [
        {"s": "<b>", "o": "<c>", "n": "<a>"}
    ]
    assert rows(store, "SELECT * { ?s :p ?o } ORDER BY ?s LIMIT 1 VALUES ?o { :b }", {"s": A}) == [shown]


def test_select_star_does_not_return_what_no_pattern_shows(store: ox.Store) -> None:
    assert rows(store, "SELECT * { :a :p ?o FILTER(?o=?x) }", {"x": B}) == [{"o": "<b>"}]
    assert rows(store, "SELECT * { :a :p ?o MINUS { ?o :p ?x } }", {"x": A}) == [{"o": "<b>"}]
    assert rows(store, "SELECT * { :a :p ?o FILTER EXISTS { ?o :p ?x } }", {"x": C}) == [{"o": "<b>"}]
    assert rows(store, "SELECT * { { SELECT ?o { ?x :p ?o } } }", {"x": A}) == [{"o": "<b>"}]


def test_a_sub_query_that_returns_the_variable_adds_no_column_and_no_row(store: ox.Store) -> None:
    assert rows(store, "SELECT ?s ?n { ?s :q ?n { SELECT ?s { ?s :p ?o } } }", {"s": A})[0].keys() == {"s", "n"}
    assert rows(store, "SELECT DISTINCT * { { SELECT ?s { ?s :p ?o } } UNION { } }", {"s": A}) == [{"s": "<a>"}]
    text = "SELECT * { { SELECT ?s (COUNT(?o) AS ?n) { ?s :p ?o } GROUP BY ?s } }"
    one = '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert rows(store, text, {"s": A}) == [{"s": "<a>", "n": one}]


def test_names_that_are_invented_are_not_those_of_the_query() -> None:
    text = "SELECT * { ?unbound_1 :p ?o { SELECT ?s { ?s :p ?unbound_2 } } }"
    prebound = prebind(text, {"s": A}, PREFIXES)
    assert prebound.hidden
    assert not prebound.hidden & set(variables(text))


# --- places


@pytest.mark.parametrize(
    "pattern",
    [
        "?s :p :b",
        "?s :q 5",
        "?s :p/:p :c",
        ":c ^:p/^:p ?s",
        "?s :p [ :p :c ]",
        ":b ^:p [ :q 5 ; :p [ ^:p ?s ] ]",
        "{ ?s :p :b } UNION { ?s :p :nothing }",
        ":b :p :c OPTIONAL { ?s :p ?x } FILTER(?x=:b)",
        "FILTER(?s=:a)",
        "FILTER(?s IN (:x,?s,:y))",
        "FILTER(1<2&&?s=:a)",
        "FILTER(!(?s!=:a)||?s=:nothing)",
        "FILTER EXISTS { ?s :p :b }",
        "FILTER NOT EXISTS { ?s :p :c }",
        "?x :p ?y MINUS { ?x :p :nothing . ?s :p :b }",
        "GRAPH :g { ?s :p :b }",
        "GRAPH ?any { ?s :p :b }",
        "BIND(STR(?s) AS ?t) FILTER(STRENDS(?t,'a'))",
        "{ SELECT ?o { ?s :p ?o } } FILTER(?o=:b)",
        "{ SELECT ?s ?o { ?s :p ?o } } FILTER(?o=:b)",
        "{ SELECT (COUNT(?s) AS ?n) { ?s :p ?o } } FILTER(?n=1)",
        "{ SELECT (COUNT(?o) AS ?n) { ?s :p ?o } GROUP BY ?s HAVING(?s=:a) } FILTER(?n=1)",
        "{ SELECT (COUNT(?o) AS ?n) { ?s :p ?o } GROUP BY ?s ?o (?s) STR(?s) ORDER BY ?s DESC(?s) STR(?s) } FILTER(?n=1)",
        "{ SELECT (GROUP_CONCAT(STR(?s);SEPARATOR=',') AS ?n) { ?x :q ?y } } FILTER(CONTAINS(?n,','))",
        ":r :about <<( ?s :p :b )>>",
        "BIND(<<( ?s :p :b )>> AS ?t) :r :about ?t",
        "FILTER(BOUND(?s))",
        "FILTER bound ( ?s )",
        "FILTER(!!BOUND(?s))",
        "# ?s is a comment\n ?s :p :b FILTER('?s'!=STR(?s))",
    ],
)
def test_a_value_reaches_every_place(store: ox.Store, pattern: str) -> None:
    assert is_true(store, f"ASK {{ {pattern} }}", {"s": A})


@pytest.mark.parametrize(
    "pattern",
    [
        ":a ?p :b",
        ":a ?p ?o . ?o ?p :c",
        ":r :about <<( :a ?p :b )>>",
        ":a :q 5 ; ?p [ ?p :c ]",
    ],
)
def test_a_predicate_takes_an_iri(store: ox.Store, pattern: str) -> None:
    assert is_true(store, f"ASK {{ {pattern} }}", {"p": P})
    assert not is_true(store, f"ASK {{ {pattern} }}", {"p": A})


@pytest.mark.parametrize("value", [FIVE, ox.Literal("a", language="en"), ox.Literal("x'y\"\n"), A])
def test_neighbours_of_a_value_stay_apart(store: ox.Store, value: Value) -> None:
    text = (
        "SELECT(?x AS?y){{FILTER(?x=?x&&!(?x!=?x)&&?x IN(?x,?x))}UNION{?x:p?x.?x?x?x;?x?x,?x}}GROUP BY?x ORDER BY?x?x"
    )
    assert rows(store, text, {"x": value}) == [{"y": str(value).replace(EX, "")}]


def test_a_comparison_beside_a_value_stays_one(store: ox.Store) -> None:
    text = "SELECT ?s { ?s :q ?n FILTER(?n<?x&&?x>1&&?n<=?x-1&&?x -1>=?n&&-?x<0) }"
    assert rows(store, text, {"x": ox.Literal(6)}) == [{"s": "<a>"}]


def test_the_language_of_a_value_ends_where_the_variable_ended(store: ox.Store) -> None:
    text = "ASK { FILTER(COALESCE(?x-1,2)=2) }"  # nothing is taken from a string: "a"@en-1 would be one
    assert is_true(store, text, {"x": ox.Literal("a", language="en")})


def test_prefixes_and_keywords_named_like_the_variable_stay(store: ox.Store) -> None:
    text = f"PREFIX s: <{EX}> SELECT ?select ?s {{ ?s s:p ?select FILTER(?select!=s:s) }}"
    assert rows(store, text, {"s": A}) == [{"s": "<a>", "select": "<b>"}]
    assert rows(store, text, {"select": B}) == [{"s": "<a>", "select": "<b>"}]


def test_groups_are_counted_as_by_hand(store: ox.Store) -> None:
    text = "SELECT ?s (COUNT(?o) AS ?n) { ?s :p ?o } GROUP BY ?s"
    assert rows(store, text, {"s": A}) == [{"s": "<a>", "n": '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'}]
    assert rows(store, text, {"s": G}) == []  # nothing to group


# --- literals where the grammar takes none


@pytest.mark.parametrize(
    "pattern",
    [
        ":a ?x ?o",
        "?x :p ?o",
        "GRAPH ?x { ?s :p ?o }",
        ":a :p ?o . :b ?x ?y",
        "?s :p ?o ~ ?x",
        "<< :a ?x ?o >> ?y ?z",
        ":r :about <<( :a ?x ?o )>>",
        ":a :p [ ?x ?o ]",
    ],
)
def test_a_literal_as_graph_subject_or_predicate_matches_nothing(store: ox.Store, pattern: str) -> None:
    assert not is_true(store, f"ASK {{ {pattern} }}", {"x": NAME})
    assert rows(store, f"SELECT * {{ {pattern} }}", {"x": NAME}) == []
    assert is_true(store, f"ASK {{ :a :p :b OPTIONAL {{ {pattern} }} }}", {"x": NAME})
    assert is_true(store, f"ASK {{ {{ {pattern} }} UNION {{ :a :p :b }} }}", {"x": NAME})
    assert is_true(store, f"ASK {{ FILTER NOT EXISTS {{ {pattern} }} }}", {"x": NAME})
    assert is_true(store, f"ASK {{ :a :p :b MINUS {{ {pattern} }} }}", {"x": NAME})


def test_a_literal_as_object_matches_as_any_term(store: ox.Store) -> None:
    assert rows(store, "SELECT * { ?s ?p ?x }", {"x": NAME}) == [{"s": "<a>", "p": "<name>", "x": '"name"'}]


# --- CONSTRUCT, DESCRIBE, updates


def test_construct_writes_the_value(store: ox.Store) -> None:
    assert triples(store, "CONSTRUCT { ?s :new ?x . ?x ?x ?s } WHERE { ?s :q ?x }", {"x": FIVE}) == {
        '<a> <new> "5"^^<http://www.w3.org/2001/XMLSchema#integer>'
    }
    assert triples(store, "CONSTRUCT { ?s ?x ?s } WHERE { ?s :q 5 }", {"x": P}) == {"<a> <p> <a>"}


def test_the_short_form_of_construct_is_bound_too(store: ox.Store) -> None:
    assert triples(store, "CONSTRUCT WHERE { ?s ?p :b }", {"s": A, "p": P}) == {"<a> <p> <b>"}
    assert triples(store, "CONSTRUCT WHERE { ?s ?p ?o }", {"p": NAME}) == set()
    assert triples(store, "CONSTRUCT FROM :g WHERE { ?s ?p ?o }", {"p": NAME}) == set()
    assert triples(store, "CONSTRUCT WHERE { ?s ?p ?o }", {"s": NAME}) == set()


def test_describe_takes_an_iri_and_describes_nothing_for_a_literal(store: ox.Store) -> None:
    about_b = {"<b> <p> <c>", '<b> <q> "7"^^<http://www.w3.org/2001/XMLSchema#integer>'}
    assert triples(store, "DESCRIBE ?x", {"x": B}) == about_b
    assert triples(store, "DESCRIBE ?x { ?x :p ?o }", {"x": B}) == about_b
    assert triples(store, "DESCRIBE * { ?x :q 7 }", {"x": B}) == about_b
    assert triples(store, "DESCRIBE ?x", {"x": NAME}) == set()
    assert triples(store, "DESCRIBE * { :nothing :name ?x }", {"x": NAME}) == set()


def changed(store: ox.Store, text: str, values: Mapping[str, Value]) -> tuple[set[str], set[str]]:
    before = set(store)
    store.update(prebind(text, values, PREFIXES).text, prefixes=PREFIXES)
    after = set(store)
    return tuple({str(quad).replace(EX, "") for quad in quads} for quads in (before - after, after - before))  # type: ignore[return-value]  # two sets for two graphs


def test_updates_are_bound_in_templates_and_patterns(store: ox.Store) -> None:
    text = "DELETE { ?s :p ?o } INSERT { ?s ?x ?o . GRAPH ?x { ?s :p ?x } } WHERE { ?s :p ?o }"
    assert changed(store, text, {"s": B, "x": Q}) == ({"<b> <p> <c>"}, {"<b> <q> <c>", "<b> <p> <q> <q>"})


def test_a_literal_in_a_template_writes_nothing_where_an_iri_must_stand(store: ox.Store) -> None:
    text = "DELETE { ?x :p ?o } INSERT { ?x :p 1 . ?s ?x 2 . GRAPH ?x { ?s :p 3 } ?s :new ?x } WHERE { ?s :p :b }"
    assert changed(store, text, {"x": NAME}) == (set(), {'<a> <new> "name"'})


def test_delete_where_is_bound(store: ox.Store) -> None:
    assert changed(store, "DELETE WHERE { ?s ?p ?o }", {"p": NAME}) == (set(), set())
    assert changed(store, "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", {"g": NAME}) == (set(), set())
    assert changed(store, "DELETE WHERE { ?s :p ?o }", {"s": B}) == ({"<b> <p> <c>"}, set())
    assert changed(store, "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", {"g": G}) == ({"<a> <p> <b> <g>"}, set())


# --- what is refused


@pytest.mark.parametrize(
    "text",
    [
        "ASK { BIND(1 AS ?x) }",
        "ASK { ?x :p ?y BIND(1 AS ?x) }",
        "ASK { VALUES ?x { 1 } }",
        "ASK { VALUES (?y ?x) { (1 2) } }",
        "ASK { ?x :p ?y } VALUES ?x { 1 }",
        "SELECT (1 AS ?x) { ?s :p ?o }",
        "SELECT (COUNT(*) AS ?x) { ?s :p ?o }",
        "SELECT * { { SELECT (1 AS ?x) { } } }",
        "SELECT (COUNT(*) AS ?n) { ?s :p ?o } GROUP BY (?s AS ?x)",
        "ASK { FILTER EXISTS { BIND(1 AS ?x) } }",
    ],
)
def test_a_query_that_assigns_the_variable_is_an_error(text: str) -> None:
    with pytest.raises(ParameterError, match=r"line 1.*\?x") as caught:
        prebind(text, {"x": A}, PREFIXES)
    assert caught.value.name == "x"


def test_other_variables_may_be_assigned(store: ox.Store) -> None:
    text = "SELECT ?x ?y ?z ?n { VALUES ?y { 1 } BIND(?x AS ?z) { SELECT (COUNT(?x) AS ?n) { } } }"
    one = '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert rows(store, text, {"x": A}) == [{"x": "<a>", "y": one, "z": "<a>", "n": one}]


def test_a_name_that_the_query_does_not_use_is_an_error_with_its_variables() -> None:
    with pytest.raises(ParameterError, match=r"no variable \?state.*\?s, \?o$"):
        prebind("SELECT ?s { ?s :p ?o } # ?state", {"state": A}, PREFIXES)
    with pytest.raises(ParameterError, match="none"):
        prebind("ASK { :a :p '?state' }", {"state": A}, PREFIXES)


@pytest.mark.parametrize("name", ["?s", "$s", "", "s s", "s }"])
def test_a_name_that_is_none_is_an_error(name: str) -> None:
    with pytest.raises(ParameterError, match="without"):
        prebind("SELECT ?s { ?s :p ?o }", {name: A}, PREFIXES)


def test_a_blank_node_is_no_value() -> None:
    with pytest.raises(ParameterError, match="blank node"):
        prebind("ASK { ?s :p ?o }", {"s": ox.BlankNode("b")}, PREFIXES)


def test_a_triple_term_is_no_value() -> None:
    with pytest.raises(ParameterError, match="IRI or a literal"):
        prebind("ASK { ?s :p ?o }", {"o": ox.Triple(A, P, B)}, PREFIXES)


@pytest.mark.parametrize("text", ["SELECT ?s { ?s :p }", "SELECT ?s { ?s :p ?o", "?s", "SELECT ?s WERE { ?s :p ?o }"])
def test_a_text_that_is_not_sparql_is_a_syntax_error(text: str) -> None:
    with pytest.raises(QuerySyntaxError):
        prebind(text, {"s": A}, PREFIXES)


def test_a_text_that_nests_too_deep_is_refused() -> None:
    with pytest.raises(QueryRefusedError):
        prebind("ASK {" + "{" * 40 + "?s :p ?o" + "}" * 41, {"s": A}, PREFIXES)


def test_data_takes_no_variables() -> None:
    with pytest.raises(QuerySyntaxError, match="INSERT"):
        prebind("INSERT DATA { :a :p ?x }", {"x": A}, PREFIXES)


def test_without_values_the_text_stays_as_it_is() -> None:
    assert prebind("not even SPARQL", {}).text == "not even SPARQL"


def test_absent_values_find_nothing(store: ox.Store) -> None:
    assert rows(store, "SELECT ?s ?x { ?s :name ?x }", {"x": ABSENT}) == []
