"""What becomes of the rows: real rows, cut small, through all mappers at once."""

from __future__ import annotations

import pytest

from tests.importers.layout import (
    ACTIVITIES,
    FACILITIES,
    FIGURES,
    INSTRUMENTS,
    OFFICES,
    ORGANIZATIONS,
    PAGE,
    PROGRAMMES,
    PROJECTS,
    REAL,
    SAME_AS,
    STATES,
    Facts,
    Row,
    changed,
)
from unodc_graph.importers.codes import Thing
from unodc_graph.importers.terms import thing

UNCONFIRMED = "unconfirmed.ttl"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(REAL)


def test_everything_is_mapped_into_the_file_of_its_kind(facts: Facts) -> None:
    assert list(facts.files) == [
        "activities.ttl",
        "authorities.ttl",
        "coverage.ttl",
        "entry-into-force-rules.ttl",
        "facilities.ttl",
        "figures.ttl",
        "implementations.ttl",
        "instruments.ttl",
        "national-acts.ttl",
        "offices.ttl",
        "organizations.ttl",
        "participations.ttl",
        "programmes.ttl",
        "projects.ttl",
        "reviews.ttl",
        "series-figures.ttl",
        "series.ttl",
        "sources.ttl",
        "states.ttl",
        "treaty-actions-world.ttl",
        "treaty-actions.ttl",
        "unconfirmed.ttl",
    ]


def test_a_state_has_its_codes_as_text_and_its_names(facts: Facts) -> None:
    assert facts.about("state-KAZ") >= {
        ("type", "State"),
        ("label", "Kazakhstan@en"),
        ("label", "Казахстан@ru"),
        ("identifier", "KAZ"),
        ("notation", "KAZ^iso3"),
        ("notation", "KZ^iso2"),
        ("notation", "398^m49"),
        ("exactMatch", "http://www.wikidata.org/entity/Q232"),
        ("unMembership", "1992-03-02^date"),
        ("capital", "Astana"),
        ("note", "coordinates of the capital: latitude 51.17, longitude 71.42@en"),
    }
    assert ("notation", "031^m49") in facts.about("state-AZE")


def test_a_state_that_no_other_row_names_is_a_state_too(facts: Facts) -> None:
    rows = {**REAL, STATES: [*REAL[STATES], {**REAL[STATES][5], "iso3": "ALB", "iso2": "AL", "m49": "008"}]}
    assert "state-ALB" not in facts.things()
    assert "state-ALB" in Facts(rows).things()


def test_a_row_that_stands_for_a_state_adds_its_code_names_and_roles_to_it(facts: Facts) -> None:
    assert facts.about("state-KAZ") >= {
        ("identifier", "KAZ-GOV"),
        ("altLabel", "Government of Kazakhstan@en"),
        ("note", "state as statistical subject@en"),
        ("organizationKind", "organization-kind-state"),
        ("organizationKind", "organization-kind-donor-government"),
        ("actsAs", "role-donor"),
        ("actsAs", "role-beneficiary"),
    }
    assert facts.values("state-KAZ", "type") == {"State"}
    assert not facts.values("state-KAZ", "inState")
    assert not {thing for thing in facts.things() if thing.startswith("organization-KAZ")}


def test_a_node_keeps_the_confidence_of_its_own_table_and_tells_of_the_other(facts: Facts) -> None:
    assert facts.values("state-KAZ", "confidence") == {"confidence-high"}
    assert facts.values("state-KAZ", "editorialNote") == {
        "What is said of KAZ-GOV as an organization: medium confidence.@en"
    }


def test_an_office_that_is_an_organization_too_is_one_node(facts: Facts) -> None:
    assert facts.about("office-ROCA", "offices.ttl") >= {
        ("type", "Office"),
        ("type", "Organization"),
        ("identifier", "ROCA"),
        ("identifier", "ROCA-ORG"),
        ("altLabel", "ROCA@en"),
        ("start", "1993^gYear"),
        ("city", "Tashkent"),
        ("hostState", "state-UZB"),
        ("covers", "state-AZE"),
        ("parent", "office-UNODC-HQ"),
        ("parent", "organization-UNODC"),
        ("centroid", "POINT(69.2797 41.3111)^wktLiteral"),
        ("coordinateConfidence", "confidence-low"),
    }
    assert facts.values("office-ROCA", "label") == {"UNODC Regional Office for Central Asia@en"}


