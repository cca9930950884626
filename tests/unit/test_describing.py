"""A description tells what is known of a thing, who says it, and what is not known."""

from __future__ import annotations

import json
import re
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from rdflib import RDFS, Literal, URIRef

import unodc_graph as ug
from unodc_graph import UG, UGD, PartialDate
from unodc_graph.errors import ParameterError, UnknownTermError

if TYPE_CHECKING:
    from pathlib import Path

    from unodc_graph import Description, KnowledgeGraph


def values(told: Description, property_: URIRef, *, inverse: bool = False) -> list[object]:
    return [row.value for row in told.facts if row.property == property_ and row.inverse is inverse]


def group_of(told: Description, property_: URIRef) -> set[object]:
    return {row.group for row in told.facts if row.property == property_}


# -- what it is ----------------------------------------------------------------------------


def test_a_thing_is_described_by_any_of_its_names(kg: KnowledgeGraph) -> None:
    for name in ("ROCA", "ugd:office-ROCA", UGD["office-ROCA"], "UNODC Regional Office for Central Asia"):
        assert kg.describe(name).iri == UGD["office-ROCA"]


def test_the_head_has_kinds_names_and_codes(kg: KnowledgeGraph) -> None:
    told = kg.describe("ROCA")
    assert told.kinds == ("office", "organization", "agent")
    assert told.label == "UNODC Regional Office for Central Asia"
    assert ("en", "ROCA") in told.other_names
    assert set(told.codes) == {"ROCA", "ROCA-ORG"}
    assert told.confidence == "high"


def test_a_name_in_another_language_is_told(kg: KnowledgeGraph) -> None:
    told = kg.describe("KAZ")
    assert ("ru", "Казахстан") in told.labels
    assert "in Russian: Казахстан" in str(told)


def test_a_second_label_that_states_no_language_is_told_as_it_is(own_kg: KnowledgeGraph) -> None:
    own_kg.graph.add((UGD["office-ROCA"], RDFS.label, Literal("the office")))
    assert "\nlabelled too: the office\n" in str(own_kg.describe("ROCA"))


def test_a_translation_of_our_own_is_told_as_one(kg: KnowledgeGraph) -> None:
    told = kg.describe("ugv:role-donor")
    assert told.own_translations == (("ru", "донор"),)
    assert "in Russian: донор (translation of this project)" in str(told)


# -- facts ---------------------------------------------------------------------------------


def test_the_facts_of_a_row_are_there_in_their_groups(kg: KnowledgeGraph) -> None:
    # offices.csv: ROCA, Tashkent, UZB, opened 1993, covers eight states.
    told = kg.describe("ROCA")
    assert values(told, UG.start) == [PartialDate(1993)]
    assert values(told, UG.hostState) == [UGD["state-UZB"]]
    assert len(values(told, UG.covers)) == 8
    assert group_of(told, UG.start) == {"Dates"}
    assert group_of(told, UG.covers) == {"Places"}
    assert group_of(told, UG.parent) == {"Partners and offices"}
    assert group_of(told, UG.hasFigure) == {"Figures"}


def test_bounds_of_dates_are_facts_and_not_told_beside_the_dates(kg: KnowledgeGraph) -> None:
    """ACT-007 of activities.csv lasted from 22 October to 9 November 2018."""
    told = kg.describe("ACT-007")
    assert values(told, UG.notBefore) == values(told, UG.start) == [date(2018, 10, 22)]
    text = str(told)
    assert (text.count("2018-10-22"), text.count("2018-11-09")) == (1, 1)
    assert "\n2 bounds follow from the dates by a rule and are not shown.\n" in text
    assert "\n1 bound follows from the dates by a rule and is not shown.\n" in str(kg.describe("CARICC"))
    assert "bound" not in str(kg.describe("ugv:role-donor"))


def test_a_bound_that_a_file_states_is_told(own_kg: KnowledgeGraph) -> None:
    own_kg.graph.update("INSERT DATA { ugd:activity-ACT-007 ug:notBefore '2018-10-01'^^xsd:date }")
    assert re.search("not before +2018-10-01", str(own_kg.describe("ACT-007")))


def test_groups_stand_in_one_order_and_each_together(kg: KnowledgeGraph) -> None:
    groups = [row.group for row in kg.describe("KAZ").facts]
    assert list(dict.fromkeys(groups)) == sorted(set(groups), key=groups.index)
    assert [group for group, before in zip(groups, [None, *groups], strict=False) if group != before] == [
        *dict.fromkeys(groups)
    ]


