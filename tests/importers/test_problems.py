"""What cannot be mapped is told with file, row, column, value and what was expected."""

from __future__ import annotations

import pytest

from tests.importers.layout import (
    ACTIONS,
    ACTIVITIES,
    AUTHORITIES,
    CHECKS,
    CONSENTS,
    FACILITIES,
    FIGURES,
    IMPLEMENTS,
    INSTRUMENTS,
    LAWS,
    OBSERVATIONS,
    OFFICES,
    ORGANIZATIONS,
    PROGRAMMES,
    PROJECTS,
    REAL,
    REVIEWS,
    RULES,
    SAME_AS,
    SERIES,
    SNAPSHOTS,
    STATES,
    UNITS,
    WORLD,
    Facts,
    Row,
    changed,
    without,
)
from unodc_graph.errors import ImportDataError

WRONG_CELLS = [
    # table, row, column, cell, what the message names as found, what it says of the expected
    (STATES, 0, "iso2", "Kz", "Kz", "two capital letters"),
    (STATES, 0, "m49", "39", "39", "three digits"),
    (STATES, 0, "wikidata", "232", "232", "a Wikidata id"),
    (STATES, 0, "un_membership_date", "1992-02-30", "1992-02-30", "a date such as"),
    (STATES, 0, "successor_iso3", "UZB|XXX", "XXX", "the code of a state"),
    (STATES, 0, "capital_latitude", "91", "91", "degrees from -90 to 90"),
    (STATES, 0, "capital_longitude", "", "", "degrees from -180 to 180"),
    (STATES, 0, "name_en", "", "", "a value"),
    (STATES, 0, "capital_source_url", "factbook", "factbook", "an address that begins with http"),
    (
        STATES,
        0,
        "capital_source_url",
        "https://a.org/;https://b.org/",
        "https://a.org/;https://b.org/",
        "a space between",
    ),
    (STATES, 0, "confidence", "certain", "certain", "a code of the list 'confidence': high, low, medium"),
    (INSTRUMENTS, 0, "depositary", "UN", "UN", "one of UN Secretary-General"),
    (INSTRUMENTS, 0, "mtdsg_no", "18-12", "18-12", "a number such as XVIII-12"),
    (INSTRUMENTS, 0, "mandate", "crimes", "crimes", "a code of the list 'mandate'"),
    (INSTRUMENTS, 0, "parent_id", "KAZ", "KAZ", "the code of an instrument, not of a state"),
    (INSTRUMENTS, 0, "adopted", "15 Nov 2000", "15 Nov 2000", "a date such as"),
    (INSTRUMENTS, 0, "parties_world", "many", "many", "a number such as"),
    (INSTRUMENTS, 1, "parties_as_of", "2013", "2013", "nothing, because there is no number of parties"),
    (ACTIONS, 0, "state_iso3", "XXX", "XXX", "the code of a state or a regional organization"),
    (ACTIONS, 0, "instrument_id", "UNTOC-2", "UNTOC-2", "the code of an instrument"),
    (ACTIONS, 0, "action", "ratified", "ratified", "a code of the list 'action-type'"),
    (ACTIONS, 0, "date", "2008-13", "2008-13", "a date such as"),
    (OFFICES, 1, "type", "office", "office", "a code of the list 'office-kind'"),
    (OFFICES, 1, "country_iso3", "UZ", "UZ", "the code of a state"),
    (OFFICES, 1, "states_covered", "KAZ;KAZ", "KAZ;KAZ", "values separated by ';', none empty, none twice"),
    (OFFICES, 1, "states_covered", "KAZ;", "KAZ;", "none empty"),
    (OFFICES, 1, "parent_id", "HQ", "HQ", "the code of an office or an organization"),
    (OFFICES, 1, "valid_from", "1994", "1994", "the date of opening, 1993, or nothing"),
    (OFFICES, 1, "valid_to", "1992", "1992", "an end that is not before 1993"),
    (OFFICES, 1, "lat", "", "", "degrees"),
    (OFFICES, 0, "coord_confidence", "low", "low", "nothing, because there are no coordinates"),
    (ORGANIZATIONS, 0, "kind", "agency", "agency", "a code of the list 'organization-kind'"),
    (ORGANIZATIONS, 0, "roles", "donor;funder", "funder", "a code of the list 'role'"),
    (ORGANIZATIONS, 0, "parent_id", "PCA", "PCA", "not of a programme"),
    (ORGANIZATIONS, 0, "founded", "1997?", "1997?", "a date such as"),
    (ORGANIZATIONS, 0, "website", "www.unodc.org", "www.unodc.org", "an address that begins with http"),
    (ORGANIZATIONS, 2, "country_iso3", "UZB", "UZB", "the code of Kazakhstan itself, or nothing"),
    (ORGANIZATIONS, 6, "kind", "ngo", "ngo", "state, as the table calls"),
    (ORGANIZATIONS, 6, "roles", "donor", "donor", "a region does not act"),
    (ORGANIZATIONS, 6, "country_iso3", "UZB", "UZB", "a region is only a subject of statistics"),
    (ORGANIZATIONS, 0, "id", "UN ODC", "UN ODC", "a code without space or semicolon"),
    (PROJECTS, 0, "id", "UNODC", "UNODC", "a code that no other row has"),
    (PROGRAMMES, 0, "type", "plan", "plan", "a code of the list 'programme-kind'"),
    (PROGRAMMES, 0, "type", "legal-instrument", "PCA", "a code that same-as.csv lists"),
    (PROGRAMMES, 1, "type", "initiative", "initiative", "legal-instrument, because same-as.csv says so"),
    (PROGRAMMES, 1, "budget_usd", "5", "5", "nothing, because an instrument has none"),
    (PROGRAMMES, 2, "parent_id", "untoc", "untoc", "a collection of instruments has none"),
    (PROGRAMMES, 0, "budget_usd", "70.6 million", "70.6 million", "a number such as"),
    (PROGRAMMES, 0, "parent_id", "XACK22", "XACK22", "the code of a programme or an instrument, not of a project"),
    (PROJECTS, 0, "themes", "borders", "borders", "a code of the list 'theme'"),
    (PROJECTS, 0, "countries", "KAZ;KG", "KG", "the code of a state"),
    (PROJECTS, 0, "programme_id", "ROCA", "ROCA", "the code of a programme, not of an office"),
    (PROJECTS, 0, "status", "closed", "closed", "a code of the list 'status': completed, ongoing, planned"),
    (PROJECTS, 0, "donors", "JPN;PCA", "PCA", "not of a programme"),
    (PROJECTS, 0, "donors", "KAZ;KAZ-GOV", "KAZ-GOV", "each agent once, under one of its codes"),
    (PROJECTS, 0, "end", "2008", "2008", "an end that is not before 2009"),
    (PROJECTS, 0, "source_url", "https://example.org/a ftp://example.org/b", "ftp://example.org/b", "http"),
    (PROJECTS, 0, "source_url", "https://example.org/a https://example.org/a", "https://example.org/a", "once"),
    (PROJECTS, 0, "source_url", "https://example.org/<a>", "https://example.org/<a>", "an address"),
    (ACTIVITIES, 0, "type", "course", "course", "one of training, meeting"),
    (ACTIVITIES, 0, "date", "2016/", "2016/", "two dates around the slash"),
    (ACTIVITIES, 0, "date", "2016-05/2016-04", "2016-04", "an end that is not before 2016-05"),
    (ACTIVITIES, 0, "date", "--02-30", "--02-30", "a date such as"),
    (ACTIVITIES, 0, "audience", "spies", "spies", "a code of the list 'audience'"),
    (ACTIVITIES, 0, "project_id", "BLO-KORDAI", "BLO-KORDAI", "the code of a project or a programme"),
    (ACTIVITIES, 0, "participants", "about 20", "about 20", "a number such as"),
    (ACTIVITIES, 0, "organizers", "ROCA;ROCA-ORG", "ROCA-ORG", "each agent once"),
    (FACILITIES, 0, "type", "office", "office", "a code of the list 'facility-kind'"),
    (FACILITIES, 0, "border_with_iso3", "KGZ", "KGZ", "the code of a state"),
    (FACILITIES, 0, "project_id", "PCA", "PCA", "the code of a project, not of a programme"),
    (FACILITIES, 0, "opened", "2021-5", "2021-5", "a date such as"),
    (FACILITIES, 0, "lon", "east", "east", "degrees from -180 to 180"),
    (FIGURES, 0, "subject_id", "ROCA-2", "ROCA-2", "the code of an organization"),
    (FIGURES, 0, "measure", "portfolio", "portfolio", "a code of the list 'measure'"),
    (FIGURES, 0, "unit", "dollars", "dollars", "a unit that the table of units splits, or a code of the list 'unit'"),
    (FIGURES, 0, "qualifier", "about", "about", "a code of the list 'qualifier'"),
    (FIGURES, 0, "value", "9e7", "9e7", "a number such as"),
    (FIGURES, 0, "value", "80-75", "80-75", "a range whose first number is the smaller"),
    (FIGURES, 0, "value", "1" * 19, "1" * 19, "at most 18 digits"),
    (FIGURES, 0, "value", "٣", "٣", "a number such as"),
    (FIGURES, 0, "year_or_period", "last year", "last year", "a date such as"),
    (FIGURES, 0, "year_or_period", "2018-2004", "2004", "an end that is not before 2018"),
    (FIGURES, 0, "year_or_period", "2005-H3", "2005-H3", "a date such as"),
    (UNITS, 0, "unit", "dollar", "dollar", "a code of the list 'unit'"),
    (SAME_AS, 0, "is", "unctoc", "unctoc", "the code of a row of treaties/instruments.csv"),
    (SAME_AS, 0, "in_file", "offices.csv", "untoc", "the code of a row of offices.csv"),
    (SAME_AS, 0, "id", "UNTOC-9", "UNTOC-9", "the code of a row of programmes.csv"),
    (WORLD, 0, "action", "joined", "joined", "a code of the list 'action-type'"),
    (CHECKS, 0, "agrees", "maybe", "maybe", "yes or no"),
    (CHECKS, 0, "date_in_actions", "2008-07-30", "2008-07-30", "the date of a sourced action"),
    (CHECKS, 0, "second_source_url", "untc", "untc", "an address that begins with http"),
    (RULES, 0, "instrument_id", "unctoc", "unctoc", "the code of an instrument"),
    (RULES, 0, "scope", "all", "all", "a code of the list 'rule-scope': general, state"),
    (RULES, 0, "counting", "days-after", "days-after", "a code of the list 'counting'"),
    (RULES, 0, "number_of_instruments", "forty", "forty", "a whole number"),
    (RULES, 0, "waiting_period_value", "90.5", "90.5", "a whole number"),
    (RULES, 0, "waiting_period_unit", "days", "days", "day or month"),
    (RULES, 0, "withdrawal_notice_unit", "", "", "day or month"),
    (RULES, 1, "withdrawal_notice_unit", "month", "month", "nothing, because there is no number"),
    (RULES, 1, "number_of_instruments", "40", "40", "nothing, because only a general rule counts instruments"),
    (RULES, 0, "triggered_by", "deposit", "deposit", "a code of the list 'action-type'"),
    (RULES, 0, "counts_organizations", "true", "true", "yes or no"),
    (RULES, 0, "requires_party_to", "UNTOK", "UNTOK", "the code of an instrument"),
    (RULES, 0, "withdrawal_notice_by", "1 July", "1 July", "a day of every year such as --07-31"),
    (RULES, 0, "withdrawal_notice_by", "2024-07-01", "2024-07-01", "a day of every year such as --07-31"),
    (RULES, 0, "provides_party_to_by", "ratification", "ratification", "nothing, because there is no other"),
    (RULES, 1, "counts_organizations", "no", "no", "nothing, because only a general rule counts instruments"),
    (RULES, 1, "provides_party_to_by", "signing", "signing", "a code of the list 'action-type'"),
    (RULES, 1, "provides_party_to_after", "1975", "1975", "a day such as 2004-07-31"),
    (RULES, 1, "provides_party_to", "hague", "hague", "the code of an instrument"),
    (SNAPSHOTS, 0, "state_iso3", "ALL", "ALL", "the code of a state or a regional organization"),
    (SNAPSHOTS, 0, "complete_through", "June 2013", "June 2013", "a date such as"),
    (SNAPSHOTS, 0, "what", "", "", "a value"),
    (SNAPSHOTS, 0, "what", "everything", "", "a code, because the column what begins with none of"),
    (SNAPSHOTS, 0, "kind", "all", "all", "a code of the list 'coverage-kind'"),
    (SNAPSHOTS, 0, "kind", "none", "2013-06-20", "nothing, because nothing is known to be complete"),
    (SNAPSHOTS, 0, "state_iso3", "*;KAZ", "*;KAZ", "states, or * alone for all"),
    (CONSENTS, 0, "act", "statute", "statute", "a code of the list 'act-kind'"),
    (CONSENTS, 0, "date", "", "", "a value"),
    (LAWS, 0, "kind", "act", "act", "a code of the list 'act-kind'"),
    (LAWS, 0, "subject", "bribes", "bribes", "a code of the list 'theme'"),
    (LAWS, 0, "in_force", "maybe", "maybe", "yes, no, a date such as"),
    (LAWS, 0, "repealed_or_replaced_by", "law-KAZ-2016-corruption", "law-KAZ-2016-corruption", "a national act"),
    (LAWS, 0, "repealed_or_replaced_by", "untoc", "untoc", "not of an instrument"),
    (LAWS, 0, "state_iso3", "EUE", "EUE", "the code of a state, not of a regional organization"),
    (IMPLEMENTS, 0, "law_id", "untoc", "untoc", "the code of a national act, not of an instrument"),
    (IMPLEMENTS, 0, "finding", "fully", "fully", "one of implements, partly, not-stated, or nothing"),
    (IMPLEMENTS, 0, "said_when", "autumn", "autumn", "a date such as"),
    (AUTHORITIES, 0, "role", "police", "police", "a code of the list 'authority-role'"),
    (AUTHORITIES, 0, "organization_name", "", "", "a value"),
    (REVIEWS, 0, "mechanism", "FATF", "FATF", "a code of the list 'review-mechanism'"),
    (REVIEWS, 0, "year", "2014/", "2014/", "two years around the slash"),
    (REVIEWS, 0, "year", "2015/2014", "2014", "an end that is not before 2015"),
    (SERIES, 0, "measure", "", "", "a code of the list 'measure'"),
    (SERIES, 0, "substance", "diacetylmorphine", "diacetylmorphine", "a code of the list 'substance'"),
    (SERIES, 0, "definition", "", "", "a value"),
    (OBSERVATIONS, 0, "series_id", "seizures", "seizures", "the code of a series"),
    (OBSERVATIONS, 0, "area", "CENTRAL-ASIA", "CENTRAL-ASIA", "the code of a state or a region"),
    (OBSERVATIONS, 0, "unit", "t", "t", "kg, the unit of the series"),
    (OBSERVATIONS, 0, "value", "", "", "a value"),
    (OBSERVATIONS, 0, "lower", "700", "", "both bounds of a range, or none"),
    (OBSERVATIONS, 1, "value", "751", "751", "a number in a range from 650 to 750"),
    (OBSERVATIONS, 0, "year", "03", "03", "a date such as"),
    (OBSERVATIONS, 0, "break", "no", "no", "yes or nothing"),
    (OBSERVATIONS, 0, "qualifier", "circa", "circa", "a code of the list 'qualifier'"),
]