def test_a_row_without_a_source_goes_to_the_unconfirmed_facts(facts: Facts) -> None:
    assert not facts.about("organization-TKM-SCNS")
    assert facts.about("organization-TKM-SCNS", UNCONFIRMED) >= {
        ("type", "Organization"),
        ("identifier", "TKM-SCNS"),
        ("confidence", "confidence-low"),
    }
    assert not facts.about("action-AZE-untoc-signature-2000-12-12")
    assert ("note", "no source found@en") in facts.about("action-AZE-untoc-signature-2000-12-12", UNCONFIRMED)


def test_of_a_row_without_a_source_that_is_pointed_to_class_label_and_code_stay(facts: Facts) -> None:
    stub = {("type", "Instrument"), ("label", "Beijing Protocol@en"), ("identifier", "beijing-protocol-2010")}
    assert facts.about("instrument-beijing-protocol-2010") == stub
    rest = facts.about("instrument-beijing-protocol-2010", UNCONFIRMED)
    assert ("adopted", "2010-09-10^date") in rest
    assert not rest & stub


def test_what_a_sourced_row_adds_to_an_unsourced_one_stays_confirmed(facts: Facts) -> None:
    assert facts.about("regional-organization-EUE") == {
        ("type", "RegionalOrganization"),
        ("label", "European Union@en"),
        ("identifier", "EUE"),
        ("identifier", "EU"),
        ("altLabel", "EU@en"),
        ("organizationKind", "organization-kind-donor-government"),
        ("inState", "state-BEL"),
        ("actsAs", "role-donor"),
        ("confidence", "confidence-high"),
        ("source", next(iter(facts.values("regional-organization-EUE", "source")))),
    }
    assert facts.about("regional-organization-EUE", UNCONFIRMED) == {
        ("label", "Европейский союз@ru"),
        ("notation", "EUE^iso3"),
        ("confidence", "confidence-low"),
    }


def test_general_knowledge_in_a_sourced_row_is_unconfirmed(facts: Facts) -> None:
    assert facts.about("organization-UNODC", UNCONFIRMED) == {("homepage", "https://www.unodc.org")}
    assert facts.about("instrument-untoc", UNCONFIRMED) == {("start", "2000^gYear")}
    assert not facts.values("instrument-untoc", "start")


def test_no_statement_is_both_confirmed_and_unconfirmed(facts: Facts) -> None:
    confirmed = {triple for name, triples in facts.files.items() if name != UNCONFIRMED for triple in triples}
    assert not confirmed & set(facts.files[UNCONFIRMED])


def test_an_instrument_has_title_numbers_and_depositaries(facts: Facts) -> None:
    assert facts.about("instrument-untoc") >= {
        ("label", "UNTOC@en"),
        ("title", "United Nations Convention against Transnational Organized Crime@en"),
        ("altLabel", "United Nations Convention against Transnational Organized Crime@en"),
        ("identifier", "untoc"),
        ("identifier", "UNTOC"),
        ("notation", "XVIII-12^mtdsg"),
        ("adopted", "2000-11-15^date"),
        ("mandate", "mandate-crime"),
        ("depositary", "depositary-un-secretary-general"),
    }
    assert facts.values("instrument-hague-1970", "depositary") == {
        "depositary-government-RUS",
        "depositary-government-GBR",
        "depositary-government-USA",
        "depositary-icao",
    }


def test_the_number_of_parties_is_a_figure_at_its_date(facts: Facts) -> None:
    assert facts.about("figure-untoc-parties-2024-05-04-1") >= {
        ("subject", "instrument-untoc"),
        ("measure", "measure-parties"),
        ("value", "192^integer"),
        ("unit", "unit-party"),
        ("qualifier", "qualifier-exact"),
        ("start", "2024-05-04^date"),
        ("end", "2024-05-04^date"),
        ("label", "UNTOC: parties, 2024-05-04, 192 parties@en"),
    }


def test_the_collection_has_the_instruments_whose_mandate_a_source_shows(facts: Facts) -> None:
    assert facts.values("collection-UN-CT-INSTR", "type") == {"Collection"}
    assert facts.values("collection-UN-CT-INSTR", "member") == {"instrument-hague-1970"}
    assert facts.values("collection-UN-CT-INSTR", "member", UNCONFIRMED) == {"instrument-beijing-protocol-2010"}


