"""load and add: six formats, all or nothing, and clear errors."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

import unodc_graph as ug

GRAPHS = "https://w3id.org/unodc-graph/graph/"
THING = URIRef("http://example.org/thing")
TURTLE = '<http://example.org/thing> <http://example.org/p> "value"@en , <http://example.org/other> .\n'
SUFFIXES = {
    ".ttl": "turtle",
    ".nt": "nt",
    ".nq": "nquads",
    ".trig": "trig",
    ".jsonld": "json-ld",
    ".rdf": "xml",
    ".xml": "xml",
}


def names(kg: ug.KnowledgeGraph) -> list[str]:
    return [str(graph.identifier).removeprefix(GRAPHS) for graph in kg.dataset.graphs() if "import" in graph.identifier]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_each_format_is_read_by_its_suffix(tmp_path: Path, suffix: str) -> None:
    source = Graph().parse(data=TURTLE, format="turtle")
    path = tmp_path / f"mine{suffix}"
    if SUFFIXES[suffix] in ("nquads", "trig"):
        path.write_text(
            TURTLE.replace(",", ";\n<http://example.org/p>")
            if suffix == ".trig"
            else "".join(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in source)
        )
    else:
        source.serialize(path, format=SUFFIXES[suffix], encoding="utf-8")
    kg = ug.load(path, bundled=False)
    assert isomorphic(kg.dataset.graph(URIRef(f"{GRAPHS}import/mine")), source)


def test_a_folder_stands_for_the_files_below_it(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "a.ttl").write_text(TURTLE)
    (tmp_path / "below" / "b.TTL").write_text(TURTLE)
    (tmp_path / "notes.txt").write_text("not RDF")
    assert names(ug.load(tmp_path, bundled=False)) == ["import/a", "import/b"]


def test_another_file_of_the_same_name_gets_a_graph_of_its_own(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "my data.ttl").write_text(TURTLE.replace("value", folder))
    kg = ug.load(tmp_path / "one", tmp_path / "two", bundled=False, on_duplicate="merge")
    assert names(kg) == ["import/my%20data", "import/my%20data-2"]


def test_the_same_path_again_replaces_its_graph(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(TURTLE)
    kg = ug.load(path, bundled=False)
    path.write_text(TURTLE.replace("value", "newer"))
    assert kg.add(path) == (URIRef(f"{GRAPHS}import/mine"),)
    labels = kg.query("SELECT ?o WHERE { <http://example.org/thing> ?p ?o FILTER isLiteral(?o) }")
    assert isinstance(labels, ug.Table)
    assert [row.o for row in labels] == ["newer"]


def test_a_file_named_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.ttl").write_text("[] <http://x/p> 1 .")
    monkeypatch.chdir(tmp_path)
    kg = ug.load("mine.ttl", tmp_path / "mine.ttl", tmp_path, bundled=False)
    assert names(kg) == ["import/mine"]
    assert len(list(kg.graph.subjects(URIRef("http://x/p")))) == 1


def test_a_graph_written_by_hand_is_not_taken_for_that_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(TURTLE)
    kg = ug.load(bundled=False)
    kg.dataset.graph(URIRef(f"{GRAPHS}import/mine")).add((THING, URIRef("http://x/by-hand"), THING))
    assert kg.add(tmp_path / "mine.ttl") == (URIRef(f"{GRAPHS}import/mine-2"),)
    assert kg.query("ASK { ?s <http://x/by-hand> ?s ; <http://example.org/p> 'value'@en }") is True


def test_an_empty_name_is_not_the_folder_one_stands_in() -> None:
    with pytest.raises(ug.LoadError, match="is no path"):
        ug.load("")


def test_graphs_inside_a_file_are_numbered_and_keep_their_names(tmp_path: Path) -> None:
    path = tmp_path / "mine.trig"
    path.write_text(
        "<http://x/s> <http://x/p> 0 . GRAPH <http://x/g> { <http://x/s> <http://x/p> 1 } GRAPH <http://x/h> { <http://x/s> <http://x/p> 2 }"
    )
    kg = ug.load(path, bundled=False)
    assert names(kg) == ["import/mine", "import/mine/1", "import/mine/2"]
    table = kg.query("SELECT ?g ?original WHERE { ?g ug:originalGraph ?original } ORDER BY ?g")
    assert isinstance(table, ug.Table)
    assert [(str(g).removeprefix(GRAPHS), str(original)) for g, original in table] == [
        ("import/mine/1", "http://x/g"),
        ("import/mine/2", "http://x/h"),
    ]


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.ttl").write_text(f'_:x <http://x/p> "{name}" .')
    kg = ug.load(tmp_path, bundled=False)
    table = kg.query("SELECT DISTINCT ?s WHERE { ?s <http://x/p> ?o }")
    assert isinstance(table, ug.Table)
    assert len(table) == 2


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + TURTLE.encode())
    assert ug.load(path, bundled=False).query("ASK { <http://example.org/thing> ?p ?o }") is True


BROKEN = {
    "broken.ttl": (b"<http://x/a> <http://x/b> .", "line 1"),
    "cut.ttl": (b'<http://x/a> <http://x/b> "never closed', "line 1"),
    "later.ttl": (b'<http://x/a> <http://x/b> "c" .\n<http://x/a> <http://x/b c> "d" .\n', "line 2"),
    "relative.nt": (b"<a> <http://x/b> <http://x/c> .", "line 1"),
    "empty.ttl": (b"", "states nothing"),
    "comment.ttl": (b"# only a comment\n", "states nothing"),
    "binary.ttl": (bytes(range(256)), "is no text, or is in UTF-16"),
    "cut.jsonld": (b'{"@id": "http://x/a", ', "not JSON-LD"),
    "remote.jsonld": (
        b'{"@context": "http://127.0.0.1:9/c", "name": "x"}',
        "JSON-LD context that stands elsewhere, and nothing is fetched",
    ),
    "cut.rdf": (b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>", "not RDF/XML"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_and_nothing_is_loaded(tmp_path: Path, name: str) -> None:
    good, bad = tmp_path / "good.ttl", tmp_path / name
    good.write_text(TURTLE)
    content, expected = BROKEN[name]
    bad.write_bytes(content)
    kg = ug.load(bundled=False)
    before = kg.revision, len(kg.graph)
    with pytest.raises(ug.LoadError, match=expected) as caught:
        kg.add(good, bad)
    assert str(bad) in str(caught.value)
    assert caught.value.file == str(bad)
    assert (kg.revision, len(kg.graph)) == before


def test_paths_that_hold_no_rdf_are_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("A list of what is to be done.")
    (tmp_path / "empty").mkdir()
    for path, expected in (
        (tmp_path / "notes.txt", "suffix"),
        (tmp_path / "empty", "folder without RDF files"),
        (tmp_path / "missing.ttl", "does not exist"),
    ):
        with pytest.raises(ug.LoadError, match=expected):
            ug.load(path)


@pytest.mark.parametrize("name", ["a" * 300 + ".ttl", "nul\0.ttl"])
def test_a_name_that_no_file_can_have_is_an_error_of_the_library(name: str) -> None:
    with pytest.raises(ug.LoadError, match="cannot be read"):
        ug.load(name, bundled=False)


def test_a_name_that_is_no_utf8_names_a_graph(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path / "w") + b"\xff.ttl"))
    path.write_text(TURTLE)
    assert names(ug.load(path, bundled=False)) == ["import/w%FF"]


def test_a_triple_term_is_refused_and_not_turned_into_something_else(tmp_path: Path) -> None:
    path = tmp_path / "star.ttl"
    for term in ("<<( <http://x/c> <http://x/d> <http://x/e> )>>", '"x"@en--ltr'):
        path.write_text(f"<http://x/a> <http://x/b> {term} .")
        with pytest.raises(ug.LoadError, match="triple as a term"):
            ug.load(path, bundled=False)


def test_a_path_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    # A pipe without a writer would wait; a link to itself cannot be read by anyone, root included.
    loop = tmp_path / "loop.ttl"
    loop.symlink_to(loop)
    with pytest.raises(ug.LoadError, match="cannot be read"):
        ug.load(loop)


def test_without_the_bundled_data_only_ontology_shapes_and_rules_are_there() -> None:
    kg = ug.load(bundled=False)
    assert kg.query("ASK { ug:Office a owl:Class }") is True
    assert kg.query("ASK { ?office a ug:Office }") is False
