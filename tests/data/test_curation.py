"""The curated facts keep the rules of curation, and each rule finds what breaks it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.data.broken import BREAKS, SAMPLE
from tests.data.curated import IDENTIFIER, RULES, TYPE, Curated, Rule, local, name
from tests.data.rules_of_things import KIND_OF_FILE, WHAT_A_STUB_SAYS
from tests.data.rules_of_values import BOXES
from unodc_graph.formatting import is_canonical
from unodc_graph.namespaces import PREFIXES, UG_BASE, UGV_BASE

ONTOLOGY = Path(__file__).parents[2] / "ontology"
HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def read(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]


@pytest.fixture(scope="session")
def curated(
    data: dict[str, list[ox.Triple]], unconfirmed: list[ox.Triple], vocabularies: dict[str, list[ox.Triple]]
) -> Curated:
    paths = [ONTOLOGY / "unodc.ttl", *(ONTOLOGY / "modules").glob("*.ttl")]
    return Curated(
        data, unconfirmed, vocabularies, [triple for path in paths for triple in read(path.read_text(encoding="utf-8"))]
    )


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_facts_keep_the_rule(curated: Curated, rule: Rule) -> None:
    faults = sorted(set(rule.check(curated)))
    assert not faults, f"{rule.mend}; {len(faults)} break the rule:\n" + "\n".join(faults[:20])


# -- each rule finds what breaks it ---------------------------------------------------------


def sample(**changed: str) -> Curated:
    texts = {file: HEAD + text for file, text in {**SAMPLE, **changed}.items()}
    others = ("unconfirmed.ttl", "confidence.ttl", "terms.ttl")
    return Curated(
        data={file: read(text) for file, text in texts.items() if file not in others},
        unconfirmed=read(texts["unconfirmed.ttl"]),
        vocabularies={"confidence.ttl": read(texts["confidence.ttl"])},
        terms=read(texts["terms.ttl"]),
    )


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_sample_keeps_the_rule(rule: Rule) -> None:
    assert not list(rule.check(sample()))


CASES = [
    pytest.param(RULES[title], *change, id=f"{title} {number}")
    for title, changes in BREAKS.items()
    for number, change in enumerate(changes, start=1)
]


@pytest.mark.parametrize(("rule", "file", "before", "after", "fault"), CASES)
def test_a_rule_finds_what_breaks_it(rule: Rule, file: str, before: str, after: str, fault: str) -> None:
    assert before in SAMPLE[file]
    broken = sample(**{file: SAMPLE[file].replace(before, after, 1)})
    faults = list(rule.check(broken))
    assert len(set(faults)) >= 1
    assert all(fault in found for found in faults), faults


def test_every_rule_has_something_that_breaks_it_and_says_how_to_mend_it() -> None:
    assert BREAKS.keys() == RULES.keys()
    assert all(len(rule.mend.split()) > 3 for rule in RULES.values())


# -- files ----------------------------------------------------------------------------------


def test_every_curated_file_equals_its_canonical_text(curated_paths: list[Path]) -> None:
    changed = [path.name for path in curated_paths if not is_canonical(path)]
    assert curated_paths
    assert not changed, f"run `unodc-graph format` over {changed}"


def test_every_kind_of_file_is_there(data: dict[str, list[ox.Triple]]) -> None:
    assert data.keys() >= KIND_OF_FILE.keys()
    assert all(data.values())


def test_a_file_in_another_order_is_not_canonical(tmp_path: Path) -> None:
    source = ONTOLOGY / "vocabularies" / "confidence.ttl"
    text = source.read_text(encoding="utf-8")
    copy = tmp_path / "confidence.ttl"
    copy.write_text(text, encoding="utf-8")
    assert is_canonical(copy)
    copy.write_text(text.replace(" ;\n", ";\n", 1), encoding="utf-8")
    assert not is_canonical(copy)


# The parts of the formula that publications of the United Nations carry where they name or map places.
DISCLAIMED = ("United Nations", "designations", "opinion", "legal status", "authorities", "frontiers", "boundaries")


def missing_of_the_disclaimer(text: str) -> list[str]:
    """Give what the disclaimer of the United Nations on names and boundaries says and a text does not."""
    return [words for words in DISCLAIMED if words.casefold() not in " ".join(text.split()).casefold()]


def test_the_disclaimer_on_names_and_boundaries_stands_beside_the_data(readme: str) -> None:
    missing = missing_of_the_disclaimer(readme)
    assert not missing, f"say in data/README.md what the United Nations say of names and boundaries: {missing}"


def test_a_readme_without_the_disclaimer_is_found(readme: str) -> None:
    without = "\n".join(line for line in readme.splitlines() if "boundaries" not in line)
    assert missing_of_the_disclaimer(without)


def test_the_table_of_boxes_has_the_states_that_need_one(curated: Curated) -> None:
    boxes = [line.split(",")[0] for line in BOXES.read_text(encoding="utf-8").splitlines()[1:]]
    assert boxes == sorted(set(boxes))
    assert {"ARM", "AZE", "GEO", "KAZ", "KGZ", "TJK", "TKM", "UZB"} <= set(boxes)
    assert sum(f"{PREFIXES['dcat']}centroid" in said for said in curated.said.values()) > 60


# -- single facts ---------------------------------------------------------------------------


def test_the_only_thing_without_a_source_is_known(curated: Curated) -> None:
    stubs = {local(thing) for thing, said in curated.said.items() if said.keys() <= WHAT_A_STUB_SAYS}
    assert stubs == {"instrument-beijing-protocol-2010"}


def test_every_kind_of_date_is_used(facts: list[ox.Triple]) -> None:
    used = {triple.object.datatype.value.split("#")[-1] for triple in facts if isinstance(triple.object, ox.Literal)}
    assert {"date", "gYear", "gYearMonth", "gMonthDay", "gMonth"} <= used


def test_near_terms_of_two_tables_are_tied(vocabularies: dict[str, list[ox.Triple]]) -> None:
    pairs = {
        (local(name(triple.subject)), local(name(triple.object)))
        for triples in vocabularies.values()
        for triple in triples
        if triple.predicate.value == f"{PREFIXES['skos']}closeMatch"
    }
    assert ("theme-trafficking-in-persons", "theme-human-trafficking") in pairs
    assert ("theme-prisons", "theme-prison-reform") in pairs


@pytest.mark.parametrize("code", ["untoc", "UNTOC", "ROCA", "ROCA-ORG", "KAZ", "KAZ-GOV", "EU", "EUE"])
def test_both_codes_of_a_merged_row_stand_on_its_node(curated: Curated, code: str) -> None:
    pairs = {"untoc": "UNTOC", "ROCA": "ROCA-ORG", "KAZ": "KAZ-GOV", "EUE": "EU"}
    other = {**pairs, **{new: old for old, new in pairs.items()}}[code]
    (codes,) = [found for said in curated.said.values() if code in (found := set(map(name, said.get(IDENTIFIER, ()))))]
    assert {code, other} <= codes


def test_the_region_is_a_region_and_the_terrorism_instruments_are_a_collection(facts: list[ox.Triple]) -> None:
    kinds = {
        local(name(triple.subject)): local(name(triple.object)) for triple in facts if triple.predicate.value == TYPE
    }
    assert kinds["region-ROCA-REGION"] == "Region"
    assert kinds["collection-UN-CT-INSTR"] == "Collection"
    members = {triple.object for triple in facts if triple.predicate.value == f"{PREFIXES['skos']}member"}
    terrorism = ox.NamedNode(f"{UGV_BASE}mandate-terrorism")
    assert members == {
        triple.subject
        for triple in facts
        if triple.predicate.value == f"{UG_BASE}mandate" and triple.object == terrorism
    }