def test_an_action_says_who_what_and_when(facts: Facts) -> None:
    assert facts.about("action-KAZ-untoc-ratification-2008-07-31") >= {
        ("type", "TreatyAction"),
        ("label", "Kazakhstan: ratification, UNTOC, 2008-07-31@en"),
        ("participant", "state-KAZ"),
        ("instrument", "instrument-untoc"),
        ("actionType", "action-type-ratification"),
        ("date", "2008-07-31^date"),
        ("confidence", "confidence-high"),
    }


def test_a_region_has_a_name_and_a_source_and_does_not_act(facts: Facts) -> None:
    assert {said for said, _ in facts.about("region-ROCA-REGION")} == {
        "type",
        "label",
        "identifier",
        "confidence",
        "source",
    }
    assert facts.values("region-ROCA-REGION", "type") == {"Region"}


def test_a_programme_has_kind_period_and_states(facts: Facts) -> None:
    assert facts.about("programme-PCA") >= {
        ("type", "Programme"),
        ("programmeKind", "programme-kind-regional-programme"),
        ("start", "2015^gYear"),
        ("end", "2019^gYear"),
        ("inState", "state-KAZ"),
    }


def test_a_project_has_programme_themes_objective_and_the_words_for_its_sources(facts: Facts) -> None:
    assert facts.about("project-XACK22") >= {
        ("type", "Project"),
        ("partOf", "programme-PCA"),
        ("theme", "theme-border-control"),
        ("theme", "theme-intelligence-sharing"),
        ("status", "status-completed"),
        ("description", "Open offices.@en"),
        ("sourceName", "MFA; evaluation"),
        ("editorialNote", "Project code from memory.@en"),
    }
    assert len(facts.values("project-XACK22", "source")) == 2


@pytest.mark.parametrize(
    ("code", "role", "agent"),
    [
        ("XACK22-donor-JPN", "donor", "state-JPN"),
        ("XACK22-donor-KAZ-GOV", "donor", "state-KAZ"),
        ("XACK22-implementing-partner-UNODC", "implementing-partner", "organization-UNODC"),
        ("XACK22-beneficiary-ROCA-ORG", "beneficiary", "office-ROCA"),
        ("ACT-129-organizer-ROCA", "organizer", "office-ROCA"),
    ],
)
def test_an_agent_takes_part_under_any_of_its_codes(facts: Facts, code: str, role: str, agent: str) -> None:
    what = "project-XACK22" if code.startswith("XACK22") else "activity-ACT-129"
    assert facts.about(f"participation-{code}", "participations.ttl") >= {
        ("type", "Participation"),
        ("agent", agent),
        ("role", f"role-{role}"),
        ("participatesIn", what),
    }
    assert facts.values(f"participation-{code}", "source") == facts.values(what, "source")


def test_an_activity_has_a_class_a_period_and_every_place(facts: Facts) -> None:
    assert facts.about("activity-ACT-129") >= {
        ("type", "Training"),
        ("start", "--06-20^gMonthDay"),
        ("end", "--06-24^gMonthDay"),
        ("place", "Kuryk"),
        ("place", "Alyat"),
        ("inState", "state-KAZ"),
        ("partOf", "project-XACK22"),
        ("audience", "audience-border-guards"),
    }
    assert facts.about("activity-ACT-029") >= {("start", "2016-11-07^date"), ("end", "2016-11-07^date")}


@pytest.mark.parametrize(
    ("kind", "of"),
    [
        ("training", "Training"),
        ("meeting", "Meeting"),
        ("study-visit", "StudyVisit"),
        ("joint-operation", "JointOperation"),
        ("equipment-handover", "EquipmentHandover"),
    ],
)
def test_the_type_of_an_activity_is_its_class(kind: str, of: str) -> None:
    assert Facts(changed(ACTIVITIES, 0, type=kind)).values("activity-ACT-129", "type") == {of}


def test_a_facility_has_kind_border_project_and_opening(facts: Facts) -> None:
    assert facts.about("facility-BLO-KORDAI") >= {
        ("type", "Facility"),
        ("facilityKind", "facility-kind-border-liaison-office"),
        ("inState", "state-KAZ"),
        ("bordersState", "state-UZB"),
        ("place", "Kordai"),
        ("start", "2021-05^gYearMonth"),
        ("builtBy", "project-XACK22"),
    }


