"""Literals: the store keeps values; what is rewritten is named once, what is not allowed has file and line."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal
from rdflib import URIRef

import unodc_graph as ug
from unodc_graph import resources
from unodc_graph.namespaces import XSD
from unodc_graph.reading import open_document
from unodc_graph.reading.datatypes import ALLOWED
from unodc_graph.reading.literals import Spellings, kept_literals

if TYPE_CHECKING:
    from pathlib import Path

RIGHT: Final = {
    "integer": ["0", "-0", "+7", "007", "9" * 5000],
    "nonNegativeInteger": ["0", "-0", "5"],
    "positiveInteger": ["1"],
    "negativeInteger": ["-1"],
    "nonPositiveInteger": ["0", "-5"],
    "byte": ["-128", "127", "+0127"],
    "unsignedByte": ["255"],
    "long": ["9223372036854775807", "-9223372036854775808"],
    "unsignedLong": ["18446744073709551615"],
    "decimal": ["1", "1.", ".5", "-1.50", "+0.0"],
    "double": ["1", "1e5", "1.E-5", "-INF", "+INF", "NaN"],
    "float": ["1.5"],
    "boolean": ["true", "false", "0", "1"],
    "date": ["2024-02-29", "2000-02-29", "-0004-02-29", "12024-01-01", "2024-01-01Z", "2024-01-01+14:00", "0000-01-01"],
    "dateTime": ["2024-01-01T00:00:00", "2024-01-01T24:00:00", "2024-01-01T23:59:59.999-05:00"],
    "dateTimeStamp": ["2024-01-01T00:00:00Z"],
    "time": ["00:00:00", "24:00:00", "12:00:00.5Z"],
    "gYear": ["2004", "-0044", "12004", "2004Z"],
    "gYearMonth": ["2004-12"],
    "gMonth": ["--12"],
    "gDay": ["---31"],
    "gMonthDay": ["--02-29"],
    "duration": ["P1Y", "-P1Y2M3DT4H5M6.7S", "PT0S", "P0D"],
    "yearMonthDuration": ["P1Y2M"],
    "dayTimeDuration": ["P1DT1H"],
}
WRONG: Final = {
    "integer": ["", " 5", "5 ", "1_000", "1.0", "abc", "١", "1e3", "--1"],
    "nonNegativeInteger": ["-1", "-" + "9" * 5000],
    "positiveInteger": ["0"],
    "negativeInteger": ["0"],
    "nonPositiveInteger": ["1", "9" * 5000],
    "byte": ["128", "-129", "9" * 5000],
    "unsignedByte": ["256", "-1"],
    "long": ["9223372036854775808"],
    "unsignedLong": ["18446744073709551616"],
    "decimal": ["", ".", "1e5", "NaN", "INF", "1,5"],
    "double": ["", "e5", "inf", "nan", "1e", "1_0"],
    "float": ["Infinity"],
    "boolean": ["True", "yes", ""],
    "date": [
        "2024-02-30",
        "2023-02-29",
        "1900-02-29",
        "2024-13-01",
        "2024-00-01",
        "2024-1-1",
        "20240101",
        "2024-01-01T00:00:00",
        "2024-01-01+14:01",
        "2024",
        "02024-01-01",
    ],
    "dateTime": [
        "2024-01-01",
        "2024-01-01T25:00:00",
        "2024-01-01T24:00:01",
        "2024-02-30T00:00:00",
        "2024-01-01T00:00",
        "2024-01-01 00:00:00",
    ],
    "dateTimeStamp": ["2024-01-01T00:00:00"],
    "time": ["25:00:00", "12:00", "12:60:00"],
    "gYear": ["04", "2004-01", "02004"],
    "gYearMonth": ["2004-13", "2004"],
    "gMonth": ["--13", "12"],
    "gDay": ["---32", "31"],
    "gMonthDay": ["--02-30", "--04-31", "02-29"],
    "duration": ["", "P", "PT", "P1S", "1Y", "P1YT"],
    "yearMonthDuration": ["P1D", "P"],
    "dayTimeDuration": ["P1Y", "PT"],
}


def test_every_number_and_date_of_xml_schema_is_tried() -> None:
    tried = {f"{XSD}{name}" for name in RIGHT}
    bounded = {f"{XSD}{name}" for name in ("short", "int", "unsignedShort", "unsignedInt")}
    assert set(RIGHT) == set(WRONG)
    assert tried | bounded == set(ALLOWED)


@pytest.mark.parametrize("name", RIGHT)
def test_what_a_datatype_allows_is_allowed(name: str) -> None:
    assert [lexical for lexical in RIGHT[name] if not ALLOWED[f"{XSD}{name}"](lexical)] == []


@pytest.mark.parametrize("name", WRONG)
def test_what_a_datatype_does_not_allow_is_not(name: str) -> None:
    assert [lexical for lexical in WRONG[name] if ALLOWED[f"{XSD}{name}"](lexical)] == []


def rewritten(literals: list[Literal]) -> dict[str, tuple[int, str]]:
    seen = Spellings()
    for literal in literals:
        seen.see(literal, literal.datatype.value)
    return {one.datatype: (one.count, one.kept) for one in seen.rewritten()}


LEXICAL: Final = st.one_of(
    st.sampled_from([text for texts in RIGHT.values() for text in texts if len(text) < 100]),
    st.from_regex(r"[+-]?[0-9]{0,22}(\.[0-9]{0,22})?", fullmatch=True),
    st.from_regex(
        r"[0-9]{4}-[0-1][0-9]-[0-3][0-9](T[0-2][0-9]:[0-5][0-9]:[0-6][0-9](\.[0-9]{1,4})?)?Z?", fullmatch=True
    ),
    st.from_regex(r"-{0,2}[0-9]{2,4}(-[0-1][0-9])?", fullmatch=True),
)


@settings(max_examples=300)
@given(st.sampled_from(sorted(ALLOWED)), st.lists(LEXICAL, max_size=5))
def test_a_spelling_is_told_exactly_when_the_store_does_not_keep_it(datatype: str, texts: list[str]) -> None:
    literals = [Literal(text, datatype=ox.NamedNode(datatype)) for text in texts if ALLOWED[datatype](text)]
    changed = sum(literal != kept for literal, kept in zip(literals, kept_literals(literals), strict=True))
    assert rewritten(literals).get(datatype, (0, ""))[0] == changed


def test_many_spellings_are_counted(tmp_path: Path) -> None:
    text = "".join(f"<http://x/{number}> <http://x/p> 0{number} .\n" for number in range(10_000))
    (tmp_path / "mine.ttl").write_text(text)
    (one,) = ug.load(tmp_path / "mine.ttl", bundled=False).load_report.files[0].rewritten
    assert (one.datatype, one.count, one.example) == (f"{XSD}integer", 10_000, "00")


TURTLE: Final = f"""\
PREFIX xsd: <{XSD}>
<http://x/a> <http://x/p> 1.50 , 2.50 , 1.5 , 007 ;
  <http://x/q> "5"^^xsd:nonNegativeInteger , "text" , "x"@en , "2024-01-01"^^xsd:date ,
    "2024-02-30"^^xsd:date ;
  <http://x/r> \"\"\"several
