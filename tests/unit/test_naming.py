"""resolve: what a name stands for."""

from __future__ import annotations

import re

import pytest

import unodc_graph as ug
from unodc_graph import UGD, UGV


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("https://w3id.org/unodc-graph/id/office-ROCA", "office-ROCA"),
        ("ugd:office-ROCA", "office-ROCA"),
        ("ROCA", "office-ROCA"),
        ("ROCA-ORG", "office-ROCA"),
        ("UNODC Regional Office for Central Asia", "office-ROCA"),
        ("unodc regional office for central asia", "office-ROCA"),
        ("KAZ", "state-KAZ"),
        (" ugd:state-KAZ ", "state-KAZ"),
        ("KZ", "state-KAZ"),
        ("398", "state-KAZ"),
        ("Kazakhstan", "state-KAZ"),
        ("KAZ-GOV", "state-KAZ"),
        ("untoc", "instrument-untoc"),
        ("UNTOC", "instrument-untoc"),
        ("XVIII-12", "instrument-untoc"),
        ("CARICC", "organization-CARICC"),
        ("XACK22", "project-XACK22"),
        ("RP-AFG-2011", "programme-RP-AFG-2011"),
        ("ACT-001", "activity-ACT-001"),
        ("BLO-NPYANJ", "facility-BLO-NPYANJ"),
        ("TKM-SCNS", "organization-TKM-SCNS"),
        ("ROCA-REGION", "region-ROCA-REGION"),
        ("UN-CT-INSTR", "collection-UN-CT-INSTR"),
        ("EU", "regional-organization-EUE"),
        (
            "Convention on the Marking of Plastic Explosives for the Purpose of Detection",
            "instrument-plastic-explosives-1991",
        ),
        ("EUE", "regional-organization-EUE"),
        ("Q232", "state-KAZ"),
        ("wd:Q232", "state-KAZ"),
        ("http://www.wikidata.org/entity/Q232", "state-KAZ"),
        ("https://www.wikidata.org/entity/Q232", "state-KAZ"),
        ("http://www.wikidata.org/wiki/Q232", "state-KAZ"),
        ("https://www.wikidata.org/wiki/Q232", "state-KAZ"),
        ("Казахстан", "state-KAZ"),
        ("КЫРГЫЗСТАН", "state-KGZ"),
        ("Kirgizstan", "state-KGZ"),
        ("Kyrgyz Republic", "state-KGZ"),
        ("Киргизия", "state-KGZ"),
        ("Туркмения", "state-TKM"),
        ("Конго", "state-COG"),
        ("США", "state-USA"),
        ("ОАЭ", "state-ARE"),
        ("UK", "state-GBR"),
        ("Turkiye", "state-TUR"),
        ("Türkiye", "state-TUR"),
        ("cote d'ivoire", "state-CIV"),
        ("kaz", "state-KAZ"),
        ("xack22", "project-XACK22"),
        ("un-ct-instr", "collection-UN-CT-INSTR"),
    ],
)
def test_iri_curie_code_and_label_lead_to_the_same_thing(kg: ug.KnowledgeGraph, name: str, local: str) -> None:
    assert kg.resolve(name) == UGD[local]


def test_a_part_of_a_label_is_enough_if_it_fits_one_thing(kg: ug.KnowledgeGraph) -> None:
    assert kg.resolve("Nijniy Pyanj border", kind="facility") == UGD["facility-BLO-NPYANJ"]


def test_two_letters_are_no_part_of_a_name(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.UnknownTermError):
        kg.resolve("KA")
    with pytest.raises(ug.UnknownTermError):
        kg.resolve("uk")


def test_initials_in_small_letters_are_rather_a_part_of_a_name(kg: ug.KnowledgeGraph) -> None:
    assert kg.resolve("ЮАР") == UGD["state-ZAF"]
    with pytest.raises(ug.AmbiguousTermError) as caught:
        kg.resolve("сша")
    assert "US Agency for International Development, organization" in caught.value.meanings


def test_what_is_suggested_is_a_thing_and_no_record(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.UnknownTermError) as caught:
        kg.resolve("XACK23")
    assert caught.value.candidates[0] == "XACK22"
    with pytest.raises(ug.UnknownTermError) as caught:
        kg.resolve("carric")
    assert caught.value.candidates[0] == "CARICC"


