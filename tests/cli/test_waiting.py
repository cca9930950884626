from __future__ import annotations

import gc
import sys
import threading

import pyoxigraph as ox
import pytest

from unodc_graph.cli.waiting import interruptible


def test_the_answer_comes_from_another_thread() -> None:
    assert interruptible(threading.get_ident) != threading.get_ident()


def test_what_the_engine_holds_is_dropped_where_it_was_made_although_the_answer_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The engine complains, through this hook, of an answer that another thread drops."""
    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:x:a"), ox.NamedNode("urn:x:b"), ox.Literal("c")))

    def failing() -> list[object]:
        # That ?o is no service shows only when the rows are read.
        answer = store.query("SELECT * { ?s ?p ?o SERVICE ?o { ?s ?p ?x } }")
        assert isinstance(answer, ox.QuerySolutions)
        try:
            return list(answer)
        except RuntimeError as error:
            raise ValueError("no rows") from error

    with pytest.raises(ValueError, match="no rows"):
        interruptible(failing)
    gc.collect()
    assert complaints == []
