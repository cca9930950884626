"""The checks of FOOPS! (https://github.com/oeg-upm/fair_ontologies, doc/test) that need no network, by their names."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef

import unodc_graph as ug
from unodc_graph import resources
from unodc_graph.namespaces import ONTOLOGY, UG_BASE, UGV_BASE

REPOSITORY: Final = Path(__file__).parents[2]
ROOT: Final = resources.ontology_files()[0].parent
HEADER: Final = URIRef(ONTOLOGY)
VANN: Final = Namespace("http://purl.org/vocab/vann/")
BIBO: Final = Namespace("http://purl.org/ontology/bibo/")
MODULES: Final = sorted((ROOT / "modules").glob("*.ttl"))
TERM_KINDS: Final = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype)
ALL_CHECKS: Final = {
    *("PURL1", "URI1", "URI2", "VER1", "VER2", "RDF1", "CN1", "HTTP1", "DOC1", "FIND1", "FIND2", "FIND3", "FIND_3_BIS"),
    *("OM1", "OM2", "OM3", "OM4.1", "OM4.2", "OM5.1", "OM5.2", "VOC1", "VOC2", "VOC3", "VOC4"),
}
PUBLISHED: Final = [
    *(ROOT / "unodc.ttl", *MODULES),
    *sorted((ROOT / "vocabularies").glob("*.ttl")),
    *sorted((ROOT / "shapes").glob("*.ttl")),
    *ug.alignment_files(),
]
HEADED: Final = [ROOT / "unodc.ttl", *MODULES, *ug.alignment_files()]

each_header = pytest.mark.parametrize("path", HEADED, ids=lambda path: f"{path.parent.name}-{path.stem}")


@cache
def parsed(path: Path) -> Graph:
    return Graph().parse(path)


@cache
def ontology() -> Graph:
    merged = Graph()
    for path in [ROOT / "unodc.ttl", *MODULES]:
        for triple in parsed(path):
            merged.add(triple)
    return merged


@cache
def lists() -> Graph:
    merged = Graph()
    for path in sorted((ROOT / "vocabularies").glob("*.ttl")):
        merged.parse(path)
    return merged


def terms() -> set[URIRef]:
    return {URIRef(str(term)) for kind in TERM_KINDS for term in ontology().subjects(RDF.type, kind)}


def own_header(path: Path) -> URIRef:
    (header,) = parsed(path).subjects(RDF.type, OWL.Ontology)
    return URIRef(str(header))


def assert_said(*predicates: URIRef, header: URIRef = HEADER, graph: Graph | None = None) -> None:
    for predicate in predicates:
        values = list((ontology() if graph is None else graph).objects(header, predicate))
        assert values, f"say {predicate} in the header {header}"
        assert all(str(value).strip() for value in values), predicate


# -- addresses and versions -----------------------------------------------------------------


def test_uri2_the_terms_have_one_namespace_and_no_version_in_their_names() -> None:
    assert len(terms()) > 100
    for term in terms():
        assert re.fullmatch(re.escape(UG_BASE) + "[A-Za-z][A-Za-z0-9]*", term), term
    named = {
        URIRef(str(node)) for kind in (SKOS.Concept, SKOS.ConceptScheme) for node in lists().subjects(RDF.type, kind)
    }
    assert len(named) > 300
    for node in named:
        assert re.fullmatch(re.escape(UGV_BASE) + "[A-Za-z0-9-]+", node), node


@each_header
def test_ver1_the_version_has_an_address_of_its_own(path: Path) -> None:
    header, graph = own_header(path), parsed(path)
    (version,), (address,) = graph.objects(header, OWL.versionInfo), graph.objects(header, OWL.versionIRI)
    assert address == URIRef(f"{header}/{version}")
    assert address != header


@each_header
def test_ver1_the_version_is_that_of_the_library(path: Path) -> None:
    assert str(parsed(path).value(own_header(path), OWL.versionInfo)) == ug.__version__


def test_ver1_the_citation_names_the_version() -> None:
    assert f"version {ug.__version__}" in str(ontology().value(HEADER, DCTERMS.bibliographicCitation))


@pytest.mark.parametrize("format_", ["turtle", "xml", "json-ld", "nt"])
def test_rdf1_the_ontology_can_be_had_in_every_usual_form_of_rdf(format_: str) -> None:
    again = Graph().parse(data=ontology().serialize(format=format_), format=format_)
    assert set(again) == set(ontology())


def test_http1_every_address_is_one_of_an_open_protocol() -> None:
    named = {term for path in PUBLISHED for triple in parsed(path) for term in triple if isinstance(term, URIRef)}
    assert all(str(term).startswith(("https://", "http://")) for term in named)


# -- metadata -------------------------------------------------------------------------------


def test_find1_the_preferred_prefix_is_said_and_is_the_one_in_use() -> None:
    assert_said(VANN.preferredNamespacePrefix)
    prefix = str(ontology().value(HEADER, VANN.preferredNamespacePrefix))
    assert f"PREFIX {prefix}: <{UG_BASE}>" in MODULES[0].read_text(encoding="utf-8")


def test_om1_the_least_is_said() -> None:
    assert_said(DCTERMS.title, DCTERMS.description, DCTERMS.license, OWL.versionIRI, DCTERMS.creator)
    assert_said(VANN.preferredNamespaceUri)
    assert str(ontology().value(HEADER, VANN.preferredNamespaceUri)) == UG_BASE


def test_om2_what_is_recommended_is_said() -> None:
    assert_said(VANN.preferredNamespacePrefix, OWL.versionInfo, DCTERMS.created, DCTERMS.bibliographicCitation)
    assert_said(DCTERMS.contributor)


def test_om3_the_details_that_exist_are_said() -> None:
    assert_said(DCTERMS.publisher, DCTERMS.source, DCTERMS.issued, DCTERMS.modified, BIBO.status)
    first = ontology().value(HEADER, OWL.priorVersion) is None
    assert first == (ug.__version__ == "0.1.0"), "from the second version on, owl:priorVersion names the one before"


def test_om3_the_dates_are_days_in_order() -> None:
    created, issued, modified = (
        ontology().value(HEADER, one) for one in (DCTERMS.created, DCTERMS.issued, DCTERMS.modified)
    )
    for date in (created, issued, modified):
        assert isinstance(date, Literal)
        assert date.datatype == XSD.date
    assert str(created) <= str(issued) <= str(modified)


@each_header
def test_om4_1_the_licence_is_an_address(path: Path) -> None:
    licences = set(parsed(path).objects(own_header(path), DCTERMS.license))
    assert licences == {URIRef("https://creativecommons.org/licenses/by/4.0/")}


@each_header
def test_om5_1_makers_and_day_of_making_are_said(path: Path) -> None:
    assert_said(DCTERMS.creator, DCTERMS.created, header=own_header(path), graph=parsed(path))


def test_om5_2_publisher_and_day_of_issue_are_said() -> None:
    assert_said(DCTERMS.publisher, DCTERMS.issued)


# -- vocabulary -----------------------------------------------------------------------------


def test_voc1_the_metadata_use_known_vocabularies() -> None:
    known = (str(DCTERMS), str(OWL), str(RDF), str(RDFS), str(VANN), str(BIBO))
    used = {str(predicate) for predicate in ontology().predicates(HEADER)}
    assert len([one for one in used if one.startswith(str(DCTERMS))]) >= 8
    assert {one for one in used if not one.startswith(known)} <= {f"{UG_BASE}ownTranslation"}


def test_voc2_the_terms_use_known_vocabularies() -> None:
    assert set(ontology().subjects(RDFS.range, SKOS.Concept)) <= terms()
    assert len(set(ontology().subjects(RDFS.range, SKOS.Concept))) > 20
    aligned = {str(ours) for path in ug.alignment_files() for ours in parsed(path).subjects(RDFS.subClassOf)}
    assert len({one for one in aligned if one.startswith(UG_BASE)}) >= 8


def described() -> list[URIRef]:
    named = {
        URIRef(str(node)) for kind in (SKOS.Concept, SKOS.ConceptScheme) for node in lists().subjects(RDF.type, kind)
    }
    return sorted(terms() | named)


@pytest.mark.parametrize(("name", "predicate"), [("VOC3", RDFS.label), ("VOC4", SKOS.definition)])
def test_voc3_and_voc4_every_term_has_a_label_and_a_definition(name: str, predicate: URIRef) -> None:
    graph = ontology() + lists()
    missing = [
        term
        for term in described()
        if not any(isinstance(text, Literal) and text.language == "en" for text in graph.objects(term, predicate))
    ]
    assert missing == [], f"{name}: add {predicate} in English"


# -- what else a release must not have ------------------------------------------------------

_PLACEHOLDER: Final = re.compile(
    r"there-?s\.no\b|put-.*-s?here|\bTODO\b|\bFIXME\b|\bXXX\b|lorem ipsum|\bchange-?me\b|\bplaceholder\b"
    r"|://(?:[\w.-]*\.)?(?:example\.(?:org|com|net)|localhost|test|invalid)\b|://127\.|\byour[-_](?:name|domain)\b",
    re.IGNORECASE,
)


def placeholders(text: str) -> list[str]:
    return [match.group() for match in _PLACEHOLDER.finditer(text)]


@pytest.mark.parametrize(
    "path", [*PUBLISHED, *resources.data_files()], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_nothing_is_published_with_a_placeholder(path: Path) -> None:
    assert placeholders(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "void:sparqlEndpoint <http://there-s.no.endpoint> ;",
        "dcterms:subject <http://data.example/put-subject-shere> ;",
        "rdfs:seeAlso <https://example.org/mine> .",
        'dcterms:title "TODO" .',
        "foaf:homepage <http://localhost:8080/> .",
    ],
)
def test_a_placeholder_is_seen(text: str) -> None:
    assert placeholders(text)


@pytest.mark.parametrize("text", ["the placement of people", "https://www.unodc.org/roca/en/index.html", "методы"])
def test_an_ordinary_word_or_address_is_no_placeholder(text: str) -> None:
    assert not placeholders(text)


def wrongly_deprecated(graph: Graph) -> list[str]:
    """Tell what is wrong with the deprecated terms of a graph: each must name a living one that takes its place."""
    dead = set(graph.subjects(OWL.deprecated, Literal(True)))
    wrong = [
        f"{term}: owl:deprecated is true or absent"
        for term, said in graph.subject_objects(OWL.deprecated)
        if said != Literal(True)
    ]
    for term in sorted(dead, key=str):
        heirs = set(graph.objects(term, DCTERMS.isReplacedBy))
        if not heirs:
            wrong.append(f"{term}: say dcterms:isReplacedBy")
        wrong += [f"{term}: {heir} is not declared" for heir in heirs if (heir, RDF.type, None) not in graph]
        wrong += [f"{term}: {heir} is deprecated itself" for heir in heirs & dead]
    return wrong


def test_a_term_that_is_out_of_use_names_the_one_that_takes_its_place() -> None:
    assert wrongly_deprecated(ontology() + lists()) == []


@pytest.mark.parametrize(
    ("turtle", "wrong"),
    [
        ("ug:old a owl:Class ; owl:deprecated true ; dcterms:isReplacedBy ug:new . ug:new a owl:Class .", ""),
        ("ug:old a owl:Class ; owl:deprecated true .", "say dcterms:isReplacedBy"),
        ("ug:old a owl:Class ; owl:deprecated true ; dcterms:isReplacedBy ug:new .", "is not declared"),
        ("ug:old a owl:Class ; owl:deprecated false .", "is true or absent"),
        (
            "ug:old owl:deprecated true ; dcterms:isReplacedBy ug:new . ug:new owl:deprecated true ; a owl:Class .",
            "is deprecated itself",
        ),
    ],
)
def test_a_wrong_deprecation_is_seen(turtle: str, wrong: str) -> None:
    prefixes = f"PREFIX ug: <{UG_BASE}> PREFIX owl: <{OWL}> PREFIX dcterms: <{DCTERMS}> "
    found = wrongly_deprecated(Graph().parse(data=prefixes + turtle))
    assert bool(found) == bool(wrong)
    assert not wrong or any(wrong in one for one in found)


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_blank_node_is_published(path: Path) -> None:
    assert not any(isinstance(term, BNode) for triple in parsed(path) for term in triple)


# -- what is said of the addresses ----------------------------------------------------------


def documents() -> list[Path]:
    top = [*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")]
    return sorted(
        [*top, *(REPOSITORY / folder / "README.md" for folder in ("data", "queries", "ontology", "benchmarks"))]
    )


def links(text: str) -> list[str]:
    """Give the targets of the links of a Markdown text, and the bare addresses that a renderer makes links of."""
    prose = re.sub(r"(?ms)^(```+).*?^\1", "", text)
    prose = re.sub(r"(`+)[^`].*?\1", "", prose, flags=re.DOTALL)
    return re.findall(r"\]\(([^)\s]+)|^\[[^\]]+\]:\s*(\S+)|<?(https?://[^\s>)\"]+)", prose, flags=re.MULTILINE)


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_no_document_links_to_an_address_that_is_not_registered(path: Path) -> None:
    targets = ["".join(found) for found in links(path.read_text(encoding="utf-8"))]
    assert [target for target in targets if "w3id.org/unodc-graph" in target] == []


def test_a_link_to_a_term_is_seen_and_its_name_in_code_is_not() -> None:
    assert links("see [term](https://w3id.org/unodc-graph/ontology#Office)")
    assert links("see https://w3id.org/unodc-graph/ontology#Office")
    assert not links("the IRI `https://w3id.org/unodc-graph/ontology#Office`")
    assert not links("```turtle\nPREFIX ug: <https://w3id.org/unodc-graph/ontology#>\n```")


def test_the_header_says_that_the_addresses_lead_nowhere_yet() -> None:
    assert "do not lead to a page yet" in str(ontology().value(HEADER, DCTERMS.description))


def test_the_checks_that_are_not_made_here_are_named_in_the_readme_of_the_ontology() -> None:
    made = {
        name.group(1).upper().replace("_", ".") if name.group(1).startswith("om") else name.group(1).upper()
        for name in re.finditer(
            r"def test_((?:om\d(?:_\d)?)|(?:uri|ver|rdf|http|find|voc)\d)", Path(__file__).read_text()
        )
    } | {"VOC4"}
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"(?m)^\| ([A-Z]+_?\d(?:_BIS|\.\d)?) \|", text))
    assert made | told == ALL_CHECKS
    assert not made & told
    listed = re.search(r"need no network: (.*?)\. Of OM3", text, re.DOTALL)
    assert listed
    assert set(re.split(r",\s+", listed.group(1))) == made
