"""A user's own tables: how they come into a graph, and what is said of those that do not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import unodc_graph as ug
from tests.importers.layout import (
    ACTIVITIES,
    CHECKS,
    FIGURES,
    OBSERVATIONS,
    OFFICES,
    ORGANIZATIONS,
    PROGRAMMES,
    PROJECTS,
    REAL,
    Facts,
    Row,
    changed,
    csv_bytes,
    schemes,
)
from unodc_graph.importers.layouts import LAYOUTS
from unodc_graph.importers.tables import TABLES
from unodc_graph.importers.templates import template

if TYPE_CHECKING:
    from collections.abc import Callable

    Write = Callable[..., Path]

PROJECT: Row = {
    "id": "MINE-1", "title": "Dogs at the border", "themes": "border-control", "countries": "KAZ;UZB",
    "start": "2022-03", "status": "ongoing", "donors": "JPN", "implementing_partners": "ROCA",
    "source_url": "https://example.org/mine", "source_name": "My page", "confidence": "high",
}  # fmt: skip
VISIT: Row = {
    "id": "MINE-2", "type": "study-visit", "title": "Visit to the kennels", "date": "2023-05-04",
    "country_iso3": "KAZ", "project_id": "MINE-1", "participants": "12", "source_url": "https://example.org/visit",
}  # fmt: skip


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write rows of a table into a file of the folder ``tables``."""

    def written(name: str, table: str, *rows: Row) -> Path:
        path = tmp_path / "tables" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(csv_bytes(table, list(rows)))
        return path

    return written


def refused(kg: ug.KnowledgeGraph, path: Path) -> ug.ImportReport:
    """Import what must be refused, see that nothing came in, and give the report."""
    before = kg.revision
    with pytest.raises(ug.ImportDataError) as caught:
        kg.import_tables(path)
    assert kg.revision == before
    assert caught.value.report is not None
    assert caught.value.report.added == 0
    return caught.value.report


def the_only(report: ug.ImportReport) -> ug.Refusal:
    (found,) = report.refused
    return found


# -- what comes in -------------------------------------------------------------------------


