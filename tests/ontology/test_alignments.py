"""The alignments: of terms that exist, to terms that a source shows, and out of the way unless asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SDO, SKOS, BNode, Graph, Literal, Namespace, URIRef

import unodc_graph as ug
from unodc_graph import resources
from unodc_graph.namespaces import ONTOLOGY, UG_BASE, UGD_BASE, UGV_BASE

if TYPE_CHECKING:
    from pathlib import Path

FILES: Final = ug.alignment_files()
OURS: Final = (UG_BASE, UGV_BASE, UGD_BASE)
MATCHES: Final = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)
MAPPINGS: Final = (RDFS.subClassOf, RDFS.subPropertyOf, *MATCHES)
WD: Final = "http://www.wikidata.org/entity/"
# To whose terms each file may point: a file is about one vocabulary.
NAMESPACES: Final = {
    "data-cube": str(QB),
    "dcterms": str(DCTERMS),
    "eli": "http://data.europa.eu/eli/ontology#",
    "iati-dac": UGV_BASE,
    "org": str(ORG),
    "prov": str(PROV),
    "schema": str(SDO),
    "sdg": "http://metadata.un.org/sdg/",
    "skos": str(SKOS),
    "uk-treaty": "http://parliament.uk/ontologies/treaty/",
    "unbis": "http://metadata.un.org/thesaurus/",
    "wikidata": WD,
}
# What rdflib took from the vocabularies themselves; the terms of the others, as their sources have them.
DEFINED: Final = {"data-cube": QB, "dcterms": DCTERMS, "org": ORG, "prov": PROV, "schema": SDO, "skos": SKOS}
READ: Final = {
    "eli": {
        *("LegalResource", "ResourceTypeTable", "applies", "based_on", "date_document", "first_date_entry_in_force"),
        *("id_local", "in_force", "number", "passed_by", "repealed_by", "title", "type_document"),
    },
    "uk-treaty": {
        *("Action", "ActionType", "Party", "Treaty", "actionDate", "actsOn", "completesAction", "hasActionType"),
    },
}
# Identifier and label as seen together in a source.
WIKIDATA: Final = {
    "state-KAZ": ("Q232", "Kazakhstan"),
    "state-KGZ": ("Q813", "Kyrgyzstan"),
    "state-TJK": ("Q863", "Tajikistan"),
    "state-TKM": ("Q874", "Turkmenistan"),
    "state-UZB": ("Q265", "Uzbekistan"),
    "state-ARM": ("Q399", "Armenia"),
    "state-AZE": ("Q227", "Azerbaijan"),
    "state-GEO": ("Q230", "Georgia"),
    "organization-UNAIDS": ("Q781014", "UNAIDS"),
    "organization-OSCE": ("Q81299", "OSCE"),
    "organization-SCO": ("Q485207", "SCO"),
    "organization-CSTO": ("Q318693", "CSTO"),
    "organization-INCB": ("Q667217", "INCB"),
    "organization-INTERPOL": ("Q8475", "Interpol"),
    "organization-UNDP": ("Q161718", "UNDP"),
    "organization-FATF": ("Q681487", "FATF"),
    "organization-ECO": ("Q225950", "ECO"),
}

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def alignment(path: Path) -> Graph:
    return Graph().parse(path)


@cache
def bundled() -> ug.KnowledgeGraph:
    return ug.load()


@cache
def together() -> ug.KnowledgeGraph:
    return ug.load(*FILES)


def header(path: Path) -> URIRef:
    return URIRef(f"{ONTOLOGY}/alignments/{path.stem}")


def mappings(path: Path) -> list[tuple[URIRef, URIRef, URIRef]]:
    graph = alignment(path)
    return [
        (URIRef(str(ours)), predicate, URIRef(str(theirs)))
        for predicate in MAPPINGS
        for ours, theirs in graph.subject_objects(predicate)
    ]


def defined_here(path: Path) -> set[URIRef]:
    graph = alignment(path)
    kinds = (SKOS.Concept, SKOS.ConceptScheme)
    return {URIRef(str(node)) for kind in kinds for node in graph.subjects(RDF.type, kind)}


# -- files ----------------------------------------------------------------------------------


def test_there_is_one_file_for_each_vocabulary() -> None:
    assert [path.stem for path in FILES] == sorted(NAMESPACES)


def test_alignments_are_taken_by_name() -> None:
    assert [path.stem for path in ug.alignment_files("wikidata", "org")] == ["wikidata", "org"]
    with pytest.raises(ug.ParameterError, match=r"no alignment 'foaf', only data-cube, dcterms"):
        ug.alignment_files("foaf")


@each_file
def test_a_file_has_a_header_that_says_what_it_is_and_from_where(path: Path) -> None:
    graph = alignment(path)
    assert list(graph.subjects(RDF.type, OWL.Ontology)) == [header(path)]
    wanted = (RDFS.label, DCTERMS.title, DCTERMS.description, DCTERMS.license, OWL.versionIRI, OWL.versionInfo)
    for predicate in wanted:
        assert len(list(graph.objects(header(path), predicate))) == 1, predicate
    assert graph.value(header(path), DCTERMS.isPartOf) == URIRef(ONTOLOGY)
    version = graph.value(header(path), OWL.versionInfo)
    assert str(version) == ug.__version__
    assert graph.value(header(path), OWL.versionIRI) == URIRef(f"{header(path)}/{version}")
    sources = list(graph.objects(header(path), DCTERMS.source))
    assert sources
    assert all(str(source).startswith(("http://", "https://")) for source in sources)


@each_file
def test_a_file_has_no_blank_node_and_no_import(path: Path) -> None:
    assert not any(isinstance(term, BNode) for triple in alignment(path) for term in triple)
    assert not list(alignment(path).objects(None, OWL.imports))


# -- what is aligned ------------------------------------------------------------------------


@each_file
def test_what_is_aligned_exists(path: Path) -> None:
    assert mappings(path)
    for ours, _, _ in mappings(path):
        assert str(ours).startswith(OURS), ours
        assert bundled().query("ASK { $node rdfs:label ?label }", bind={"node": ours}), f"{ours} is not in the graph"


@each_file
def test_nothing_is_said_of_our_terms_but_how_they_stand_to_others(path: Path) -> None:
    beside = {QB.codeList, RDF.type} if path.stem == "data-cube" else set()
    for subject, predicate in alignment(path).subject_predicates():
        node = URIRef(str(subject))
        if str(node).startswith(OURS) and node not in defined_here(path):
            assert predicate in {*MAPPINGS, *beside}, (node, predicate)


@each_file
def test_a_file_points_at_its_own_vocabulary(path: Path) -> None:
    for ours, predicate, theirs in mappings(path):
        assert theirs.startswith(NAMESPACES[path.stem]), (ours, predicate, theirs)


@pytest.mark.parametrize("name", sorted(DEFINED))
def test_every_term_of_a_standard_is_one_that_the_standard_defines(name: str) -> None:
    (path,) = ug.alignment_files(name)
    theirs = {term for _, _, term in mappings(path)}
    theirs |= {URIRef(str(kind)) for kind in alignment(path).objects(None, RDF.type) if str(kind).startswith(str(QB))}
    assert all(term in DEFINED[name] for term in theirs), [term for term in theirs if term not in DEFINED[name]]


@pytest.mark.parametrize("name", sorted(READ))
def test_every_term_of_other_vocabularies_was_read_in_its_source(name: str) -> None:
    (path,) = ug.alignment_files(name)
    assert {term.removeprefix(NAMESPACES[name]) for _, _, term in mappings(path)} == READ[name]


@each_file
def test_classes_stand_to_classes_and_properties_to_properties(path: Path) -> None:
    if path.stem in {"sdg", "unbis", "wikidata", "iati-dac"}:
        assert {predicate for _, predicate, _ in mappings(path)} <= set(MATCHES)
        return
    for ours, predicate, theirs in mappings(path):
        is_class = theirs.removeprefix(NAMESPACES[path.stem])[0].isupper()
        if ours.startswith(UGV_BASE):
            assert (predicate, is_class) == (SKOS.closeMatch, True)
            continue
        kinds = set(bundled().graph.objects(ours, RDF.type)) - {RDFS.Resource}
        assert (kinds == {OWL.Class}) == is_class, (ours, theirs)
        assert predicate in ((RDFS.subClassOf, SKOS.closeMatch) if is_class else (RDFS.subPropertyOf, SKOS.closeMatch))


@each_file
def test_no_pair_is_said_to_match_in_two_ways(path: Path) -> None:
    pairs = [(ours, theirs) for ours, _, theirs in mappings(path)]
    assert len(pairs) == len(set(pairs))


def test_nothing_becomes_an_activity_and_an_entity_at_once() -> None:
    # PROV-O holds prov:Activity and prov:Entity apart, and prov:Plan is an entity (https://www.w3.org/TR/prov-o/).
    both = """
    SELECT DISTINCT ?node WHERE {
      ?node a/rdfs:subClassOf* prov:Activity .
      ?node a/rdfs:subClassOf* ?entity .
      VALUES ?entity { prov:Entity prov:Plan }
    }
    """
    kg = together()
    found = kg.query(both)
    activities = kg.query("SELECT DISTINCT ?node WHERE { ?node a/rdfs:subClassOf* prov:Activity }")
    assert isinstance(found, ug.Table)
    assert isinstance(activities, ug.Table)
    assert list(found) == []
    assert len(activities) > 100
    (prov,) = ug.alignment_files("prov")
    assert not list(alignment(prov).subject_objects(RDFS.subPropertyOf)), "each has a domain that could be the other"


# -- labels of others -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["iati-dac", "sdg", "unbis", "wikidata"])
def test_what_is_matched_in_another_registry_carries_the_label_that_its_source_shows(name: str) -> None:
    (path,) = ug.alignment_files(name)
    graph = alignment(path)
    for _, _, theirs in mappings(path):
        labels = [*graph.objects(theirs, SDO.name), *graph.objects(theirs, SKOS.prefLabel)]
        assert any(isinstance(label, Literal) and label.language == "en" for label in labels), theirs


@pytest.mark.parametrize("code", sorted(WIKIDATA))
def test_a_wikidata_identifier_is_the_one_that_a_source_shows_with_its_label(code: str) -> None:
    identifier, label = WIKIDATA[code]
    (path,) = ug.alignment_files("wikidata")
    node = URIRef(WD + identifier)
    assert list(alignment(path).objects(node, SDO.name)) == [Literal(label, "en")]
    asked = "SELECT ?other WHERE { $node skos:exactMatch ?other FILTER (STRSTARTS(STR(?other), STR(wd:))) }"
    found = together().query(asked, bind={"node": ug.UGD[code]})
    assert isinstance(found, ug.Table)
    assert [row["other"] for row in found] == [node]


def test_no_other_thing_has_a_wikidata_identifier() -> None:
    asked = "SELECT ?node WHERE { ?node skos:exactMatch ?other FILTER (STRSTARTS(STR(?other), STR(wd:))) }"
    found = together().query(asked)
    assert isinstance(found, ug.Table)
    assert {str(row["node"]).removeprefix(UGD_BASE) for row in found} == set(WIKIDATA)


# -- beside the graph -----------------------------------------------------------------------


def test_no_alignment_is_loaded_unasked() -> None:
    loaded = {*resources.ontology_files(), *resources.shape_files(), *resources.data_files()}
    assert not loaded & set(FILES)
    for path in FILES:
        assert not bundled().query("ASK { $header ?p ?o }", bind={"header": header(path)})
    for ours, predicate, theirs in (mapping for path in FILES for mapping in mappings(path)):
        assert (ours, predicate, theirs) not in bundled().graph


def test_the_alignments_bring_no_finding() -> None:
    before = {(found.rule, found.focus, found.value) for found in bundled().validate().findings}
    after = {(found.rule, found.focus, found.value) for found in together().validate().findings}
    assert after - before == set()


@pytest.mark.parametrize("name", ["Kazakhstan", "UNDP", "Interpol", "Georgia", "ROCA", "corruption", "terrorism"])
def test_names_stand_for_what_they_stood_for(name: str) -> None:
    def meaning(kg: ug.KnowledgeGraph) -> URIRef | list[str]:
        try:
            return kg.resolve(name)
        except ug.AmbiguousTermError as error:
            return sorted(map(str, error.candidates))

    assert meaning(together()) == meaning(bundled())


def test_the_graph_can_be_asked_in_the_words_of_another_vocabulary() -> None:
    asked = f"SELECT ?office WHERE {{ ?office a/rdfs:subClassOf* <{ORG.OrganizationalUnit}> }}"
    offices = together().query(asked)
    assert isinstance(offices, ug.Table)
    assert ug.UGD["office-ROCA"] in [row["office"] for row in offices]


# -- crosswalks of users --------------------------------------------------------------------


def crosswalk(folder: Path, rows: str) -> ug.KnowledgeGraph:
    path = folder / "crosswalk.ttl"
    prefixes = {"ugd": UGD_BASE, "wd": WD, "skos": str(SKOS), "rdfs": str(RDFS)}
    path.write_text("".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items()) + rows, encoding="utf-8")
    return ug.load(path)


def test_a_registry_that_gives_unodc_the_identifier_of_the_salvation_army_is_found_out(tmp_path: Path) -> None:
    rows = """
    ugd:organization-UNODC skos:exactMatch wd:Q188307 . wd:Q188307 rdfs:label "The Salvation Army"@en .
    ugd:organization-UNDP skos:exactMatch wd:Q163740 . wd:Q163740 rdfs:label "nonprofit organization"@en .
    ugd:organization-OSCE skos:exactMatch wd:Q81299 . wd:Q81299 rdfs:label "osce" .
    """
    kg = crosswalk(tmp_path, rows)
    found = [one for one in kg.validate().findings if one.rule == "Matched-exactMatch.SPARQL"]
    assert [(one.severity, one.focus, one.value) for one in found] == [
        ("Warning", ug.UGD["organization-UNDP"], Namespace(WD)["Q163740"]),
        ("Warning", ug.UGD["organization-UNODC"], Namespace(WD)["Q188307"]),
    ]
    assert "calls it The Salvation Army, and here it is United Nations Office on Drugs and Crime" in found[1].message


def test_a_name_with_backslashes_is_shown_and_does_not_end_the_validation(tmp_path: Path) -> None:
    rows = r"""ugd:organization-UNDP skos:exactMatch wd:Q1 . wd:Q1 rdfs:label "\\1 \\p name"@en ."""
    found = [one for one in crosswalk(tmp_path, rows).validate().findings if one.rule == "Matched-exactMatch.SPARQL"]
    assert [one.message.partition(" calls it ")[2].partition(",")[0] for one in found] == ["/1 /p name"]


def test_another_of_our_names_in_any_case_and_a_label_in_a_language_of_neither_are_no_finding(tmp_path: Path) -> None:
    rows = """
    ugd:state-KAZ skos:exactMatch wd:Q232 . wd:Q232 rdfs:label "kazakhstan" .
    ugd:state-KGZ skos:exactMatch wd:Q813 . wd:Q813 skos:prefLabel "Kyrgyz Republic"@en .
    ugd:state-TJK skos:exactMatch wd:Q863 . wd:Q863 rdfs:label "Tadschikistan"@de .
    ugd:state-UZB skos:exactMatch wd:Q265 . wd:Q265 rdfs:label "УЗБЕКИСТАН"@ru .
    ugd:state-ARM skos:exactMatch wd:Q399 . wd:Q399 rdfs:label "Армения"@ru, "Hayastan"@en .
    ugd:state-GEO skos:exactMatch wd:Q230 . wd:Q230 rdfs:label "Армения"@ru .
    """
    found = [one for one in crosswalk(tmp_path, rows).validate().findings if one.rule == "Matched-exactMatch.SPARQL"]
    assert [one.focus for one in found] == [ug.UGD["state-GEO"]]
