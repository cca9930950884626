"""A number is written as its datatype allows, which is less than what Python reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import unodc_graph as ug
from unodc_graph import UG, UGD

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import URIRef

REFUSED = [
    ("many", "integer"),
    ("1_000", "integer"),
    (" 5 ", "integer"),
    ("\u0663", "integer"),
    ("5.0", "integer"),
    ("NaN", "decimal"),
    ("Infinity", "decimal"),
    ("1e3", "decimal"),
    (".", "decimal"),
    ("5.5", "double"),
    ("5", "string"),
]
# https://www.w3.org/TR/xmlschema11-2/#decimal
ACCEPTED = [("5", "integer"), ("+5", "integer"), ("-5", "integer"), ("007", "integer")]
ACCEPTED += [("5.5", "decimal"), ("5.", "decimal"), ("-.5", "decimal"), ("5", "decimal")]


def node(lexical: str, datatype: str) -> URIRef:
    return UGD[f"figure-{datatype}-{lexical.encode().hex()}"]


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Give the figures whose value is no number."""
    path = tmp_path_factory.mktemp("numbers") / "numbers.ttl"
    figures = [
        f'<{node(lexical, datatype)}> a ug:Figure ; ug:value "{lexical}"^^xsd:{datatype} .'
        for lexical, datatype in [*REFUSED, *ACCEPTED]
    ]
    prefixes = "PREFIX ug: <https://w3id.org/unodc-graph/ontology#>\nPREFIX xsd: <http://www.w3.org/2001/XMLSchema#>"
    path.write_text("\n".join([prefixes, *figures]), encoding="utf-8")
    findings = ug.load(path, bundled=False).validate().findings
    return {str(finding.focus) for finding in findings if finding.rule == "Figure-value.Node"}


@pytest.mark.parametrize(("lexical", "datatype"), REFUSED)
def test_what_is_no_number_is_refused(refused: set[str], lexical: str, datatype: str) -> None:
    assert str(node(lexical, datatype)) in refused


@pytest.mark.parametrize(("lexical", "datatype"), ACCEPTED)
def test_every_form_of_a_number_is_accepted(refused: set[str], lexical: str, datatype: str) -> None:
    assert str(node(lexical, datatype)) not in refused


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ('"many"^^xsd:integer', "5"),
        ("5", '"many"^^xsd:integer'),
        ('"NaN"^^xsd:decimal', "5.5"),
        ("[]", "5"),
        ('"2012-02-30"^^xsd:date', '"2012-02-03"^^xsd:date'),
        ("5", "5 , 4"),
    ],
)
def test_a_range_whose_bounds_have_no_order_is_a_violation_beside_all_others(
    tmp_path: Path, lower: str, upper: str
) -> None:
    path = tmp_path / "range.ttl"
    path.write_text(
        "PREFIX ug: <https://w3id.org/unodc-graph/ontology#> PREFIX ugd: <https://w3id.org/unodc-graph/id/> "
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
        f"ugd:wrong a ug:Figure ; ug:lower {lower} ; ug:upper {upper} . "
        "ugd:other a ug:Figure ; ug:lower 5 ; ug:upper 4 . ugd:right a ug:Figure ; ug:lower 4 ; ug:upper 5 .",
        encoding="utf-8",
    )
    kg = ug.load(path, bundled=False)
    report = kg.validate()
    found = [finding for finding in report.findings if finding.rule == "Figure-lower.LessThanOrEquals"]
    assert [finding.focus for finding in found] == [UGD.other, UGD.wrong]
    assert {(finding.severity, finding.path) for finding in found} == {("Violation", str(UG["lower"]))}
    assert len({finding.message for finding in found}) == 1
    assert "shape-without-order" not in report.to_turtle()
    assert any(finding.rule == "Figure-measure.MinCount" for finding in report.findings)
    assert kg.validate(focus="ugd:wrong").findings == tuple(
        finding for finding in report.findings if finding.focus == UGD.wrong
    )
