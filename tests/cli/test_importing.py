from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import unodc_graph as ug
from unodc_graph.importers.layouts import LAYOUTS

if TYPE_CHECKING:
    from tests.cli.conftest import Run

VISITS = Path(__file__).with_name("visits.csv")
WRONG = (
    "id,type,title,date,place,country_iso3,project_id,audience,participants,organizers,source_url\n"
    "MY-1,study-visit,Visit,2024-05,Osh,KGZ,,customs,12,ROCA,https://example.org/a\n"
    "MY-2,outing,Visit,2024-05,Osh,Kirgizia,,customs,12,ROCA,https://example.org/a\n"
)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.csv"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_a_template_that_is_filled_in_comes_in_is_seen_conforms_and_goes_out(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("template", "projects", "projects.csv").status == 0
    with Path("projects.csv").open("a", encoding="utf-8") as table:
        columns = Path("projects.csv").read_text(encoding="utf-8").strip().split(",")
        cells = {"id": "MINE-1", "title": "Dogs", "countries": "KAZ", "start": "2022", "source_url": "https://e.org/x"}
        table.write(",".join(cells.get(column, "") for column in columns) + "\n")
    said = run("import", ".", "--export", "mine.ttl")
    assert (said.status, said.err) == (0, "")
    assert "projects.csv (projects): 1 row read, 1 added; " in said.out
    assert "passed over, because not .csv: projects.md" in said.out
    asked = run("run", "projects-in-state", "-p", "state=KAZ", "--data", "mine.ttl", "--output", "csv")
    assert "https://w3id.org/unodc-graph/id/project-MINE-1,Dogs" in asked.out
    assert run("validate", "--data", "mine.ttl", "--focus", "MINE-1").status == 0
    exported = run("export", "--data", "mine.ttl", "--graphs", "import/mine").out
    assert exported == Path("mine.ttl").read_text(encoding="utf-8")


# -- import --------------------------------------------------------------------------------


def test_an_import_says_what_was_read_and_added(run: Run) -> None:
    said = run("import", VISITS)
    assert said.status == 0
    assert said.out.splitlines()[-1] == "1 row read, 1 added."


def test_what_is_refused_is_told_and_nothing_is_written(run: Run, wrong: Path, tmp_path: Path) -> None:
    said = run("import", wrong, "--export", tmp_path / "out.ttl")
    assert said.status == 1
    assert said.out.splitlines()[-1] == "2 rows read, 0 added; 2 problems: nothing was added."
    assert f"{wrong}, row 3, column 'country_iso3': 'Kirgizia' found" in said.out
    assert not (tmp_path / "out.ttl").exists()


def test_to_keep_going_writes_what_is_right_and_still_says_that_the_data_is_wrong(
    run: Run, wrong: Path, tmp_path: Path
) -> None:
    said = run("import", wrong, "--keep-going", "--export", tmp_path / "out.ttl")
    assert said.status == 1
    assert said.out.splitlines()[-1] == "2 rows read, 1 added; 2 problems: the rows concerned are left out."
    kg = ug.load(tmp_path / "out.ttl", bundled=False)
    assert kg.query("ASK { ugd:activity-MY-1 a ug:StudyVisit }")
    assert not kg.query("ASK { ugd:activity-MY-2 ?p ?o }")


