"""The rules of curation, one test each; a message says how to mend what breaks one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from unodc_graph.formatting import is_canonical
from unodc_graph.namespaces import PREFIXES, UG_BASE, UGD_BASE, UGV_BASE, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TYPE, LABEL = ox.NamedNode(f"{PREFIXES['rdf']}type"), ox.NamedNode(f"{PREFIXES['rdfs']}label")
IDENTIFIER, IN_SCHEME = (
    ox.NamedNode(f"{PREFIXES['dcterms']}identifier"),
    ox.NamedNode(f"{PREFIXES['skos']}inScheme"),
)
SOURCE, SUBJECT = ox.NamedNode(f"{UG_BASE}source"), ox.NamedNode(f"{UG_BASE}subject")
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
NAMES = {
    LABEL,
    ox.NamedNode(f"{PREFIXES['skos']}altLabel"),
    ox.NamedNode(f"{UG_BASE}labelSource"),
    ox.NamedNode(f"{UG_BASE}ownTranslation"),
}
WHAT_A_STUB_SAYS = {TYPE, IDENTIFIER, *NAMES}
DATES = {
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "gYear": re.compile(r"[0-9]{4}"),
    "gYearMonth": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"),
    "gMonthDay": re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"),
    "gMonth": re.compile(r"--(0[1-9]|1[0-2])"),
}


def local(term: object) -> str:
    """Give the part of an IRI behind its namespace."""
    assert isinstance(term, ox.NamedNode)
    return re.split("[#/]", term.value)[-1]


def labels(triples: Iterable[ox.Triple]) -> set[object]:
    """Collect what has an English label."""
    return {
        triple.subject
        for triple in triples
        if triple.predicate == LABEL and isinstance(triple.object, ox.Literal) and triple.object.language == "en"
    }


def test_every_curated_file_equals_its_canonical_text(curated_paths: list[Path]) -> None:
    changed = [path.name for path in curated_paths if not is_canonical(path)]
    assert curated_paths
    assert not changed, f"run `unodc-graph format` over {changed}"


def test_nothing_is_a_blank_node(facts: list[ox.Triple], unconfirmed: list[ox.Triple]) -> None:
    blank = [
        str(triple)
        for triple in [*facts, *unconfirmed]
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)
    ]
    assert not blank, "give each of these an IRI of its own"


def test_each_file_describes_its_own_kind_and_nothing_else(data: dict[str, list[ox.Triple]]) -> None:
    kinds = sorted({kind for allowed in KIND_OF_FILE.values() for kind in allowed}, key=len, reverse=True)
    described = {name: triples for name, triples in data.items() if name != LABELS_IN_RUSSIAN}
    for name, triples in described.items():
        found = {
            next((kind for kind in kinds if local(triple.subject).startswith(f"{kind}-")), local(triple.subject))
            for triple in triples
        }
        assert found <= KIND_OF_FILE[name], f"move what is not of its kind out of {name}"
    assert set(described) == set(KIND_OF_FILE)


def test_the_file_of_russian_labels_adds_names_to_what_other_files_describe(data: dict[str, list[ox.Triple]]) -> None:
    described = {triple.subject for name, triples in data.items() if name != LABELS_IN_RUSSIAN for triple in triples}
    assert {triple.predicate for triple in data[LABELS_IN_RUSSIAN]} == NAMES
    assert {triple.subject for triple in data[LABELS_IN_RUSSIAN]} <= described


def test_every_thing_has_one_english_label(facts: list[ox.Triple]) -> None:
    count = Counter(
        triple.subject
        for triple in facts
        if triple.predicate == LABEL and isinstance(triple.object, ox.Literal) and triple.object.language == "en"
    )
    unlabelled = {str(triple.subject) for triple in facts if count[triple.subject] != 1}
    assert not unlabelled, "give each of these one rdfs:label @en; other names are skos:altLabel"


def test_labels_are_english_or_russian(facts: list[ox.Triple], unconfirmed: list[ox.Triple]) -> None:
    languages = {
        triple.object.language
        for triple in [*facts, *unconfirmed]
        if triple.predicate == LABEL and isinstance(triple.object, ox.Literal)
    }
    assert languages == {"en", "ru"}


def test_every_fact_has_a_source(facts: list[ox.Triple]) -> None:
    said = defaultdict(set)
    for triple in facts:
        said[triple.subject].add(triple.predicate)
    sources = {triple.subject for triple in facts if triple.predicate == TYPE and local(triple.object) == "Source"}
    unsourced = {
        str(node)
        for node, predicates in said.items()
        if node not in sources and SOURCE not in predicates and not predicates <= WHAT_A_STUB_SAYS
    }
    assert not unsourced, "name the source of each of these, or move it to unconfirmed.ttl"


def test_the_only_thing_without_a_source_is_pointed_to_by_one_that_has_some(facts: list[ox.Triple]) -> None:
    said = defaultdict(set)
    for triple in facts:
        said[triple.subject].add(triple.predicate)
    stubs = {node for node, predicates in said.items() if predicates <= WHAT_A_STUB_SAYS}
    assert {local(node) for node in stubs} == {"instrument-beijing-protocol-2010"}
    assert stubs <= {triple.object for triple in facts}


def test_no_unconfirmed_fact_claims_a_source(unconfirmed: list[ox.Triple]) -> None:
    assert not [str(triple) for triple in unconfirmed if triple.predicate == SOURCE]


def test_every_source_is_cited_and_has_one_address(facts: list[ox.Triple]) -> None:
    cited = {triple.object for triple in facts if triple.predicate == SOURCE}
    address = ox.NamedNode(f"{PREFIXES['schema']}url")
    addresses = [(triple.subject, triple.object) for triple in facts if triple.predicate == address]
    assert cited == {node for node, _ in addresses}
    assert len({node for node, _ in addresses}) == len({where for _, where in addresses}) == len(addresses)


def test_a_code_stands_for_one_thing(facts: list[ox.Triple], unconfirmed: list[ox.Triple]) -> None:
    things = defaultdict(set)
    for triple in [*facts, *unconfirmed]:
        if triple.predicate == IDENTIFIER:
            things[triple.object].add(triple.subject)
    ambiguous = {str(code): nodes for code, nodes in things.items() if len(nodes) > 1}
    assert things
    assert not ambiguous, "give one of the things another code"


def test_a_code_stands_once_in_its_scheme(vocabularies: dict[str, list[ox.Triple]]) -> None:
    for name, triples in vocabularies.items():
        codes = Counter(str(triple.object) for triple in triples if triple.predicate == IDENTIFIER)
        assert codes, name
        assert set(codes.values()) == {1}, name


def test_every_reference_has_a_target(
    facts: list[ox.Triple], unconfirmed: list[ox.Triple], ontology: list[ox.Triple]
) -> None:
    ours = (UG_BASE, UGD_BASE, UGV_BASE)
    known = {triple.subject for triple in [*facts, *ontology]}
    dangling = {
        str(triple)
        for triple in facts
        if isinstance(triple.object, ox.NamedNode)
        and triple.object.value.startswith(ours)
        and triple.object not in known
    }
    assert not dangling, "describe the target, or correct the reference"
    known |= {triple.subject for triple in unconfirmed}
    assert not {
        str(triple)
        for triple in unconfirmed
        if isinstance(triple.object, ox.NamedNode)
        and triple.object.value.startswith(ours)
        and triple.object not in known
    }


def test_every_predicate_and_class_of_the_project_is_defined(
    facts: list[ox.Triple], unconfirmed: list[ox.Triple], ontology: list[ox.Triple]
) -> None:
    defined = {triple.subject for triple in ontology}
    used = {triple.predicate for triple in [*facts, *unconfirmed]}
    used |= {
        triple.object
        for triple in [*facts, *unconfirmed]
        if triple.predicate == TYPE and isinstance(triple.object, ox.NamedNode)
    }
    undefined = {term.value for term in used if term.value.startswith(UG_BASE) and term not in defined}
    assert not undefined, "define the term in its ontology module, or use one that is defined"


def test_no_statement_stands_in_two_graphs(
    facts: list[ox.Triple], unconfirmed: list[ox.Triple], ontology: list[ox.Triple]
) -> None:
    count = Counter([*set(facts), *set(unconfirmed), *set(ontology)])
    twice = [str(triple) for triple, number in count.items() if number > 1]
    assert not twice, "keep each statement in the one graph it belongs to"


def test_every_date_is_one_of_the_calendar_and_as_exact_as_its_datatype(
    facts: list[ox.Triple], unconfirmed: list[ox.Triple]
) -> None:
    seen = set()
    for triple in [*facts, *unconfirmed]:
        if isinstance(triple.object, ox.Literal):
            datatype = triple.object.datatype.value.removeprefix(XSD)
            if datatype in DATES:
                seen.add(datatype)
                assert DATES[datatype].fullmatch(triple.object.value), str(triple)
                if datatype == "date":
                    date.fromisoformat(triple.object.value)
    assert seen == set(DATES)


def test_every_number_has_a_unit_and_a_qualifier_and_a_value_or_two_bounds(facts: list[ox.Triple]) -> None:
    figures: dict[object, set[str]] = defaultdict(set)
    bounds: dict[object, dict[str, Decimal]] = defaultdict(dict)
    for triple in facts:
        if local(triple.subject).startswith("figure-"):
            figures[triple.subject].add(local(triple.predicate))
            if local(triple.predicate) in ("lower", "upper"):
                assert isinstance(triple.object, ox.Literal)
                bounds[triple.subject][local(triple.predicate)] = Decimal(triple.object.value)
    assert figures
    for node, said in figures.items():
        assert {"subject", "measure", "unit", "qualifier"} <= said, str(node)
        assert said & {"value", "lower", "upper"} in (
            {"value"},
            {"lower", "upper"},
            {"value", "lower", "upper"},
        ), str(node)
    assert len(bounds) > 2
    assert all(pair["lower"] < pair["upper"] for pair in bounds.values())


def test_the_store_writes_every_literal_as_the_files_do(facts: list[ox.Triple], unconfirmed: list[ox.Triple]) -> None:
    store = ox.Store()
    triples = {*facts, *unconfirmed}
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    assert {quad.triple for quad in store} == triples, "write numbers in canonical form: 1.5, not 1.50"


def test_a_figure_is_numbered_within_its_subject_measure_and_period(facts: list[ox.Triple]) -> None:
    numbers: dict[str, list[int]] = defaultdict(list)
    for triple in facts:
        if triple.predicate == TYPE and local(triple.object) == "Figure":
            stem, _, number = local(triple.subject).rpartition("-")
            numbers[stem].append(int(number))
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in numbers.values())
    assert sum(len(found) > 1 for found in numbers.values()) >= 23


def test_every_concept_has_label_definition_code_and_scheme(vocabularies: dict[str, list[ox.Triple]]) -> None:
    wanted = {"type", "label", "prefLabel", "definition", "inScheme", "identifier"}
    more = {"ownTranslation", "labelSource", "closeMatch"}
    for name, triples in vocabularies.items():
        scheme = f"{UGV_BASE}{name.removesuffix('.ttl')}"
        said: dict[str, set[str]] = defaultdict(set)
        for triple in triples:
            assert isinstance(triple.subject, ox.NamedNode)
            said[triple.subject.value].add(local(triple.predicate))
            if triple.predicate == IN_SCHEME:
                assert triple.object == ox.NamedNode(scheme)
                assert triple.subject.value.startswith(f"{scheme}-")
        assert said.pop(scheme) >= {"type", "label", "definition"}
        assert all(found - more == wanted for found in said.values()), name


def test_terms_that_mean_nearly_the_same_point_to_one_another(vocabularies: dict[str, list[ox.Triple]]) -> None:
    match = ox.NamedNode(f"{PREFIXES['skos']}closeMatch")
    pairs = {
        (local(triple.subject), local(triple.object))
        for triples in vocabularies.values()
        for triple in triples
        if triple.predicate == match
    }
    assert pairs == {(right, left) for left, right in pairs}, "state skos:closeMatch in both directions"
    assert ("theme-trafficking-in-persons", "theme-human-trafficking") in pairs
    assert ("theme-prisons", "theme-prison-reform") in pairs


def test_every_definition_is_one_sentence(vocabularies: dict[str, list[ox.Triple]]) -> None:
    definition = ox.NamedNode(f"{PREFIXES['skos']}definition")
    for triples in vocabularies.values():
        for triple in triples:
            if triple.predicate == definition:
                assert isinstance(triple.object, ox.Literal)
                assert re.fullmatch(r"[A-Z][^.!?]*\.", triple.object.value), triple.object.value


@pytest.mark.parametrize("code", ["untoc", "UNTOC", "ROCA", "ROCA-ORG", "KAZ", "KAZ-GOV", "EU", "EUE"])
def test_both_codes_of_a_merged_row_stand_on_its_node(facts: list[ox.Triple], code: str) -> None:
    pairs = {"untoc": "UNTOC", "ROCA": "ROCA-ORG", "KAZ": "KAZ-GOV", "EUE": "EU"}
    other = {**pairs, **{new: old for old, new in pairs.items()}}[code]
    nodes = {triple.subject for triple in facts if triple.predicate == IDENTIFIER and triple.object == ox.Literal(code)}
    others = {
        triple.subject for triple in facts if triple.predicate == IDENTIFIER and triple.object == ox.Literal(other)
    }
    assert nodes == others
    assert len(nodes) == 1


def test_the_region_is_a_region_and_the_terrorism_instruments_are_a_collection(facts: list[ox.Triple]) -> None:
    kinds = {local(triple.subject): local(triple.object) for triple in facts if triple.predicate == TYPE}
    assert kinds["region-ROCA-REGION"] == "Region"
    assert kinds["collection-UN-CT-INSTR"] == "Collection"
    member = ox.NamedNode(f"{PREFIXES['skos']}member")
    mandate = ox.NamedNode(f"{UG_BASE}mandate")
    terrorism = ox.NamedNode(f"{UGV_BASE}mandate-terrorism")
    assert {triple.object for triple in facts if triple.predicate == member} == {
        triple.subject for triple in facts if triple.predicate == mandate and triple.object == terrorism
    }


def test_figures_point_to_things_of_the_graph(facts: list[ox.Triple]) -> None:
    described = labels(facts)
    assert {triple.object for triple in facts if triple.predicate == SUBJECT} <= described
