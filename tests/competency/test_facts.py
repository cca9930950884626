"""What the answers must say, as the sources say it: facts that no remade answer may lose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import URIRef

from unodc_graph import UGD, UGV

if TYPE_CHECKING:
    from unodc_graph import KnowledgeGraph


def test_the_regional_office_is_in_tashkent_since_1993(kg: KnowledgeGraph) -> None:
    (row,) = (row for row in kg.run("offices") if row.office == UGD["office-ROCA"])
    assert (row.city, row.host_state, str(row.start)) == ("Tashkent", UGD["state-UZB"], "1993")
    assert row.source == URIRef("https://www.unodc.org/centralasia/en/unodc-in-central-asia.html")


def test_an_office_whose_opening_is_not_known_is_listed_without_one(kg: KnowledgeGraph) -> None:
    (row,) = (row for row in kg.run("offices") if row.office == UGD["office-PO-KAZ"])
    assert (row.city, row.start) == ("Astana", None)


def test_what_has_no_date_comes_after_what_has_one(kg: KnowledgeGraph) -> None:
    starts = [row.start for row in kg.run("offices")]
    assert starts == sorted(starts, key=lambda start: start is None)


def test_the_regional_office_covers_the_eight_states(kg: KnowledgeGraph) -> None:
    covered = {row.state for row in kg.run("offices-and-states") if row.office == UGD["office-ROCA"]}
    assert covered == {UGD[f"state-{code}"] for code in ("ARM", "AZE", "GEO", "KAZ", "KGZ", "TJK", "TKM", "UZB")}


def test_the_portfolio_grew_from_26_million_to_more_than_90_million(kg: KnowledgeGraph) -> None:
    rows = [(str(row.start), row.qualifier, row.value, row.unit) for row in kg.run("portfolio-over-years")]
    assert rows == [
        ("2004", UGV["qualifier-exact"], 26_000_000, UGV["unit-USD"]),
        ("2012", UGV["qualifier-approximately"], 90_000_000, UGV["unit-USD"]),
        ("2013", UGV["qualifier-more-than"], 90_000_000, UGV["unit-USD"]),
    ]


def test_japan_and_norway_fund_the_border_liaison_offices_and_each_source_is_a_row(kg: KnowledgeGraph) -> None:
    rows = {(row.donor, row.source) for row in kg.run("funders-of-project", project="XACK22")}
    sources = {
        URIRef("https://www.mfa.tj/en/main/view/157/xack22-project"),
        URIRef("https://vdocument.in/countering-the-trafficking-of-afghan-opiates-via-the-.html"),
    }
    assert rows == {(donor, source) for donor in (UGD["state-JPN"], UGD["state-NOR"]) for source in sources}


def test_what_an_agency_funds_counts_for_its_state_and_names_the_agency(kg: KnowledgeGraph) -> None:
    through = {row.through for row in kg.run("projects-of-donor", donor="USA")}
    assert through == {UGD["state-USA"], UGD["organization-USA-INL"], UGD["organization-USAID"]}


def test_the_eight_outposts_on_the_tajik_afghan_border_are_the_work_of_one_project(kg: KnowledgeGraph) -> None:
    outposts = {
        (row.facility, row.state, row.borders, row.project)
        for row in kg.run("border-facilities")
        if row.kind == UGV["facility-kind-border-outpost"]
    }
    assert len(outposts) == 8
    assert {built[1:] for built in outposts} == {(UGD["state-TJK"], UGD["state-AFG"], UGD["project-TAJE24"])}


def test_a_facility_whose_project_is_not_known_is_listed_without_one(kg: KnowledgeGraph) -> None:
    (row,) = (row for row in kg.run("border-facilities") if row.facility == UGD["facility-BLO-KORDAI"])
    assert (row.state, row.borders, row.project) == (UGD["state-KAZ"], UGD["state-KGZ"], None)


def test_the_donors_of_the_project_stand_to_each_post_it_set_up(kg: KnowledgeGraph) -> None:
    rows = [row for row in kg.run("funders-of-border-facilities") if row.facility == UGD["facility-BLO-NPYANJ"]]
    assert {(row.project, row.donor) for row in rows} == {
        (UGD["project-XACK22"], UGD["state-JPN"]),
        (UGD["project-XACK22"], UGD["state-NOR"]),
    }
    of_the_donors = {row.source for row in kg.run("funders-of-project", project="XACK22")}
    assert {row.source for row in rows} == of_the_donors


def test_a_post_without_a_known_project_or_donor_stays_with_a_source_of_its_own(kg: KnowledgeGraph) -> None:
    rows = kg.run("funders-of-border-facilities")
    (kordai,) = (row for row in rows if row.facility == UGD["facility-BLO-KORDAI"])
    assert (kordai.project, kordai.donor) == (None, None)
    assert str(kordai.source).endswith("new-border-liaison-office-opened-on-the-kazakh-kyrgyz-border.html")
    farap = {(row.project, row.donor) for row in rows if row.facility == UGD["facility-BCP-FARAP"]}
    assert farap == {(UGD["project-TKMJ92"], None)}
    assert {row.facility for row in rows} == {row.facility for row in kg.run("border-facilities")}


def test_farap_ties_a_border_project_of_turkmenistan_to_the_container_control_programme(kg: KnowledgeGraph) -> None:
    links = {(row.link, row.through, row.regional) for row in kg.run("regional-links-of-project", project="TKMJ92")}
    assert ("place", UGD["facility-PCU-FARAP"], UGD["project-GLOG80"]) in links
    assert ("agency", UGD["organization-TKM-SBS"], UGD["project-XAC-BLO"]) in links


def test_the_national_border_projects_of_the_five_are_all_tied_to_a_regional_one(kg: KnowledgeGraph) -> None:
    national = {row.national for row in kg.run("national-and-regional-border-projects")}
    assert national >= {UGD[f"project-{code}"] for code in ("TAJE24", "TKMJ92", "TKMX57", "UZB-TERMEZ", "TAJ-BDR16")}


def test_a_project_of_1999_stands_in_a_regional_programme_of_2015(kg: KnowledgeGraph) -> None:
    rows = kg.run("country-projects-in-regional-programmes")
    row = next(row for row in rows if row.project == UGD["project-TAJE24"])
    assert (str(row.start), str(row.programme_start), row.older) == ("1999", "2015", True)


def test_every_project_is_counted_once_by_its_reach(kg: KnowledgeGraph) -> None:
    counts = [value for row in kg.run("projects-by-reach").terms() for value in row[1:]]
    assert sum(int(str(value)) for value in counts) == 84


def test_kazakhstan_joined_in_2008_and_signed_in_2000(kg: KnowledgeGraph) -> None:
    (row,) = (row for row in kg.run("acts-of-consent") if row.instrument == UGD["instrument-untoc"])
    assert row.KAZ == "2008-07-31"
    acts = {
        (row.act, str(row.date))
        for row in kg.run("acts-on-instrument", instrument="untoc")
        if row.participant == UGD["state-KAZ"]
    }
    assert acts == {(UGV["action-type-signature"], "2000-12-13"), (UGV["action-type-ratification"], "2008-07-31")}


def test_a_signature_alone_is_no_act_of_consent(kg: KnowledgeGraph) -> None:
    (row,) = (row for row in kg.run("acts-of-consent") if row.instrument == UGD["instrument-som-protocol"])
    assert row.UZB == "-"
    acts = [(row.instrument, row.act) for row in kg.run("acts-of-state", state="UZB")]
    assert (UGD["instrument-som-protocol"], UGV["action-type-signature"]) in acts


def test_an_act_without_a_source_is_not_among_the_acts_of_a_state(kg: KnowledgeGraph) -> None:
    instruments = {row.instrument for row in kg.run("acts-of-state", state="ARM")}
    assert UGD["instrument-hague-1970"] in instruments
    assert UGD["instrument-fixed-platforms-1988"] not in instruments


@pytest.mark.parametrize("query_id", ["acts-of-consent", "acts-of-state", "acts-on-instrument"])
def test_a_question_about_acts_says_what_its_answer_leaves_out(kg: KnowledgeGraph, query_id: str) -> None:
    question = kg.queries[query_id].question
    assert "without a source are kept in the graph unconfirmed and are not in the answer" in question
    assert 'is not a "no"' in question


def test_a_convention_is_one_row_though_an_act_has_two_sources(kg: KnowledgeGraph) -> None:
    rows = kg.run("acts-of-consent")
    assert len({row.instrument for row in rows}) == len(rows) == 10
    acts = kg.run("acts-on-instrument", instrument="untoc")
    sources = {
        row.source for row in acts if (row.participant, row.act) == (UGD["state-ARM"], UGV["action-type-ratification"])
    }
    assert len(sources) == 2
    (untoc,) = (row for row in rows if row.instrument == UGD["instrument-untoc"])
    assert untoc.source in sources
    assert str(untoc.source).endswith("/data/18-12.csv")


def test_states_outside_the_eight_have_their_acts(kg: KnowledgeGraph) -> None:
    acts = {(row.participant, row.act, str(row.date)) for row in kg.run("acts-on-instrument", instrument="untoc")}
    assert (UGD["state-CRI"], UGV["action-type-ratification"], "2003-07-24") in acts
    assert len({participant for participant, _, _ in acts}) > 150


def test_kazakhstan_named_its_prosecutor_general_under_the_convention_against_corruption(kg: KnowledgeGraph) -> None:
    (row,) = (row for row in kg.run("authorities-of-state", state="KAZ") if row.instrument == UGD["instrument-uncac"])
    assert row.name == "Prosecutor General's Office of the Republic of Kazakhstan"
    assert row.role == UGV["authority-role-central-authority-mutual-legal-assistance"]


def test_a_law_on_two_conventions_has_a_row_for_each(kg: KnowledgeGraph) -> None:
    rows = [row for row in kg.run("laws-of-state", state="KAZ") if row.number == "198-VI"]
    assert {row.instrument for row in rows} == {
        UGD["instrument-montreal-protocol-2014"],
        UGD["instrument-tokyo-1963"],
    }
    assert {str(row.adopted) for row in rows} == {"2018-12-08"}


def test_a_law_without_a_date_comes_last_and_stays(kg: KnowledgeGraph) -> None:
    dates = [row.adopted for row in kg.run("laws-of-state", state="KAZ")]
    assert dates[-1] is None
    assert dates == sorted(dates, key=lambda day: day is None)


def test_who_says_that_an_act_implements_a_convention_is_told(kg: KnowledgeGraph) -> None:
    rows = kg.run("implementations-of-instrument", instrument="tip-protocol")
    said = {(row.state, row.finding, row.said_by) for row in rows}
    assert (UGD["state-TKM"], "partly", "UNODC legal assessment") in said


def test_a_review_tells_its_finding_in_a_sentence(kg: KnowledgeGraph) -> None:
    rows = kg.run("reviews-of-state", state="ARM")
    greta = [row for row in rows if row.mechanism == UGV["review-mechanism-GRETA"]]
    assert [str(row.start) for row in greta][:2] == ["2012", "2017"]
    assert all(str(row.finding).endswith(".") for row in rows)


def test_two_sources_for_one_year_of_a_series_both_stand(kg: KnowledgeGraph) -> None:
    rows = kg.run("figures-in-series", series="opium-cultivation-afg", state="AFG")
    assert {row.value for row in rows if str(row.year) == "2001"} == {8000, 7606}
    (series,) = (row for row in kg.run("series") if row.series == UGD["series-opium-cultivation-afg"])
    assert (series.first_year, series.last_year, series.figures) == (1994, 2025, len(rows))


def test_the_convention_against_organized_crime_waits_for_forty_deposits_and_ninety_days(kg: KnowledgeGraph) -> None:
    rules = {row.scope: row for row in kg.run("entry-into-force-rules") if row.instrument == UGD["instrument-untoc"]}
    general, later = rules[UGV["rule-scope-general"]], rules[UGV["rule-scope-state"]]
    assert (general.article, general.deposits, general.wait) == ("Article 38(1)", 40, 90)
    assert (later.article, later.deposits, later.wait) == ("Article 38(2)", None, 30)
    assert {general.wait_unit, later.wait_unit} == {UGV["unit-day"]}


def test_fourteen_conventions_have_no_complete_record(kg: KnowledgeGraph) -> None:
    asked = "SELECT ?code { ?instrument a ug:Instrument ; dcterms:identifier ?code }"
    codes = {str(row[0]) for row in kg.query(asked).terms()}  # type: ignore[union-attr]  # SELECT gives a table
    without = {
        code
        for code in codes
        if code.islower() and not any(row.complete_through for row in kg.run("coverage-of-instrument", instrument=code))
    }
    # What is told of the last has no source, and stands in the graph unconfirmed.
    assert without == {
        "tokyo-1963",
        "hague-1970",
        "montreal-1971",
        "airport-protocol-1988",
        "nuclear-material-1980",
        "nuclear-material-amendment-2005",
        "sua-1988",
        "fixed-platforms-1988",
        "sua-2005",
        "fixed-platforms-2005",
        "plastic-explosives-1991",
        "beijing-convention-2010",
        "montreal-protocol-2014",
        "beijing-protocol-2010",
    }


def test_a_theme_finds_what_another_table_calls_by_nearly_the_same_name(kg: KnowledgeGraph) -> None:
    by_law, by_project = (
        {row.project for row in kg.run("projects-by-theme", theme=theme)} for theme in ("prisons", "prison-reform")
    )
    assert by_law == by_project != set()


def test_figures_of_one_measure_are_told_apart_by_their_series(kg: KnowledgeGraph) -> None:
    rows = [row for row in kg.run("figures-of-state", state="KAZ") if row.measure == UGV["measure-index"]]
    assert {row.series for row in rows} >= {UGD["series-cpi-score"], UGD["series-basel-aml-index"]}


def test_caricc_works_with_the_drug_enforcement_administration_in_a_course(kg: KnowledgeGraph) -> None:
    found = {(row.partner, row.undertaking) for row in kg.run("partners-of-agent", agent="CARICC")}
    assert (UGD["organization-USA-DEA"], UGD["activity-ACT-033"]) in found
    assert UGD["organization-CARICC"] not in {partner for partner, _ in found}


def test_a_training_of_an_unknown_year_keeps_the_day_it_began(kg: KnowledgeGraph) -> None:
    rows = kg.run("trainings-by-audience", audience="prosecutors")
    (row,) = (row for row in rows if row.training == UGD["activity-ACT-169"])
    assert (str(row.start), str(row.end)) == ("--07-22", "--07-30")
