"""What the tests of the catalogue share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Dataset, Graph

from unodc_graph import resources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unodc_graph import KnowledgeGraph


@pytest.fixture(scope="session")
def memory_graph(kg: KnowledgeGraph) -> Graph:
    """The files of ontology and data, and the exported derived graph, in a plain rdflib graph."""
    graph = Graph()
    for path in (*resources.ontology_files(), *resources.data_files()):
        graph.parse(path, format="turtle")
    return graph.parse(data=kg.export(format="ntriples", graphs=("inferred",)), format="ntriples")


@pytest.fixture(scope="session")
def memory_dataset() -> Dataset:
    """The files of ontology, data and what is unconfirmed, each kind in its graph of a plain rdflib dataset."""
    dataset = Dataset(default_union=True)
    for name, paths in (
        ("ontology", resources.ontology_files()),
        ("data", resources.data_files()),
        ("unconfirmed", resources.unconfirmed_files()),
    ):
        for path in paths:
            dataset.graph(f"https://w3id.org/unodc-graph/graph/{name}").parse(path, format="turtle")
    return dataset


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Callable[[Path, str], str]:
    """Read what a file of the tree expects; with ``--remake-golden``, write what is there now first."""

    def read(path: Path, now: str) -> str:
        if request.config.getoption("--remake-golden"):
            path.write_text(now, encoding="utf-8")
        return path.read_text(encoding="utf-8")

    return read