def refused(rows: dict[str, list[Row]]) -> ImportDataError:
    with pytest.raises(ImportDataError) as caught:
        Facts(rows)
    return caught.value


@pytest.mark.parametrize("case", WRONG_CELLS, ids=lambda case: f"{case[0].split('/')[1]}-{case[2]}-{case[3]}")
def test_a_cell_that_is_not_as_expected_is_told(case: tuple[str, int, str, str, str, str]) -> None:
    table, row, column, cell, found, expected = case
    error = refused(changed(table, row, **{column: cell}))
    assert (error.file, error.row, error.value) == (table, row + 2, found)
    assert expected in error.expected
    assert error.column is not None
    assert f"{table}, row {row + 2}, column {error.column!r}: {found!r} found, expected" in str(error)


def test_the_column_that_is_told_is_the_one_of_the_cell() -> None:
    elsewhere = {("type", "id"), ("what", "kind"), ("kind", "complete_through"), ("in_file", "is"), ("lower", "upper")}
    for table, row, column, cell, _, _ in WRONG_CELLS:
        told = refused(changed(table, row, **{column: cell})).column
        assert told == column or (column, told) in elsewhere


def test_an_action_that_stands_twice_is_told() -> None:
    error = refused({**REAL, ACTIONS: [*REAL[ACTIONS], REAL[ACTIONS][0]]})
    assert (error.row, error.expected) == (5, "an action that no other row tells")