def test_what_others_say_of_it_is_told_with_their_sources(kg: KnowledgeGraph) -> None:
    told = kg.describe("untoc", limit=None)
    acts = [row for row in told.facts if row.property == UG.instrument]
    assert len(acts) > 300
    assert all(row.inverse and row.source for row in acts if row.graph == "data")


def test_a_participation_is_told_by_the_edge_that_shortens_it_with_its_sources(kg: KnowledgeGraph) -> None:
    # projects.csv: XACK22, donors NOR and JPN, two addresses.
    told = kg.describe("XACK22")
    donors = [row for row in told.facts if row.property == UG.donor]
    assert {row.value for row in donors} == {UGD["state-NOR"], UGD["state-JPN"]}
    assert values(told, UG.participatesIn, inverse=True) == []
    for row in donors:
        cited = [told.sources[int(number) - 1].address for number in str(row.source).split()]
        assert sorted(map(str, cited)) == [
            "https://vdocument.in/countering-the-trafficking-of-afghan-opiates-via-the-.html",
            "https://www.mfa.tj/en/main/view/157/xack22-project",
        ]


def test_what_is_read_the_other_way_round_has_the_sources_of_the_record_that_says_it(kg: KnowledgeGraph) -> None:
    told = kg.describe("CARICC", limit=None)
    arrests = next(row for row in told.facts if row.value == UGD["figure-CARICC-arrests-2011-1"])
    assert arrests.graph == "inferred"
    (number,) = str(arrests.source).split()
    # figures.csv, row of the 46 arrests of 2011.
    assert told.sources[int(number) - 1].address == (
        "http://www.unodc.org/centralasia/en/news/towards-integration-and-balance.html"
    )


def test_a_statement_is_not_told_in_both_directions(kg: KnowledgeGraph) -> None:
    told = kg.describe("KAZ", limit=None)
    assert values(told, UG.coveredBy)
    assert values(told, UG.covers, inverse=True) == []


def test_what_is_not_confirmed_stands_apart_and_is_marked(kg: KnowledgeGraph) -> None:
    told = kg.describe("CARICC")
    homepage = URIRef("http://xmlns.com/foaf/0.1/homepage")
    assert values(told, homepage) == [URIRef("https://caricc.org")]
    assert group_of(told, homepage) == {"Unconfirmed"}
    assert {row.graph for row in told.facts if row.group == "Unconfirmed"} == {"unconfirmed"}
    assert "Unconfirmed (no source is named for it" in str(told)


def test_the_sources_of_the_record_come_first(kg: KnowledgeGraph) -> None:
    told = kg.describe("untoc")
    # instruments.csv and programmes.csv both have a row for it.
    assert [source.host for source in told.sources[: told.own_sources]] == ["treaties.un.org", "www.unodc.org"]
    assert len(told.sources) > told.own_sources


def test_a_source_is_its_own_source_and_tells_what_rests_on_it(kg: KnowledgeGraph) -> None:
    (page,) = kg.explain("ROCA", "covers", "KAZ").sources
    told = kg.describe(page.iri)
    assert told.sources[: told.own_sources] == (page,)
    assert UGD["office-ROCA"] in values(kg.describe(page.iri, limit=None), UG.source, inverse=True)


