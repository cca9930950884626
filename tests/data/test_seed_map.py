"""Every subject that the graph was asked to cover can be asked through the library."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from rdflib import DCTERMS, RDF, RDFS, SKOS, URIRef

import unodc_graph as ug
from unodc_graph import UG, UGV

if TYPE_CHECKING:
    from unodc_graph import KnowledgeGraph

with Path(__file__).with_name("seed_map.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = [(row["seed_term"], row["ids"].split(";")) for row in csv.DictReader(_file)]

UNCONFIRMED = "TKM-SCNS"


class Expected(NamedTuple):
    """What a row must lead to."""

    kind: str
    labels: dict[str, str]
    fact: str = ""
    one_of: tuple[str, ...] = ()


EXPECTED = {
    "eight states in heading": Expected(
        "State",
        {
            "KAZ": "Kazakhstan",
            "KGZ": "Kyrgyzstan",
            "TJK": "Tajikistan",
            "TKM": "Turkmenistan",
            "UZB": "Uzbekistan",
            "ARM": "Armenia",
            "AZE": "Azerbaijan",
            "GEO": "Georgia",
        },
    ),
    "Regional Office for Central Asia (Tashkent 1993)": Expected(
        "Office",
        {"ROCA": "UNODC Regional Office for Central Asia"},
        "officeKind",
        ("office-kind-regional-office",),
    ),
    "programme offices in five states and Azerbaijan": Expected(
        "Office",
        {
            "PO-KAZ": "UNODC Programme Office in Kazakhstan",
            "PO-KGZ": "UNODC Programme Office in Kyrgyzstan",
            "PO-TJK": "UNODC Programme Office in Tajikistan",
            "PO-TKM": "UNODC Programme Office in Turkmenistan (POTUK)",
            "PO-UZB": "UNODC Programme Office in Uzbekistan",
            "PO-AZE": "UNODC Programme Office in Azerbaijan",
        },
        "officeKind",
        ("office-kind-programme-office",),
    ),
    "Central Asia Regional Information and Coordination Centre": Expected(
        "Organization",
        {"CARICC": "Central Asian Regional Information and Coordination Centre"},
        "organizationKind",
        ("organization-kind-regional-centre",),
    ),
    "CARICC project": Expected(
        "Project",
        {"RERH22": "Establishment of the Central Asian Regional Information and Coordination Centre (CARICC)"},
        "theme",
        ("theme-intelligence-sharing",),
    ),
    "precursor chemical control": Expected(
        "Project",
        {
            "RERE29": "Precursor control in Central Asia",
            "PREC-TARCET": "Regional targeting of precursors smuggled to Afghanistan (Operation TARCET work)",
            "AZE-PREC": "Regional precursor control work including Azerbaijan",
        },
        "theme",
        ("theme-precursor-control",),
    ),
    "border liaison office project": Expected(
        "Project",
        {
            "XACK22": "Countering Afghan opiates on the northern route through border liaison offices",
            "XACK22-JP16": "Border liaison office project XAC/K22, Japanese top-up 2016",
            "XAC-BLO": "Enhancing cross-border cooperation by strengthening border liaison offices in Central Asia",
            "XAC-BLO22": ("Border liaison concept and information networks for border agencies (Japan grant 2022)"),
        },
        "theme",
        ("theme-border-control",),
    ),
    "border control national projects": Expected(
        "Project",
        {
            "TAJE24": "Strengthening control along the Tajik-Afghan border",
            "TKMJ92": "Strengthening border control on the Turkmen-Uzbek border at Farap checkpoint",
            "TKMX57": (
                "Strengthening customs and other agencies' capacity for border and trade control, "
                "notably export/import control"
            ),
            "UZB-TERMEZ": "Strengthening the Termez river port checkpoint on the Uzbek-Afghan border",
            "TAJ-BDR16": "Japan-funded border security project in Khatlon (Shaartuz border force)",
        },
        "theme",
        ("theme-border-control",),
    ),
    "national drug control agencies": Expected(
        "Organization",
        {
            "TJK-DCA": "Drug Control Agency under the President of Tajikistan",
            "KGZ-DCA": "Drug Control Agency of the Kyrgyz Republic",
            "KGZ-SDCS": "State Service on Drug Control of the Kyrgyz Republic",
            "KGZ-CNS": "Counter Narcotics Service of the Kyrgyz Ministry of Interior",
            "UZB-NCDC": "National Information-Analytical Center on Drug Control of Uzbekistan",
            "TKM-SCCC": "State Counternarcotics Coordination Commission of Turkmenistan",
            "TKM-SCNS": "State Counter Narcotics Service of Turkmenistan (existed 2008 to about 2016)",
            "AZE-SC": ("State Commission on Combating Drug Abuse and Illicit Trafficking in Drugs of Azerbaijan"),
        },
        "organizationKind",
        ("organization-kind-national-agency",),
    ),
    "national drug control agency projects": Expected(
        "Project",
        {
            "TAJ-DCA1": (
                "Institution building, strategy development and better drug and crime control in Tajikistan "
                "(DCA phase I)"
            ),
            "TAJH03": "Tajikistan Drug Control Agency, phase II",
            "KGZ-DCA-P": "Launch support for the Kyrgyz Drug Control Agency",
            "KGZK50": (
                "Strengthening the State Service on Drug Control (later the Interior Ministry counter-narcotics "
                "service) of the Kyrgyz Republic"
            ),
        },
        "theme",
        ("theme-drug-control-agencies",),
    ),
    "intelligence-led policing and intelligence analysis systems": Expected(
        "Project",
        {
            "RERF23": "Drug law enforcement systems for criminal intelligence collection, analysis and exchange",
            "KGZ-US-ANA": "Analytical department at the Kyrgyz counter-narcotics service",
        },
        "theme",
        ("theme-intelligence-led-policing",),
    ),
    "joint operations": Expected(
        "Programme",
        {
            "TARCET": ("Operation TARCET (targeted anti-trafficking regional communication, expertise and training)"),
            "OP-REFLEX": "CARICC Operation Reflex on new psychoactive substances",
            "OP-SUBST": "Operation Substitute on precursor diversion",
        },
        "programmeKind",
        ("programme-kind-initiative",),
    ),
    "political initiatives on Afghanistan and neighbours": Expected(
        "Programme",
        {
            "PARIS-PACT": "Paris Pact Initiative",
            "RAINBOW": "Rainbow Strategy (seven operational plans on Afghan opiates)",
            "MOU-SUBREG": "Memorandum of Understanding on sub-regional drug control cooperation in Central Asia",
        },
        "programmeKind",
        ("programme-kind-initiative",),
    ),
    "Regional Programme for Afghanistan and neighbouring countries 2011-2014": Expected(
        "Programme",
        {
            "RP-AFG-2011": (
                "Regional Programme for Afghanistan and Neighbouring Countries 2011-2014 "
                "(promoting counter-narcotics efforts)"
            )
        },
        "programmeKind",
        ("programme-kind-regional-programme",),
    ),
    "Convention against Transnational Organized Crime and Protocols": Expected(
        "Instrument",
        {
            "UNTOC": "UNTOC",
            "UNTOC-TIP": "Trafficking in Persons Protocol",
            "UNTOC-SOM": "Smuggling of Migrants Protocol",
        },
        "mandate",
        ("mandate-crime",),
    ),
    "Convention against Corruption": Expected("Instrument", {"UNCAC": "UNCAC"}, "mandate", ("mandate-corruption",)),
    "UN legal instruments against drugs": Expected(
        "Instrument",
        {
            "UN-DRUG-1961": "Single Convention as amended",
            "UN-DRUG-1971": "1971 Convention",
            "UN-DRUG-1988": "1988 Convention",
        },
        "mandate",
        ("mandate-drugs",),
    ),
    "UN legal instruments against terrorism": Expected(
        "http://www.w3.org/2004/02/skos/core#Collection",
        {
            "UN-CT-INSTR": (
                "United Nations legal instruments against terrorism (twelve universal instruments counted in 2005)"
            )
        },
    ),
    "training for investigators lawyers prosecutors and judges": Expected(
        "Training",
        {
            "ACT-001": (
                "Regional train-the-trainers course for judges and prosecutors on protecting trafficking victims "
                "and smuggled migrants"
            ),
            "ACT-004": (
                "Train-the-trainer seminars on local anti-trafficking capacity, all 14 Uzbek regions (last in Sirdaryo)"
            ),
            "ACT-090": "Workshop on extradition and mutual legal assistance in drug cases",
            "ACT-119": "Firearms trafficking and terrorism course, Kyrgyzstan",
            "ACT-120": "Firearms trafficking and terrorism course, Kazakhstan",
            "ACT-134": "Habeas corpus course for judges and lawyers of Tashkent and regions",
            "ACT-135": "Course on preventing torture for judges and lawyers",
            "ACT-166": "Workshop on trafficking in children for Turkmen prosecutors, police and judges",
            "ACT-171": "Workshop on detecting and investigating trafficking",
        },
        "audience",
        ("audience-investigators", "audience-lawyers", "audience-prosecutors", "audience-judges"),
    ),
    "human trafficking": Expected(
        "Project",
        {
            "XACT-TIP-EU": (
                "Strengthening Central Asian capacity to protect and assist trafficking victims and smuggled "
                "migrants with NGOs"
            ),
            "UZB-TIP07": "Support to Uzbekistan's criminal justice response to human trafficking",
            "UZB-TIP-INL": (
                "Strengthening Uzbekistan's criminal justice response to trafficking in persons (INL funded)"
            ),
            "TJK-TIP-INL": "Strengthening the law enforcement response to trafficking in persons in Tajikistan",
            "TKM-TIP": "Criminal justice response to trafficking in persons in Turkmenistan",
            "GLO-ACT": (
                "Global Action to Prevent and Address Trafficking in Persons and the Smuggling of Migrants (GLO.ACT)"
            ),
        },
        "theme",
        ("theme-trafficking-in-persons",),
    ),
    "illicit money from drug trafficking": Expected(
        "Project",
        {
            "UZB-AML": "Parallel financial investigations and disrupting illicit financial flows in Uzbekistan",
            "GLOU40": "Global Programme against Money Laundering, Central Asia activities",
            "AML-WB": "UNODC-World Bank regional adviser on money laundering and terrorism financing (Almaty)",
        },
        "theme",
        ("theme-money-laundering",),
    ),
    "UNAIDS joint programme": Expected(
        "Programme",
        {"UNAIDS-JP": "Joint United Nations Programme on HIV/AIDS (UNAIDS)"},
        "programmeKind",
        ("programme-kind-joint-programme",),
    ),
    "UNAIDS and co-sponsors": Expected(
        "Organization",
        {
            "UNAIDS": "Joint United Nations Programme on HIV/AIDS",
            "UNHCR": "UN High Commissioner for Refugees",
            "UNICEF": "United Nations Children's Fund",
            "WFP": "World Food Programme",
            "UNDP": "United Nations Development Programme",
            "UNFPA": "United Nations Population Fund",
            "UNWOMEN": "UN Women",
            "ILO": "International Labour Organization",
            "UNESCO": "UN Educational, Scientific and Cultural Organization",
            "WHO": "World Health Organization",
            "WB": "World Bank",
            "UNODC": "United Nations Office on Drugs and Crime",
        },
        # UNAIDS itself is no co-sponsor: its role in the table is that of a coordination partner.
        "actsAs",
        ("role-co-sponsor", "role-coordination-partner"),
    ),
    "HIV prevention among drug users and in prisons": Expected(
        "Project",
        {
            "RACI29": (
                "Effective HIV/AIDS prevention and care among vulnerable groups in Central Asia and Azerbaijan, phase I"
            ),
            "RACI29-2": "Effective HIV prevention and care in Central Asia and Azerbaijan, phase II",
            "GLOG32": (
                "HIV/AIDS prevention, treatment, care and support for people who use drugs and people in prison"
            ),
            "HIV-USAID": ("HIV prevention and treatment access for people who inject drugs (USAID support)"),
        },
        "theme",
        ("theme-hiv-aids",),
    ),
    "criminal justice institutions": Expected(
        "Project",
        {
            "KGZT90": "UNODC Criminal Justice Programme in the Kyrgyz Republic",
            "KGZ-EUPR": "EU prison reform support in Kyrgyzstan",
            "GLO-LAP": "Global legal advisory programme: training for Uzbek judges and defence lawyers",
            "CASC": "Judicial Cooperation Network for Central Asia and Southern Caucasus (CASC Network)",
        },
        "theme",
        ("theme-criminal-justice-reform",),
    ),
}

# Value, unit, qualifier and year of every figure of the subject, in the order of value.
FIGURES = {
    "ROCA/portfolio-value/2004": [(26_000_000, "unit-USD", "qualifier-exact", "2004")],
    "ROCA/portfolio-value/2013": [(90_000_000, "unit-USD", "qualifier-more-than", "2013")],
    "AFG/opium-cultivation": [
        (183_000, "unit-ha", "qualifier-exact", "2015"),
        (201_000, "unit-ha", "qualifier-exact", "2016"),
        (328_000, "unit-ha", "qualifier-exact", "2017"),
    ],
    "AFG/opium-production": [
        (3_400, "unit-t", "qualifier-more-than", "2002"),
        (4_800, "unit-t", "qualifier-approximately", "2016"),
        (9_000, "unit-t", "qualifier-approximately", "2017"),
    ],
}


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    """The bundled graph."""
    return ug.load()


def ask(kg: KnowledgeGraph, thing: URIRef, fact: URIRef, graphs: tuple[str, ...] | None = None) -> set[object]:
    """Give what the graph says about a thing."""
    table = kg.query("SELECT ?value WHERE { $thing $fact ?value }", bind={"thing": thing, "fact": fact}, graphs=graphs)
    assert isinstance(table, ug.Table)
    return {row["value"] for row in table}


def test_the_table_has_its_28_rows_and_each_is_expected() -> None:
    assert len(ROWS) == 28
    about_figures = [term for term, ids in ROWS if "/" in ids[0]]
    assert {term for term, _ in ROWS} == {*EXPECTED, *about_figures}
    assert {name for _, ids in ROWS for name in ids if "/" in name} == set(FIGURES)


@pytest.mark.parametrize(("term", "ids"), ROWS, ids=[term for term, _ in ROWS])
def test_a_seed_subject_leads_to_its_facts(kg: KnowledgeGraph, term: str, ids: list[str]) -> None:
    if term not in EXPECTED:
        for key in ids:
            subject, measure, *year = key.split("/")
            assert _figures(kg, subject, measure, year) == FIGURES[key]
        return
    expected = EXPECTED[term]
    assert set(ids) == set(expected.labels)
    kind = URIRef(expected.kind) if ":" in expected.kind else UG[expected.kind]
    for code in ids:
        graphs = ("unconfirmed",) if code == UNCONFIRMED else None
        thing = ug.UGD[f"organization-{code}"] if code == UNCONFIRMED else kg.resolve(code)
        assert kind in ask(kg, thing, RDF.type, graphs)
        assert expected.labels[code] in ask(kg, thing, RDFS.label, graphs)
        assert code in ask(kg, thing, DCTERMS.identifier, graphs)
        if expected.fact:
            allowed = {UGV[concept] for concept in expected.one_of}
            assert allowed & ask(kg, thing, UG[expected.fact], graphs), code


def test_the_regional_office_was_opened_in_tashkent_in_1993(kg: KnowledgeGraph) -> None:
    office = kg.resolve("ROCA")
    assert ask(kg, office, UG.city) == {"Tashkent"}
    assert ask(kg, office, UG.start) == {ug.PartialDate(1993)}
    assert ask(kg, office, UG.hostState) == {kg.resolve("UZB")}


def test_the_regional_programme_ran_from_2011_to_2014(kg: KnowledgeGraph) -> None:
    programme = kg.resolve("RP-AFG-2011")
    assert ask(kg, programme, UG.start) == {ug.PartialDate(2011)}
    assert ask(kg, programme, UG.end) == {ug.PartialDate(2014)}


def test_the_joint_programme_began_on_the_first_day_of_1996(kg: KnowledgeGraph) -> None:
    assert ask(kg, kg.resolve("UNAIDS-JP"), UG.start) == {date(1996, 1, 1)}


def test_the_collection_of_instruments_against_terrorism_has_its_members(kg: KnowledgeGraph) -> None:
    members = ask(kg, kg.resolve("UN-CT-INSTR"), SKOS.member)
    assert {kg.resolve("bombings-1997"), kg.resolve("financing-1999"), kg.resolve("hague-1970")} <= members
    assert kg.resolve("untoc") not in members


def test_what_no_source_is_named_for_is_not_seen_unless_asked_for(kg: KnowledgeGraph) -> None:
    service = ug.UGD[f"organization-{UNCONFIRMED}"]
    assert not ask(kg, service, RDFS.label)
    assert ask(kg, service, UG.inState, ("unconfirmed",)) == {ug.UGD["state-TKM"]}


def _figures(kg: KnowledgeGraph, subject: str, measure: str, year: list[str]) -> list[tuple[object, ...]]:
    table = kg.query(
        """SELECT ?value ?unit ?qualifier ?start ?end WHERE {
          ?figure ug:subject $subject ; ug:measure $measure ; ug:value ?value ; ug:unit ?unit ;
            ug:qualifier ?qualifier ; ug:start ?start ; ug:end ?end ; ug:source ?source .
        } ORDER BY ?value""",
        bind={"subject": kg.resolve(subject), "measure": UGV[f"measure-{measure}"]},
    )
    assert isinstance(table, ug.Table)
    assert all(row["start"] == row["end"] for row in table)
    return [
        (row["value"], *(str(row[part]).removeprefix(str(UGV)) for part in ("unit", "qualifier")), str(row["start"]))
        for row in table
        if not year or str(row["start"]) in year
    ]
