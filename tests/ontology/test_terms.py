"""Every term of the ontology: named, defined, placed, and in use."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef

from unodc_graph import resources
from unodc_graph.formatting import is_canonical
from unodc_graph.namespaces import ONTOLOGY, UG_BASE, UGV_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

VANN = Namespace("http://purl.org/vocab/vann/")
HEADER = URIRef(ONTOLOGY)
ROOT = resources.ontology_files()[0].parent
MODULES = sorted((ROOT / "modules").glob("*.ttl"))
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype}

# What other people's queries may rely on, whether a fact uses it yet or not.
PROMISED = {
    *("Participant", "State", "RegionalOrganization", "Agent", "Organization", "Office", "Programme", "Project"),
    *("Activity", "Training", "Meeting", "StudyVisit", "JointOperation", "EquipmentHandover", "Facility", "Figure"),
    *("Region", "Instrument", "TreatyAction", "Participation", "Source", "iso3", "iso2", "m49", "source", "confidence"),
    *("participant", "instrument", "actionType", "date", "adopted", "enteredIntoForce", "depositary"),
    *("parentInstrument", "mandate", "officeKind", "city", "hostState", "covers", "parent", "start", "end", "inState"),
    *("theme", "partOf", "status", "agent", "role", "participatesIn", "place", "audience", "facilityKind"),
    *("bordersState", "builtBy", "subject", "measure", "value", "lower", "upper", "unit", "substance", "population"),
    *("qualifier", "accessed", "donor", "implementingPartner", "beneficiary", "notBefore", "notAfter"),
    *("NationalAct", "Implementation", "Authority", "Review", "Series", "EntryIntoForceRule", "Coverage", "inSeries"),
    *("enactedBy", "act", "implements", "article", "finding", "saidBy"),
}


@cache
def module(path: Path) -> Graph:
    return Graph().parse(path)


@cache
def ontology() -> Graph:
    merged = Graph()
    for path in [ROOT / "unodc.ttl", *MODULES]:
        for triple in module(path):
            merged.add(triple)
    return merged


def english(graph: Graph, thing: URIRef) -> list[Literal]:
    """Give the labels in English of a thing; those in Russian have tests of their own."""
    return [
        label for label in graph.objects(thing, RDFS.label) if isinstance(label, Literal) and label.language == "en"
    ]


def terms() -> list[URIRef]:
    described = (subject for path in MODULES for subject in module(path).subjects() if str(subject).startswith(UG_BASE))
    return sorted({URIRef(str(subject)) for subject in described})


def name(term: URIRef) -> str:
    return term.removeprefix(UG_BASE)


def ug_names(text: str) -> set[str]:
    """Read the names of the ontology that a text in Turtle or SPARQL uses."""
    bare = re.sub(r'"(?:[^"\\\n]|\\.)*"|<(?:[^<>"\s])*>|^\s*#.*$', "", text, flags=re.MULTILINE)
    return set(re.findall(r"\bug:(\w+)", bare))


def used_in(paths: Iterable[Path]) -> set[str]:
    return set(chain.from_iterable(ug_names(path.read_text(encoding="utf-8")) for path in paths))


def used_in_facts() -> set[str]:
    return used_in([*resources.data_files(), *resources.unconfirmed_files()])


def used_in_rules_and_shapes() -> set[str]:
    return used_in([*resources.rule_files(), *resources.shape_files(), *resources.query_files()])


TERMS = terms()
each_term = pytest.mark.parametrize("term", TERMS, ids=name)
each_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)


# -- terms ----------------------------------------------------------------------------------


def test_there_are_terms_in_every_module() -> None:
    counts = {path.stem: sum(str(s).startswith(UG_BASE) for s in set(module(path).subjects())) for path in MODULES}
    areas = {"activity", "agent", "figure", "law", "office", "place", "programme", "series", "source", "treaty"}
    assert counts.keys() == areas | {"coverage"}
    assert all(4 <= count <= 40 for count in counts.values()), counts


@each_term
def test_a_term_is_of_one_kind(term: URIRef) -> None:
    kinds = set(ontology().objects(term, RDF.type))
    assert len(kinds) == 1, kinds
    assert kinds <= KINDS
    starts_as_a_class = name(term)[0].isupper()
    assert starts_as_a_class == (kinds == {OWL.Class})


@each_term
def test_a_term_has_one_english_label_as_a_dictionary_writes_it(term: URIRef) -> None:
    labels = english(ontology(), term)
    assert len(labels) == 1
    label = labels[0]
    words = str(label).split()
    assert all(word.islower() or word.isupper() or any(char.isdigit() for char in word) for word in words), label


@each_term
def test_a_term_has_a_definition_of_one_sentence(term: URIRef) -> None:
    definitions = list(ontology().objects(term, SKOS.definition))
    assert len(definitions) == 1
    definition = definitions[0]
    assert isinstance(definition, Literal)
    assert definition.language == "en"
    assert re.fullmatch(r"[A-Z][^.!?]+\.", definition), f"one sentence with one full stop: {definition}"
    assert 30 <= len(definition) <= 260, f"{len(definition)} characters: {definition}"


@each_term
def test_a_definition_does_not_define_a_term_by_its_own_label(term: URIRef) -> None:
    (label,), definition = english(ontology(), term), ontology().value(term, SKOS.definition)
    first_words = re.sub(r"^(A|An|The) ", "", str(definition)).lower()
    assert not first_words.startswith(f"{label} that"), definition
    assert not first_words.startswith(f"{label} is"), definition


@each_term
def test_a_term_is_described_in_one_module_and_says_which(term: URIRef) -> None:
    homes = [path.stem for path in MODULES if (term, None, None) in module(path)]
    assert len(homes) == 1, homes
    assert list(ontology().objects(term, RDFS.isDefinedBy)) == [URIRef(f"{ONTOLOGY}/{homes[0]}")]


def test_no_two_definitions_are_the_same() -> None:
    definitions = [str(ontology().value(term, SKOS.definition)) for term in TERMS]
    assert len(set(definitions)) == len(definitions)


def test_every_source_of_a_term_is_an_address() -> None:
    assert all(isinstance(source, URIRef) for source in ontology().objects(None, DCTERMS.source))


# -- how they hang together -----------------------------------------------------------------


@pytest.mark.parametrize("predicate", [RDFS.domain, RDFS.range, RDFS.subClassOf, OWL.inverseOf], ids=lambda p: p[-9:])
def test_a_term_points_at_terms_that_exist(predicate: URIRef) -> None:
    targets = {URIRef(str(target)) for target in ontology().objects(None, predicate)}
    assert targets
    inside = {target for target in targets if target.startswith(UG_BASE)}
    assert inside <= set(TERMS)
    assert targets - inside <= {SKOS.Concept, XSD.date}


def test_superclasses_stay_inside_the_ontology() -> None:
    assert all(str(above).startswith(UG_BASE) for above in ontology().objects(None, RDFS.subClassOf))


def test_no_class_is_above_itself() -> None:
    for term in TERMS:
        direct = set(ontology().objects(term, RDFS.subClassOf))
        assert all(term not in set(ontology().transitive_objects(above, RDFS.subClassOf)) for above in direct)


@pytest.mark.parametrize(
    ("derived", "stated"),
    [
        ("hasPart", "partOf"),
        ("hasUnit", "parent"),
        ("coveredBy", "covers"),
        ("built", "builtBy"),
        ("hasAction", "participant"),
        ("hasChildInstrument", "parentInstrument"),
        ("hasFigure", "subject"),
    ],
)
def test_a_property_read_backwards_has_a_name_and_the_facts_state_only_one_of_the_two(
    derived: str, stated: str
) -> None:
    assert (URIRef(UG_BASE + derived), OWL.inverseOf, URIRef(UG_BASE + stated)) in ontology()
    facts = used_in_facts()
    assert stated in facts
    assert derived not in facts


def test_every_role_has_one_short_property() -> None:
    roles = Graph().parse(ROOT / "vocabularies" / "role.ttl")
    shortened = [role for _, role in ontology().subject_objects(URIRef(f"{UG_BASE}shortensRole"))]
    assert sorted(map(str, shortened)) == sorted(map(str, roles.subjects(RDF.type, SKOS.Concept)))


def test_a_property_that_takes_a_code_says_so_by_its_range() -> None:
    taken: set[str] = set()
    for path in resources.data_files():
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(UGV_BASE):
                taken.add(quad.predicate.value)
    assert taken
    for iri in taken:
        assert (URIRef(iri), RDFS.range, SKOS.Concept) in ontology(), iri


# -- in use ---------------------------------------------------------------------------------


def test_every_term_that_facts_rules_shapes_or_queries_use_is_declared() -> None:
    declared = set(map(name, TERMS))
    assert used_in_facts() <= declared
    assert used_in_rules_and_shapes() <= declared


def test_every_declared_term_is_used_or_promised() -> None:
    derived = {name(URIRef(str(p))) for p in ontology().subjects(OWL.inverseOf)}
    derived |= {name(URIRef(str(p))) for p in ontology().subjects(URIRef(f"{UG_BASE}shortensRole"))}
    unused = set(map(name, TERMS)) - used_in_facts() - used_in_rules_and_shapes() - derived - PROMISED
    assert unused == set()


def test_every_promised_term_is_declared() -> None:
    assert set(map(name, TERMS)) >= PROMISED


# -- types of treaty actions ----------------------------------------------------------------


def test_every_type_of_treaty_action_has_one_effect_and_one_verb() -> None:
    lists = module(ROOT / "vocabularies" / "action-type.ttl")
    types = set(lists.subjects(SKOS.inScheme, URIRef(f"{UGV_BASE}action-type")))
    assert len(types) == 16
    effects = set(module(ROOT / "vocabularies" / "effect.ttl").subjects(RDF.type, SKOS.Concept))
    for kind in types:
        assert len(list(lists.objects(kind, URIRef(f"{UG_BASE}effect")))) == 1, kind
        verbs = list(lists.objects(kind, URIRef(f"{UG_BASE}verb")))
        assert [verb.language for verb in verbs if isinstance(verb, Literal)] == ["en"], kind
    assert {lists.value(kind, URIRef(f"{UG_BASE}effect")) for kind in types} == effects


def test_consent_to_be_bound_is_expressed_by_the_acts_that_the_vienna_convention_names_and_by_their_like() -> None:
    """Articles 2(1)(b), 11 and 12 of the Convention of 1969; formal confirmation: article 2(1)(b bis) of that of 1986."""
    lists = module(ROOT / "vocabularies" / "action-type.ttl")
    bound = lists.subjects(URIRef(f"{UG_BASE}effect"), URIRef(f"{UGV_BASE}effect-expresses-consent"))
    assert {str(kind).removeprefix(f"{UGV_BASE}action-type-") for kind in bound} == {
        *("ratification", "acceptance", "approval", "accession", "definitive-signature", "formal-confirmation"),
        *("succession", "participation-by-virtue"),
    }


# -- headers --------------------------------------------------------------------------------


def test_the_header_imports_every_module_and_nothing_else() -> None:
    assert set(ontology().objects(HEADER, OWL.imports)) == {URIRef(f"{ONTOLOGY}/{path.stem}") for path in MODULES}


@pytest.mark.parametrize(
    "predicate",
    [
        *(DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.creator, DCTERMS.publisher, DCTERMS.created),
        *(DCTERMS.issued, DCTERMS.bibliographicCitation, OWL.versionIRI, OWL.versionInfo),
        *(VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri),
    ],
    ids=lambda iri: re.split(r"[/#]", iri)[-1],
)
def test_the_header_carries_the_metadata_that_registries_ask_for(predicate: URIRef) -> None:
    assert len(list(ontology().objects(HEADER, predicate))) == 1


def test_the_version_has_an_address_of_its_own() -> None:
    version = ontology().value(HEADER, OWL.versionInfo)
    assert ontology().value(HEADER, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}") != HEADER


def test_the_header_names_prefix_licence_and_makers() -> None:
    assert str(ontology().value(HEADER, VANN.preferredNamespacePrefix)) == "ug"
    assert str(ontology().value(HEADER, VANN.preferredNamespaceUri)) == UG_BASE
    assert ontology().value(HEADER, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(ontology().value(HEADER, DCTERMS.creator)) == "the unodc_graph contributors"


def test_the_header_says_that_it_is_no_product_of_the_united_nations() -> None:
    assert "not a product of the United Nations" in str(ontology().value(HEADER, DCTERMS.description))


@each_module
def test_a_module_has_a_header_of_its_own(path: Path) -> None:
    header = URIRef(f"{ONTOLOGY}/{path.stem}")
    assert set(module(path).subjects(RDF.type, OWL.Ontology)) == {header}
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.license, OWL.versionIRI, OWL.versionInfo):
        assert len(list(module(path).objects(header, predicate))) == 1, predicate
    assert len(english(module(path), header)) == 1
    assert module(path).value(header, OWL.versionInfo) == ontology().value(HEADER, OWL.versionInfo)


@each_module
def test_a_module_describes_only_its_own_terms_and_has_no_blank_node(path: Path) -> None:
    for subject in set(module(path).subjects()):
        assert str(subject).startswith(UG_BASE) or subject == URIRef(f"{ONTOLOGY}/{path.stem}"), subject


# -- files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.ttl")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_of_the_ontology_is_in_canonical_form(path: Path) -> None:
    assert is_canonical(path), f"run: unodc-graph format {path.relative_to(ROOT.parent)}"
