"""Limits of a query: it ends, says how far it came, and leaves nothing behind."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal, URIRef

import unodc_graph as ug
from tests.processes import children as children_of
from tests.processes import is_there
from unodc_graph.worker.limited import LimitedQueries

if TYPE_CHECKING:
    from pathlib import Path

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a > ?f) }"
MANY = "SELECT ?a ?b ?c { ?a ?b ?c . ?d ?e ?f }"
NAMED = "SELECT ?s ?label { ?s rdfs:label ?label } ORDER BY ?s ?label"


@pytest.fixture(scope="module")
def small() -> ug.KnowledgeGraph:
    """The ontology alone: a graph that is copied at once."""
    return ug.load(bundled=False)


def children() -> set[int]:
    """Give the processes that this one has started and that still are there."""
    gc.collect()
    return children_of(os.getpid())


def wait_until(is_so: object, seconds: float = 20) -> bool:
    assert callable(is_so)
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.02)
    return bool(is_so())


@pytest.mark.parametrize(
    "text",
    [
        NAMED,
        "SELECT * { ?s a owl:Class OPTIONAL { ?s rdfs:subClassOf ?o } } ORDER BY ?s ?o",
        "SELECT (1 AS ?one) (1.5 AS ?d) ('a\\tb\\n\"c\"'@en AS ?t) (<urn:x> AS ?i) (true AS ?b) {}",
        "SELECT ?none { FILTER(false) }",
        "SELECT * {}",
        "ASK { ?s a owl:Class }",
        "ASK { ?s a <urn:nothing> }",
    ],
)
def test_a_query_with_limits_answers_as_one_without(small: ug.KnowledgeGraph, text: str) -> None:
    for limits in ({"timeout": 60.0}, {"max_rows": 10_000}, {"timeout": 60.0, "max_rows": 10_000}):
        limited, plain = small.query(text, **limits), small.query(text)
        if isinstance(plain, ug.Table):
            assert isinstance(limited, ug.Table)
            assert limited.columns == plain.columns
            assert limited.cells() == plain.cells()
        else:
            assert limited is plain


@pytest.mark.parametrize("limits", [{"timeout": 60.0}, {"max_rows": 10_000}])
def test_a_graph_with_limits_is_that_without(small: ug.KnowledgeGraph, limits: dict[str, float]) -> None:
    text = "CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s rdfs:label ?o }"
    limited, plain = small.query(text, **limits), small.query(text)  # type: ignore[arg-type]  # of two types
    assert isinstance(limited, Graph)
    assert isinstance(plain, Graph)
    assert set(limited) == set(plain)


def test_bound_values_and_chosen_graphs_reach_a_query_with_a_time_limit(small: ug.KnowledgeGraph) -> None:
    text = "SELECT ?p { GRAPH ?g { ?s ?p ?o } } ORDER BY ?p LIMIT 20"
    for arguments in ({"graphs": ("shapes",)}, {"bind": {"o": ug.UG["State"]}}, {"graphs": ("ontology", "inferred")}):
        limited, plain = small.query(text, timeout=60, **arguments), small.query(text, **arguments)
        assert isinstance(limited, ug.Table)
        assert isinstance(plain, ug.Table)
        assert limited.cells() == plain.cells()


def test_the_time_limit_ends_a_query_and_says_how_far_it_came(small: ug.KnowledgeGraph) -> None:
    began = time.perf_counter()
    with pytest.raises(ug.QueryLimitError, match=r"limit timeout=0\.5") as caught:
        small.query(ENDLESS, timeout=0.5)
    assert (caught.value.limit, caught.value.allowed, caught.value.rows) == ("timeout", 0.5, 0)
    assert 0.5 <= caught.value.seconds <= time.perf_counter() - began
    with pytest.raises(ug.QueryLimitError) as caught:
        small.query(MANY, timeout=1.5)
    assert caught.value.rows > 0
    assert f"{caught.value.rows:,} rows had come" in str(caught.value)


@pytest.mark.parametrize("timeout", [None, 60.0])
@pytest.mark.parametrize("text", [MANY, "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c . ?d ?e ?f }"])
def test_the_limit_of_rows_ends_a_query_in_either_place(
    small: ug.KnowledgeGraph, text: str, timeout: float | None
) -> None:
    with pytest.raises(ug.QueryLimitError, match="limit max_rows=7: 7 rows") as caught:
        small.query(text, max_rows=7, timeout=timeout)
    assert (caught.value.limit, caught.value.allowed, caught.value.rows) == ("max_rows", 7, 7)


@pytest.mark.parametrize("timeout", [None, 60.0])
def test_as_many_rows_as_may_be_are_no_error(small: ug.KnowledgeGraph, timeout: float | None) -> None:
    for count in (0, 1, 9):
        table = small.query(f"{NAMED} LIMIT {count}", max_rows=count, timeout=timeout)
        assert isinstance(table, ug.Table)
        assert len(table) == count


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("timeout", 0),
        ("timeout", -1),
        ("timeout", "3"),
        ("timeout", float("nan")),
        ("timeout", True),
        ("max_rows", -1),
        ("max_rows", 1.5),
        ("max_rows", "3"),
        ("max_rows", True),
    ],
)
def test_what_is_no_limit_is_told(small: ug.KnowledgeGraph, name: str, value: object) -> None:
    with pytest.raises(ug.ParameterError, match=name):
        small.query(NAMED, **{name: value})  # type: ignore[arg-type]  # wrong on purpose


def test_a_catalogue_query_takes_limits(kg: ug.KnowledgeGraph) -> None:
    assert (
        kg.run("projects-in-state", state="KAZ", timeout=60).cells() == kg.run("projects-in-state", state="KAZ").cells()
    )
    with pytest.raises(ug.QueryLimitError):
        kg.run("projects-in-state", state="KAZ", max_rows=1)


@pytest.mark.parametrize(
    ("text", "error"), [("SELECT * {", ug.QuerySyntaxError), ("SELECT (<urn:f>(1) AS ?x) {}", ug.QueryError)]
)
def test_errors_are_those_of_a_query_without_limits(
    small: ug.KnowledgeGraph, text: str, error: type[ug.QueryError]
) -> None:
    with pytest.raises(error) as limited:
        small.query(text, timeout=60)
    with pytest.raises(error) as plain:
        len(small.query(text))  # type: ignore[arg-type]  # a table
    assert str(limited.value) == str(plain.value)


def test_a_write_is_seen_by_the_next_query_with_a_time_limit() -> None:
    with ug.load(bundled=False) as kg:
        text, mine = "ASK { <urn:mine> ?p ?o }", (URIRef("urn:mine"), ug.UG["note"], Literal("x"))
        assert kg.query(text, timeout=60) is False
        kg.graph.add(mine)
        assert kg.query(text, timeout=60) is True
        kg.graph.remove(mine)
        assert kg.query(text, timeout=60) is False


def test_blank_nodes_keep_their_names(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text("<urn:a> <urn:b> [ <urn:c> 1 ] .")
    with ug.load(tmp_path / "mine.ttl", bundled=False) as kg:
        text = "SELECT ?x { <urn:a> <urn:b> ?x }"
        limited, plain = kg.query(text, timeout=60), kg.query(text)
        assert isinstance(limited, ug.Table)
        assert isinstance(plain, ug.Table)
        assert limited.cells() == plain.cells()


def test_one_process_is_started_and_kept_and_none_is_left() -> None:
    before = children()
    kg = ug.load(bundled=False)
    assert kg.query("ASK {}", max_rows=1) is True
    assert children() == before
    assert kg.query("ASK {}", timeout=60) is True
    (warm,) = children() - before
    kg.graph.add((URIRef("urn:a"), URIRef("urn:b"), Literal(1)))
    assert kg.query("ASK { <urn:a> <urn:b> 1 }", timeout=60) is True
    assert children() - before == {warm}
    with pytest.raises(ug.QueryLimitError):
        kg.query(ENDLESS, timeout=0.3)
    assert children() == before
    assert kg.query("ASK { <urn:a> <urn:b> 1 }", timeout=60) is True
    assert len(children() - before) == 1
    kg.close()
    assert children() == before
    kg.close()


def test_a_graph_that_nobody_holds_takes_its_process_along() -> None:
    before = children()
    kg = ug.load(bundled=False)
    kg.query("ASK {}", timeout=60)
    assert len(children() - before) == 1
    del kg
    assert wait_until(lambda: children() == before)


@pytest.mark.parametrize("how", ["pass", "os._exit(3)", "os.kill(os.getpid(), 9)", "raise SystemExit"])
def test_no_process_outlives_the_one_that_started_it(how: str) -> None:
    code = (
        "import os, unodc_graph as ug; kg = ug.load(bundled=False); kg.query('ASK {}', timeout=60)\n"
        f"print(kg._limited.pid, flush=True); {how}"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=False)
    assert wait_until(lambda: not is_there(int(done.stdout)))


def test_no_process_goes_on_asking_when_the_one_that_asked_is_killed() -> None:
    code = (
        "import sys, threading, time, unodc_graph as ug; kg = ug.load(bundled=False); kg.query('ASK {}', timeout=60)\n"
        "print(kg._limited.pid, flush=True)\n"
        f"kg.query({ENDLESS!r}, timeout=600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        time.sleep(0.5)
        process.kill()
    assert wait_until(lambda: not is_there(pid))


def test_ctrl_c_ends_the_query_and_the_graph_works_as_before(small: ug.KnowledgeGraph) -> None:
    small.query("ASK {}", timeout=60)
    before = children()
    clock = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    clock.start()
    with pytest.raises(KeyboardInterrupt):
        small.query(ENDLESS, timeout=60)
    assert len(children()) == len(before) - 1
    assert small.query("ASK { ?s a owl:Class }", timeout=60) is True


def test_a_process_that_ended_by_itself_is_told_and_replaced(small: ug.KnowledgeGraph) -> None:
    small.query("ASK {}", timeout=60)
    pid = small._limited.pid  # noqa: SLF001 - what happens to it cannot be done from outside
    assert pid is not None
    clock = threading.Timer(0.5, os.kill, (pid, signal.SIGTERM))
    clock.start()
    with pytest.raises(ug.QueryError, match="ended before it had answered"):
        small.query(ENDLESS, timeout=60)
    assert small.query("ASK { ?s a owl:Class }", timeout=60) is True


def test_a_graph_that_is_closed_says_so_under_a_time_limit_too() -> None:
    kg = ug.load(bundled=False)
    kg.query("ASK {}", timeout=60)
    kg.close()
    for limits in ({}, {"timeout": 60.0}, {"max_rows": 1}):
        with pytest.raises(ug.ClosedGraphError, match="is closed"):
            kg.query(NAMED, **limits)
    assert "closed" in repr(kg)


def test_only_graphs_that_are_asked_are_copied(small: ug.KnowledgeGraph) -> None:
    limited = LimitedQueries(small._store)  # noqa: SLF001 - what is copied is not seen from outside
    epoch, default, missing = small._store.copy_of([], [], (-1, frozenset()))  # noqa: SLF001 - the same
    assert (default, missing) == ([], {})
    assert epoch >= 0
    limited.close()


def test_a_table_is_not_read_by_another_thread_than_asked(small: ug.KnowledgeGraph) -> None:
    table = small.query(NAMED)
    assert isinstance(table, ug.Table)
    failures: list[BaseException] = []

    def read() -> None:
        try:
            len(table)
        except ug.QueryError as error:
            failures.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert "the thread that asked" in str(failures[0])
    limited = small.query(NAMED, max_rows=100_000)
    assert isinstance(limited, ug.Table)
    counts: list[int] = []
    thread = threading.Thread(target=lambda: counts.append(len(limited)))
    thread.start()
    thread.join()
    assert counts[0] > 100