def test_a_figure_has_value_unit_qualifier_and_period(facts: Facts) -> None:
    assert facts.about("figure-ROCA-portfolio-value-2013-1") >= {
        ("type", "Figure"),
        (
            "label",
            "UNODC Regional Office for Central Asia: portfolio value, 2013, more than 90000000 USD@en",
        ),
        ("subject", "office-ROCA"),
        ("value", "90000000^integer"),
        ("unit", "unit-USD"),
        ("unitAsWritten", "USD"),
        ("qualifier", "qualifier-more-than"),
        ("start", "2013^gYear"),
        ("end", "2013^gYear"),
        ("note", "value of the portfolio@en"),
    }


def test_a_range_has_two_bounds_and_no_value(facts: Facts) -> None:
    figure = facts.about("figure-ROCA-REGION-trafficking-share-2009-1")
    assert figure >= {
        ("lower", "75^integer"),
        ("upper", "80^integer"),
        ("unit", "unit-t-per-a"),
        ("substance", "substance-heroin"),
        ("unitAsWritten", "tonnes heroin per year"),
    }
    assert not {said for said, _ in figure} & {"value"}


def test_a_budget_that_is_a_figure_already_adds_its_sources_to_it(facts: Facts) -> None:
    assert len(facts.values("figure-XACK22-project-budget-2012-1", "source")) == 3
    assert not facts.about("figure-XACK22-project-budget-undated-1")


def test_a_budget_of_its_own_is_an_undated_figure(facts: Facts) -> None:
    assert facts.about("figure-PCA-programme-budget-undated-1") >= {
        ("value", "70600000^integer"),
        ("unit", "unit-USD"),
        ("confidence", "confidence-high"),
    }
    assert not facts.values("figure-PCA-programme-budget-undated-1", "start")


def test_participants_are_a_figure_of_the_activity(facts: Facts) -> None:
    assert facts.about("figure-ACT-129-participants-undated-1") >= {
        ("value", "20^integer"),
        ("unit", "unit-person"),
        ("qualifier", "qualifier-exact"),
        ("label", "Ferry exercise: participants, undated, 20 persons@en"),
    }
    assert not facts.about("figure-ACT-029-participants-undated-1")


@pytest.mark.parametrize(
    ("period", "slug", "start", "end"),
    [
        ("2004", "2004", "2004^gYear", "2004^gYear"),
        ("2005-H1", "2005-H1", "2005-01^gYearMonth", "2005-06^gYearMonth"),
        ("2005-H2", "2005-H2", "2005-07^gYearMonth", "2005-12^gYearMonth"),
        ("2006-03/2007", "2006-03--2007", "2006-03^gYearMonth", "2007^gYear"),
        ("2000-2018", "2000-2018", "2000^gYear", "2018^gYear"),
        ("2020-11", "2020-11", "2020-11^gYearMonth", "2020-11^gYearMonth"),
        ("2009-03-22", "2009-03-22", "2009-03-22^date", "2009-03-22^date"),
        ("--08-25", "--08-25", "--08-25^gMonthDay", "--08-25^gMonthDay"),
        ("to 2019", "to-2019", "", "2019^gYear"),
        ("", "undated", "", ""),
        ("per year", "per-year", "", ""),
    ],
)
def test_a_period_is_a_start_and_an_end_as_far_as_they_are_written(
    period: str, slug: str, start: str, end: str
) -> None:
    facts = Facts(changed(FIGURES, 0, year_or_period=period, note=""))
    figure = f"figure-ROCA-portfolio-value-{slug}-1"
    assert facts.values(figure, "start") == ({start} if start else set())
    assert facts.values(figure, "end") == ({end} if end else set())
    assert facts.values(figure, "note") == ({"period as written: per year@en"} if period == "per year" else set())


def test_figures_of_one_subject_measure_and_period_are_numbered_in_file_order() -> None:
    rows = {**REAL, FIGURES: [{**REAL[FIGURES][0], "value": value} for value in ("26000000", "90000000", "5")]}
    facts = Facts(rows)
    assert [facts.values(f"figure-ROCA-portfolio-value-2013-{number}", "value") for number in (1, 2, 3)] == [
        {"26000000^integer"},
        {"90000000^integer"},
        {"5^integer"},
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [("85.505", "85.505^decimal"), ("2.90", "2.9^decimal"), ("007", "7^integer"), ("-1.0", "-1^decimal")],
)
def test_a_number_is_written_as_the_store_writes_it(written: str, value: str) -> None:
    facts = Facts(changed(FIGURES, 0, value=written))
    assert facts.values("figure-ROCA-portfolio-value-2013-1", "value") == {value}


