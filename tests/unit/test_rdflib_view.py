"""kg.graph and kg.dataset: live rdflib views of the same store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.plugins.sparql import prepareQuery

import unodc_graph as ug
from unodc_graph import UG, UGD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unodc_graph import KnowledgeGraph

ROCA = UGD["office-ROCA"]
GRAPHS = "https://w3id.org/unodc-graph/graph/"
DATA = URIRef(f"{GRAPHS}data")
MINE = """
PREFIX ex: <http://example.org/>
PREFIX ug: <https://w3id.org/unodc-graph/ontology#>
PREFIX ugd: <https://w3id.org/unodc-graph/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
ex:post a ug:Facility ; rdfs:label "post"@en , "plain" ; ug:inState ugd:state-KAZ ; ug:start "2004"^^xsd:gYear ;
  ug:note [ rdfs:label "a blank node" ; ug:value 1.5 , 7 , true ] .
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.ttl"
    path.write_text(MINE, encoding="utf-8")
    return path


def one(kg: KnowledgeGraph, text: str) -> object:
    """Give the single value of a query."""
    table = kg.query(text)
    assert isinstance(table, ug.Table)
    assert len(table) == 1
    return table[0][0]


class TestReading:
    def test_the_graph_reads_exactly_what_a_query_sees(self, kg: KnowledgeGraph) -> None:
        counted = one(kg, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        assert len(kg.graph) == counted == sum(1 for _ in kg.graph)

    def test_a_namespace_walk_finds_the_states_an_office_covers(self, kg: KnowledgeGraph) -> None:
        covered = {str(kg.graph.value(state, RDFS.label, default=None)) for state in kg.graph[ROCA : UG.covers]}
        assert len(covered) == 8
        assert len(set(kg.graph.objects(ROCA, UG.covers))) == 8

    def test_a_plain_text_equals_a_literal_without_datatype(self, kg: KnowledgeGraph) -> None:
        assert kg.graph.value(ROCA, UG.city) == Literal("Tashkent")
        assert (ROCA, UG.city, Literal("Tashkent")) in kg.graph

    def test_a_text_of_type_string_is_the_same_statement(self, kg: KnowledgeGraph) -> None:
        assert (ROCA, UG.city, Literal("Tashkent", datatype=XSD.string)) in kg.graph

    def test_a_pattern_that_no_statement_can_match_matches_nothing(self, kg: KnowledgeGraph) -> None:
        assert list(kg.graph.triples((Literal("x"), None, None))) == []
        assert list(kg.graph.triples((None, Literal("x"), None))) == []
        assert list(kg.graph.triples((URIRef("not an iri"), None, None))) == []

    def test_turtle_of_the_view_holds_no_datatype_string(self, own_kg: KnowledgeGraph, mine: Path) -> None:
        own_kg.add(mine)
        text = own_kg.dataset.graph(URIRef(f"{GRAPHS}import/mine")).serialize(format="turtle")
        assert "plain" in text
        assert "XMLSchema#string" not in text
        assert "xsd:string" not in text

    def test_the_graph_of_a_file_is_isomorphic_with_the_file(self, own_kg: KnowledgeGraph, mine: Path) -> None:
        own_kg.add(mine)
        view = own_kg.dataset.graph(URIRef(f"{GRAPHS}import/mine"))
        assert isomorphic(view, Graph().parse(mine))

    @pytest.mark.parametrize(
        "literal",
        [
            '"2004-07-31Z"^^xsd:date',
            '"2004-07-31T10:00:00Z"^^xsd:dateTime',
            '"1e3"^^xsd:double',
            '"TRUE"^^xsd:boolean',
            '"DEADbeef"^^xsd:hexBinary',
            '" 5 "^^xsd:integer',
            '"1.50"^^xsd:decimal',
            '"2004-02-30"^^xsd:date',
        ],
    )
    @pytest.mark.filterwarnings("ignore")
    def test_what_the_view_gives_it_also_finds_and_removes(
        self, own_kg: KnowledgeGraph, tmp_path: Path, literal: str
    ) -> None:
        path = tmp_path / "odd.ttl"
        path.write_text(f"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> <http://e/s> <http://e/p> {literal} .")
        own_kg.add(path)
        (triple,) = own_kg.graph.triples((URIRef("http://e/s"), None, None))
        assert triple in own_kg.graph
        own_kg.dataset.graph(URIRef(f"{GRAPHS}import/odd")).remove(triple)
        assert triple not in own_kg.graph

    def test_looking_at_a_graph_is_no_write(self, kg: KnowledgeGraph) -> None:
        before = kg.revision
        assert len(kg.dataset.graph(DATA)) > 10_000
        assert bool(kg.graph)
        assert kg.revision == before

    def test_the_dataset_names_the_graphs(self, kg: KnowledgeGraph) -> None:
        names = {str(graph.identifier).removeprefix(GRAPHS) for graph in kg.dataset.graphs()}
        assert {"ontology", "data", "shapes", "inferred", "unconfirmed"} <= names

    def test_the_derived_graph_is_there_by_name(self, kg: KnowledgeGraph) -> None:
        inferred = kg.dataset.graph(URIRef(f"{GRAPHS}inferred"))
        assert (ROCA, RDF.type, UG.Agent) in inferred


class TestAsking:
    def test_a_construct_through_the_view_gives_a_graph(self, kg: KnowledgeGraph) -> None:
        found = kg.graph.query(
            "CONSTRUCT { ?state ug:coveredBy ?o } WHERE { ?o ug:covers ?state }", initBindings={"o": ROCA}
        )
        assert found.graph is not None
        assert set(found.graph.objects(None, UG.coveredBy)) == {ROCA}
        assert len(found.graph) == 8

    def test_a_construct_through_the_library_gives_a_graph(self, kg: KnowledgeGraph) -> None:
        graph = kg.query("CONSTRUCT { ?s ug:city ?c } WHERE { ?s ug:city ?c }")
        assert isinstance(graph, Graph)
        assert (ROCA, UG.city, Literal("Tashkent")) in graph

    def test_a_blank_node_as_binding_is_asked_for_as_rdflib_does(self, own_kg: KnowledgeGraph, mine: Path) -> None:
        own_kg.add(mine)
        node = own_kg.graph.value(URIRef("http://example.org/post"), UG.note)
        assert isinstance(node, BNode)
        found = own_kg.graph.query("SELECT ?l WHERE { ?n rdfs:label ?l }", initBindings={"n": node})
        assert [str(row[0]) for row in found] == ["a blank node"]  # type: ignore[index]  # rdflib types a row widely

    def test_bindings_reach_a_filter(self, kg: KnowledgeGraph) -> None:
        rows = list(
            kg.graph.query("SELECT ?city WHERE { ?o ug:city ?city FILTER (?o = ?x) }", initBindings={"x": ROCA})
        )
        assert rows == [(Literal("Tashkent"),)]

    def test_a_prepared_query_runs_on_the_engine(self, kg: KnowledgeGraph) -> None:
        query = prepareQuery("ASK { ?o ug:city 'Tashkent' }", initNs={"ug": UG})
        assert kg.graph.query(query).askAnswer is True

    @pytest.mark.parametrize("text", ["SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"])
    def test_nothing_goes_to_the_network(self, kg: KnowledgeGraph, text: str) -> None:
        for ask in (kg.query, kg.graph.query, kg.dataset.query):
            with pytest.raises(ug.QueryRefusedError, match="SERVICE"):
                ask(text)
        with pytest.raises(ug.QueryRefusedError, match="SERVICE"):
            kg.graph.query(prepareQuery(text))

    def test_the_dataset_reaches_every_graph_by_name(self, kg: KnowledgeGraph) -> None:
        text = f"ASK {{ GRAPH <{GRAPHS}unconfirmed> {{ ?s ?p ?o }} }}"
        assert kg.dataset.query(text).askAnswer is True
        assert kg.query(text) is False

    def test_one_graph_of_the_dataset_is_asked_alone(self, kg: KnowledgeGraph) -> None:
        shapes = kg.dataset.graph(URIRef(f"{GRAPHS}shapes"))
        assert not shapes.query("ASK { ugd:office-ROCA ?p ?o }").askAnswer


class TestWriting:
    def test_what_is_added_is_seen_by_a_query_and_stands_in_data(self, own_kg: KnowledgeGraph) -> None:
        own_kg.graph.add((ROCA, SKOS.altLabel, Literal("the office")))
        assert own_kg.query("ASK { ugd:office-ROCA skos:altLabel 'the office' }") is True
        assert (ROCA, SKOS.altLabel, Literal("the office")) in own_kg.dataset.graph(DATA)

    def test_an_update_leaves_one_value_and_not_two(self, own_kg: KnowledgeGraph) -> None:
        own_kg.graph.update(
            "DELETE { ?o ug:city ?old } INSERT { ?o ug:city 'Samarkand' } WHERE { ?o ug:city ?old FILTER (?o = ugd:office-ROCA) }"
        )
        assert one(own_kg, "SELECT ?c WHERE { ugd:office-ROCA ug:city ?c }") == "Samarkand"
        assert list(own_kg.graph.objects(ROCA, UG.city)) == [Literal("Samarkand")]

    def test_set_leaves_one_value(self, own_kg: KnowledgeGraph) -> None:
        own_kg.graph.set((ROCA, UG.city, Literal("Bukhara")))
        assert list(own_kg.graph.objects(ROCA, UG.city)) == [Literal("Bukhara")]

    def test_the_where_of_an_update_reads_what_a_query_sees(self, own_kg: KnowledgeGraph) -> None:
        own_kg.graph.update("INSERT { ?o skos:note 'an agent' } WHERE { ?o a ug:Agent ; ug:city 'Bishkek' }")
        assert one(own_kg, "SELECT (COUNT(*) AS ?n) WHERE { ?o skos:note 'an agent' }") == 1

    def test_several_operations_see_what_the_ones_before_wrote(self, own_kg: KnowledgeGraph) -> None:
        own_kg.graph.update(
            "INSERT DATA { ugd:x ug:note 'one' } ; DELETE { ?s ug:note 'one' } INSERT { ?s ug:note 'two' } WHERE { ?s ug:note 'one' }"
        )
        assert one(own_kg, "SELECT ?n WHERE { ugd:x ug:note ?n }") == "two"

    def test_parse_reads_into_data(self, own_kg: KnowledgeGraph, mine: Path) -> None:
        own_kg.graph.parse(mine)
        assert own_kg.query("ASK { <http://example.org/post> ug:inState ugd:state-KAZ }") is True
        assert (URIRef("http://example.org/post"), RDF.type, UG.Facility) in own_kg.dataset.graph(DATA)

    def test_deleting_what_stands_only_in_another_graph_names_it_and_writes_nothing(
        self, own_kg: KnowledgeGraph
    ) -> None:
        size = len(own_kg.graph)
        text = (
            "INSERT DATA { ugd:x ug:note 'first' } ;"
            "DELETE { ug:Office rdfs:label ?label } INSERT { ugd:x ug:note 'second' } WHERE { ug:Office rdfs:label ?label }"
        )
        with pytest.raises(ug.UpdateError, match="graph ontology") as caught:
            own_kg.graph.update(text)
        assert caught.value.graph == f"{GRAPHS}ontology"
        assert len(own_kg.graph) == size
        assert own_kg.query("ASK { ugd:x ?p ?o }") is False

    def test_removing_what_is_derived_says_so(self, own_kg: KnowledgeGraph) -> None:
        with pytest.raises(ug.UpdateError, match="graph inferred"):
            own_kg.graph.remove((ROCA, RDF.type, UG.Agent))
        assert (ROCA, RDF.type, UG.Agent) in own_kg.graph

    @pytest.mark.parametrize("way", ["update", "remove"])
    def test_removing_all_of_a_thing_takes_what_is_derived_of_it_along(self, own_kg: KnowledgeGraph, way: str) -> None:
        own_kg.graph.update("INSERT DATA { ugd:office-NEW a ug:Office ; ug:start '2020'^^xsd:gYear }")
        assert own_kg.query("ASK { ugd:office-NEW a ug:Agent ; ug:notBefore ?day }") is True
        if way == "update":
            own_kg.graph.update("DELETE WHERE { ugd:office-NEW ?p ?o }")
        else:
            own_kg.graph.remove((UGD["office-NEW"], None, None))
        assert own_kg.query("ASK { ugd:office-NEW ?p ?o }") is False

    def test_a_prefix_may_stand_before_each_operation(self, own_kg: KnowledgeGraph) -> None:
        own_kg.graph.update(
            "PREFIX a: <http://a/> INSERT DATA { a:s a:p 1 } ; PREFIX b: <http://b/> INSERT DATA { b:s b:p 2 }"
        )
        assert own_kg.query("ASK { <http://a/s> <http://a/p> 1 . <http://b/s> <http://b/p> 2 }") is True
        own_kg.dataset.update(
            f"PREFIX a: <http://a/> INSERT DATA {{ GRAPH <{DATA}> {{ a:s a:q 1 }} }} ;"
            f"INSERT DATA {{ GRAPH <{DATA}> {{ a:s a:q 2 }} }}"
        )
        assert one(own_kg, "SELECT (COUNT(?o) AS ?n) { <http://a/s> <http://a/q> ?o }") == 2

    def test_removing_what_is_not_there_changes_nothing(self, own_kg: KnowledgeGraph) -> None:
        size = len(own_kg.graph)
        own_kg.graph.remove((ROCA, UG.city, Literal("Atlantis")))
        own_kg.graph.update("DELETE DATA { ugd:office-ROCA ug:city 'Atlantis' }")
        assert len(own_kg.graph) == size

    def test_an_import_is_written_through_the_dataset(self, own_kg: KnowledgeGraph, mine: Path) -> None:
        own_kg.add(mine)
        post = URIRef("http://example.org/post")
        own_kg.dataset.graph(URIRef(f"{GRAPHS}import/mine")).remove((post, UG.inState, None))
        assert own_kg.query("ASK { <http://example.org/post> ug:inState ?state }") is False

    def test_an_update_of_the_dataset_writes_the_graph_it_names(self, own_kg: KnowledgeGraph) -> None:
        own_kg.dataset.update(
            f"INSERT {{ GRAPH <{DATA}> {{ ?o ug:note 'seen' }} }} WHERE {{ ?o ug:city 'Baku' ; a ug:Agent }}"
        )
        assert one(own_kg, "SELECT ?o WHERE { ?o ug:note 'seen' }") == UGD["office-PO-AZE"]

    @pytest.mark.parametrize(
        "text",
        [
            "INSERT DATA { ugd:x ug:note 'x' }",
            "INSERT { ?o ug:note 'x' } WHERE { ?o ug:city 'Baku' }",
            "DELETE WHERE { ?s ?p ?o }",
        ],
    )
    def test_an_update_of_the_dataset_must_name_a_graph(self, own_kg: KnowledgeGraph, text: str) -> None:
        with pytest.raises(ug.UpdateError, match="GRAPH"):
            own_kg.dataset.update(text)

    def test_the_derived_graph_cannot_be_written(self, own_kg: KnowledgeGraph) -> None:
        inferred = own_kg.dataset.graph(URIRef(f"{GRAPHS}inferred"))
        with pytest.raises(ug.UpdateError, match="derived"):
            inferred.add((ROCA, RDF.type, UG.Planet))
        with pytest.raises(ug.UpdateError, match="derived"):
            own_kg.dataset.update(f"INSERT DATA {{ GRAPH <{GRAPHS}inferred> {{ ugd:office-ROCA a ug:Planet }} }}")

    @pytest.mark.parametrize("text", ["LOAD <http://127.0.0.1:9/x>", "LOAD <file:///etc/passwd> INTO GRAPH ugd:x"])
    def test_no_update_reads_a_file_or_the_network(self, own_kg: KnowledgeGraph, text: str) -> None:
        for update in (own_kg.graph.update, own_kg.dataset.update):
            with pytest.raises(ug.QueryRefusedError, match="LOAD"):
                update(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("DROP GRAPH <http://example.org/none>", "cannot be done"),
            (f"COPY DEFAULT TO <{GRAPHS}data>", "name each graph"),
            ("CLEAR ALL", "name each graph"),
            (f"INSERT {{ GRAPH ?g {{ ugd:x ugd:y 1 }} }} WHERE {{ BIND (<{GRAPHS}inferred> AS ?g) }}", "derived"),
        ],
    )
    def test_an_update_of_the_dataset_that_fails_leaves_all_as_it_was(
        self, own_kg: KnowledgeGraph, text: str, expected: str
    ) -> None:
        before = own_kg.export(format="nquads", graphs=("ontology", "data", "inferred", "shapes", "unconfirmed"))
        with pytest.raises(ug.UpdateError, match=expected):
            own_kg.dataset.update(f"INSERT DATA {{ GRAPH <{DATA}> {{ ugd:x ugd:y 2 }} }} ; {text}")
        after = own_kg.export(format="nquads", graphs=("ontology", "data", "inferred", "shapes", "unconfirmed"))
        assert after == before

    def test_one_graph_of_the_dataset_reads_and_writes_itself(self, own_kg: KnowledgeGraph, tmp_path: Path) -> None:
        copy = tmp_path / "copy.ttl"
        copy.write_text(
            '<https://w3id.org/unodc-graph/id/office-ROCA> <https://w3id.org/unodc-graph/ontology#city> "Tashkent" .'
        )
        own_kg.add(copy)
        data, mine = own_kg.dataset.graph(DATA), own_kg.dataset.graph(URIRef(f"{GRAPHS}import/copy"))
        mine.update("INSERT { ?o ug:note 'here' } WHERE { ?o ug:city ?c }")
        assert len(list(mine.subjects(UG.note))) == 1
        mine.update(f"INSERT {{ ?o ug:found 'there' }} WHERE {{ GRAPH <{DATA}> {{ ?o ug:city 'Baku' }} }}")
        assert list(mine.subjects(UG.found)) == [UGD["office-PO-AZE"]]
        data.update("DELETE DATA { ugd:office-ROCA ug:city 'Tashkent' }")
        assert list(data.objects(ROCA, UG.city)) == []
        assert list(mine.objects(ROCA, UG.city)) == [Literal("Tashkent")]

    def test_overlapping_graphs_of_using_are_read_as_one(self, own_kg: KnowledgeGraph, tmp_path: Path) -> None:
        copy = tmp_path / "copy.ttl"
        copy.write_text(own_kg.export())
        own_kg.add(copy)
        own_kg.dataset.update(
            f"INSERT {{ GRAPH <{DATA}> {{ ugd:x ug:count ?n }} }} USING <{DATA}> USING <{GRAPHS}import/copy> "
            "WHERE { SELECT (COUNT(?o) AS ?n) { ?o a ug:Office } }"
        )
        assert one(own_kg, "SELECT ?n { ugd:x ug:count ?n }") == 17

    @pytest.mark.parametrize(
        "text",
        [
            "INSERT DATA { ugd:x ug:note <<( ugd:a ugd:b 1 )>> }",
            "INSERT DATA { ugd:x ug:note 'x'@en--ltr }",
            f"INSERT {{ ugd:x ug:note ?l }} USING <{GRAPHS}shapes> WHERE {{ ?s rdfs:label ?l }}",
            "INSERT { ugd:x ug:note ?l } USING <urn:unodc-graph:union:1> WHERE { ?s rdfs:label ?l }",
        ],
    )
    def test_what_the_view_cannot_give_back_or_read_is_refused(self, own_kg: KnowledgeGraph, text: str) -> None:
        size = len(own_kg.graph)
        with pytest.raises(ug.UpdateError):
            own_kg.graph.update(text)
        assert len(own_kg.graph) == size

    def test_a_failed_update_of_the_dataset_keeps_blank_nodes_and_empty_graphs(
        self, own_kg: KnowledgeGraph, mine: Path
    ) -> None:
        own_kg.add(mine)
        node = own_kg.graph.value(URIRef("http://example.org/post"), UG.note)
        own_kg.dataset.update("CREATE GRAPH <http://example.org/empty>")
        graphs = len(list(own_kg.dataset.graphs()))
        with pytest.raises(ug.UpdateError):
            own_kg.dataset.update(
                f"INSERT DATA {{ GRAPH <{DATA}> {{ ugd:x ugd:y 1 }} }} ; DROP GRAPH <http://example.org/none>"
            )
        assert (node, None, None) in own_kg.graph
        assert len(list(own_kg.dataset.graphs())) == graphs

    @pytest.mark.parametrize("call", ["extend", "remove", "update"])
    def test_an_interrupt_leaves_nothing_that_nobody_knows_of(
        self, own_kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, call: str
    ) -> None:
        store = own_kg._store  # noqa: SLF001 - an interrupt cannot be timed from outside
        assert own_kg.query("ASK { ugd:office-ROCA a ug:Agent }") is True
        before = own_kg.revision
        writes: dict[str, Callable[[], object]] = {
            "extend": lambda: own_kg.graph.add((ROCA, UG.note, Literal("x"))),
            "remove": lambda: own_kg.dataset.graph(DATA).remove((ROCA, UG.city, None)),
            "update": lambda: own_kg.dataset.update(f"INSERT DATA {{ GRAPH <{DATA}> {{ ugd:x ugd:y 1 }} }}"),
        }

        class Interrupted:
            """The engine, interrupted after one of its calls."""

            def __getattr__(self, name: str) -> object:
                def and_then(*args: object, **kwargs: object) -> None:
                    getattr(engine, name)(*args, **kwargs)
                    raise KeyboardInterrupt

                return and_then if name == call else getattr(engine, name)

            def __contains__(self, quad: object) -> bool:
                return quad in engine

        engine = store.engine
        monkeypatch.setattr(store, "engine", Interrupted())
        with pytest.raises(KeyboardInterrupt):
            writes[call]()
        monkeypatch.setattr(store, "engine", engine)
        assert own_kg.revision > before
        assert len(own_kg.graph) == sum(1 for _ in own_kg.graph)

    def test_much_data_is_one_statement_after_the_other(self, own_kg: KnowledgeGraph) -> None:
        data = " ".join(f"ugd:x ugd:y {number} ." for number in range(2000))
        own_kg.dataset.update(f"INSERT DATA {{ GRAPH <{DATA}> {{ {data} }} }}")
        assert one(own_kg, "SELECT (COUNT(?n) AS ?count) { ugd:x ugd:y ?n }") == 2000

    @pytest.mark.parametrize("name", [BNode("x"), "data", "urn:unodc-graph:union:0"])
    def test_a_graph_is_named_by_an_iri_of_its_own(self, own_kg: KnowledgeGraph, name: str) -> None:
        graph = name if isinstance(name, BNode) else URIRef(name)
        with pytest.raises(ug.UpdateError, match="IRI for a name"):
            own_kg.dataset.add((ROCA, UG.note, Literal("x"), graph))  # type: ignore[arg-type]  # wrong on purpose

    def test_nquads_are_read_by_both_views(self, own_kg: KnowledgeGraph) -> None:
        own_kg.graph.parse(data="<http://e/1> <http://e/2> <http://e/3> .", format="nquads")
        assert (URIRef("http://e/1"), None, None) in own_kg.dataset.graph(DATA)
        own_kg.dataset.parse(data="<http://e/1> <http://e/2> <http://e/3> <http://e/graph> .", format="nquads")
        assert len(own_kg.dataset.graph(URIRef("http://e/graph"))) == 1

    def test_every_write_counts_the_revision_up(self, own_kg: KnowledgeGraph, mine: Path) -> None:
        seen = [own_kg.revision]
        own_kg.graph.add((ROCA, UG.note, Literal("x")))
        seen.append(own_kg.revision)
        own_kg.graph.remove((ROCA, UG.note, Literal("x")))
        seen.append(own_kg.revision)
        own_kg.add(mine)
        seen.append(own_kg.revision)
        own_kg.dataset.update(f"INSERT DATA {{ GRAPH <{DATA}> {{ ugd:x ug:note 'y' }} }}")
        seen.append(own_kg.revision)
        assert seen == sorted(set(seen))

    def test_derived_facts_follow_a_write(self, own_kg: KnowledgeGraph) -> None:
        participation = UGD["participation-x"]
        ask = "ASK { ugd:project-XACK22 ug:donor ugd:state-FIN }"
        assert own_kg.query(ask) is False
        for triple in (
            (participation, UG.agent, UGD["state-FIN"]),
            (participation, UG.role, URIRef("https://w3id.org/unodc-graph/vocabulary/role-donor")),
            (participation, UG.participatesIn, UGD["project-XACK22"]),
        ):
            own_kg.graph.add(triple)
        assert own_kg.query(ask) is True
        own_kg.graph.remove((participation, UG.role, None))
        assert own_kg.query(ask) is False