def test_the_problems_go_to_machines_as_csv_and_the_whole_report_as_json(run: Run, wrong: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("import", wrong, "--output", "csv").out)))
    assert [(row["line"], row["field"], row["value"]) for row in rows] == [
        ("3", "type", "outing"),
        ("3", "country_iso3", "Kirgizia"),
    ]
    report = json.loads(run("import", wrong, "-o", "json", "--keep-going").out)
    assert (report["read"], report["added"], len(report["refused"])) == (2, 1, 2)
    assert report["tables"][0]["layout"] == "activities"
    assert report["graphs"] == ["import/wrong"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("missing.csv",), "missing.csv: expected a file or folder that can be read"), ((".",), "at least one CSV file")],
)
def test_a_path_with_nothing_to_read_is_a_wrong_call(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run("import", *arguments)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err


def test_a_file_that_exists_is_replaced_only_by_force(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.ttl"
    path.write_text("mine", encoding="utf-8")
    refused = run("import", VISITS, "--export", path)
    assert (refused.status, refused.out) == (2, "")
    assert "exists already" in refused.err
    assert run("import", VISITS, "--export", path, "--force").status == 0
    assert "activity-MY-1" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nowhere/out.ttl", "cannot be written: there is no folder"),
        ("folder", "cannot be written: it is a folder"),
        ("out.xlsx", "is no name of an RDF file"),
        ("visits.csv/out.ttl", "cannot be written: there is no folder"),
    ],
)
def test_a_target_that_cannot_be_written_is_told_before_anything_is_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("visits.csv").write_bytes(VISITS.read_bytes())
    answer = run("import", "visits.csv", "--export", target, "--force")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"error: {target}: {said}")


def test_where_no_row_came_in_no_file_is_written_and_that_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none.csv").write_text(run("template", "projects").out, encoding="utf-8")
    said = run("import", tmp_path / "none.csv", "--export", tmp_path / "out.ttl")
    assert (said.status, said.out.splitlines()[-1]) == (0, "0 rows read, 0 added.")
    assert "not written, because no row with a source was added" in said.err
    assert not (tmp_path / "out.ttl").exists()


def test_a_table_that_is_given_as_data_is_answered_with_the_command_for_tables(run: Run) -> None:
    answer = run("validate", "--data", VISITS)
    assert answer.status == 2
    assert "`unodc-graph import` brings tables in" in answer.err


# -- template ------------------------------------------------------------------------------


def test_without_a_name_the_templates_are_listed(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("template", "--output", "csv").out)))
    assert {row["template"] for row in rows} == {layout.name for layout in LAYOUTS.values()} - {"actions-world"}


@pytest.mark.parametrize("name", sorted(layout.name for layout in LAYOUTS.values()))
def test_every_template_is_a_table_that_import_knows(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "any.csv").write_text(run("template", name).out, encoding="utf-8")
    (table,) = ug.load(bundled=False).import_tables(tmp_path / "any.csv").tables
    assert (table.layout, table.read) == ("actions" if name == "actions-world" else name, 0)


@pytest.mark.parametrize("name", sorted(layout.name for layout in LAYOUTS.values()))
def test_every_column_is_explained_with_the_codes_that_may_stand_in_it(
    run: Run, kg: ug.KnowledgeGraph, name: str
) -> None:
    rows = list(csv.DictReader(io.StringIO(run("template", name, "--explain", "-o", "csv").out)))
    (layout,) = (layout for layout in LAYOUTS.values() if layout.name == name)
    assert [row["column"] for row in rows] == list(layout.header)
    for row, column in zip(rows, layout.columns, strict=True):
        assert row["meaning"]
        assert row["what may stand there"]
        if column.form.scheme:
            codes = kg.query(
                "SELECT ?code { ?s skos:inScheme ?scheme ; dcterms:identifier ?code }",
                bind={"scheme": ug.UGV[column.form.scheme]},
            )
            assert isinstance(codes, ug.Table)
            assert all(str(code.code) in row["what may stand there"] for code in codes)


def test_what_lies_beside_a_written_template_explains_it(run: Run, tmp_path: Path) -> None:
    assert run("template", "activities", tmp_path / "mine.csv").status == 0
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == run("template", "activities").out
    guide = (tmp_path / "mine.md").read_text(encoding="utf-8")
    assert "| `type` *required* | Kind of activity | one of: training, meeting," in guide
    assert "| `customs` | customs officers |" in guide
    refused = run("template", "activities", tmp_path / "mine.csv")
    assert refused.status == 2
    assert "exists already" in refused.err


def test_a_template_that_does_not_exist_is_answered_with_the_nearest(run: Run) -> None:
    answer = run("template", "project")
    assert (answer.status, answer.out) == (2, "")
    assert "did you mean 'projects'?" in answer.err