def test_a_source_is_called_as_the_first_row_calls_it_that_cites_it_alone(facts: Facts) -> None:
    page = next(iter(facts.values("programme-PCA", "source")))
    assert facts.about(page, "sources.ttl") == {
        ("type", "Source"),
        ("label", "UN Treaty Collection@en"),
        ("title", "UN Treaty Collection@en"),
        ("url", PAGE),
    }


def test_a_source_without_a_name_is_called_by_its_address(facts: Facts) -> None:
    source = next(iter(facts.values("activity-ACT-129", "source")))
    assert facts.values(source, "title") == {"example.org/129@en"}


def test_another_name_for_a_source_is_kept() -> None:
    facts = Facts(changed(INSTRUMENTS, 1, source_url=PAGE))
    source = next(iter(facts.values("instrument-untoc", "source")))
    assert facts.values(source, "altLabel") == {"ICAO status list@en"}


def test_a_code_with_odd_characters_still_makes_an_iri() -> None:
    facts = Facts(changed(FACILITIES, 0, id="BLO/Kordai.1"))
    assert ("identifier", "BLO/Kordai.1") in facts.about("facility-BLO--Kordai-1")


def test_a_former_state_has_an_end_and_successors() -> None:
    facts = Facts(changed(STATES, 0, exists_until="1991-12-26", successor_iso3="UZB|JPN"))
    assert facts.about("state-KAZ") >= {
        ("end", "1991-12-26^date"),
        ("successorState", "state-UZB"),
        ("successorState", "state-JPN"),
    }


def test_every_source_column_of_a_state_is_a_source_of_it() -> None:
    facts = Facts(changed(STATES, 0, capital_source_url="https://example.org/capital"))
    titles = {facts.values(source, "title").pop() for source in facts.values("state-KAZ", "source")}
    assert "example.org/capital@en" in titles


def test_tables_may_be_missing_where_nothing_points_to_them() -> None:
    rows: dict[str, list[Row]] = {STATES: REAL[STATES][:1], OFFICES: [{**REAL[OFFICES][0], "country_iso3": "KAZ"}]}
    assert Facts(rows).things() >= {"office-UNODC-HQ", "state-KAZ"}


def test_rows_may_point_to_what_the_graph_holds_already() -> None:
    known = {
        "KAZ": Thing(thing("state", "KAZ"), "state", "Kazakhstan"),
        "ROCA": Thing(thing("office", "ROCA"), "office", "Regional Office"),
    }
    rows = {
        ORGANIZATIONS: [
            {"id": "ROCA-ORG", "name": "ROCA", "kind": "un-entity", "source_url": PAGE, "confidence": "high"},
            {"id": "KAZ-MIA", "name": "Ministry", "kind": "national-agency", "country_iso3": "KAZ", "source_url": PAGE},
        ],
        SAME_AS: [{"id": "ROCA-ORG", "file": "organizations.csv", "is": "ROCA", "in_file": "offices.csv"}],
    }
    facts = Facts(rows, known=known)
    assert facts.about("office-ROCA") >= {("identifier", "ROCA-ORG"), ("altLabel", "ROCA@en")}
    assert facts.values("organization-KAZ-MIA", "inState") == {"state-KAZ"}
    assert not facts.values("state-KAZ", "label")


def test_the_same_rows_give_the_same_triples_in_the_same_order() -> None:
    assert Facts(REAL).files == Facts(REAL).files


def test_every_row_leaves_a_trace(facts: Facts) -> None:
    codes = {
        row["id"]
        for table in (INSTRUMENTS, OFFICES, ORGANIZATIONS, PROGRAMMES, PROJECTS, ACTIVITIES, FACILITIES, SAME_AS)
        for row in REAL[table]
    }
    known = {
        triple.object.value
        for triples in facts.files.values()
        for triple in triples
        if triple.predicate.value.endswith("/identifier") and hasattr(triple.object, "value")
    }
    assert codes <= known
