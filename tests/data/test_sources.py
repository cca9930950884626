"""What is recorded of sources: only what is known of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import unodc_graph as ug
from unodc_graph import PartialDate, resources

if TYPE_CHECKING:
    from unodc_graph import KnowledgeGraph


def rows(kg: KnowledgeGraph, text: str) -> list[ug.Row]:
    table = kg.query(text)
    assert isinstance(table, ug.Table)
    return [*table]


def test_the_sources_of_domestic_law_were_read_in_november_2026(kg: KnowledgeGraph) -> None:
    read = rows(
        kg,
        """
        SELECT DISTINCT ?source ?accessed {
          VALUES ?kind { ug:Authority ug:Implementation ug:Review }
          ?record a ?kind ; ug:source ?source OPTIONAL { ?source ug:accessed ?accessed }
        }
        """,
    )
    assert len(read) > 30
    assert {row.accessed for row in read} == {PartialDate(2026, 11)}


def test_pages_of_the_treaty_collection_are_cited_as_the_united_nations_ask(kg: KnowledgeGraph) -> None:
    told = kg.explain("untoc", "adopted", "2000-11-15")
    (page,) = (source for source in told.sources if source.host == "treaties.un.org")
    assert page.cite().startswith("UN Treaty Collection, United Nations, New York (ST/LEG/SER.E), as available on http")


def test_a_publisher_is_named_only_of_its_own_data_and_of_the_treaty_collection(kg: KnowledgeGraph) -> None:
    named = rows(
        kg,
        "SELECT ?source ?publisher ?title { ?source a ug:Source ; dcterms:publisher ?publisher ; rdfs:label ?title }",
    )
    assert len(named) > 20
    for row in named:
        if row.publisher != "United Nations":
            # A copy of a published table; a page that quotes a figure is published by somebody else.
            assert str(row.title).startswith(str(row.publisher))
            assert "copy" in str(row.title)
            assert "quoted" not in str(row.title)


def test_the_readme_of_the_data_counts_them(kg: KnowledgeGraph) -> None:
    def count(pattern: str) -> object:
        return rows(kg, f"SELECT (COUNT(DISTINCT ?source) AS ?n) {{ ?source a ug:Source ; {pattern} }}")[0].n

    text = (resources.data_files()[0].parent / "README.md").read_text(encoding="utf-8")
    by_the_un = count("dcterms:publisher 'United Nations'")
    by_any = count("dcterms:publisher ?publisher")
    assert f"When a source was read is recorded of {count('ug:accessed ?day')}," in text
    assert isinstance(by_the_un, int)
    assert isinstance(by_any, int)
    assert f"recorded of {by_any}: {by_any - by_the_un} copies of published data sets, and {by_the_un} pages" in text


def test_a_host_has_a_symbol_of_documents_only_where_it_has_a_publisher_and_a_place(kg: KnowledgeGraph) -> None:
    assert not kg.query(
        "ASK { ?source ug:documentSymbol ?symbol FILTER NOT EXISTS { ?source dcterms:publisher ?by ; ug:publishedAt ?at } }"
    )
