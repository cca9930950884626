"""Acts of a file that cannot be true, or that other acts contradict, are found beside the bundled facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import SH, Graph

import unodc_graph as ug
from unodc_graph import UGD, resources
from unodc_graph.namespaces import PREFIXES
from unodc_graph.terms import compact
from unodc_graph.validation.shacl import validate

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
SHAPES = Path(__file__).parents[1] / "shapes"
BOTH = ("TreatyRecord-", "InstrumentRecord-")
NEW_STATE = 'ugd:state-{0} a ug:State ; rdfs:label "{0}"@en ; dcterms:identifier "{0}" .\n'

# Name, state, instrument, type of act and date of the acts of a file, and what is found about each: rule, severity,
# value. UNTOC was adopted on 15 November 2000, UNCAC on 31 October 2003, the Montreal Protocol on 4 April 2014.
# Kazakhstan signed UNTOC on 13 December 2000, ratified it on 31 July 2008 and acceded to UNCAC on 18 June 2008. The
# record of UNTOC is complete through 20 June 2013 for all states, and there is none of the Tokyo Convention.
ACTS: list[tuple[str, str, str, str, str, list[tuple[str, str, str]]]] = [
    ("declared", "MDG", "untoc", "declaration", "2000-11-14", [("afterAdoption", "Violation", "2000-11-14")]),
    ("of-the-day", "MDG", "untoc", "declaration", "2000-11-15", []),
    ("of-a-month", "TKM", "uncac", "notification", "2003-09", [("afterAdoption", "Violation", "2003-09")]),
    ("of-the-month", "TKM", "uncac", "notification", "2003-10", []),
    ("of-a-year", "TKM", "montreal-protocol-2014", "signature", "2013", [("afterAdoption", "Violation", "2013")]),
    ("of-the-year", "TJK", "montreal-protocol-2014", "signature", "2014", []),
    ("by-virtue", "TJK", "montreal-protocol-2014", "participation-by-virtue", "1999-01-01", []),
    ("again", "KAZ", "untoc", "ratification", "2009-07-31", [("doneOnce", "Warning", "2009-07-31")]),
    ("signed-again", "KAZ", "untoc", "signature", "2001", [("doneOnce", "Warning", "2001")]),
    ("perhaps-the-same", "KAZ", "uncac", "accession", "2008-06", []),
    ("declared-twice", "KAZ", "uncac", "declaration", "2008-06-18", []),
    ("declared-twice-2", "KAZ", "uncac", "declaration", "2010-06-18", []),
    (
        "left",
        "KGZ",
        "tokyo-1963",
        "withdrawal",
        "2010-01-01",
        [("consentEnded", "Warning", "ugv:action-type-withdrawal")],
    ),
    ("left-once", "KGZ", "untoc", "withdrawal", "2010-01-01", []),
    ("left-again", "KGZ", "untoc", "withdrawal", "2012", [("doneOnce", "Warning", "2012")]),
    ("left-first", "TJK", "untoc", "withdrawal", "2010-01-01", []),
    ("joined-again", "TJK", "untoc", "accession", "2011", []),
    ("left-later", "TJK", "untoc", "withdrawal", "2012", []),
    ("signed", "GEO", "hague-1970", "signature", "1996-05-06", []),
    (
        "acceded",
        "GEO",
        "beijing-convention-2010",
        "accession",
        "2016-05-06",
        [("accessionUnsigned", "Warning", "ugv:action-type-accession")],
    ),
    ("signed-before", "GEO", "beijing-convention-2010", "signature", "2010-09-10", []),
    (
        "without-parent",
        "XKA",
        "tip-protocol",
        "accession",
        "2010-03-04",
        [("partyToRequired", "Violation", "ugd:instrument-tip-protocol")],
    ),
    (
        "without-parent-later",
        "XKB",
        "tip-protocol",
        "accession",
        "2024-03-04",
        [("partyToRequiredKnown", "Warning", "ugd:instrument-tip-protocol")],
    ),
    (
        "of-the-soviet-union",
        "SUN",
        "tip-protocol",
        "acceptance",
        "2001-03-04",
        [
            # A table leaves out who has ended, and proves nothing of it.
            ("beforeEnd", "Warning", "2001-03-04"),
            ("partyToRequiredKnown", "Warning", "ugd:instrument-tip-protocol"),
        ],
    ),
    ("before-1991", "UZB", "hague-1970", "signature", "1985-02-03", [("sinceIndependence", "Warning", "1985-02-03")]),
    ("of-ukraine", "UKR", "hague-1970", "objection", "1985-02-03", []),
]


def turtle(acts: Iterable[tuple[str, str, str, str, str, object]]) -> str:
    datatypes = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return HEAD + "".join(
        f'ugd:action-{name} a ug:TreatyAction ; rdfs:label "{name}"@en ; ug:participant ugd:state-{state} ;\n'
        f"  ug:instrument ugd:instrument-{instrument} ; ug:actionType ugv:action-type-{kind} ;\n"
        f'  ug:date "{when}"^^xsd:{datatypes[len(when)]} ; ug:source ugd:source-github-com-bf37bbe5 ;\n'
        "  ug:confidence ugv:confidence-high .\n"
        for name, state, instrument, kind, when, _ in acts
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("acts") / "acts.ttl"
    path.write_text(turtle(ACTS) + NEW_STATE.format("XKA") + NEW_STATE.format("XKB"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def findings(path: Path) -> list[ug.Finding]:
    """What is found in a file and in the bundled data."""
    kg = ug.load()
    kg.add(path)
    return [finding for finding in kg.validate().findings if finding.rule.startswith(BOTH)]


def shown(found: Iterable[ug.Finding]) -> list[tuple[str, str, str]]:
    return sorted(
        (one.rule.partition("-")[2].removesuffix(".SPARQL"), one.severity, compact(str(one.value))) for one in found
    )


@pytest.mark.parametrize(("name", "expected"), [(row[0], row[-1]) for row in ACTS])
def test_an_act_of_a_file_is_compared_with_what_is_on_record(
    findings: list[ug.Finding], path: Path, name: str, expected: list[tuple[str, str, str]]
) -> None:
    found = [one for one in findings if one.focus == UGD[f"action-{name}"]]
    assert shown(found) == sorted(expected)
    assert {one.file for one in found} <= {str(path)}


def test_of_the_bundled_acts_three_are_found(findings: list[ug.Finding]) -> None:
    own = {UGD[f"action-{row[0]}"] for row in ACTS}
    # Bhutan signed UNCAC and acceded to it; of the Montreal Convention there is no record of all acts.
    assert sorted(compact(str(one.focus)) for one in findings if one.focus not in own) == [
        "ugd:action-BTN-uncac-accession-2023-09-27",
        "ugd:action-TJK-airport-protocol-1988-accession-1996-02-29",
        "ugd:action-UZB-airport-protocol-1988-accession-1994-02-07",
    ]


def test_a_finding_tells_the_other_date(findings: list[ug.Finding]) -> None:
    messages = {compact(str(one.focus)): one.message for one in findings}
    assert "Another act of this type was done by 2008-07-31." in messages["ugd:action-again"]
    assert "The text was not adopted before 2003-10-31." in messages["ugd:action-of-a-month"]
    assert "The participant had signed by 2010-09-10." in messages["ugd:action-acceded"]
    assert "No consent to UNTOC is on record." in messages["ugd:action-without-parent"]
    assert "Its independence is dated 1991-09-01." in messages["ugd:action-before-1991"]


def test_a_single_act_is_found_by_its_focus(path: Path) -> None:
    report = ug.load(path).validate(focus="ugd:action-again")
    assert shown(report.findings) == [("doneOnce", "Warning", "2009-07-31")]


# What else is known of a protocol, its parent and the participant XKA that acceded to the protocol on 2010-03-04.
FOR_ALL = (
    'ugd:all a ug:Coverage ; ug:instrument ugd:instrument-parent ; ug:completeThrough "2013-06-20"^^xsd:date ; '
    "ug:coverageKind ugv:coverage-kind-acts . "
)
ANOTHER = (
    "ugd:another a ug:EntryIntoForceRule ; ug:instrument ugd:instrument-another ; "
    "ug:providesPartyTo ugd:instrument-parent . ugd:joined a ug:TreatyAction ; ug:participant ugd:state-XKA ; "
    "ug:instrument ugd:instrument-another ; ug:actionType ugv:action-type-acceptance . "
)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (FOR_ALL, ["partyToRequired"]),
        (FOR_ALL.replace("ug:instrument ugd:instrument-parent ;", ""), ["partyToRequired"]),
        (FOR_ALL.replace("kind-acts", "kind-consents"), ["partyToRequired"]),
        (FOR_ALL.replace("kind-acts", "kind-absence"), ["partyToRequired"]),
        (FOR_ALL.replace("kind-acts", "kind-number-of-parties"), ["partyToRequiredKnown"]),
        (FOR_ALL.replace("kind-acts", "kind-none"), ["partyToRequiredKnown"]),
        (FOR_ALL.replace("2013-06-20", "2010-03-03"), ["partyToRequiredKnown"]),
        (FOR_ALL.replace("2013-06-20", "2010-03-04"), ["partyToRequired"]),
        (FOR_ALL.replace("instrument-parent", "instrument-child"), ["partyToRequiredKnown"]),
        (FOR_ALL + "ugd:all ug:coverageState ugd:state-XKB . ", ["partyToRequiredKnown"]),
        (FOR_ALL + "ugd:all ug:coverageState ugd:state-XKB , ugd:state-XKA . ", ["partyToRequired"]),
        (FOR_ALL + 'ugd:state-XKA ug:end "2012"^^xsd:gYear . ', ["partyToRequiredKnown"]),
        (
            FOR_ALL + 'ugd:all ug:coverageState ugd:state-XKA . ugd:state-XKA ug:end "2012"^^xsd:gYear . ',
            ["partyToRequired"],
        ),
        ("", ["partyToRequiredKnown"]),
        (FOR_ALL + ANOTHER, []),
        (FOR_ALL + ANOTHER.replace("type-acceptance", "type-signature"), ["partyToRequired"]),
    ],
)
def test_a_missing_consent_to_the_parent_is_wrong_only_where_the_record_is_complete(
    tmp_path: Path, known: str, expected: list[str]
) -> None:
    path = tmp_path / "parent.ttl"
    rule = (
        "ugd:rule a ug:EntryIntoForceRule ; ug:instrument ugd:instrument-child ; ug:requiresPartyTo ugd:instrument-parent . "
        "ugd:instrument-parent a ug:Instrument . "
    )
    act = ("one", "XKA", "child", "accession", "2010-03-04", None)
    path.write_text(turtle([act]) + NEW_STATE.format("XKA") + rule + known, encoding="utf-8")
    report = ug.load(path, bundled=False).validate(focus="ugd:action-one")
    assert [rule for rule, _, _ in shown(one for one in report.findings if one.rule.startswith(BOTH))] == expected


def test_a_name_with_backslashes_is_shown_and_breaks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "names.ttl"
    rule = """
    ugd:rule a ug:EntryIntoForceRule ; ug:instrument ugd:instrument-child ; ug:requiresPartyTo ugd:instrument-parent .
    ugd:instrument-parent a ug:Instrument ; rdfs:label "\\\\1 of \\\\g<2> {?value}"@en .
    """
    act = ("one", "XKA", "child", "accession", "2010-03-04", None)
    path.write_text(turtle([act]) + NEW_STATE.format("XKA") + rule, encoding="utf-8")
    found = [one for one in ug.load(path, bundled=False).validate().findings if one.rule.startswith(BOTH)]
    assert shown(found) == [("partyToRequiredKnown", "Warning", "ugd:instrument-child")]
    assert found[0].message.startswith("No consent to /1 of /g<2> ")


def test_pyshacl_by_itself_and_rdflib_s_own_evaluator_find_the_same_in_the_fixtures() -> None:
    paths = sorted(path for prefix in BOTH for path in SHAPES.glob(f"*/{prefix}*.ttl"))
    assert len(paths) == 20
    text = "".join(path.read_text(encoding="utf-8") for path in [*paths, SHAPES / "context.ttl"])
    kg = ug.load(bundled=False)
    kg.graph.parse(data=text, format="turtle")
    memory = Graph()
    for triple in kg.graph:
        memory.add(triple)
    shapes = Graph()
    shapes.parse(next(path for path in resources.shape_files() if path.stem == "treaty-acts"))
    assert len(set(shapes.subjects(SH.select))) == 10
    expected = [one for one in kg.validate().findings if one.rule.startswith(BOTH)]
    found = validate(memory, shapes).findings
    assert [(one.rule, one.focus, one.value, one.message) for one in found] == [
        (one.rule, one.focus, one.value, one.message) for one in expected
    ]
    assert len(found) == 10
