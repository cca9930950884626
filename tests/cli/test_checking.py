from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import SH, Graph

import unodc_graph

if TYPE_CHECKING:
    from tests.cli.conftest import Run

BROKEN = """\
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX ug: <https://w3id.org/unodc-graph/ontology#>
PREFIX ugd: <https://w3id.org/unodc-graph/id/>

ugd:figure-x a ug:Figure ; rdfs:label "x"@en .
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A figure without subject, measure and unit."""
    path = tmp_path / "broken.ttl"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def test_the_curated_data_conforms(run: Run) -> None:
    answer = run("validate")
    assert answer.status == 0
    assert "The graph conforms: 0 violations" in answer.out


def test_a_violation_is_told_and_is_exit_status_1(run: Run, broken: Path) -> None:
    answer = run("validate", "--data", broken, "--focus", "ugd:figure-x")
    assert answer.status == 1
    assert "Figure-subject.MinCount" in answer.out
    assert "does not conform" in answer.out


@pytest.mark.parametrize("width", ["40", "80", "120"])
def test_people_read_each_rule_once_with_its_nodes_below_and_every_name_whole(
    run: Run, broken: Path, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    nodes = ("figure-x", "activity-ACT-036", "activity-ACT-040", "instrument-beijing-protocol-2010")
    asked = ["validate", "--data", str(broken), *(part for node in nodes for part in ("--focus", f"ugd:{node}"))]
    shown = run(*asked).out
    found = json.loads(run(*asked, "-o", "json").out)
    assert len({row["focus"] for row in found}) == len(nodes)
    words = shown.split()
    assert {row["rule"] for row in found} <= set(words)
    assert all(words.count(row["rule"]) == 1 for row in found)
    ids = [row["focus"].rpartition("/")[2] for row in found]
    assert [line.partition(":")[2].split()[0] for line in shown.splitlines() if line.startswith("    ")] == ids
    assert " ".join(found[0]["message"].split()) in " ".join(words)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_findings_come_for_machines(run: Run, broken: Path, form: str) -> None:
    answer = run("validate", "--data", broken, "--focus", "ugd:figure-x", "--output", form)
    assert answer.status == 1
    rows = json.loads(answer.out) if form == "json" else list(csv.DictReader(io.StringIO(answer.out)))
    (row,) = (row for row in rows if row["rule"] == "Figure-subject.MinCount")
    assert row["severity"] == "Violation"
    assert row["focus"] == "https://w3id.org/unodc-graph/id/figure-x"


def test_the_standard_report_is_turtle(run: Run, broken: Path) -> None:
    answer = run("validate", "--data", broken, "--focus", "ugd:figure-x", "-o", "turtle")
    assert answer.status == 1
    report = Graph().parse(data=answer.out, format="turtle")
    assert {str(rule) for rule in report.objects(None, SH.sourceShape)} >= {
        "https://w3id.org/unodc-graph/shapes#Figure-subject"
    }


def test_only_the_thing_in_focus_is_checked(run: Run, broken: Path) -> None:
    assert run("validate", "--data", broken, "--focus", "ROCA").status == 0


def test_findings_about_other_things_are_left_out_and_counted(run: Run, broken: Path) -> None:
    answer = run("validate", "--data", broken, "--own")
    assert answer.status == 1
    nodes = [line.split() for line in answer.out.splitlines() if line.startswith("    ")]
    assert {line[0] for line in nodes} == {"ugd:figure-x"}
    assert all(line[-2:] == ["in", str(broken)] for line in nodes)
    assert "Left out, about things of which they state nothing: 0 violations," in answer.out.splitlines()[-1]
    rows = run("validate", "--data", broken, "--own", "-o", "json")
    assert {row["focus"] for row in json.loads(rows.out)} == {"https://w3id.org/unodc-graph/id/figure-x"}
    assert "Left out" in rows.err


def test_shapes_of_the_users_own_are_checked_instead(run: Run, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """\
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX ug: <https://w3id.org/unodc-graph/ontology#>
PREFIX ugd: <https://w3id.org/unodc-graph/id/>

<urn:x:S> a sh:NodeShape ; sh:targetNode ugd:office-ROCA ; sh:property <urn:x:P> .
<urn:x:P> a sh:PropertyShape ; sh:path ug:city ; sh:hasValue "Vienna" ; sh:message "An office is in Vienna."@en .
""",
        encoding="utf-8",
    )
    answer = run("validate", "--shapes", shapes, "-o", "json")
    assert answer.status == 1
    assert [row["message"] for row in json.loads(answer.out)] == ["An office is in Vienna."]


def test_a_thing_in_focus_that_nobody_knows_is_a_wrong_call(run: Run) -> None:
    answer = run("validate", "--focus", "ROCAA")
    assert answer.status == 2
    assert "ROCA" in answer.err


# -- canonical Turtle ----------------------------------------------------------------------

LOOSE = "@prefix ug: <https://w3id.org/unodc-graph/ontology#> . <urn:x:a> ug:city 'b' ; a ug:Office ."
CANONICAL = """\
PREFIX ug: <https://w3id.org/unodc-graph/ontology#>

<urn:x:a>
    a ug:Office ;
    ug:city "b" ;
.
"""


def test_the_files_of_the_project_are_canonical(run: Run) -> None:
    answer = run("format", "--check")
    assert answer.status == 0, answer.out


def test_a_file_that_is_not_canonical_is_named_and_is_exit_status_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "loose.ttl").write_text(LOOSE, encoding="utf-8")
    (tmp_path / "good.ttl").write_text(CANONICAL, encoding="utf-8")
    answer = run("format", "--check", tmp_path)
    assert answer.status == 1
    assert f"{tmp_path / 'loose.ttl'}: is not canonical" in answer.out
    assert "good.ttl" not in answer.out
    assert (tmp_path / "loose.ttl").read_text(encoding="utf-8") == LOOSE