class TestOverlap:
    def test_a_statement_in_two_graphs_is_one_statement(self, own_kg: KnowledgeGraph, tmp_path: Path) -> None:
        copy = tmp_path / "copy.ttl"
        copy.write_text(
            '<https://w3id.org/unodc-graph/id/office-ROCA> <https://w3id.org/unodc-graph/ontology#city> "Tashkent" .'
        )
        before = len(own_kg.graph)
        own_kg.add(copy)
        assert one(own_kg, "SELECT ?c WHERE { ugd:office-ROCA ug:city ?c }") == "Tashkent"
        assert one(own_kg, "SELECT (COUNT(?c) AS ?n) WHERE { ugd:office-ROCA ug:city ?c }") == 1
        assert len(own_kg.graph) == before
        assert list(own_kg.graph.objects(ROCA, UG.city)) == [Literal("Tashkent")]
        assert own_kg.export(graphs=("data", "import/copy")) == own_kg.export()

    def test_a_copy_written_through_a_view_is_one_statement(self, own_kg: KnowledgeGraph) -> None:
        label = own_kg.graph.value(UG.Office, RDFS.label)
        assert label is not None
        own_kg.graph.add((UG.Office, RDFS.label, label))
        assert one(own_kg, "SELECT (COUNT(?l) AS ?n) WHERE { ug:Office rdfs:label ?l FILTER (LANG(?l) = 'en') }") == 1

    def test_what_stands_in_another_graph_too_is_not_said_to_be_gone(
        self, own_kg: KnowledgeGraph, tmp_path: Path
    ) -> None:
        copy = tmp_path / "copy.ttl"
        copy.write_text(
            '<https://w3id.org/unodc-graph/id/office-ROCA> <https://w3id.org/unodc-graph/ontology#city> "Tashkent" .'
        )
        own_kg.add(copy)
        for write in (
            lambda: own_kg.graph.set((ROCA, UG.city, Literal("Bukhara"))),
            lambda: own_kg.graph.update("DELETE { ?o ug:city ?c } INSERT { ?o ug:city 'x' } WHERE { ?o ug:city ?c }"),
        ):
            with pytest.raises(ug.UpdateError, match="graph import/copy"):
                write()
        assert list(own_kg.graph.objects(ROCA, UG.city)) == [Literal("Tashkent")]

    def test_graphs_that_came_to_overlap_are_read_as_one(self, own_kg: KnowledgeGraph) -> None:
        unconfirmed = own_kg.dataset.graph(URIRef(f"{GRAPHS}unconfirmed"))
        unconfirmed.add((UGD["state-KAZ"], UG.coveredBy, UGD["office-Q"]))
        query = "SELECT ?s { ?s ug:coveredBy ugd:office-Q }"
        for _ in range(2):
            table = own_kg.query(query, graphs=("inferred", "unconfirmed"))
            assert isinstance(table, ug.Table)
            assert len(table) == 1
            own_kg.graph.add((UGD["office-Q"], UG.covers, UGD["state-KAZ"]))

    def test_an_update_of_overlapping_graphs_sees_what_it_wrote_and_no_inner_graph(
        self, own_kg: KnowledgeGraph, tmp_path: Path
    ) -> None:
        copy = tmp_path / "copy.ttl"
        copy.write_text(own_kg.export(graphs=("data",)))
        own_kg.add(copy)
        assert own_kg.query("ASK { ?s a ug:Office }") is True
        own_kg.dataset.update(
            f"INSERT DATA {{ GRAPH <{DATA}> {{ ugd:office-X1 ug:covers ugd:state-KAZ }} }} ;"
            f"INSERT {{ GRAPH <{DATA}> {{ ?s ug:note ?o }} }} WHERE {{ ?s ug:coveredBy ugd:office-X1 BIND (?s AS ?o) }} ;"
            f"WITH <{DATA}> INSERT {{ ?s ug:inGraph ?g }} WHERE {{ GRAPH ?g {{ ?s ug:city 'Vienna' }} }}"
        )
        assert one(own_kg, "SELECT ?o { ugd:state-KAZ ug:note ?o }") == UGD["state-KAZ"]
        graphs = own_kg.query("SELECT DISTINCT ?g { ?s ug:inGraph ?g }")
        assert isinstance(graphs, ug.Table)
        assert {str(row.g) for row in graphs} == {f"{GRAPHS}data", f"{GRAPHS}import/copy"}
