"""Graphs that tests share."""

from __future__ import annotations

import gc
import signal
from typing import TYPE_CHECKING

import pytest

import unodc_graph as ug

if TYPE_CHECKING:
    from collections.abc import Iterator


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--remake-golden",
        action="store_true",
        help="write the expected answers of the query catalogue and its index anew; check them by hand",
    )
    parser.addoption(
        "--remake-counts",
        action="store_true",
        help="write the tables of counts in data/README.md anew",
    )


@pytest.fixture(scope="session", autouse=True)
def _interrupts_are_heard() -> Iterator[None]:
    """Hear an interrupt, and let child processes hear it, also where the shell that began the tests ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module", autouse=True)
def _graphs_are_let_go() -> Iterator[None]:
    """Free the graphs of a module behind it: a view of rdflib refers to itself, and the collector comes by seldom."""
    yield
    gc.collect()


@pytest.fixture(scope="session")
def kg() -> ug.KnowledgeGraph:
    """The bundled graph, for tests that only read it."""
    return ug.load()


@pytest.fixture
def own_kg() -> Iterator[ug.KnowledgeGraph]:
    """A bundled graph of the test's own, to write to; its memory is free behind the test."""
    with ug.load() as graph:
        yield graph