lines\"\"\" ,
    "abc"^^xsd:integer .
[] <http://x/s> "300"^^xsd:byte .
"""


def test_each_rewritten_datatype_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(TURTLE)
    report = ug.load(tmp_path / "mine.ttl", bundled=False).load_report
    assert [
        (one.datatype.removeprefix(XSD), one.count, one.example, one.kept) for one in report.files[0].rewritten
    ] == [
        ("decimal", 2, "1.50", f'"1.5"^^<{XSD}decimal>'),
        ("integer", 1, "007", f'"7"^^<{XSD}integer>'),
        ("nonNegativeInteger", 1, "5", f'"5"^^<{XSD}integer>'),
    ]
    told = str(report)
    assert told.count("xsd:decimal") == 2  # the datatype, and what is kept of the example
    assert "2 literals of xsd:decimal kept by value, not as written: '1.50' is kept as \"1.5\"^^xsd:decimal" in told


def test_what_a_datatype_does_not_allow_is_a_finding_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(TURTLE)
    kg = ug.load(path, bundled=False)
    found = [(one.line, str(one.value), one.file, one.severity, one.rule) for one in kg.load_report.findings]
    assert found == [
        (4, "2024-02-30", str(path), "Violation", "Literal.Datatype"),
        (7, "abc", str(path), "Violation", "Literal.Datatype"),
        (8, "300", str(path), "Violation", "Literal.Datatype"),
    ]
    assert "a day that there is" in str(kg.load_report.findings[0])
    assert f"in {path}, line 4" in str(kg.load_report.findings[0])


def test_validation_reports_them_until_they_are_mended(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(TURTLE)
    kg = ug.load(path, bundled=False)
    report = kg.validate()
    assert {one.line for one in report.findings if one.rule == "Literal.Datatype"} == {4, 7, 8}
    assert not report.conforms
    assert "sh:conforms false" in report.to_turtle() or 'sh:conforms "false"' in report.to_turtle()
    assert report.to_turtle().count("sh:DatatypeConstraintComponent") == 3
    assert [one.line for one in kg.validate(focus="http://x/a").findings] == [4, 7]
    kg.dataset.graph(URIRef("https://w3id.org/unodc-graph/graph/import/mine")).remove(
        (None, URIRef("http://x/r"), None)
    )
    assert [one.line for one in kg.load_report.findings] == [4, 8]
    path.write_text("<http://x/a> <http://x/p> 1 .")
    kg.add(path)
    assert kg.validate().conforms
    assert not kg.load_report.findings


XML: Final = f"""\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://x/">
<rdf:Description rdf:about="http://x/a">
<e:p>1</e:p>
<e:q rdf:datatype="{XSD}integer">abc
</e:q>
</rdf:Description>
</rdf:RDF>
"""
JSON: Final = f"""\
{{"@id": "http://x/a",
"http://x/p": 1,
"http://x/q":
{{"@value": "abc", "@type": "{XSD}integer"}},
"http://x/r": 2
}}
"""
SPELLED: Final = {
    "mine.nt": (f'<http://x/a> <http://x/p> "1" .\n# "abc"\n<http://x/a> <http://x/q> "abc"^^<{XSD}integer> .\n', 3),
    "mine.trig": (f'<http://x/g> {{\n<http://x/a> <http://x/p> 1 ;\n<http://x/q>\n "abc"^^<{XSD}integer> }}', 4),
    "mine.rdf": (XML, 4),
    "mine.jsonld": (JSON, 4),
}


@pytest.mark.parametrize("name", SPELLED)
def test_the_line_is_found_in_each_format(tmp_path: Path, name: str) -> None:
    text, line = SPELLED[name]
    (tmp_path / name).write_text(text)
    (finding,) = ug.load(tmp_path / name, bundled=False).load_report.findings
    assert finding.line == line


def test_a_long_text_before_it_does_not_hold_the_search_up(tmp_path: Path) -> None:
    long = "x\n" * 200_000
    (tmp_path / "mine.ttl").write_text(
        f'<http://x/a> <http://x/p> """{long}""" ;\n<http://x/q> "abc"^^<{XSD}integer> .'
    )
    (finding,) = ug.load(tmp_path / "mine.ttl", bundled=False).load_report.findings
    assert finding.line == 200_002


def test_no_bundled_file_holds_a_literal_that_its_datatype_does_not_allow_or_the_store_does_not_keep() -> None:
    files = [
        *resources.ontology_files(),
        *resources.shape_files(),
        *resources.data_files(),
        *resources.unconfirmed_files(),
        *resources.alignment_files(),
    ]
    assert len(files) > 20
    graph = ox.NamedNode("http://x/g")
    for file in files:
        checked = open_document(file).check(graph)
        wrong = [f"{file}, line {one.line}: {one.quad.object}" for one in checked.ill_typed]
        assert wrong == [], "mend the value, or the datatype"
        assert checked.rewritten == (), f"write the values in {file} as the store keeps them"


def test_a_literal_of_a_bundled_kind_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text(TURTLE)
    checked = open_document(tmp_path / "broken.ttl").check(ox.NamedNode("http://x/g"))
    assert len(list(itertools.chain(checked.ill_typed, checked.rewritten))) == 6


def test_a_folder_keeps_what_was_found(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(TURTLE)
    with ug.load(tmp_path / "mine.ttl", store=tmp_path / "kept", bundled=False) as kg:
        told = str(kg.load_report)
    with ug.load(store=tmp_path / "kept") as kg:
        assert str(kg.load_report) == told
        (tmp_path / "other.ttl").write_text("<http://x/a> <http://x/p> 1 .")
        with pytest.raises(ug.LoadError, match="differently"):
            kg.add(tmp_path / "other.ttl")