def test_an_own_file_is_named_beside_what_it_says(tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(
        "PREFIX ug: <https://w3id.org/unodc-graph/ontology#> PREFIX ugd: <https://w3id.org/unodc-graph/id/>\n"
        "ugd:office-ROCA ug:covers ugd:state-AFG ."
    )
    told = ug.load(file).describe("ROCA", limit=None)
    assert {row.graph for row in told.facts if row.value == UGD["state-AFG"]} == {"import/mine"}
    assert "(import/mine)" in str(told)


def test_what_only_an_own_file_states_is_marked_once(tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(
        "PREFIX ug: <https://w3id.org/unodc-graph/ontology#> PREFIX ugd: <https://w3id.org/unodc-graph/id/>\n"
        "ugd:project-MINE a ug:Project ; ug:inState ugd:state-KAZ ; ug:theme ugd:t ; ug:partOf [] ."
    )
    text = str(ug.load(file).describe("ugd:project-MINE"))
    assert text.count("import/mine") == 1
    assert "loaded as: import/mine" in text
    assert "something without an address" in text


# -- how much ------------------------------------------------------------------------------


def test_many_values_are_counted_and_the_way_to_all_of_them_told(kg: KnowledgeGraph) -> None:
    told = kg.describe("KAZ", limit=3)
    (figures,) = (one for one in told.further if one.property == "has figure")
    assert figures.shown == len(values(told, UG.hasFigure)) == 3
    assert figures.total == len(values(kg.describe("KAZ", limit=None), UG.hasFigure)) > 100
    assert f"and {figures.total - 3:,} more" in str(told)
    assert "limit=None" in str(told)
    assert kg.describe("KAZ", limit=None).further == ()


@pytest.mark.parametrize("name", ["ugv:action-type-accession", "ug:TreatyAction", "KAZ"])
def test_a_thing_that_thousands_name_is_described_briefly_and_soon(kg: KnowledgeGraph, name: str) -> None:
    kg.describe(name)
    started = time.perf_counter()
    told = kg.describe(name)
    assert time.perf_counter() - started < 2  # some 0.05 s when nothing else runs
    assert len(told.facts) < 400
    assert len(str(told).splitlines()) < 600


def test_a_limit_of_nothing_is_refused(kg: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="limit"):
        kg.describe("KAZ", limit=0)


def test_an_unknown_name_is_refused(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownTermError):
        kg.describe("Atlantis on the Moon")


# -- what is not known ---------------------------------------------------------------------


def test_what_a_thing_of_its_kind_should_have_and_has_not_is_told(kg: KnowledgeGraph) -> None:
    # projects.csv: XACK22 has no end; its start and donors are known.
    told = kg.describe("XACK22")
    assert "end" in told.unknown
    assert not {"start", "donor"} & set(told.unknown)
    assert "Not known: end" in str(told)


def test_a_project_with_figures_and_no_budget_has_no_budget(kg: KnowledgeGraph) -> None:
    without = kg.query(
        """
        SELECT ?project (COUNT(?figure) AS ?n) {
          ?project a ug:Project ; ug:hasFigure ?figure
          FILTER NOT EXISTS { ?budget ug:subject ?project ; ug:measure ugv:measure-project-budget }
        } GROUP BY ?project ORDER BY ?project
        """
    )
    assert isinstance(without, ug.Table)
    assert without
    assert "budget" in kg.describe(str(without[0].project)).unknown
    assert "budget" not in kg.describe("XACK22").unknown


def test_nothing_is_missing_where_everything_is_known(kg: KnowledgeGraph) -> None:
    told = kg.describe("ugd:action-KAZ-untoc-ratification-2008-07-31")
    assert told.unknown == ()
    assert "Not known" not in str(told)


# -- other forms ---------------------------------------------------------------------------


def test_the_json_has_facts_sources_and_what_is_unknown(kg: KnowledgeGraph) -> None:
    told = json.loads(kg.describe("XACK22").to_json())
    assert told["iri"] == str(UGD["project-XACK22"])
    assert {fact["value"] for fact in told["facts"] if fact["property"] == str(UG.donor)} == {
        str(UGD["state-NOR"]),
        str(UGD["state-JPN"]),
    }
    assert "end" in told["unknown"]
    assert set(told["sources"][0]["citations"]) == {"un", "bibtex", "csl-json"}


@pytest.mark.parametrize("name", ["ROCA", "KAZ", "untoc", "XACK22", "ugv:theme-border-control", "ug:donor"])
def test_no_line_is_wider_than_asked_but_for_an_address(kg: KnowledgeGraph, name: str) -> None:
    for line in kg.describe(name).to_text(width=80).splitlines():
        assert len(line) <= 80 or "://" in line


def test_a_hostile_label_does_not_steer_the_terminal(own_kg: KnowledgeGraph) -> None:
    own_kg.graph.add((UGD["x"], UG.city, Literal("a\x1b[31mb\nc")))
    assert "\x1b" not in str(own_kg.describe("ugd:x"))
    assert values(own_kg.describe("ugd:x"), UG.city) == ["a\x1b[31mb\nc"]


def test_a_description_and_an_explanation_are_short_where_a_value_is_echoed(kg: KnowledgeGraph) -> None:
    assert repr(kg.describe("CARICC")).startswith("<Description of Central Asian Regional Information")
    assert repr(kg.explain("ROCA", "covers", "KAZ")).endswith("— covers — Kazakhstan: data>")


def test_every_kind_of_thing_can_be_described(kg: KnowledgeGraph) -> None:
    table = kg.query("SELECT ?kind (MIN(?one) AS ?it) { ?one a ?kind } GROUP BY ?kind ORDER BY ?kind")
    assert isinstance(table, ug.Table)
    assert len(table) > 30
    for row in table:
        told = kg.describe(str(row.it))
        assert told.kinds
        assert str(told)