def test_a_file_is_written_in_its_canonical_form_and_then_stays(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "folder" / "loose.ttl"
    path.parent.mkdir()
    path.write_text(LOOSE, encoding="utf-8")
    assert run("format", tmp_path).status == 0
    assert path.read_bytes() == CANONICAL.encode()
    before = path.stat().st_mtime_ns
    assert run("format", path).status == 0
    assert path.stat().st_mtime_ns == before
    assert list(path.parent.iterdir()) == [path]


def test_line_ends_of_another_system_are_not_canonical(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "windows.ttl"
    path.write_bytes(CANONICAL.replace("\n", "\r\n").encode())
    assert run("format", "--check", path).status == 1


def test_a_link_stays_a_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real.ttl").write_text(LOOSE, encoding="utf-8")
    (tmp_path / "link.ttl").symlink_to("real.ttl")
    assert run("format", tmp_path / "link.ttl").status == 0
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real.ttl").read_text(encoding="utf-8") == CANONICAL


def test_a_broken_file_stops_before_any_other_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(LOOSE, encoding="utf-8")
    (tmp_path / "b.ttl").write_text("<urn:x:a> <urn:x:b>", encoding="utf-8")
    answer = run("format", tmp_path)
    assert answer.status == 2
    assert "b.ttl, line 1" in answer.err
    assert (tmp_path / "a.ttl").read_text(encoding="utf-8") == LOOSE


@pytest.mark.parametrize("arguments", [(), ("--check",)], ids=["write", "check"])
def test_what_a_file_loses_is_told(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text("PREFIX ex: <http://example.org/> ex:a ex:b ex:c . # see there", encoding="utf-8")
    (tmp_path / "loose.ttl").write_text(LOOSE, encoding="utf-8")
    lost = "comments are not kept, write remarks as skos:editorialNote; the prefix ex: is not kept"
    assert run("format", *arguments, tmp_path).err == f"{path}: {lost}\n"


@pytest.mark.parametrize("arguments", [[], ["--check"]], ids=["write", "check"])
def test_the_files_of_an_installed_package_stay_as_they_are(tmp_path: Path, arguments: list[str]) -> None:
    root = Path(unodc_graph.__file__).parents[1]
    shutil.copytree(root / "unodc_graph", tmp_path / "unodc_graph", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("ontology", "data", "queries"):
        shutil.copytree(root / folder, tmp_path / "unodc_graph" / "_files" / folder)
    header = tmp_path / "unodc_graph" / "_files" / "ontology" / "unodc.ttl"
    header.write_text(LOOSE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "unodc_graph", "format", *arguments],
        capture_output=True,
        cwd=tmp_path,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: give a path")
    assert header.read_text(encoding="utf-8") == LOOSE


@pytest.mark.parametrize("name", ["missing.ttl", "empty-folder", "other.txt"])
def test_a_path_that_is_no_turtle_is_a_wrong_call(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    (tmp_path / "other.txt").write_text(CANONICAL, encoding="utf-8")
    answer = run("format", tmp_path / name)
    assert (answer.status, answer.out) == (2, "")
    assert str(tmp_path / name) in answer.err