def test_a_table_of_ones_own_points_to_what_the_graph_holds(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    report = own_kg.import_tables(write("whatever.csv", PROJECTS, PROJECT))
    assert (report.read, report.added, report.refused, report.warnings) == (1, 1, (), ())
    assert report.graphs == ("import/whatever",)
    assert own_kg.query("ASK { ugd:project-MINE-1 ug:donor ugd:state-JPN ; ug:implementingPartner ugd:office-ROCA }")
    assert own_kg.query("ASK { GRAPH ?graph { ugd:project-MINE-1 ug:inState ugd:state-UZB } }", graphs=report.graphs)
    assert own_kg.validate(focus="MINE-1").conforms


def test_the_tables_of_a_folder_point_to_one_another(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    write("a.csv", ACTIVITIES, VISIT)
    folder = write("deeper/b.CSV", PROJECTS, PROJECT).parent.parent
    report = own_kg.import_tables(folder)
    assert [table.layout for table in report.tables] == ["activities", "projects"]
    assert report.graphs == ("import/a", "import/b")
    assert own_kg.query("ASK { ugd:activity-MINE-2 ug:partOf ugd:project-MINE-1 }")


def test_a_table_points_to_what_was_imported_before(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    own_kg.import_tables(write("projects.csv", PROJECTS, PROJECT))
    assert own_kg.import_tables(write("visits.csv", ACTIVITIES, VISIT)).added == 1


def test_two_files_may_be_the_same_table(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    write("one.csv", PROJECTS, PROJECT)
    folder = write("two.csv", PROJECTS, {**PROJECT, "id": "MINE-9"}).parent
    assert [(table.layout, table.added) for table in own_kg.import_tables(folder).tables] == [("projects", 1)] * 2


def test_order_of_columns_byte_order_mark_and_line_ends_do_not_matter(
    own_kg: ug.KnowledgeGraph, tmp_path: Path
) -> None:
    columns = sorted(TABLES[PROJECTS], reverse=True)
    lines = [",".join(columns), ",".join(PROJECT.get(column, "") for column in columns), ""]
    (tmp_path / "mine.csv").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    assert own_kg.import_tables(str(tmp_path / "mine.csv")).added == 1
    assert own_kg.query('ASK { ugd:project-MINE-1 rdfs:label "Dogs at the border"@en }')


def test_a_column_that_is_not_required_may_be_missing(own_kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("id,title,source_url\nMINE-1,Dogs at the border,https://example.org/mine\n")
    report = own_kg.import_tables(tmp_path / "mine.csv")
    assert [(table.layout, table.added) for table in report.tables] == [("projects", 1)]
    assert own_kg.query('ASK { ugd:project-MINE-1 rdfs:label "Dogs at the border"@en }')


def test_without_the_column_of_sources_rows_are_unconfirmed(own_kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("id,title\nMINE-1,Dogs at the border\n")
    assert own_kg.import_tables(tmp_path / "mine.csv").tables[0].unconfirmed == 1


def test_columns_that_several_tables_may_have_are_told_with_these_tables(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("id,name,type\nMINE-1,Post,border-liaison-office\n")
    problem = the_only(refused(kg, tmp_path / "mine.csv"))
    assert "not those that 'offices' or 'programmes' or 'facilities' may have" in problem.expected


def test_a_required_column_that_is_missing_is_named(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("instrument_id,scope,article\nuntoc,state,Article 38(2)\n")
    problem = the_only(refused(kg, tmp_path / "mine.csv"))
    assert "nearest is 'entry-into-force-rules': with 'counting' (" in problem.expected


def test_a_formula_is_a_text_like_any_other(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    own_kg.import_tables(write("mine.csv", PROJECTS, {**PROJECT, "objective": "=1+1"}))
    assert own_kg.query('ASK { ugd:project-MINE-1 dcterms:description "=1+1"@en }')


def test_a_header_without_rows_is_read_and_said_to_hold_none(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    report = own_kg.import_tables(write("mine.csv", PROJECTS))
    assert (report.read, report.added, report.graphs, report.refused) == (0, 0, (), ())
    assert "0 rows read" in str(report)


def test_a_folder_gives_what_its_tables_give(tmp_path: Path) -> None:
    for table, rows in REAL.items():
        (tmp_path / table).parent.mkdir(exist_ok=True)
        (tmp_path / table).write_bytes(csv_bytes(table, rows))
    kg = ug.load(bundled=False)
    report = kg.import_tables(tmp_path)
    assert report.added == report.read == sum(map(len, REAL.values()))
    wanted = Facts(REAL).files
    confirmed = {str(triple) for name, triples in wanted.items() if name != "unconfirmed.ttl" for triple in triples}
    assert _statements(kg, *report.graphs) == confirmed
    assert _statements(kg, "unconfirmed") == {str(triple) for triple in wanted["unconfirmed.ttl"]}


def test_what_is_imported_twice_stands_once_and_differs_in_nothing(tmp_path: Path) -> None:
    kg = ug.load(bundled=False)
    for table, rows in REAL.items():
        for folder in ("one", "two"):
            path = tmp_path / folder / table
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_bytes(csv_bytes(table, rows))
    one = _statements(kg, *kg.import_tables(tmp_path / "one").graphs)
    again = kg.import_tables(tmp_path / "two")
    assert again.warnings == ()
    assert _statements(kg, *again.graphs) == one


def _statements(kg: ug.KnowledgeGraph, *graphs: str) -> set[str]:
    return {line.removesuffix(" .") for line in kg.export(format="ntriples", graphs=graphs).splitlines()}


# -- what stands there already -------------------------------------------------------------


def test_the_same_path_again_replaces_what_it_said(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    own_kg.import_tables(write("mine.csv", PROJECTS, PROJECT))
    report = own_kg.import_tables(write("mine.csv", PROJECTS, {**PROJECT, "id": "MINE-3"}))
    assert report.graphs == ("import/mine",)
    assert not own_kg.query("ASK { ugd:project-MINE-1 ?p ?o }")
    assert own_kg.query("ASK { ugd:project-MINE-3 a ug:Project }")


def test_a_changed_value_of_the_same_path_is_no_difference_from_the_graph(
    own_kg: ug.KnowledgeGraph, write: Write
) -> None:
    own_kg.import_tables(write("mine.csv", PROJECTS, PROJECT))
    assert own_kg.import_tables(write("mine.csv", PROJECTS, {**PROJECT, "title": "Cats"})).warnings == ()


def test_a_row_about_a_thing_of_the_graph_adds_to_it_and_a_difference_is_told(
    own_kg: ug.KnowledgeGraph, write: Write
) -> None:
    report = own_kg.import_tables(
        write("mine.csv", PROJECTS, {**PROJECT, "id": "TAJH03", "title": "Something else", "donors": ""})
    )
    (title,) = [warning for warning in report.warnings if "rdfs:label" in warning]
    assert "ugd:project-TAJH03 rdfs:label is 'Something else'; the graph has '" in title
    table = own_kg.query("SELECT ?label { ugd:project-TAJH03 rdfs:label ?label FILTER (LANG(?label) = 'en') }")
    assert isinstance(table, ug.Table)
    assert len(table) == 2


def test_a_source_that_the_graph_describes_keeps_its_title(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    known = own_kg.query("SELECT ?url ?title { ?s a ug:Source ; schema:url ?url ; dcterms:title ?title } LIMIT 1")
    assert isinstance(known, ug.Table)
    row = {**PROJECT, "source_url": str(known[0].url), "source_name": "What I call it"}
    assert own_kg.import_tables(write("mine.csv", PROJECTS, row)).warnings == ()
    titles = own_kg.query(
        "SELECT ?title ?also { ?s schema:url ?url ; dcterms:title ?title ; skos:altLabel ?also }",
        bind={"url": known[0].url},
    )
    assert isinstance(titles, ug.Table)
    assert {row.title for row in titles} == {known[0].title}
    assert "What I call it" in {row.also for row in titles}


def test_an_organization_that_the_graph_knows_as_a_state_is_that_state(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    row = {"id": "KAZ", "name": "Kazakhstan", "kind": "donor-government", "roles": "donor", "source_url": PAGE}
    own_kg.import_tables(write("mine.csv", ORGANIZATIONS, row))
    assert not own_kg.query("ASK { ugd:organization-KAZ ?p ?o }")
    assert own_kg.query("ASK { ugd:state-KAZ ug:actsAs ugv:role-donor }")


PAGE = "https://example.org/page"


def test_a_code_that_the_graph_has_for_something_else_is_told(kg: ug.KnowledgeGraph, write: Write) -> None:
    problem = the_only(refused(kg, write("mine.csv", PROJECTS, {**PROJECT, "id": "ROCA"})))
    assert (problem.line, problem.field, problem.value) == (2, "id", "ROCA")
    assert "in the graph it is that of an office, 'UNODC Regional Office for Central Asia'" in problem.expected


def test_a_code_that_makes_the_iri_of_another_is_told(kg: ug.KnowledgeGraph, write: Write) -> None:
    problem = the_only(refused(kg, write("mine.csv", PROGRAMMES, {**REAL[PROGRAMMES][0], "id": "RP.AFG.2011"})))
    assert (problem.field, problem.expected) == ("id", "a code that differs from others in letters or digits")


def test_a_concept_of_the_users_own_is_a_code_of_its_list(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    # The second has no code, so that no row can mean it.
    own_kg.graph.update(
        'INSERT DATA { ugv:theme-dogs skos:inScheme ugv:theme ; dcterms:identifier "dogs" . '
        "ugv:theme-cats skos:inScheme ugv:theme }"
    )
    assert own_kg.import_tables(write("mine.csv", PROJECTS, {**PROJECT, "themes": "dogs"})).added == 1
    assert own_kg.query("ASK { ugd:project-MINE-1 ug:theme ugv:theme-dogs }")


# -- rows without a source -----------------------------------------------------------------


def test_a_row_without_a_source_is_unconfirmed_and_the_report_says_how_many(
    own_kg: ug.KnowledgeGraph, write: Write
) -> None:
    row = {**PROJECT, "source_url": "", "source_name": ""}
    report = own_kg.import_tables(write("mine.csv", PROJECTS, row, {**PROJECT, "id": "MINE-3"}))
    assert (report.added, report.unconfirmed) == (2, 1)
    assert "1 without a source: it is in the graph unconfirmed" in str(report)
    assert not own_kg.query("ASK { ugd:project-MINE-1 ?p ?o }")
    assert own_kg.query("ASK { ugd:project-MINE-1 a ug:Project }", graphs=("unconfirmed",))


def test_what_is_unconfirmed_is_replaced_with_its_file_and_the_rest_stays(
    own_kg: ug.KnowledgeGraph, write: Write
) -> None:
    before = own_kg.export(graphs=("unconfirmed",))
    known = own_kg.query("SELECT ?code { ?s a ug:Organization ; dcterms:identifier ?code }", graphs=("unconfirmed",))
    assert isinstance(known, ug.Table)
    rows = [{"id": str(known[0].code), "name": "x", "kind": "ngo"}, {"id": "MINE-4", "name": "Mine", "kind": "ngo"}]
    path = write("mine.csv", ORGANIZATIONS, *rows)
    assert own_kg.import_tables(path).unconfirmed == 2
    assert own_kg.export(graphs=("unconfirmed",)) != before
    own_kg.import_tables(write("mine.csv", ORGANIZATIONS))
    assert own_kg.export(graphs=("unconfirmed",)) == before


def test_a_thing_without_a_source_that_a_sourced_row_points_to_has_a_label(
    own_kg: ug.KnowledgeGraph, write: Write
) -> None:
    write("a.csv", ORGANIZATIONS, {"id": "MINE-5", "name": "My club", "kind": "ngo", "country_iso3": "KAZ"})
    folder = write("b.csv", PROJECTS, {**PROJECT, "donors": "MINE-5"}).parent
    own_kg.import_tables(folder)
    assert own_kg.query('ASK { ugd:organization-MINE-5 a ug:Organization ; rdfs:label "My club"@en }')
    assert not own_kg.query("ASK { ugd:organization-MINE-5 ug:inState ?state }")


# -- tables that go on from what the graph holds -------------------------------------------


def test_an_observation_of_a_series_of_the_graph_is_one_of_its_figures(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    row = {**REAL[OBSERVATIONS][0], "year": "2031"}
    own_kg.import_tables(write("mine.csv", OBSERVATIONS, row))
    assert own_kg.query(
        "ASK { ?figure ug:inSeries ugd:series-seizures-heroin ; ug:value 706.5 ; ug:start '2031'^^xsd:gYear ; "
        "ug:substance ugv:substance-heroin ; ug:measure ugv:measure-seizure-kg }"
    )
    problem = the_only(refused(own_kg, write("mine.csv", OBSERVATIONS, {**row, "unit": "t"})))
    assert (problem.field, problem.value, problem.expected) == ("unit", "t", "kg, the unit of the series")


def test_a_figure_may_have_a_unit_as_the_graph_writes_it_and_a_second_value_its_own_node(
    own_kg: ug.KnowledgeGraph, write: Write
) -> None:
    held = own_kg.query(
        "SELECT ?figure ?code ?measure ?value ?unit ?year { ?figure ug:unitAsWritten ?unit ; ug:value ?value ; "
        "ug:measure/dcterms:identifier ?measure ; ug:subject/dcterms:identifier ?code ; ug:substance ?substance ; "
        "ug:qualifier ugv:qualifier-exact ; ug:start ?year . FILTER (DATATYPE(?year) = xsd:gYear) } "
        "ORDER BY ?figure LIMIT 1"
    )
    assert isinstance(held, ug.Table)
    one = held[0]
    row = {
        "subject_id": one.code, "measure": one.measure, "year_or_period": str(one.year), "value": str(one.value),
        "unit": one.unit, "qualifier": "exact", "source_url": PAGE,
    }  # fmt: skip
    own_kg.import_tables(write("mine.csv", FIGURES, row, {**row, "value": "123456789"}))
    found = own_kg.query("SELECT ?figure ?value { ?figure ug:value ?value }", graphs=("import/mine",))
    assert isinstance(found, ug.Table)
    nodes = {row.value: row.figure for row in found}
    assert nodes[one.value] == one.figure
    assert nodes[123456789] != one.figure
    assert own_kg.query("ASK { ?figure ug:substance ?substance }", graphs=("import/mine",))


def test_a_budget_that_the_graph_holds_as_a_figure_is_that_figure(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    held = own_kg.query(
        "SELECT ?figure ?code ?value { ?figure ug:measure ugv:measure-project-budget ; ug:value ?value ; "
        "ug:subject ?project ; ug:start ?year ; ug:qualifier ugv:qualifier-exact ; ug:unit ugv:unit-USD . "
        "?project dcterms:identifier ?code } ORDER BY ?figure LIMIT 1"
    )
    assert isinstance(held, ug.Table)
    row = {**PROJECT, "id": str(held[0].code), "budget_usd": str(held[0].value), "donors": ""}
    own_kg.import_tables(write("mine.csv", PROJECTS, row))
    found = own_kg.query("SELECT ?figure { ?figure a ug:Figure }", graphs=("import/mine",))
    assert isinstance(found, ug.Table)
    assert [row.figure for row in found] == [held[0].figure]


def test_a_second_source_goes_to_the_act_of_the_graph(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    own_kg.import_tables(write("mine.csv", CHECKS, REAL[CHECKS][0]))
    assert own_kg.query(
        "ASK { ugd:action-KAZ-untoc-ratification-2008-07-31 ug:source/schema:url <https://example.org/second> }"
    )


# -- what is refused -----------------------------------------------------------------------


def test_every_problem_of_every_file_is_told_with_its_place(kg: ug.KnowledgeGraph, write: Write) -> None:
    write("b.csv", PROJECTS, PROJECT, {**PROJECT, "id": "MINE-3", "start": "2024-13-40", "countries": "Kazakhstan;UZB"})
    folder = write("a.csv", ACTIVITIES, {**VISIT, "participants": "1,5", "audience": "spies"}).parent
    report = refused(kg, folder)
    assert [(Path(one.file).name, one.line, one.field, one.value) for one in report.refused] == [
        ("a.csv", 2, "audience", "spies"),
        ("a.csv", 2, "participants", "1,5"),
        ("b.csv", 3, "countries", "Kazakhstan"),
        ("b.csv", 3, "start", "2024-13-40"),
    ]
    expected = [one.expected for one in report.refused]
    assert "a code of the list 'audience': anti-corruption-officials, " in expected[0]
    assert expected[1] == "a number such as 1200 or 85.5, with a point and no comma; did you mean '1.5'?"
    assert expected[2] == "the code of a state; did you mean 'KAZ' (Kazakhstan)?"
    assert expected[3].startswith("a date such as 2004")


def test_the_error_names_the_first_problem_and_lists_all(kg: ug.KnowledgeGraph, write: Write) -> None:
    path = write("a.csv", PROJECTS, {**PROJECT, "status": "closed", "end": "soon"})
    with pytest.raises(ug.ImportDataError) as caught:
        kg.import_tables(path)
    error = caught.value
    assert (error.file, error.row, error.column, error.value) == (str(path), 2, "end", "soon")
    assert str(error).splitlines()[0] == "1 row read, 0 added; 2 problems: nothing was added."
    assert f"{path}, row 2, column 'status': 'closed' found" in str(error)


def test_to_keep_going_leaves_out_what_is_refused_and_what_points_to_it(
    own_kg: ug.KnowledgeGraph, write: Write
) -> None:
    write("a.csv", ACTIVITIES, VISIT, {**VISIT, "id": "MINE-7", "project_id": ""})
    folder = write("b.csv", PROJECTS, {**PROJECT, "status": "closed"}, {**PROJECT, "id": "MINE-8"}).parent
    report = own_kg.import_tables(folder, keep_going=True)
    assert [(table.read, table.added) for table in report.tables] == [(2, 1), (2, 1)]
    told = {(Path(one.file).name, one.line, one.field): one.expected for one in report.refused}
    assert set(told) == {("a.csv", 2, "project_id"), ("b.csv", 2, "status")}
    assert f"; row 2 of {folder / 'b.csv'} has that code and is refused" in told["a.csv", 2, "project_id"]
    assert own_kg.query("ASK { ugd:activity-MINE-7 a ug:StudyVisit . ugd:project-MINE-8 a ug:Project }")
    assert not own_kg.query("ASK { VALUES ?s { ugd:activity-MINE-2 ugd:project-MINE-1 } ?s ?p ?o }")


def test_a_code_that_stands_twice_in_a_file_is_told(kg: ug.KnowledgeGraph, write: Write) -> None:
    problem = the_only(refused(kg, write("a.csv", PROJECTS, PROJECT, PROJECT)))
    assert (problem.line, problem.field, problem.value) == (3, "id", "MINE-1")


def workbook() -> bytes:
    """Make the beginning of what a spreadsheet saves, whatever the name says."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return data.getvalue()


HEADER = ",".join(TABLES[ACTIVITIES]).encode()
BAD_FILES = [
    (b"", None, "and not an empty file"),
    (b"\n\n", None, "and not an empty file"),
    ("id;название;тема".encode("cp1251"), 1, "text in UTF-8"),
    ("id,name".encode("utf-16"), 1, "not UTF-16"),
    (workbook(), None, "not a workbook (.xlsx, .ods) or another ZIP archive: open it in the program that made it"),
    (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504), None, "not a workbook (.xls)"),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", None, "not a PDF document"),
    (HEADER.replace(b",", b"|"), 1, "commas between the cells, not bars"),
    (HEADER + b",id", 1, "each column once"),
    (HEADER.replace(b"source_url", b"source"), 1, "nearest is 'activities': without 'source' and with 'source_url'"),
    (HEADER + b",colour", 1, "nearest is 'activities': without 'colour'"),
    (b"a,b,c\n1,2,3\n", 1, "the columns of a table: states, instruments,"),
    (HEADER + b"\nA,training\n", 2, "11 cells as in the header, not 2"),
    (HEADER + b"\nA" + b"," * 11 + b"\n", 2, "not 12; what holds a comma or a semicolon stands in quotes"),
    (HEADER + b'\nA,"training"x\n', 2, "a row of CSV"),
    (HEADER + b'\nA,"training\n', 2, "a row of CSV"),
    (HEADER + b"\nA,meeting,T\x00T,,,,,,,,\n", 2, "text without control characters"),
    (HEADER + b"\nA,meeting," + b"x" * 1_000_000 + b",,,,,,,,\n", 2, "cells of at most 131072 characters"),
]


@pytest.mark.parametrize("case", BAD_FILES, ids=lambda case: case[2])
def test_a_file_that_is_no_table_is_told(
    kg: ug.KnowledgeGraph, tmp_path: Path, case: tuple[bytes, int | None, str]
) -> None:
    data, line, expected = case
    (tmp_path / "bad.csv").write_bytes(data)
    problem = the_only(refused(kg, tmp_path / "bad.csv"))
    assert (problem.file, problem.line) == (str(tmp_path / "bad.csv"), line)
    assert expected in problem.expected
    assert len(str(problem)) < 1000


def test_a_file_that_is_no_table_does_not_stop_the_others_if_it_is_to_keep_going(
    own_kg: ug.KnowledgeGraph, write: Write
) -> None:
    path = write("b.csv", PROJECTS, PROJECT)
    (path.parent / "a.csv").write_bytes(b"x;y;z")
    report = own_kg.import_tables(path.parent, keep_going=True)
    assert [(table.layout, table.added) for table in report.tables] == [("", 0), ("projects", 1)]


def test_what_a_file_said_stays_if_it_can_no_longer_be_read(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    path = write("a.csv", PROJECTS, PROJECT)
    own_kg.import_tables(path)
    path.write_bytes(b"x;y;z")
    assert len(own_kg.import_tables(path, keep_going=True).refused) == 1
    assert own_kg.query("ASK { ugd:project-MINE-1 a ug:Project }")


def test_other_files_of_a_folder_are_passed_over_and_told(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    path = write("b.csv", PROJECTS, PROJECT)
    (path.parent / "projects.md").write_text("what the columns mean")
    report = own_kg.import_tables(path.parent)
    assert report.skipped == (str(path.parent / "projects.md"),)
    assert "projects.md" in str(report)


def test_the_folders_of_tools_are_left_alone(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    path = write("b.csv", PROJECTS, PROJECT)
    tools = path.parent / ".venv" / "lib"
    tools.mkdir(parents=True)
    (tools / "numbers.csv").write_text("a,b\n1,2\n")
    report = own_kg.import_tables(path.parent)
    assert [table.file for table in report.tables] == [str(path)]
    assert report.skipped == ()


@pytest.mark.parametrize("place", ["importing.rows_of", "importing.facts_of", "importing.Differences"])
def test_an_interrupt_leaves_the_graph_as_before(
    own_kg: ug.KnowledgeGraph, write: Write, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    path = write("mine.csv", PROJECTS, PROJECT)
    own_kg.import_tables(path)
    write("mine.csv", PROJECTS, {**PROJECT, "id": "MINE-9"})
    before = own_kg.revision, own_kg.export(graphs=("import/mine",)), own_kg.export(graphs=("unconfirmed",))

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(f"unodc_graph.importers.{place}", interrupted)
        with pytest.raises(KeyboardInterrupt):
            own_kg.import_tables(path)
    now = own_kg.revision, own_kg.export(graphs=("import/mine",)), own_kg.export(graphs=("unconfirmed",))
    assert now == before
    own_kg.import_tables(path)
    assert own_kg.query("ASK { ugd:project-MINE-9 a ug:Project . MINUS { ugd:project-MINE-1 a ug:Project } }")


def test_a_folder_with_a_loop_of_links_is_read_once(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    path = write("mine.csv", PROJECTS, PROJECT)
    (path.parent / "below").mkdir()
    (path.parent / "below" / "up").symlink_to(path.parent)
    (path.parent / "self.csv").symlink_to(path.parent / "self.csv")
    problem = the_only(refused(own_kg, path.parent))
    assert (problem.file, problem.expected) == (
        str(path.parent / "self.csv"),
        "a file that can be read (Too many levels of symbolic links)",
    )
    (path.parent / "self.csv").unlink()
    assert own_kg.import_tables(path.parent).added == 1


def test_an_empty_name_is_not_the_folder_one_stands_in(
    kg: ug.KnowledgeGraph, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write("mine.csv", PROJECTS, PROJECT).parent)
    with pytest.raises(ug.ImportDataError, match="'': expected the name of a file or a folder"):
        kg.import_tables("")


@pytest.mark.parametrize("name", ["missing.csv", "folder"])
def test_where_there_is_nothing_to_read_there_is_no_report(kg: ug.KnowledgeGraph, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.txt").write_text("")
    with pytest.raises(ug.ImportDataError, match=name) as caught:
        kg.import_tables(tmp_path / name)
    assert caught.value.report is None


def test_the_file_of_a_node_is_the_table_that_describes_it(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    path = write("mine.csv", OFFICES, {**REAL[OFFICES][0], "id": "MINE-6", "name": "No host state"})
    own_kg.import_tables(path)
    files = {finding.file for finding in own_kg.validate(focus="MINE-6").findings}
    assert files <= {str(path)}


# -- declarations and mappers --------------------------------------------------------------


CODED = [
    (table, column.name, column.form.scheme)
    for table in REAL
    for column in LAYOUTS[table].columns
    if column.form.scheme
]


@pytest.mark.parametrize("place", CODED, ids=lambda place: f"{place[0]}-{place[1]}")
def test_every_code_that_a_template_allows_is_mapped(place: tuple[str, str, str]) -> None:
    table, column, scheme = place
    # What a row says as a whole may not fit the code; the code itself is right.
    assert not [
        problem
        for of, code in schemes().concepts
        if of == scheme and (problem := _problem(changed(table, 0, **{column: code}))) and LIST in problem.expected
    ]


LIST = "a code of the list"


def _problem(rows: dict[str, list[Row]]) -> ug.ImportDataError | None:
    try:
        Facts(rows)
    except ug.ImportDataError as error:
        return error
    return None


# Columns that say something only together with others.
TOGETHER = {
    "m49", "capital_latitude", "capital_longitude", "parties_world", "lat", "lon", "is", "in_file", "date_in_actions",
    "waiting_period_value", "waiting_period_unit", "withdrawal_notice_value", "withdrawal_notice_unit", "lower", "upper",
}  # fmt: skip
OPTIONAL = [
    (table, row, column.name)
    for table, rows in REAL.items()
    for column in LAYOUTS[table].columns
    for row in range(len(rows))
    if rows[row].get(column.name) and not column.required and column.name not in TOGETHER
]
REQUIRED = [(table, column.name) for table in REAL for column in LAYOUTS[table].columns if column.required]


def test_a_cell_may_be_empty_unless_the_template_says_that_it_is_required() -> None:
    # A second source needs the act that it is one of.
    told = [
        (place, problem.file, problem.column)
        for place in OPTIONAL
        if (problem := _problem(changed(place[0], place[1], **{place[2]: ""}))) and problem.file != CHECKS
    ]
    assert told == []
    assert not [place for place in REQUIRED if _problem(changed(place[0], 0, **{place[1]: ""})) is None]


SPREADSHEETS = {
    "semicolons": "{header}\n{row}\n",
    "the separator told above": "sep=;\n{header}\n{row}\n",
    "the byte order mark and the line ends of Windows": "\ufeff{header}\r\n{row}\r\n",
}


@pytest.mark.parametrize("text", SPREADSHEETS.values(), ids=SPREADSHEETS)
@pytest.mark.parametrize("separator", [";", "\t"])
def test_what_a_spreadsheet_saves_is_read(own_kg: ug.KnowledgeGraph, tmp_path: Path, text: str, separator: str) -> None:
    header = separator.join(TABLES[PROJECTS])
    cells = {**dict.fromkeys(TABLES[PROJECTS], ""), **PROJECT, "countries": '"KAZ;UZB"'}
    row = separator.join(cells[name] for name in TABLES[PROJECTS])
    written = text.format(header=header, row=row).replace("sep=;", f"sep={separator}")
    (tmp_path / "a.csv").write_text(written, encoding="utf-8", newline="")
    assert own_kg.import_tables(tmp_path / "a.csv").added == 1
    assert own_kg.query("ASK { ugd:project-MINE-1 ug:inState ugd:state-KAZ, ugd:state-UZB }")


def test_a_column_is_known_in_any_case_and_with_spaces(own_kg: ug.KnowledgeGraph, write: Write) -> None:
    path = write("a.csv", PROJECTS, PROJECT)
    header, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(f"{header.upper().replace('_', ' ')}\n{rest}", encoding="utf-8")
    assert own_kg.import_tables(path).added == 1


MEANT = [
    ("start", "31.12.2024", "; did you mean '2024-12-31'?"),
    ("start", "December 2024", "; did you mean '2024-12'?"),
    ("start", "3/4/2024", "; did you mean '2024-04-03' or '2024-03-04'?"),
    ("start", "2024-5", "; did you mean '2024-05'?"),
    ("budget_usd", "1500\u00a0000", "85.5, without space"),
    ("budget_usd", "about 25", "a number such as 1200 or 85.5"),
    ("budget_usd", "1\u00a0500\u00a0000", "; did you mean '1500000'?"),
    ("budget_usd", "1,500,000.50", "; did you mean '1500000.50'?"),
    ("budget_usd", "1,500", "; did you mean '1500' or '1.500'?"),
    ("themes", "Border control", "; did you mean 'border-control'?"),
    ("status", "Ongoing", "; did you mean 'ongoing'?"),
    ("countries", "Таджикистан", "; did you mean 'TJK' (Tajikistan)?"),
    ("countries", "KAZ, UZB", "the code of a state; several with ';', not ','"),
    ("donors", "nobody at all", "the code of an organization, an office, a state or a regional organization"),
]


@pytest.mark.parametrize(("column", "cell", "told"), MEANT, ids=[cell for _, cell, _ in MEANT])
def test_what_was_meant_is_said(kg: ug.KnowledgeGraph, write: Write, column: str, cell: str, told: str) -> None:
    assert the_only(refused(kg, write("a.csv", PROJECTS, {**PROJECT, column: cell}))).expected.endswith(told)


@pytest.mark.parametrize(
    ("name", "told"), [("trainings", "activities"), ("Treaties", "instruments"), ("project", "projects")]
)
def test_a_table_that_is_called_otherwise_is_told(name: str, told: str) -> None:
    with pytest.raises(ug.ParameterError, match=f"did you mean {told!r}"):
        template(name)


def test_a_word_in_another_case_is_told(kg: ug.KnowledgeGraph, write: Write) -> None:
    report = refused(kg, write("a.csv", ACTIVITIES, {**VISIT, "type": "Study visit"}))
    (told,) = [one.expected for one in report.refused if one.field == "type"]
    assert told.endswith("; did you mean 'study-visit'?")
