"""Small tables in the reference layout, and what the mappers make of them."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.mapping import bundled_schemes, map_tables
from unodc_graph.importers.tables import TABLES, Tables, parse_table
from unodc_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from unodc_graph.importers.codes import Thing
    from unodc_graph.importers.schemes import Schemes

Row = dict[str, str]

STATES, INSTRUMENTS, ACTIONS = "treaties/states.csv", "treaties/instruments.csv", "treaties/actions.csv"
OFFICES, ORGANIZATIONS = "presence/offices.csv", "presence/organizations.csv"
PROGRAMMES, PROJECTS = "presence/programmes.csv", "presence/projects.csv"
ACTIVITIES, FACILITIES = "presence/activities.csv", "presence/facilities.csv"
FIGURES, SAME_AS, UNITS = "presence/figures.csv", "presence/same-as.csv", "series/unit-split.csv"
WORLD, CHECKS = "treaties/actions-world.csv", "treaties/cross-check.csv"
RULES, SNAPSHOTS = "treaties/entry-into-force-rules.csv", "treaties/status-snapshots.csv"
CONSENTS, LAWS, IMPLEMENTS = "treaties/national-acts.csv", "law/laws.csv", "law/implements.csv"
AUTHORITIES, REVIEWS = "law/authorities.csv", "law/reviews.csv"
SERIES, OBSERVATIONS = "series/series.csv", "series/observations.csv"

PAGE: Final = "https://www.unodc.org/centralasia/en/unodc-in-central-asia.html"
"""A source that most of the rows cite."""

# Real rows, cut to the columns that matter and to those that point to each other.
REAL: Final[dict[str, list[Row]]] = {
    STATES: [
        {
            "iso3": "KAZ", "iso2": "KZ", "m49": "398", "name_en": "Kazakhstan", "name_ru": "Казахстан",
            "wikidata": "Q232", "un_membership_date": "1992-03-02", "capital": "Astana",
            "capital_latitude": "51.17", "capital_longitude": "71.42", "source_url": PAGE, "confidence": "high",
        },
        {
            "iso3": "AZE", "iso2": "AZ", "m49": "031", "name_en": "Azerbaijan", "source_url": PAGE,
            "confidence": "high",
        },
        {"iso3": "UZB", "iso2": "UZ", "m49": "860", "name_en": "Uzbekistan", "source_url": PAGE, "confidence": "high"},
        {"iso3": "BEL", "iso2": "BE", "m49": "056", "name_en": "Belgium", "source_url": PAGE, "confidence": "high"},
        {"iso3": "JPN", "iso2": "JP", "m49": "392", "name_en": "Japan", "source_url": PAGE, "confidence": "high"},
        {"iso3": "AGO", "iso2": "AO", "m49": "024", "name_en": "Angola", "source_url": PAGE, "confidence": "high"},
        {"iso3": "EUE", "name_en": "European Union", "name_ru": "Европейский союз", "confidence": "low"},
    ],
    INSTRUMENTS: [
        {
            "id": "untoc", "short_name": "UNTOC",
            "official_title": "United Nations Convention against Transnational Organized Crime",
            "adopted": "2000-11-15", "depositary": "UN Secretary-General", "mtdsg_no": "XVIII-12",
            "mandate": "crime", "parties_world": "192", "parties_as_of": "2024-05-04", "source_url": PAGE,
            "source_name": "UN Treaty Collection", "confidence": "high",
        },
        {
            "id": "hague-1970", "short_name": "Hague Hijacking Convention", "mandate": "terrorism",
            "depositary": "Governments of the Russian Federation, United Kingdom, United States; ICAO",
            "source_url": "https://example.org/hague", "source_name": "ICAO status list", "confidence": "high",
        },
        {
            "id": "beijing-protocol-2010", "short_name": "Beijing Protocol", "parent_id": "hague-1970",
            "adopted": "2010-09-10", "mandate": "terrorism", "source_name": "unsourced", "confidence": "low",
        },
    ],
    ACTIONS: [
        {
            "state_iso3": "KAZ", "instrument_id": "untoc", "action": "ratification", "date": "2008-07-31",
            "source_url": "https://example.org/18-12.csv", "source_name": "status table", "confidence": "high",
        },
        {
            "state_iso3": "KAZ", "instrument_id": "beijing-protocol-2010", "action": "accession",
            "date": "2019-02-14", "note": "in force 1 Apr 2019", "source_url": "https://example.org/swiss",
            "source_name": "Swiss compilation", "confidence": "high",
        },
        {
            "state_iso3": "AZE", "instrument_id": "untoc", "action": "signature", "date": "2000-12-12",
            "note": "no source found", "source_name": "unsourced", "confidence": "low",
        },
    ],
    OFFICES: [
        {
            "id": "UNODC-HQ", "name": "UNODC Headquarters", "type": "headquarters", "city": "Vienna",
            "source_url": PAGE, "confidence": "high",
        },
        {
            "id": "ROCA", "name": "UNODC Regional Office for Central Asia", "type": "regional-office",
            "city": "Tashkent", "country_iso3": "UZB", "opened": "1993", "parent_id": "UNODC-HQ",
            "lat": "41.3111", "lon": "69.2797", "states_covered": "KAZ;UZB;AZE", "valid_from": "1993",
            "source_url": PAGE, "confidence": "high", "coord_confidence": "low",
        },
    ],
    ORGANIZATIONS: [
        {
            "id": "UNODC", "name": "United Nations Office on Drugs and Crime", "acronym": "UNODC",
            "kind": "un-entity", "website": "https://www.unodc.org", "roles": "implementing-partner;co-sponsor",
            "source_url": PAGE, "confidence": "high",
        },
        {
            "id": "ROCA-ORG", "name": "UNODC Regional Office for Central Asia", "acronym": "ROCA",
            "kind": "un-entity", "country_iso3": "UZB", "roles": "implementing-partner", "parent_id": "UNODC",
            "founded": "1993", "source_url": PAGE, "confidence": "high",
        },
        {
            "id": "KAZ", "name": "Kazakhstan (state as statistical subject)", "kind": "state",
            "country_iso3": "KAZ", "roles": "beneficiary", "source_url": PAGE, "confidence": "high",
        },
        {
            "id": "KAZ-GOV", "name": "Government of Kazakhstan", "kind": "donor-government",
            "country_iso3": "KAZ", "roles": "donor;beneficiary", "source_url": "https://example.org/kaz",
            "confidence": "medium",
        },
        {
            "id": "EU", "name": "European Union", "acronym": "EU", "kind": "donor-government",
            "country_iso3": "BEL", "roles": "donor", "source_url": "https://example.org/eu", "confidence": "high",
        },
        {
            "id": "TKM-SCNS", "name": "State Counter Narcotics Service", "kind": "national-agency",
            "roles": "beneficiary", "confidence": "low",
        },
        {
            "id": "ROCA-REGION", "name": "Central Asia region as statistical subject", "kind": "state",
            "roles": "beneficiary", "source_url": PAGE, "confidence": "high",
        },
    ],
    PROGRAMMES: [
        {
            "id": "PCA", "name": "Programme for Central Asia", "type": "regional-programme", "start": "2015",
            "end": "2019", "states": "KAZ;UZB", "budget_usd": "70600000", "source_url": PAGE, "confidence": "high",
        },
        {
            "id": "UNTOC", "name": "United Nations Convention against Transnational Organized Crime",
            "type": "legal-instrument", "start": "2000", "source_url": PAGE, "confidence": "high",
        },
        {
            "id": "UN-CT-INSTR", "name": "Instruments against terrorism", "type": "legal-instrument",
            "source_url": PAGE, "confidence": "high",
        },
    ],
    PROJECTS: [
        {
            "id": "XACK22", "title": "Countering Afghan opiates", "programme_id": "PCA",
            "themes": "border-control;intelligence-sharing", "countries": "KAZ;UZB", "start": "2009",
            "budget_usd": "2687947", "status": "completed", "donors": "JPN;KAZ-GOV",
            "implementing_partners": "UNODC", "beneficiary_agencies": "ROCA-ORG", "objective": "Open offices.",
            "source_url": "https://example.org/a https://example.org/b",
            "source_name": "MFA; evaluation (project code from memory)", "confidence": "medium",
        },
    ],
    ACTIVITIES: [
        {
            "id": "ACT-129", "type": "training", "title": "Ferry exercise", "date": "--06-20/--06-24",
            "place": "Kuryk;Alyat", "country_iso3": "KAZ", "project_id": "XACK22",
            "audience": "customs;border-guards", "participants": "20", "organizers": "ROCA",
            "source_url": "https://example.org/129",
        },
        {
            "id": "ACT-029", "type": "meeting", "title": "Briefing", "date": "2016-11-07", "audience": "customs",
            "participants": "37", "organizers": "UNODC", "source_url": "https://example.org/29",
        },
    ],
    FACILITIES: [
        {
            "id": "BLO-KORDAI", "name": "Kordai border liaison office", "type": "border-liaison-office",
            "country_iso3": "KAZ", "border_with_iso3": "UZB", "place": "Kordai", "lat": "43.04", "lon": "74.71",
            "opened": "2021-05", "project_id": "XACK22", "source_url": PAGE, "confidence": "high",
            "coord_confidence": "low",
        },
    ],
    FIGURES: [
        {
            "subject_id": "ROCA", "measure": "portfolio-value", "year_or_period": "2013", "value": "90000000",
            "unit": "USD", "qualifier": "more-than", "source_url": PAGE, "note": "value of the portfolio",
        },
        {
            "subject_id": "XACK22", "measure": "project-budget", "year_or_period": "2012", "value": "2687947",
            "unit": "USD", "qualifier": "exact", "source_url": "https://example.org/fig",
        },
        {
            "subject_id": "ROCA-REGION", "measure": "trafficking-share", "year_or_period": "2009",
            "value": "75-80", "unit": "tonnes heroin per year", "qualifier": "approximately", "source_url": PAGE,
        },
        {
            "subject_id": "ACT-029", "measure": "participants", "year_or_period": "2016", "value": "37",
            "unit": "persons", "qualifier": "exact", "source_url": "https://example.org/29",
        },
    ],
    SAME_AS: [
        {"id": "UNTOC", "file": "programmes.csv", "is": "untoc", "in_file": "treaties/instruments.csv"},
        {"id": "UN-CT-INSTR", "file": "programmes.csv", "in_file": "treaties/instruments.csv"},
        {"id": "ROCA-ORG", "file": "organizations.csv", "is": "ROCA", "in_file": "offices.csv"},
        {"id": "KAZ", "file": "organizations.csv", "is": "KAZ", "in_file": "treaties/states.csv"},
        {"id": "KAZ-GOV", "file": "organizations.csv", "is": "KAZ", "in_file": "treaties/states.csv"},
        {"id": "EU", "file": "organizations.csv", "is": "EUE", "in_file": "treaties/states.csv"},
        {"id": "ROCA-REGION", "file": "organizations.csv"},
    ],
    UNITS: [
        {"unit_as_written": "USD", "unit": "USD"},
        {"unit_as_written": "persons", "unit": "person"},
        {"unit_as_written": "kg heroin", "unit": "kg", "substance": "heroin"},
        {"unit_as_written": "tonnes heroin per year", "unit": "t/a", "substance": "heroin"},
    ],
    WORLD: [
        {
            "state_iso3": "AGO", "instrument_id": "untoc", "action": "accession", "date": "2013-04-01",
            "source_url": "https://example.org/18-12.csv", "source_name": "status table", "confidence": "high",
        },
    ],
    CHECKS: [
        {
            "state_iso3": "KAZ", "instrument_id": "untoc", "action": "ratification", "date_in_actions": "2008-07-31",
            "date_in_second_source": "2008-07", "precision": "month", "agrees": "yes",
            "second_source_url": "https://example.org/second",
        },
        {
            "state_iso3": "KAZ", "instrument_id": "beijing-protocol-2010", "action": "ratification",
            "date_in_actions": "2019-02-14", "date_in_second_source": "2019-02-14", "precision": "exact",
            "agrees": "yes", "second_source_url": "https://example.org/third",
        },
    ],
    RULES: [
        {
            "instrument_id": "untoc", "scope": "general", "article": "Article 38(1)",
            "trigger": "deposit of instrument of ratification", "number_of_instruments": "40",
            "waiting_period_value": "90", "waiting_period_unit": "day", "counting": "on-the-Nth-day-after",
            "extra_condition": "an organization is not counted", "withdrawal_article": "Article 40(1)",
            "withdrawal_notice_value": "12", "withdrawal_notice_unit": "month", "source_url": "https://example.org/text",
            "source_name": "Dutch official law collection", "confidence": "high",
        },
        {
            "instrument_id": "beijing-protocol-2010", "scope": "state", "article": "Article XXIII(2)",
            "trigger": "deposit of instrument of ratification", "waiting_period_value": "2",
            "waiting_period_unit": "month", "counting": "first-day-of-Nth-month-after",
            "provides_party_to": "hague-1970", "provides_party_to_article": "Articles 18 and 19",
            "source_name": "unsourced", "confidence": "low", "note": "from memory, no source read",
        },
    ],
    SNAPSHOTS: [
        {
            "instrument_id": "untoc", "state_iso3": "*", "complete_through": "2013-06-20",
            "what": "all consents and signatures", "source_url": "https://example.org/18-12.csv",
            "source_name": "status table", "confidence": "high", "note": "commit dated 2013-06-21",
        },
        {
            "instrument_id": "untoc", "state_iso3": "AZE", "complete_through": "2024-05", "what": "consent row",
            "source_url": PAGE, "confidence": "high",
        },
        {
            "instrument_id": "untoc", "state_iso3": "*", "what": "number of parties only", "source_url": PAGE,
            "confidence": "low",
        },
    ],
    CONSENTS: [
        {
            "state_iso3": "KAZ", "instrument_id": "hague-1970", "act": "ratification law", "date": "2018-12-08",
            "act_no": "199-VI", "source_url": "https://example.org/199",
        },
        {
            "state_iso3": "KAZ", "instrument_id": "beijing-protocol-2010", "act": "ratification law",
            "date": "2018-12-08", "act_no": "199-VI", "source_url": "https://example.org/199",
        },
        {
            "state_iso3": "UZB", "instrument_id": "untoc", "act": "ratification law", "date": "2008-07",
            "source_url": "https://example.org/uzb",
        },
    ],
    LAWS: [
        {
            "id": "law-KAZ-1998-corruption", "state_iso3": "KAZ", "title_en": "Law on corruption (earlier law)",
            "title_original": "О борьбе с коррупцией", "kind": "law", "act_no": "267", "adopted": "1998-07-02",
            "in_force": "no", "repealed_or_replaced_by": "law-KAZ-2015-corruption", "subject": "corruption",
            "source_url": "https://example.org/267", "source_name": "adilet.zan.kz", "confidence": "high",
        },
        {
            "id": "law-KAZ-2015-corruption", "state_iso3": "KAZ", "title_en": "Law on combating corruption",
            "kind": "law", "act_no": "410-V", "adopted": "2015-11-18", "in_force": "2016-01-01",
            "subject": "corruption", "source_url": "https://example.org/410",
            "source_name": "CIS database; adilet.zan.kz", "confidence": "high",
        },
        {
            "id": "law-AZE-cc", "state_iso3": "AZE", "title_en": "Criminal Code article 144-1", "kind": "code-article",
            "repealed_or_replaced_by": "law of 2022-07-04 no. 55", "subject": "trafficking-in-persons",
            "source_url": "https://example.org/144", "source_name": "CIS database (ceased 2019)",
            "confidence": "medium",
        },
    ],
    IMPLEMENTS: [
        {
            "law_id": "law-AZE-cc", "instrument_id": "untoc", "treaty_article": "46(10)-(12)", "finding": "partly",
            "said_by": "UNODC legal assessment", "said_when": "2018-09", "source_url": PAGE, "confidence": "low",
        },
        {
            "law_id": "law-KAZ-2015-corruption", "instrument_id": "untoc", "finding": "not-stated",
            "said_by": "the law itself (definitions)", "source_url": PAGE, "confidence": "medium",
        },
    ],
    AUTHORITIES: [
        {
            "state_iso3": "KAZ", "instrument_id": "untoc", "role": "anti-corruption-body",
            "organization_name": "Anti-Corruption Agency of the Republic of Kazakhstan", "source_url": PAGE,
            "as_of": "2023-11-02", "confidence": "high",
        },
    ],
    REVIEWS: [
        {
            "state_iso3": "KAZ", "mechanism": "UNCAC-review-cycle-1", "year": "2014/2015", "title": "First-cycle review",
            "finding_in_one_sentence_in_own_words": "It went through its review.", "source_url": PAGE,
            "confidence": "high",
        },
        {
            "state_iso3": "KAZ", "mechanism": "GRECO", "year": "2022", "title": "Evaluation Report",
            "source_url": PAGE, "confidence": "high",
        },
        {"state_iso3": "KAZ", "mechanism": "EAG", "title": "Mutual Evaluation Report", "source_url": PAGE},
    ],
    SERIES: [
        {
            "series_id": "seizures-heroin", "title_en": "Heroin seized", "title_ru": "Изъято: героин",
            "measure": "seizure-kg", "substance": "heroin", "unit": "kg", "definition": "Weight of heroin seized.",
            "publisher": "UNODC", "theme": "drug-law-enforcement", "update_frequency": "yearly",
            "comparability": "Counts what agencies reported.",
        },
        {
            "series_id": "prison-population", "title_en": "Prison population", "measure": "prison-population",
            "population": "prisoners", "unit": "person", "definition": "People held.", "publisher": "UNODC (CTS)",
        },
    ],
    OBSERVATIONS: [
        {
            "series_id": "seizures-heroin", "area": "KAZ", "year": "2003", "value": "706.50", "unit": "kg",
            "qualifier": "exact", "source_url": "https://example.org/seizures", "source_name": "UNODC table",
            "confidence": "high",
        },
        {
            "series_id": "seizures-heroin", "area": "KAZ", "year": "2003", "value": "700", "lower": "650",
            "upper": "750", "unit": "kg", "qualifier": "approximately", "break": "yes",
            "source_url": "https://example.org/news", "source_name": "news", "confidence": "low", "note": "rounded",
        },
        {
            "series_id": "prison-population", "area": "AZE", "year": "2004", "value": "5", "unit": "person",
            "qualifier": "less-than", "source_url": "https://example.org/cts", "source_name": "CTS",
            "confidence": "high",
        },
    ],
}  # fmt: skip


def csv_bytes(table: str, rows: list[Row]) -> bytes:
    """Write rows as CSV with the columns of their table."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, TABLES[table], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def read(rows: dict[str, list[Row]]) -> Tables:
    """Read rows through the reader, in the order of the layout."""
    return {name: list(parse_table(csv_bytes(name, rows[name]), name, TABLES[name])) for name in TABLES if name in rows}


