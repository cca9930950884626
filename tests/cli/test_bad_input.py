from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

WHOLE = '<urn:x:a> <urn:x:b> "c" .\n<urn:x:a> <urn:x:b> <urn:x:d> .\n'


def text(content: str | bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content.encode())


def unreadable(path: Path) -> None:
    if os.geteuid() == 0:
        # Root may read any file; the memory of a process gives an error to everybody.
        path.symlink_to("/proc/self/mem")
    else:
        path.write_text(WHOLE, encoding="utf-8")
        path.chmod(0)


BAD_FILES = {
    "broken Turtle": ("broken.ttl", text('<urn:x:a> <urn:x:b> "c" ;; <urn:x:d .'), "line 1, column"),
    "a cut file": ("cut.ttl", text(WHOLE[:-8]), "line 2, column"),
    "an empty file": ("empty.ttl", text(""), "states nothing"),
    "a binary file": ("binary.ttl", text(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe"), "is not in UTF-8"),
    "another format": ("triples.rdf", text(WHOLE), "is not RDF/XML"),
    "a wrong suffix": ("table.csv", text("a,b\n"), "suffix"),
    "a folder without RDF": ("folder", lambda path: path.mkdir(), "without RDF files"),
    "a missing file": ("missing.ttl", lambda _: None, "does not exist"),
    "an unreadable file": ("unreadable.ttl", unreadable, "cannot be read"),
    "a bad IRI": ("iri.ttl", text("<urn:x:a> <urn:x:b c> <urn:x:d> ."), "line 1, column"),
}


@pytest.mark.parametrize("command", [("query", "ASK {}"), ("export",), ("validate",), ("network", "agents")], ids=str)
@pytest.mark.parametrize("kind", BAD_FILES)
def test_data_that_cannot_be_read_is_a_wrong_call(
    run: Run, tmp_path: Path, kind: str, command: tuple[str, ...]
) -> None:
    name, make, said = BAD_FILES[kind]
    make(tmp_path / name)
    answer = run(*command, "--no-bundled", "--data", tmp_path / name)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"error: {tmp_path / name}")
    assert said in answer.err


def test_a_syntax_error_is_told_with_line_column_and_the_line(run: Run) -> None:
    answer = run("query", "SELECT ?city\nWHERE { ?office ug:city ?city ORDER }")
    assert (answer.status, answer.out) == (2, "")
    head, shown, mark = answer.err.splitlines()
    assert "line 2, column 31" in head
    assert shown == "  WHERE { ?office ug:city ?city ORDER }"
    assert mark.index("^") == 2 + 30


def test_a_syntax_error_after_a_tab_is_marked_below_its_place(run: Run) -> None:
    answer = run("query", "SELECT ?a {\t?a ?b ORDER }")
    _, shown, mark = answer.err.splitlines()
    assert shown[mark.index("^") :].startswith("ORDER")


WRONG_CALLS = {
    "no query": ("query",),
    "two queries": ("query", "ASK {}", "--file", "x.rq"),
    "a missing query file": ("query", "--file", "/nowhere/x.rq"),
    "a folder as query file": ("query", "--file", "/"),
    "an empty query": ("query", ""),
    "an update": ("query", "INSERT DATA { <urn:x:a> <urn:x:b> <urn:x:c> }"),
    "a service": ("query", "SELECT * { SERVICE <http://example.org/> { ?a ?b ?c } }"),
    "an unknown prefix": ("query", "SELECT * { ?a nobody:knows ?b }"),
    "an unknown graph": ("query", "ASK {}", "--graphs", "nothing"),
    "a bad IRI of a graph": ("query", "ASK {}", "--graphs", "http://a b"),
    "a binding without =": ("query", "ASK { ?x ?y ?z }", "--bind", "x"),
    "a binding without a name": ("query", "ASK { ?x ?y ?z }", "--bind", "=x"),
    "a binding given twice": ("query", "ASK { ?x ?y ?z }", "--bind", "x=1", "--bind", "x=2"),
    "a binding of a bad IRI": ("query", "ASK { ?x ?y ?z }", "--bind", "x=<not an iri>"),
    "a binding of a variable that is not there": ("query", "ASK { ?x ?y ?z }", "--bind", "a=1"),
    "an unknown format": ("query", "ASK {}", "--output", "docx"),
    "no catalogue query": ("run",),
    "a missing parameter": ("run", "projects-in-state"),
    "an unknown parameter": ("run", "projects-in-state", "-p", "state=KAZ", "-p", "land=KAZ"),
    "a parameter of the wrong kind": ("run", "projects-in-state", "-p", "state=RERH22"),
    "a parameter that is a bad IRI": ("run", "projects-in-state", "-p", "state=<a b>"),
    "an empty parameter": ("run", "projects-in-state", "-p", "state="),
    "a path that is too long": ("query", "ASK {}", "--data", "x" * 5000),
    "an unknown option": ("export", "--formt", "turtle"),
    "a number that is none": ("network", "agents", "--top", "many"),
    "no edges": ("network", "agents", "--top", "0"),
    "shapes that are missing": ("validate", "--shapes", "/nowhere/shapes.ttl"),
}


@pytest.mark.parametrize(
    "call",
    [
        ("import", ""),
        ("import", "mine.csv", "--export", ""),
        ("query", "ASK {}", "--data", ""),
        ("query", "ASK {}", "--store", ""),
        ("query", "--file", ""),
        ("export", ""),
        ("validate", "--shapes", ""),
        ("template", "states", ""),
        ("format", ""),
        ("tour", "--to", ""),
    ],
    ids=" ".join,
)
def test_an_empty_path_is_not_the_folder_one_stands_in(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: tuple[str, ...]
) -> None:
    (tmp_path / "mine.ttl").write_text("<http://x/b> <http://x/p> 1 . <http://x/a> <http://x/p> 1 .")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    answer = run(*call)
    assert (answer.status, answer.out) == (2, "")
    assert "'' is no path: expected the name of a file or a folder" in answer.err
    assert [file.name for file in tmp_path.iterdir()] == ["mine.ttl"]
    assert (tmp_path / "mine.ttl").read_text().startswith("<http://x/b>")


@pytest.mark.parametrize("kind", WRONG_CALLS)
def test_a_wrong_call_is_told_on_standard_error_with_exit_status_2(run: Run, kind: str) -> None:
    answer = run(*WRONG_CALLS[kind])
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.strip()


@pytest.mark.parametrize("command", [("query", "ASK {}"), ("network", "agents"), ("run", "donors"), ("validate",)])
def test_a_format_that_is_none_is_told_with_those_that_there_are(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    answer = run(*command, "-o", "xml")
    assert (answer.status, answer.out) == (2, "")
    assert "'--output' / '-o': 'xml' is not one of 'table', 'csv', 'json'" in answer.err


@pytest.mark.parametrize("empty", ["", "\n\t ", "\ufeff"])
def test_an_empty_query_is_told_as_such(run: Run, tmp_path: Path, empty: str) -> None:
    (tmp_path / "empty.rq").write_text(empty, encoding="utf-8")
    for answer in (run("query", "-", given=empty), run("query", "--file", tmp_path / "empty.rq")):
        assert (answer.status, answer.out) == (2, "")
        assert answer.err == "error: SPARQL syntax: the query is empty; expected SELECT, ASK, CONSTRUCT or DESCRIBE\n"


def test_shapes_that_are_none_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none.ttl").write_text(WHOLE, encoding="utf-8")
    answer = run("validate", "--shapes", tmp_path / "none.ttl")
    assert answer.status == 2
    assert "no SHACL shape is given; expected a sh:NodeShape" in answer.err


def test_a_query_that_is_no_text_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "binary.rq"
    file.write_bytes(b"ASK { \xff\xfe }")
    for answer in (run("query", "--file", file), run("query", "-", given=file.read_bytes())):
        assert answer.status == 2
        assert "is not UTF-8" in answer.err


def test_a_query_in_another_encoding_is_told_with_how_to_convert_it(run: Run) -> None:
    answer = run("query", "-", given="ASK { ?x rdfs:label 'Региональное представительство'@ru }".encode("cp1251"))
    assert answer.status == 2
    assert answer.err.endswith("; it is probably in WINDOWS-1251, which `iconv -f WINDOWS-1251 -t UTF-8` converts\n")


def test_a_mark_at_the_start_of_a_query_file_is_passed_over(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "marked.rq"
    file.write_bytes(b"\xef\xbb\xbfASK {}")
    assert run("query", "--file", file).out == "true\n"


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("run", "projects-in-stat", "-p", "state=KAZ"), "projects-in-state"),
        (("queries", "projects-in-stat"), "projects-in-state"),
        (("run", "projects-in-state", "-p", "state=Kazakstan"), "Kazakhstan"),
        (("run", "projects-in-state"), "unodc-graph run projects-in-state -p state=KAZ"),
        (("run", "projects-in-state", "-p", "land=KAZ"), "unodc-graph run projects-in-state -p state=KAZ"),
        (("run", "donors", "-p", "state=KAZ"), "unodc-graph run donors\n"),
        (("run", "projects-in-state", "state=KAZ"), "unodc-graph run projects-in-state -p state=KAZ\n"),
        (("run", "projects-in-state", "KAZ"), "unodc-graph run projects-in-state -p state=KAZ\n"),
        (
            ("run", "figures-of-state", "measure=seizures", "-p", "state=a b"),
            "unodc-graph run figures-of-state -p 'state=a b' -p measure=seizures\n",
        ),
        (("run", "donors", "KAZ"), "-p NAME=VALUE"),
        (("run", "acts-of-state", "-p", "state=UNTOC"), "that is an instrument, UNTOC (ugd:instrument-untoc)"),
        (("validate", "--focus", "Kazakstan"), "Kazakhstan"),
    ],
)
def test_a_name_that_nobody_knows_is_answered_with_what_comes_near(
    run: Run, arguments: tuple[str, ...], near: str
) -> None:
    answer = run(*arguments)
    assert (answer.status, answer.out) == (2, "")
    assert near in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "projects-in-state"),
        ("run", "projects-in-state", "-p", "land=KAZ"),
        ("run", "projects-of-programme", "-p", "programme=programme"),
        ("run", "projects-in-state", "-p", "state=e"),
        ("validate", "--focus", "border"),
        ("export", "here.ttl"),
        ("export", "--graphs", "nothing"),
        ("tour", "--to", "here.ttl"),
        ("network", "agent"),
        ("query", "ASK { ?x ?y ?z }", "--bind", "a=1"),
    ],
    ids=" ".join,
)
def test_an_error_speaks_of_options_and_not_of_python(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here.ttl").write_text("mine", encoding="utf-8")
    answer = run(*arguments)
    assert answer.status == 2
    said = answer.err
    assert not re.search(r"\b(kind|force|graphs|bind|shapes|focus)=|\w+='|\bNone\b|\bTrue\b|\(\)", said), said
    assert "force" not in said or "--force" in said


# -- hostile data --------------------------------------------------------------------------

HOSTILE = "[bold red]x[/] \x1b[31m\x1b]0;y\x07 \u202eabc :boom: </td>"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Two agents of one project, with labels that try to steer a terminal."""
    ug = "https://w3id.org/unodc-graph/ontology#"
    rdf, rdfs = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
    label = json.dumps(HOSTILE)
    statements = [f"<urn:x:p> <{rdf}type> <{ug}Project> .", f"<urn:x:p> <{rdfs}label> {label}@en ."]
    for agent in ("a", "b"):
        statements += [
            f"<urn:x:{agent}p> <{ug}agent> <urn:x:{agent}> .",
            f"<urn:x:{agent}p> <{ug}participatesIn> <urn:x:p> .",
            f"<urn:x:{agent}> <{rdfs}label> {label}@en .",
        ]
    path = tmp_path / "hostile.nt"
    path.write_text("\n".join(statements), encoding="utf-8")
    return path


def harmless(text: str) -> bool:
    return not any(char in text for char in "\x1b\x07\u202e")


@pytest.mark.parametrize(
    "command",
    [
        ("query", "SELECT ?p ?label { ?p a ug:Project ; rdfs:label ?label }"),
        ("run", "projects-in-state", "-p", f"state={HOSTILE}"),
        ("network", "agents"),
        ("validate",),
    ],
    ids=lambda command: command[0],
)
def test_data_neither_steers_the_terminal_nor_is_read_as_markup(
    run: Run, hostile: Path, command: tuple[str, ...]
) -> None:
    answer = run(*command, "--no-bundled", "--data", hostile)
    assert harmless(answer.out)
    assert harmless(answer.err)
    assert "[bold red]x[/]" in answer.out + answer.err or command[0] == "validate"


def test_machines_get_the_data_as_it_is(run: Run, hostile: Path) -> None:
    question = "SELECT ?label { ?p a ug:Project ; rdfs:label ?label }"
    answer = run("query", question, "--no-bundled", "--data", hostile, "-o", "json")
    assert json.loads(answer.out) == [{"label": HOSTILE}]
