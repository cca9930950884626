"""The curated files as the engine reads them, without the library around them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

ROOT = Path(__file__).parents[2]
UNCONFIRMED = "unconfirmed.ttl"


def _read(paths: list[Path]) -> dict[str, list[ox.Triple]]:
    return {
        path.name: [quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)] for path in sorted(paths)
    }


@pytest.fixture(scope="session")
def curated_paths() -> list[Path]:
    """Every file that people edit: data and vocabularies."""
    return sorted([*(ROOT / "data").glob("*.ttl"), *(ROOT / "ontology" / "vocabularies").glob("*.ttl")])


@pytest.fixture(scope="session")
def data() -> dict[str, list[ox.Triple]]:
    """The files of the graph ``data``, by name."""
    return _read([path for path in (ROOT / "data").glob("*.ttl") if path.name != UNCONFIRMED])


@pytest.fixture(scope="session")
def unconfirmed() -> list[ox.Triple]:
    """The facts that no source is named for."""
    return _read([ROOT / "data" / UNCONFIRMED])[UNCONFIRMED]


@pytest.fixture(scope="session")
def facts(data: dict[str, list[ox.Triple]]) -> list[ox.Triple]:
    """The triples of the graph ``data``."""
    return [triple for triples in data.values() for triple in triples]


@pytest.fixture(scope="session")
def vocabularies() -> dict[str, list[ox.Triple]]:
    """The files of the vocabularies, by name."""
    return _read(list((ROOT / "ontology" / "vocabularies").glob("*.ttl")))


@pytest.fixture(scope="session")
def ontology(vocabularies: dict[str, list[ox.Triple]]) -> list[ox.Triple]:
    """The triples of the graph ``ontology``."""
    terms = _read([ROOT / "ontology" / "unodc.ttl", *(ROOT / "ontology" / "modules").glob("*.ttl")])
    return [triple for triples in [*terms.values(), *vocabularies.values()] for triple in triples]


@pytest.fixture(scope="session")
def readme() -> str:
    """The text of data/README.md."""
    return (ROOT / "data" / "README.md").read_text(encoding="utf-8")