@cache
def schemes() -> Schemes:
    """Give the bundled vocabularies, read once."""
    return bundled_schemes()


def changed(table: str, row: int, **cells: str) -> dict[str, list[Row]]:
    """Give the real rows with some cells of one row changed."""
    rows = {name: [dict(one) for one in found] for name, found in REAL.items()}
    rows[table][row].update(cells)
    return rows


def without(table: str) -> dict[str, list[Row]]:
    """Give the real rows without one table."""
    return {name: rows for name, rows in REAL.items() if name != table}


class Facts:
    """What came out of the mappers, by data file, for reading in a test."""

    def __init__(self, rows: dict[str, list[Row]], *, known: dict[str, Thing] | None = None) -> None:
        self.files = map_tables(read(rows), schemes(), known=known)

    def about(self, thing: str, file: str | None = None) -> set[tuple[str, str]]:
        """Give predicate and object of what is said of a thing, with the namespaces cut off."""
        return {
            (_short(triple.predicate), _short(triple.object))
            for name, triples in self.files.items()
            if name == file or (file is None and name != "unconfirmed.ttl")
            for triple in triples
            if _short(triple.subject) == thing
        }

    def values(self, thing: str, predicate: str, file: str | None = None) -> set[str]:
        """Give the objects of one predicate of a thing."""
        return {value for said, value in self.about(thing, file) if said == predicate}

    def things(self) -> set[str]:
        """Give the confirmed things."""
        return {
            _short(triple.subject)
            for name, triples in self.files.items()
            if name != "unconfirmed.ttl"
            for triple in triples
        }


def _short(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        known = term.value.startswith(tuple(PREFIXES.values())) and "wikidata" not in term.value
        return re.split("[#/]", term.value)[-1] if known else term.value
    assert isinstance(term, ox.Literal)
    if term.language is not None:
        return f"{term.value}@{term.language}"
    datatype = re.split("[#/]", term.datatype.value)[-1]
    return term.value if datatype == "string" else f"{term.value}^{datatype}"
