"""A quick look over a text never says more than its tokens do."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.sparql_queries import CALLING_TEXTS
from unodc_graph import sparql
from unodc_graph.errors import QueryRefusedError, QuerySyntaxError
from unodc_graph.sparql.screening import UPDATES, screen

# Pieces of which many together nest or chain too much, and what may hide them.
PIECES = [
    *("(", ")", "{", "}", "[", "]", "!", "^", "+", "-", "((((((", "))))))", "{{{{{{", "}}}}}}", "!!!", "- - ", "^^"),
    *("<", "<<", ">>", "<<(", ")>>", "{|", "|}", "<a(>", "<?)>", "<?(>", "<ex:(>", "<http://a/(>", "<http://a/)#>"),
    *('"', "'", '"("', "')'", "'''", '"""', '"\\"("', "# (\n", "# )\n", "#STR\n(", "\\(", "ex:a\\(b", "ex:a\\'"),
    *("FILTER(", "STR(", "?x (", "ex:a (", "a (", "VALUES (", ")", "(1 2)", "('a''b')", "(ex:a ex:b)", "(1true1true)"),
    *("?x", "1", "ex:a", "a", ".", ";", ",", "/", "|", "||", "&&", "=", "<=", " AS ", "BIND(", "UNION", "OPTIONAL {"),
    *(
        " ",
        "\n",
        "\t",
        "é",
        "·",
        "\u00a0",
        "SERVICE",
        "ſERVICE ",
        "SERVİCE ",
        "service ",
        "SERVICE:a",
        "ex:a·SERVICE ",
        "'a'SERVICE ?x",
        "?SERVICE ",
    ),
]
HEADS = [
    "ASK {",
    "SELECT * {",
    "CONSTRUCT {} {",
    "DESCRIBE ",
    "PREFIX ex: <http://a/#(> ASK {",
    "INSERT {",
    "ASK { ?s ex:p (",
]


@st.composite
def crowded(draw: st.DrawFn) -> str:
    """Repeat a few pieces many times, one after the other or around one another."""
    text = draw(st.sampled_from(HEADS))
    end = ""
    for piece in draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8)):
        count = draw(st.sampled_from([1, 1, 1, 2, 9, 17, 33, 130, 260, 501]))
        text += piece * count
        end = draw(st.sampled_from(["", ")", "}", "]", ">", "'"])) * count + end
    return text + end + draw(st.sampled_from(["", "}", ")}"]))


def by_tokens(text: str) -> str:
    """Say what the tokens of a text say."""
    try:
        tokens = sparql.tokenize(text)
    except (QueryRefusedError, QuerySyntaxError) as error:
        return type(error).__name__
    return "SERVICE" if any("SERVICE" in token.key for token in tokens) else "fine"


def told_kind(text: str) -> str:
    """Say whether the first keyword begins a query."""
    try:
        return "update" if sparql.kind_of(text) == "update" else "query"
    except (QueryRefusedError, QuerySyntaxError) as error:
        return type(error).__name__


@settings(max_examples=1500, deadline=None)
@given(st.one_of(crowded(), CALLING_TEXTS))
@example("ASK { ?x ?y #STR\n(" + "1 " * 600 + ")}")
@example("ASK { ?x ?y ?STR (" + "1 " * 600 + ")}")
@example("ASK { ?x ?y (" + "1true" * 300 + ")}")
@example("ASK { FILTER(?a<ex:b#>'''\n" + "(" * 40 + "'''" + ")" * 40 + ") }")
@example("ASK { " + "(<?)>" * 40 + "<?(>)" * 40 + " }")
@example("ASK { FILTER(" + "!(" * 20 + "true" + ")" * 20 + ") }")
@example("ASK { ?s ?p ex:a·SERVICE { } }")
def test_what_it_is_sure_of_is_what_the_tokens_say(text: str) -> None:
    seen = screen(text)
    if seen is None:
        return
    if seen.word in UPDATES:
        assert told_kind(text) != "query"
        return
    told = by_tokens(text)
    if seen.deep is not None:
        assert told != "fine"  # refused, or no SPARQL before it comes to that
    elif seen.service is not None:
        assert told in ("SERVICE", "QuerySyntaxError")
        assert text[seen.service :][:7].upper() == "SERVICE"
    else:
        assert told in ("fine", "QuerySyntaxError")


@pytest.mark.parametrize(
    "piece",
    ['\\"', "'\\", '"', "<", "<a", "<a://", "#", "# \n", "^", "(", "A(", "service ", "PREFIX a:<a:b> ", "1true", '""'],
)
@pytest.mark.parametrize("head", ["", "ASK {", 'ASK { "', "ASK { '"])
def test_no_text_makes_it_slow(head: str, piece: str) -> None:
    text = head + piece * (99_000 // len(piece))
    start = time.process_time()
    screen(text)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("ASK { ?s ?p 'SERVICE' }", False),
        ("ASK { SERVICE <http://127.0.0.1:1/> { } }", True),
        ("ASK " + "{" * 33 + "}" * 33, True),
        ("# a comment\nPREFIX ex: <http://example.org/#> CLEAR ALL", True),
    ],
)
def test_plain_texts_are_not_read_twice(text: str, *, refused: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unodc_graph.sparql.checks.tokenize", lambda text: pytest.fail(f"read token by token: {text}"))
    if refused:
        with pytest.raises(QueryRefusedError):
            sparql.check_query(text)
    else:
        assert sparql.check_query(text) == "ask"
