"""A date is one that its datatype allows: no thirteenth month, no 30 February, no year of two digits."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from rdflib import SH, Graph, URIRef

import unodc_graph as ug
from unodc_graph import UGD, resources
from unodc_graph.namespaces import UGS_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unodc_graph import Finding

PREFIXES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX ug: <https://w3id.org/unodc-graph/ontology#>
PREFIX ugd: <https://w3id.org/unodc-graph/id/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
REFUSED = [
    ("abc", "gYear"),
    ("24", "gYear"),
    ("02012", "gYear"),
    ("2012-06", "gYear"),
    ("2012+25:00", "gYear"),
    ("2024-13", "gYearMonth"),
    ("2024-00", "gYearMonth"),
    ("2024-1", "gYearMonth"),
    ("2024", "gYearMonth"),
    ("2024-02-30", "date"),
    ("2023-02-29", "date"),
    ("2024-06", "date"),
    ("20240229", "date"),
    ("2024-W09-4", "date"),
    ("2024-02-29T00:00:00", "date"),
]
# XML Schema allows a time zone, years before the era and years of more than four digits
# (https://www.w3.org/TR/xmlschema11-2/#gYear).
ACCEPTED = [
    ("2012", "gYear"),
    ("0987", "gYear"),
    ("-0044", "gYear"),
    ("12012", "gYear"),
    ("2012Z", "gYear"),
    ("2024-12", "gYearMonth"),
    ("2024-02+05:00", "gYearMonth"),
    ("2024-02-29", "date"),
]
REFUSED_WITHOUT_YEAR = [
    ("--13", "gMonth"),
    ("--2", "gMonth"),
    ("--02--", "gMonth"),
    ("02", "gMonth"),
    ("--02-30", "gMonthDay"),
    ("--04-31", "gMonthDay"),
    ("--02", "gMonthDay"),
    ("02-28", "gMonthDay"),
]
ACCEPTED_WITHOUT_YEAR = [("--02", "gMonth"), ("--12Z", "gMonth"), ("--02-29", "gMonthDay"), ("--12-31", "gMonthDay")]


def node(kind: str, lexical: str, datatype: str) -> URIRef:
    code = "".join(character if character.isalnum() else f"_{ord(character)}_" for character in lexical)
    return UGD[f"{kind}-{datatype}-{code}"]


def described(kind: str, dates: Iterable[tuple[str, str]]) -> str:
    return "\n".join(
        f'<{node(kind, *one)}> a ug:{kind} ; rdfs:label "of a date"@en ; ug:start "{one[0]}"^^xsd:{one[1]} .'
        for one in dates
    )


@pytest.fixture(scope="module")
def about_dates(tmp_path_factory: pytest.TempPathFactory) -> dict[object, Finding]:
    """Map each thing whose start is refused to the finding that says so."""
    path = tmp_path_factory.mktemp("dates") / "dates.ttl"
    with_year = [*REFUSED, *ACCEPTED]
    every = [*with_year, *REFUSED_WITHOUT_YEAR, *ACCEPTED_WITHOUT_YEAR]
    path.write_text("\n".join([PREFIXES, described("Project", every), described("Training", every)]), encoding="utf-8")
    findings = ug.load(path, bundled=False).validate().findings
    return {one.focus: one for one in findings if one.rule in {"Period-start.Node", "Activity-start.Node"}}


@pytest.mark.parametrize(("lexical", "datatype"), [*REFUSED, *REFUSED_WITHOUT_YEAR])
@pytest.mark.parametrize("kind", ["Project", "Training"])
def test_a_date_that_its_datatype_does_not_allow_is_a_violation(
    about_dates: dict[object, Finding], kind: str, lexical: str, datatype: str
) -> None:
    assert about_dates[node(kind, lexical, datatype)].severity == "Violation"


@pytest.mark.parametrize(("lexical", "datatype"), ACCEPTED)
@pytest.mark.parametrize("kind", ["Project", "Training"])
def test_a_date_that_its_datatype_allows_is_accepted(
    about_dates: dict[object, Finding], kind: str, lexical: str, datatype: str
) -> None:
    assert node(kind, lexical, datatype) not in about_dates


@pytest.mark.parametrize(("lexical", "datatype"), ACCEPTED_WITHOUT_YEAR)
def test_a_date_without_its_year_is_accepted_of_an_activity_and_of_no_project(
    about_dates: dict[object, Finding], lexical: str, datatype: str
) -> None:
    assert node("Training", lexical, datatype) not in about_dates
    assert about_dates[node("Project", lexical, datatype)].severity == "Violation"


@pytest.mark.parametrize(
    ("kind", "forms"),
    [
        ("Project", {"xsd:date, 2012-06-27", "xsd:gYearMonth, 2012-06", "xsd:gYear, 2012"}),
        ("Training", {"xsd:gYear, 2012", "xsd:gMonthDay, --06-27", "xsd:gMonth, --06"}),
    ],
)
def test_the_message_shows_how_each_kind_of_date_is_written(
    about_dates: dict[object, Finding], kind: str, forms: set[str]
) -> None:
    message = about_dates[node(kind, "24", "gYear")].message
    assert forms <= set(re.findall(r"\(([^)]*)\)", message))


def test_the_days_of_an_unknown_year_are_those_of_a_leap_year() -> None:
    shapes = Graph()
    for path in resources.shape_files():
        shapes.parse(path)
    pattern = re.compile(str(shapes.value(URIRef(f"{UGS_BASE}IsDayOfUnknownYear"), SH.pattern)))
    accepted = {(month, day) for month in range(100) for day in range(100) if pattern.search(f"--{month:02}-{day:02}")}
    first = date(2000, 1, 1).toordinal()
    assert accepted == {(day.month, day.day) for day in map(date.fromordinal, range(first, first + 366))}
