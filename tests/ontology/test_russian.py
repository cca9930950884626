"""Russian beside English: every term, list and state has a name in it, and each name tells where it is from."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, URIRef

from unodc_graph import resources
from unodc_graph.namespaces import UG_BASE, UGD_BASE

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

OWN_TRANSLATION, LABEL_SOURCE = URIRef(f"{UG_BASE}ownTranslation"), URIRef(f"{UG_BASE}labelSource")
LABELS_IN_RUSSIAN = resources.data_files()[0].parent / "labels-ru.ttl"
KINDS_IN_RUSSIAN = (
    *("Instrument", "Office", "Organization", "Programme", "Region", "RegionalOrganization", "Series", "State"),
)
WORD = re.compile(r"[^\W\d_]+")
CYRILLIC, LATIN = re.compile("[а-яёА-ЯЁ]"), re.compile("[a-zA-Z]")


@cache
def graph_of(path: Path) -> Graph:
    return Graph().parse(path)


@cache
def ontology() -> Graph:
    merged = Graph()
    for path in resources.ontology_files():
        merged += graph_of(path)
    return merged


@cache
def described() -> Graph:
    """Read what has a kind of interest, without the acts and figures that fill the large files."""
    merged = Graph()
    for name in ("instruments", "labels-ru", "offices", "organizations", "programmes", "series", "states"):
        merged += graph_of(LABELS_IN_RUSSIAN.with_name(f"{name}.ttl"))
    return merged


@cache
def named() -> Graph:
    """Read the names too that no source is named for, that of the European Union."""
    return described() + graph_of(LABELS_IN_RUSSIAN.with_name("unconfirmed.ttl"))


def russian(graph: Graph, subject: Node, predicate: URIRef = RDFS.label) -> list[Literal]:
    return [text for text in graph.objects(subject, predicate) if isinstance(text, Literal) and text.language == "ru"]


def every_russian_text() -> list[str]:
    texts = (text for graph in (ontology(), graph_of(LABELS_IN_RUSSIAN)) for text in graph.objects())
    return sorted({str(text) for text in texts if isinstance(text, Literal) and text.language == "ru"})


def named_in_english(graph: Graph) -> set[Node]:
    return {
        thing
        for thing, label in graph.subject_objects(RDFS.label)
        if isinstance(label, Literal) and label.language == "en"
    }


def test_every_term_module_list_and_concept_has_one_label_in_russian() -> None:
    things = named_in_english(ontology())
    assert len(things) > 500
    assert not {str(thing) for thing in things if len(russian(ontology(), thing)) != 1}


@pytest.mark.parametrize("kind", KINDS_IN_RUSSIAN)
def test_every_thing_of_a_kind_that_people_look_for_has_one_label_in_russian(kind: str) -> None:
    things = set(described().subjects(RDF.type, URIRef(UG_BASE + kind)))
    assert things
    assert not {str(thing) for thing in things if len(russian(named(), thing)) != 1}


def test_there_are_as_many_states_as_the_depositary_lists_and_one_union_of_states() -> None:
    states = set(described().subjects(RDF.type, URIRef(f"{UG_BASE}State")))
    unions = set(described().subjects(RDF.type, URIRef(f"{UG_BASE}RegionalOrganization")))
    assert len(states | unions) == 200


def test_a_concept_has_the_same_preferred_label_as_label_in_both_languages() -> None:
    listed = {*ontology().subjects(RDF.type, SKOS.Concept), *ontology().subjects(RDF.type, SKOS.ConceptScheme)}
    assert listed
    for thing in listed:
        assert set(ontology().objects(thing, SKOS.prefLabel)) == set(ontology().objects(thing, RDFS.label)), thing
        assert len(list(ontology().objects(thing, SKOS.prefLabel))) == 2


def test_every_label_in_russian_says_who_worded_it() -> None:
    graph = ontology() + graph_of(LABELS_IN_RUSSIAN)
    for thing in set(graph.subjects(RDFS.label)):
        for label in russian(graph, thing):
            ours, read = set(graph.objects(thing, OWN_TRANSLATION)), set(graph.objects(thing, LABEL_SOURCE))
            assert (label in ours) != bool(read), f"{thing}: either a translation of the project or read in a source"
            assert all(isinstance(address, URIRef) for address in read), thing


def test_a_translation_of_the_project_is_a_name_of_the_thing_letter_for_letter() -> None:
    for graph in (ontology(), graph_of(LABELS_IN_RUSSIAN)):
        for thing, ours in graph.subject_objects(OWN_TRANSLATION):
            assert ours in [*russian(graph, thing), *russian(graph, thing, SKOS.altLabel)], thing
        assert all(russian(graph, thing) for thing in graph.subjects(LABEL_SOURCE))


def test_no_two_things_of_the_data_share_a_name_in_russian() -> None:
    graph = named()
    names = {(thing, str(name)) for thing in set(graph.subjects()) for name in russian(graph, thing)}
    names |= {(thing, str(name)) for thing in set(graph.subjects()) for name in russian(graph, thing, SKOS.altLabel)}
    assert not {name for name, count in Counter(name for _, name in names).items() if count > 1}


def test_a_text_in_russian_has_cyrillic_letters() -> None:
    assert not [text for text in every_russian_text() if not CYRILLIC.search(text)]


def test_no_word_mixes_cyrillic_letters_with_latin_ones_that_look_alike() -> None:
    words = {word for text in every_russian_text() for word in WORD.findall(text)}
    assert words
    assert not {word for word in words if CYRILLIC.search(word) and LATIN.search(word)}


def test_a_text_in_russian_follows_the_spelling_of_united_nations_documents() -> None:
    texts = every_russian_text()
    assert not [text for text in texts if "ё" in text.lower()], "write е, as the documents of the United Nations do"
    assert not [text for text in texts if text != text.strip() or "  " in text or text.endswith(".")]


def test_labels_in_russian_are_unique_within_a_list() -> None:
    for scheme in ontology().subjects(RDF.type, SKOS.ConceptScheme):
        concepts = list(ontology().subjects(SKOS.inScheme, scheme))
        counts = Counter(str(label) for concept in concepts for label in russian(ontology(), concept))
        assert concepts
        assert not {label for label, count in counts.items() if count > 1}, scheme


def test_classes_have_labels_in_russian_of_their_own() -> None:
    classes = [thing for thing in named_in_english(ontology()) if str(thing).startswith(UG_BASE)]
    classes = [thing for thing in classes if str(thing).removeprefix(UG_BASE)[0].isupper()]
    labels = [str(label) for thing in classes for label in russian(ontology(), thing)]
    assert len(set(labels)) == len(labels) == len(classes)


def test_a_term_in_russian_begins_with_a_small_letter_unless_it_is_a_name_or_an_acronym() -> None:
    for thing in named_in_english(ontology()):
        (label,) = russian(ontology(), thing)
        (english,) = (text for text in ontology().objects(thing, RDFS.label) if getattr(text, "language", None) == "en")
        first, named = WORD.findall(label)[0], str(english)[0].isupper()
        assert first[0].islower() or first.isupper() or named, label


def test_the_file_of_labels_gives_names_and_nothing_else() -> None:
    graph = graph_of(LABELS_IN_RUSSIAN)
    assert set(graph.predicates()) <= {RDFS.label, SKOS.altLabel, OWN_TRANSLATION, LABEL_SOURCE}
    assert all(str(thing).startswith(UGD_BASE) for thing in graph.subjects())
    assert {getattr(text, "language", None) for text in graph.objects() if isinstance(text, Literal)} == {"ru"}


def test_the_file_of_labels_names_only_things_that_are_described() -> None:
    known = named_in_english(described())
    assert set(graph_of(LABELS_IN_RUSSIAN).subjects()) <= known
