"""A second language beside the English changes no answer: no row twice, no name that is not English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Literal

import unodc_graph as ug
from unodc_graph.catalog import Catalog

if TYPE_CHECKING:
    from unodc_graph import KnowledgeGraph

ENGLISH = 'SELECT ?thing ?says ?words { ?thing ?says ?words FILTER (LANG(?words) = "en") }'
# This one asks what has no name in Russian.
QUERIES = sorted(set(Catalog()) - {"names-without-russian-label"})


@pytest.fixture(scope="module")
def bilingual(kg: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """The bundled graph with everything that it says in English said in Russian too."""
    said = kg.query(ENGLISH)
    assert isinstance(said, ug.Table)
    path = tmp_path_factory.mktemp("bilingual") / "russian.nt"
    with path.open("w", encoding="utf-8") as file:
        for thing, says, words in said.terms():
            assert thing is not None
            assert says is not None
            # The digit sorts before the English, so that what is sorted by the Russian would move.
            russian = Literal(f"1 по-русски: {words}", lang="ru")
            file.write(f"{thing.n3()} {says.n3()} {russian.n3()} .\n")
    return ug.load(path)


@pytest.mark.parametrize("query_id", QUERIES)
def test_an_answer_stays_the_same_where_all_is_said_in_russian_too(
    kg: KnowledgeGraph, bilingual: KnowledgeGraph, query_id: str
) -> None:
    values = {name: parameter.example for name, parameter in kg.queries[query_id].parameters.items()}
    assert bilingual.run(query_id, **values).terms() == kg.run(query_id, **values).terms()
