"""What the tests of the catalogue share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Dataset, Graph

from unodc_graph import resources
from unodc_graph.namespaces import GRAPH_BASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unodc_graph import KnowledgeGraph


@pytest.fixture(scope="session")
def memory_dataset() -> Dataset:
    """Ontology, data and what is unconfirmed as rdflib reads them, each in its graph of a plain rdflib dataset."""
    dataset = Dataset(default_union=True)
    for name, paths in (
        ("ontology", resources.ontology_files()),
        ("data", resources.data_files()),
        ("unconfirmed", resources.unconfirmed_files()),
    ):
        for path in paths:
            dataset.graph(f"{GRAPH_BASE}{name}").parse(path, format="turtle")
    return dataset


@pytest.fixture(scope="session")
def memory_graph(kg: KnowledgeGraph, memory_dataset: Dataset) -> Graph:
    """Ontology, data and the exported derived graph in one plain rdflib graph."""
    graph = Graph()
    graph += memory_dataset.graph(f"{GRAPH_BASE}ontology")
    graph += memory_dataset.graph(f"{GRAPH_BASE}data")
    return graph.parse(data=kg.export(format="ntriples", graphs=("inferred",)), format="ntriples")


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Callable[[Path, str], str]:
    """Read what a file of the tree expects; with ``--remake-golden``, write what is there now first."""

    def read(path: Path, now: str) -> str:
        if request.config.getoption("--remake-golden"):
            path.write_text(now, encoding="utf-8")
        return path.read_text(encoding="utf-8")

    return read