def test_a_part_in_another_spelling_is_enough(kg: ug.KnowledgeGraph) -> None:
    assert kg.resolve("Нижний Пяндж бордер", kind="facility") == UGD["facility-BLO-NPYANJ"]


def test_a_part_of_the_label_of_a_figure_or_an_act_leads_to_nothing(kg: ug.KnowledgeGraph) -> None:
    assert len(kg.find("Uzbekistan: signature, UNTOC", kind="treaty-action"))
    with pytest.raises(ug.UnknownTermError):
        kg.resolve("Uzbekistan: signature, UNTOC")


def test_an_acronym_in_brackets_stands_for_what_it_shortens(own_kg: ug.KnowledgeGraph) -> None:
    own_kg.graph.update(
        "INSERT DATA { ugd:project-NEW-2 a ug:Project ; rdfs:label 'Zebra Quest (ZQX)'@en ; dcterms:identifier 'NEW-2' }"
    )
    assert own_kg.resolve("zqx") == UGD["project-NEW-2"]


def test_a_label_in_these_very_letters_comes_before_one_that_is_only_spelled_alike(own_kg: ug.KnowledgeGraph) -> None:
    own_kg.graph.update(
        "INSERT DATA { ugd:project-ZYM a ug:Project ; rdfs:label 'Zym Qest'@en . "
        "ugd:project-ZIM a ug:Project ; rdfs:label 'Zim Kest'@en }"
    )
    assert own_kg.resolve("ZYM QEST") == UGD["project-ZYM"]
    with pytest.raises(ug.AmbiguousTermError):
        own_kg.resolve("Zym Kest")


def test_a_kind_decides_between_things_and_concepts(kg: ug.KnowledgeGraph) -> None:
    assert kg.resolve("judges", kind="audience") == UGV["audience-judges"]
    assert kg.resolve("TAJH03", kind="project") == UGD["project-TAJH03"]
    assert kg.resolve("KAZ", kind="agent") == kg.resolve("KAZ", kind="state")


@pytest.mark.parametrize(("slip", "meant"), [("KAX", "KAZ"), ("KZA", "KAZ"), ("UZBB", "UZB")])
def test_an_unknown_code_comes_with_those_that_are_one_slip_away(kg: ug.KnowledgeGraph, slip: str, meant: str) -> None:
    with pytest.raises(ug.UnknownTermError) as caught:
        kg.resolve(slip, "state")
    assert meant in caught.value.candidates


def test_an_unknown_name_comes_with_the_nearest(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.UnknownTermError, match="Kazakhstan") as caught:
        kg.resolve("Kazakstan")
    assert "Kazakhstan" in caught.value.candidates
    assert isinstance(caught.value, LookupError)


def test_the_end_of_an_iri_without_its_prefix_is_answered_with_it(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.UnknownTermError, match="did you mean 'ugd:office-ROCA'") as raised:
        kg.resolve("office-ROCA", "office")
    assert raised.value.candidates == ("ugd:office-ROCA",)
    with pytest.raises(ug.UnknownTermError) as raised:
        kg.resolve("office-ROCA", "state")
    assert "ugd:office-ROCA" not in raised.value.candidates


def test_a_name_of_another_kind_is_unknown_there(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.UnknownTermError, match="no state named 'ROCA'"):
        kg.resolve("ROCA", kind="state")
    with pytest.raises(ug.UnknownTermError) as caught:
        kg.resolve("UNTOC", kind="state")
    assert caught.value.hint == "that is an instrument, UNTOC (ugd:instrument-untoc)"
    assert str(caught.value).endswith(f"no state named 'UNTOC'; {caught.value.hint}")
    # A part of a name, or a name with a slip of the pen, stands for nothing else.
    for name in ("border", "Kazakstan"):
        with pytest.raises(ug.UnknownTermError) as caught:
            kg.resolve(name, kind="state")
        assert caught.value.hint == ""
    # A code of another kind is no part of a title that happens to hold the same letters.
    with pytest.raises(ug.UnknownTermError):
        kg.resolve("KAZ", kind="project")


