"""The rules of curation about where things stand, what they are called, their sources and references."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tests.data.curated import (
    ALT_LABEL,
    IDENTIFIER,
    LABEL,
    LABEL_SOURCE,
    NOTATION,
    OWN_TRANSLATION,
    PREF_LABEL,
    SCOPE_NOTE,
    SOURCE,
    TYPE,
    URL,
    Curated,
    language_of,
    local,
    name,
    rule,
)
from unodc_graph.namespaces import UG_BASE, UGD_BASE, UGV_BASE

if TYPE_CHECKING:
    from collections.abc import Iterator


OURS = (UG_BASE, UGD_BASE, UGV_BASE)
KIND_OF_FILE = {
    "activities.ttl": {"activity"},
    "authorities.ttl": {"authority"},
    "coverage.ttl": {"coverage"},
    "entry-into-force-rules.ttl": {"entry-into-force-rule"},
    "facilities.ttl": {"facility"},
    "figures.ttl": {"figure"},
    "implementations.ttl": {"implementation"},
    "instruments.ttl": {"instrument", "collection"},
    "national-acts.ttl": {"national-act"},
    "offices.ttl": {"office"},
    "organizations.ttl": {"organization"},
    "participations.ttl": {"participation"},
    "programmes.ttl": {"programme"},
    "projects.ttl": {"project"},
    "reviews.ttl": {"review"},
    "series-figures.ttl": {"figure"},
    "series.ttl": {"series"},
    "sources.ttl": {"source"},
    "states.ttl": {"state", "regional-organization", "region"},
    "treaty-actions-world.ttl": {"action"},
    "treaty-actions.ttl": {"action"},
}
LABELS_IN_RUSSIAN = "labels-ru.ttl"
NAMES = {LABEL, ALT_LABEL, LABEL_SOURCE, OWN_TRANSLATION}
# What of a thing may stand in the graph though no source is named for it: a thing that has one points to it.
WHAT_A_STUB_SAYS = {TYPE, IDENTIFIER, *NAMES}
CYRILLIC = re.compile(r"[\u0400-\u04FF]")


# -- where things stand ---------------------------------------------------------------------


@rule("give each of these an IRI of its own")
def nothing_is_a_blank_node(curated: Curated) -> Iterator[str]:
    """Hold in data and unconfirmed."""
    for triple in [*curated.facts, *curated.unconfirmed]:
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
            yield str(triple)


@rule("move it to the file of its kind, as data/README.md lists them; a new kind or file is added to both")
def each_file_describes_things_of_its_kind(curated: Curated) -> Iterator[str]:
    """Hold for every file but that of Russian labels."""
    kinds = sorted({kind for allowed in KIND_OF_FILE.values() for kind in allowed}, key=len, reverse=True)
    for file, triples in curated.data.items():
        if file == LABELS_IN_RUSSIAN:
            continue
        if file not in KIND_OF_FILE:
            yield f"{file}: no kind is told for this file"
        for thing in {local(name(triple.subject)) for triple in triples}:
            if next((kind for kind in kinds if thing.startswith(f"{kind}-")), None) not in KIND_OF_FILE.get(file, ()):
                yield f"{file}: {thing}"


@rule("describe the thing in one of the files only")
def each_thing_is_described_in_one_file(curated: Curated) -> Iterator[str]:
    """Hold for every file but that of Russian labels."""
    files = defaultdict(set)
    for file, triples in curated.data.items():
        if file != LABELS_IN_RUSSIAN:
            for triple in triples:
                files[name(triple.subject)].add(file)
    yield from (f"{local(thing)}: {sorted(found)}" for thing, found in files.items() if len(found) > 1)


@rule("write here names alone, of things that another file describes")
def the_file_of_russian_labels_adds_names_to_what_others_describe(curated: Curated) -> Iterator[str]:
    """Hold for that file."""
    described = {
        name(triple.subject) for file, found in curated.data.items() if file != LABELS_IN_RUSSIAN for triple in found
    }
    for triple in curated.data.get(LABELS_IN_RUSSIAN, ()):
        if triple.predicate.value not in NAMES or name(triple.subject) not in described:
            yield str(triple)


@rule("keep the statement in the one graph and file it belongs to")
def no_statement_stands_twice(curated: Curated) -> Iterator[str]:
    """Hold across the graphs data, unconfirmed and ontology, and across the files of data."""
    files = [*curated.data.values(), curated.unconfirmed, *curated.vocabularies.values(), curated.terms]
    count = Counter(triple for triples in files for triple in set(triples))
    yield from (str(triple) for triple, number in count.items() if number > 1)


@rule("leave it out: a rule of ontology/rules derives it")
def nothing_is_written_that_is_derived(curated: Curated) -> Iterator[str]:
    """Hold for the properties whose scope note in the ontology says that a rule derives them."""
    derived = {
        name(triple.subject)
        for triple in curated.terms
        if triple.predicate.value == SCOPE_NOTE and name(triple.object).startswith("Derived by the rule")
    }
    for triple in [*curated.facts, *curated.unconfirmed]:
        if triple.predicate.value in derived:
            yield str(triple)


# -- names ----------------------------------------------------------------------------------


@rule("give it one rdfs:label @en and at most one @ru; other names are skos:altLabel")
def every_thing_has_one_english_label(curated: Curated) -> Iterator[str]:
    """Hold for every thing of the graph data."""
    for thing, said in curated.said.items():
        languages = Counter(language_of(label) for label in said.get(LABEL, ()))
        is_blank = any(not name(label).strip() for label in said.get(LABEL, ()))
        if languages["en"] != 1 or languages["ru"] > 1 or is_blank:
            yield f"{local(thing)}: {dict(languages)}"


@rule('tag words with the language they are in, "…"@en or "…"@ru; only names are Russian')
def words_are_english_and_names_may_be_russian(curated: Curated) -> Iterator[str]:
    """Hold in data and unconfirmed: a Russian name has Cyrillic letters, an English label has none."""
    for triple in [*curated.facts, *curated.unconfirmed]:
        language = language_of(triple.object)
        is_cyrillic = bool(CYRILLIC.search(name(triple.object)))
        if language == "ru":
            if triple.predicate.value not in NAMES | {PREF_LABEL} or not is_cyrillic:
                yield str(triple)
        elif language == "en":
            if triple.predicate.value == LABEL and is_cyrillic:
                yield str(triple)
        elif language is not None or triple.predicate.value in (LABEL, ALT_LABEL):
            yield str(triple)


@rule("give one of the things another code")
def a_code_stands_for_one_thing(curated: Curated) -> Iterator[str]:
    """Hold for dcterms:identifier in data and unconfirmed, whatever the kind of thing."""
    things = defaultdict(set)
    for triple in [*curated.facts, *curated.unconfirmed]:
        if triple.predicate.value == IDENTIFIER:
            things[name(triple.object)].add(local(name(triple.subject)))
    yield from (f"{code}: {sorted(found)}" for code, found in things.items() if len(found) > 1)


@rule("correct the notation: within a scheme such as ISO 3166-1 it stands for one thing")
def a_notation_stands_for_one_thing(curated: Curated) -> Iterator[str]:
    """Hold for skos:notation, by datatype; what has a ug:end may share its code, for codes are given anew.

    Czechoslovakia and, after it, Serbia and Montenegro had CS.
    """
    things = defaultdict(set)
    for thing, said in curated.said.items():
        if f"{UG_BASE}end" not in said:
            for notation in said.get(NOTATION, ()):
                things[notation].add(local(thing))
    yield from (f"{code}: {sorted(found)}" for code, found in things.items() if len(found) > 1)


# -- sources --------------------------------------------------------------------------------


@rule("name its source by ug:source, or move it to unconfirmed.ttl")
def every_fact_has_a_source(curated: Curated) -> Iterator[str]:
    """Hold for every thing, by itself; but not for a source, nor for a stub of class, code and names."""
    for thing, said in curated.said.items():
        is_source = any(local(name(kind)) == "Source" for kind in said.get(TYPE, ()))
        if not is_source and SOURCE not in said and not said.keys() <= WHAT_A_STUB_SAYS:
            yield local(thing)


@rule("let a fact that has a source point to it, or take it out")
def what_has_no_source_is_pointed_to(curated: Curated) -> Iterator[str]:
    """Hold for the stubs in data."""
    targets = {name(triple.object) for triple in curated.facts if triple.predicate.value != SOURCE}
    yield from (
        local(thing) for thing, said in curated.said.items() if said.keys() <= WHAT_A_STUB_SAYS and thing not in targets
    )


@rule("describe it in sources.ttl as a ug:Source with one address, and leave out a source that nothing cites")
def every_source_is_cited_and_has_one_address_of_its_own(curated: Curated) -> Iterator[str]:
    """Hold for what ug:source points to, and for what has an address."""
    cited = {name(triple.object) for triple in curated.facts if triple.predicate.value == SOURCE}
    addresses = {thing: [name(url) for url in said[URL]] for thing, said in curated.said.items() if URL in said}
    times = Counter(url for urls in addresses.values() for url in urls)
    for thing in sorted(cited | addresses.keys()):
        urls = addresses.get(thing, [])
        if thing not in cited or len(urls) != 1 or times[urls[0]] > 1:
            yield f"{local(thing)}: cited: {thing in cited}, addresses: {urls}"


@rule("move what has a source to its file in data")
def no_unconfirmed_fact_names_a_source(curated: Curated) -> Iterator[str]:
    """Hold in unconfirmed."""
    yield from (str(triple) for triple in curated.unconfirmed if triple.predicate.value == SOURCE)


# -- references -----------------------------------------------------------------------------


@rule("describe the target, or correct the reference")
def every_reference_has_a_target(curated: Curated) -> Iterator[str]:
    """Hold for IRIs of the project: data points into data and ontology, unconfirmed into all three."""
    known = {name(triple.subject) for triple in [*curated.facts, *curated.ontology]}
    for triples in (curated.facts, curated.unconfirmed):
        known |= {name(triple.subject) for triple in triples}
        for triple in triples:
            target = triple.object.value if isinstance(triple.object, ox.NamedNode) else ""
            if target.startswith(OURS) and target not in known:
                yield str(triple)


@rule("define the term in its ontology module, or use one that is defined")
def every_class_and_property_is_defined(curated: Curated) -> Iterator[str]:
    """Hold for those of the project."""
    defined = {name(triple.subject) for triple in curated.terms}
    for triple in [*curated.facts, *curated.unconfirmed]:
        used = {triple.predicate.value, *([name(triple.object)] if triple.predicate.value == TYPE else [])}
        if any(term.startswith(UG_BASE) and term not in defined for term in used):
            yield str(triple)