def test_an_action_of_both_tables_of_actions_is_told() -> None:
    error = refused({**REAL, WORLD: [*REAL[WORLD], REAL[ACTIONS][0]]})
    assert (error.file, error.row, error.expected) == (WORLD, 3, "an action that no other row tells")


def test_a_rule_that_stands_twice_is_told() -> None:
    error = refused({**REAL, RULES: [*REAL[RULES], REAL[RULES][0]]})
    assert (error.row, error.column, error.expected) == (4, "scope", "a rule that no other row tells")


def test_a_calendar_rule_of_one_day_is_told() -> None:
    error = refused(changed(RULES, 0, withdrawal_effect_on="--01-01"))
    assert (error.row, error.column, error.expected) == (2, "withdrawal_notice_by", "a value")


def test_a_second_source_of_an_action_without_a_first_is_told() -> None:
    error = refused(changed(CHECKS, 0, state_iso3="AZE", action="signature", date_in_actions="2000-12-12"))
    assert (error.column, error.expected) == (
        "date_in_actions",
        "the date of a sourced action of that state on that instrument",
    )


def test_a_code_that_stands_twice_is_told() -> None:
    error = refused({**REAL, OFFICES: [*REAL[OFFICES], REAL[OFFICES][0]]})
    assert (error.row, error.column, error.value) == (4, "id", "UNODC-HQ")


def test_two_codes_that_give_one_iri_are_told() -> None:
    row = {**REAL[OFFICES][0], "id": "UNODC.HQ"}
    error = refused({**REAL, OFFICES: [*REAL[OFFICES], row]})
    assert (error.value, error.expected) == ("UNODC.HQ", "a code that differs from others in letters or digits")


def test_a_code_of_two_tables_is_told_unless_same_as_lists_it() -> None:
    rows = {**REAL, SAME_AS: [row for row in REAL[SAME_AS] if row["id"] != "KAZ"]}
    error = refused(rows)
    assert (error.file, error.value) == (ORGANIZATIONS, "KAZ")
    assert "same-as.csv" in error.expected


def test_a_row_that_points_into_a_missing_table_is_told() -> None:
    error = refused(without(PROJECTS))
    assert (error.file, error.column, error.value) == (ACTIVITIES, "project_id", "XACK22")


def test_nothing_is_mapped_where_one_cell_is_wrong() -> None:
    # The last table that is mapped; what came before it does not come out.
    assert refused(changed(FIGURES, 3, value="?")).row == 5