def test_a_part_of_a_name_leads_to_nothing_unconfirmed(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.UnknownTermError):
        kg.resolve("State Counter Narcotics Service of Turkm", kind="organization")


def test_a_code_that_two_things_have_is_ambiguous_whoever_gave_it(own_kg: ug.KnowledgeGraph) -> None:
    own_kg.graph.update("INSERT DATA { <http://example.org/p1> a ug:Project ; dcterms:identifier 'XACK22' }")
    with pytest.raises(ug.AmbiguousTermError) as caught:
        own_kg.resolve("XACK22")
    assert set(caught.value.candidates) == {"ugd:project-XACK22", "http://example.org/p1"}


def test_an_item_that_a_crosswalk_names_is_the_thing_itself(own_kg: ug.KnowledgeGraph) -> None:
    own_kg.graph.update(
        "INSERT DATA { ugd:state-KAZ rdfs:label 'Kazakhstan'@en , 'Steppe Land'@en . "
        "wd:Q232 rdfs:label 'Kazakhstan'@en . "
        "<http://example.org/kz> rdfs:label 'Kazakhstan'@en ; skos:exactMatch ugd:state-KAZ }"
    )
    for name in ("Kazakhstan", "Steppe Land", "KAZ", "Q232"):
        assert own_kg.resolve(name) == UGD["state-KAZ"]


def test_two_things_of_one_name_and_kind_are_ambiguous_though_they_match(own_kg: ug.KnowledgeGraph) -> None:
    own_kg.graph.update(
        "INSERT DATA { <http://example.org/kz> a ug:State ; rdfs:label 'Kazakhstan'@en ; "
        "skos:exactMatch ugd:state-KAZ . <http://example.org/song> rdfs:label 'Kazakhstan'@en }"
    )
    with pytest.raises(ug.AmbiguousTermError) as caught:
        own_kg.resolve("Kazakhstan")
    assert set(caught.value.candidates) == {"ugd:state-KAZ", "http://example.org/kz", "http://example.org/song"}


def test_several_fits_are_named(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.AmbiguousTermError) as caught:
        kg.resolve("border liaison office", kind="facility")
    assert len(caught.value.candidates) > 1
    assert all(candidate.startswith("ugd:facility-") for candidate in caught.value.candidates)
    assert all(meaning.endswith(", facility") for meaning in caught.value.meanings)
    assert len(caught.value.meanings) == len(caught.value.candidates) == 10
    assert "ugd:facility-BLO-ALAT: Alat border liaison office, facility\n" in str(caught.value)
    assert re.search(r"and \d+ more$", str(caught.value))


def test_a_common_name_is_told_by_what_has_it(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.AmbiguousTermError) as caught:
        kg.resolve("Ministry of Internal Affairs")
    assert "Ministry of Internal Affairs of Tajikistan, organization" in caught.value.meanings


@pytest.mark.parametrize("name", ["", " ", "ugd:nothing-at-all", "http://example.org/nothing", "a:b c", '"', "}"])
def test_nothing_hostile_finds_anything(kg: ug.KnowledgeGraph, name: str) -> None:
    with pytest.raises((ug.UnknownTermError, ug.AmbiguousTermError)):
        kg.resolve(name)


def test_an_unknown_kind_is_refused(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.ParameterError, match="no class and no scheme"):
        kg.resolve("KAZ", kind="planet")


@pytest.mark.parametrize("name", [None, 5, b"ROCA"])
def test_what_is_no_text_is_refused_as_such(kg: ug.KnowledgeGraph, name: str) -> None:
    for ask in (kg.resolve, kg.find, kg.describe, lambda wrong: kg.explain(wrong, "covers", "KAZ")):
        with pytest.raises(ug.ParameterError, match="is no text"):
            ask(name)


def test_a_thing_of_a_loaded_file_is_found_after_a_write(own_kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.UnknownTermError):
        own_kg.resolve("NEW-1")
    own_kg.graph.update("INSERT DATA { ugd:project-NEW-1 a ug:Project ; dcterms:identifier 'NEW-1' }")
    assert own_kg.resolve("NEW-1") == UGD["project-NEW-1"]
