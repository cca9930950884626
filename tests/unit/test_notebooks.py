"""What notebooks show: escaped whatever the data holds, and not more than can be read."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from rdflib import RDFS, Literal, URIRef

import unodc_graph as ug
from tests.strategies import IRIS, TEXTS
from unodc_graph import UG, UGD
from unodc_graph.results import Table

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></table><h1>",
    "&lt;b&gt;",
    "' onclick='x",
]
ALLOWED = {"div", "p", "strong", "small", "table", "thead", "tbody", "tr", "th", "td", "ol", "li", "pre"}


class Shown(Protocol):
    def _repr_html_(self) -> str: ...


class Reader(HTMLParser):
    """Reads HTML, and notes its elements, its attributes and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def shown(thing: Shown) -> Reader:
    """Read the HTML of a thing, which must be whole and hold only what a notebook may show."""
    read = Reader(thing._repr_html_())
    assert read.open == []
    assert set(read.elements) <= ALLOWED
    assert read.attributes <= {"class", "style", "title", "scope"}
    return read


@pytest.fixture(scope="module")
def hostile_kg(tmp_path_factory: pytest.TempPathFactory) -> ug.KnowledgeGraph:
    kg = ug.load(bundled=False)
    office = UGD["office-X"]
    kg.graph.add((office, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), UG.Office))
    for text in HOSTILE:
        kg.graph.add((office, RDFS.label, Literal(text, lang="en")))
        kg.graph.add((office, UG.city, Literal(text)))
    file: Path = tmp_path_factory.mktemp("hostile") / "<script>.ttl"
    file.write_text(
        '<urn:x:a> a <https://w3id.org/unodc-graph/ontology#Office> ; <urn:x:p> "<script>" .', encoding="utf-8"
    )
    kg.add(file)
    return kg


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_of_a_table_is_text_and_nothing_else(text: str) -> None:
    page = shown(Table([text], [(ox.Literal(text),), (ox.Literal(text, language="en"),), (None,)]))
    assert page.text.count(text) == 3


@settings(deadline=None)
@given(TEXTS, IRIS)
def test_any_label_in_place_of_any_iri_is_text(text: str, iri: ox.NamedNode) -> None:
    shown(Table(["x"], [(iri,)], lambda iris: dict.fromkeys(iris, text)))


def test_what_the_graph_tells_of_hostile_things_is_text(hostile_kg: ug.KnowledgeGraph) -> None:
    office = "ugd:office-X"
    report = hostile_kg.validate()
    assert report.findings
    for thing in (hostile_kg, hostile_kg.describe(office), hostile_kg.explain(office, "city", HOSTILE[0]), report):
        shown(thing)
    assert any("<script>" in text for text in shown(hostile_kg.describe(office)).text)
    assert any("<script>" in text for text in shown(hostile_kg.explain(office, "city", HOSTILE[0])).text)


def test_an_address_in_the_data_becomes_no_link(kg: ug.KnowledgeGraph) -> None:
    page = kg.query("SELECT ?x { VALUES ?x { <javascript:alert(1)> <http://example.org/> } }")
    assert isinstance(page, Table)
    assert "a" not in shown(page).elements


def test_a_table_shows_twenty_rows_and_says_how_many_more(kg: ug.KnowledgeGraph) -> None:
    long = kg.query("SELECT ?s ?label { ?s rdfs:label ?label } LIMIT 1234")
    assert isinstance(long, Table)
    page = shown(long)
    assert page.elements.count("tr") == 21
    assert page.text[-1] == "the first 20 of 1,234 rows; 1,214 more"
    assert shown(Table(["x"], [(ox.Literal(1),)])).text[-1] == "1 row"
    assert shown(Table(["x"], [])).text[-1] == "0 rows"
    assert shown(Table([], [])).text[-1] == "0 rows"


def test_a_long_text_is_cut() -> None:
    assert len(Table(["x"], [(ox.Literal("a" * 10_000),)])._repr_html_()) < 2000


def test_labels_stand_for_iris_and_numbers_to_the_right(kg: ug.KnowledgeGraph) -> None:
    table = kg.query("SELECT ?office ?n { VALUES (?office ?n) { (ugd:office-ROCA 3) (ugd:nobody -1.5) } }")
    assert isinstance(table, Table)
    page = table._repr_html_()
    assert 'title="https://w3id.org/unodc-graph/id/office-ROCA">UNODC Regional Office for Central Asia</td>' in page
    assert ">ugd:nobody</td>" in page
    assert len(re.findall("text-align:right", page)) == 2


def test_a_graph_shows_what_it_holds(kg: ug.KnowledgeGraph) -> None:
    text = shown(kg).text
    assert text[text.index("data") + 2] == "yes"
    assert text[text.index("unconfirmed") + 2] == "no"


def test_a_report_and_a_description_say_what_they_hold(kg: ug.KnowledgeGraph) -> None:
    told = shown(kg.describe("ROCA")).text
    assert "UNODC Regional Office for Central Asia" in told
    assert "Tashkent" in told
    report = kg.validate(focus="ROCA")
    assert any("The graph conforms" in text for text in shown(report).text)
