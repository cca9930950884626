"""export: six formats, read back equal, whole files or none."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import get_args

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

import unodc_graph as ug
from tests.strategies import XML_TEXTS, graphs
from unodc_graph.export import FORMATS, Format, serialise
from unodc_graph.store import DATA, GraphStore

RDFLIB_NAMES = {
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "json-ld": "json-ld",
    "xml": "xml",
    "turtle": "turtle",
}


def store_of(triples: list[ox.Triple]) -> GraphStore:
    store = GraphStore(lambda _: None)
    store.apply([], [ox.Quad(t.subject, t.predicate, t.object, DATA) for t in triples])
    return store


def as_rdflib(triples: list[ox.Triple] | list[ox.Quad]) -> Graph:
    plain = [ox.Triple(t.subject, t.predicate, t.object) for t in triples]
    return Graph().parse(data=(ox.serialize(plain, format=ox.RdfFormat.N_TRIPLES) or b"").decode(), format="nt")


def read_by_rdflib(text: str, form: str) -> Graph:
    if form in ("nquads", "trig", "json-ld"):
        dataset = Dataset(default_union=True)
        dataset.parse(data=text, format=RDFLIB_NAMES[form])
        merged = Graph()
        merged += dataset.triples((None, None, None))
        return merged
    return Graph().parse(data=text, format=RDFLIB_NAMES[form])


def test_an_empty_name_is_not_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kg = ug.load(bundled=False)
    table = kg.query("SELECT ?s { ?s a owl:Ontology }")
    assert isinstance(table, ug.Table)
    with pytest.raises(ug.ExportError, match="'': is no path: expected the name of a file"):
        kg.export("")
    with pytest.raises(ug.ExportError, match="'': is no path"):
        table.to_csv("")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", FORMATS)
@given(triples=graphs(XML_TEXTS))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_exported_reads_back_as_the_same_graph_in_both_libraries(
    form: Format, triples: list[ox.Triple]
) -> None:
    store = store_of(triples)
    stated = as_rdflib([quad.triple for quad in store.engine])
    try:
        text = serialise(store, form, [DATA])
    except ug.ExportError:
        # Only RDF/XML has properties that it cannot write.
        assert form == "xml"
        return
    assert isomorphic(as_rdflib(list(ox.parse(text, format=FORMATS[form]))), stated)
    assert isomorphic(read_by_rdflib(text, form), stated)


@pytest.mark.parametrize("form", FORMATS)
def test_the_bundled_data_reads_back_equal(kg: ug.KnowledgeGraph, form: Format) -> None:
    text = kg.export(format=form)
    wanted = {quad.triple for quad in ox.parse(kg.export(format="ntriples"), format=ox.RdfFormat.N_TRIPLES)}
    assert len(wanted) > 10_000
    assert {quad.triple for quad in ox.parse(text, format=FORMATS[form])} == wanted


def test_the_formats_are_those_of_the_type() -> None:
    assert tuple(FORMATS) == get_args(Format)


def test_formats_with_names_keep_each_graph_apart(kg: ug.KnowledgeGraph) -> None:
    for form in ("nquads", "trig", "json-ld"):
        quads = ox.parse(kg.export(format=form, graphs=("data", "unconfirmed")), format=FORMATS[form])
        assert {str(quad.graph_name).rpartition("/")[2] for quad in quads} == {"data>", "unconfirmed>"}


@pytest.mark.parametrize(
    ("predicate", "text"),
    [("http://example.org/1", "x"), ("http://example.org/p", "a\x01b"), ("http://example.org/", "x")],
)
def test_rdf_xml_refuses_what_xml_cannot_hold(predicate: str, text: str) -> None:
    store = store_of([ox.Triple(ox.NamedNode("http://x/s"), ox.NamedNode(predicate), ox.Literal(text))])
    with pytest.raises(ug.ExportError, match="RDF/XML cannot hold this graph"):
        serialise(store, "xml", [DATA])


def test_json_ld_of_one_graph_is_read_into_one_graph(kg: ug.KnowledgeGraph) -> None:
    assert len(Graph().parse(data=kg.export(format="json-ld"), format="json-ld")) > 10_000


@pytest.mark.parametrize(
    ("suffix", "begin"), [("ttl", "PREFIX"), ("nt", "<"), ("jsonld", "["), ("rdf", "<?xml"), ("", "PREFIX")]
)
def test_the_suffix_says_the_format_unless_it_is_said(
    kg: ug.KnowledgeGraph, tmp_path: Path, suffix: str, begin: str
) -> None:
    path = tmp_path / f"facts.{suffix}"
    kg.export(path, graphs=("unconfirmed",))
    assert path.read_text(encoding="utf-8").startswith(begin)
    kg.export(path, "ntriples", ("unconfirmed",), force=True)
    assert path.read_text(encoding="utf-8").startswith("<http")


@pytest.mark.parametrize("name", ["facts.csv", "facts.XLSX", "facts.ttl.gz"])
def test_a_name_of_another_kind_of_file_is_refused_unless_the_format_is_said(
    kg: ug.KnowledgeGraph, tmp_path: Path, name: str
) -> None:
    with pytest.raises(ug.ExportError, match=r"is no name of an RDF file: choose one that ends in one of \.ttl, "):
        kg.export(tmp_path / name)
    assert not (tmp_path / name).exists()
    kg.export(tmp_path / name, "turtle", ("unconfirmed",))
    assert (tmp_path / name).exists()


def test_a_file_that_exists_stays_unless_forced(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "out.ttl"
    path.write_text("mine")
    with pytest.raises(ug.ExportError, match="exists already"):
        kg.export(path)
    assert path.read_text() == "mine"
    text = kg.export(path, force=True)
    assert path.read_text(encoding="utf-8") == text
    assert [file.name for file in tmp_path.iterdir()] == ["out.ttl"]


def test_the_longest_name_is_long_enough_and_a_link_stays_a_link(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    longest = tmp_path / ("x" * 251 + ".ttl")
    kg.export(longest)
    link, target = tmp_path / "link.ttl", tmp_path / "target.ttl"
    link.symlink_to(target)
    kg.export(link)
    assert link.is_symlink()
    assert target.read_bytes() == longest.read_bytes()
    with pytest.raises(ug.ExportError, match="exists already"):
        kg.export(link)


def test_a_pipe_is_written_to_and_a_mode_is_kept(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    table = kg.query("SELECT ?c { ugd:office-ROCA ug:city ?c }")
    assert isinstance(table, ug.Table)
    table.to_csv(pipe)
    assert os.read(reader, 100) == b"c\nTashkent\n"
    os.close(reader)
    assert pipe.is_fifo()
    private = tmp_path / "private.ttl"
    private.touch(mode=0o600)
    kg.export(private, force=True)
    assert private.stat().st_mode & 0o777 == 0o600
    loop = tmp_path / "loop.ttl"
    loop.symlink_to(loop)
    with pytest.raises(ug.ExportError, match="cannot be written"):
        kg.export(loop, force=True)


def test_trig_is_canonical_turtle_for_each_graph(kg: ug.KnowledgeGraph) -> None:
    text = kg.export(format="trig", graphs=("unconfirmed", "inferred"))
    head, *blocks = text.split("\n\n<https://w3id.org/unodc-graph/graph/")
    assert head.startswith("PREFIX dcterms:")
    assert [block.split("\n")[0] for block in blocks] == ["inferred> {", "unconfirmed> {"]
    body = kg.export(graphs=("unconfirmed",)).split("\n\n", 1)[1]
    assert body in text


def test_an_iri_that_ends_in_a_dot_is_read_back_by_both_libraries() -> None:
    odd = ox.NamedNode("https://w3id.org/unodc-graph/id/a.")
    store = store_of([ox.Triple(odd, ox.NamedNode("http://example.org/p"), odd)])
    for form in FORMATS:
        assert len(read_by_rdflib(serialise(store, form, [DATA]), form)) == 1


def test_a_file_that_cannot_be_written_is_named_and_leaves_nothing(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    for path in (tmp_path / "no" / "folder.ttl", tmp_path, tmp_path / ("x" * 300)):
        with pytest.raises(ug.ExportError, match=str(path)):
            kg.export(path, force=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "stop", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt("Ctrl-C")], ids=["full disk", "Ctrl-C"]
)
@pytest.mark.parametrize("held", [None, "as it was"])
def test_a_write_that_breaks_off_leaves_no_half_file(
    kg: ug.KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException, held: str | None
) -> None:
    path = tmp_path / "out.ttl"
    if held is not None:
        path.write_text(held)
    before, real = kg.revision, Path.write_text

    def broken(file: Path, text: str, **options: str) -> int:
        real(file, text[: len(text) // 2], **options)
        raise stop

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", broken)
        with pytest.raises((ug.ExportError, KeyboardInterrupt), match=r"No space left on device$|^Ctrl-C$"):
            kg.export(path, force=True)
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == ({} if held is None else {path.name: held})
    assert kg.revision == before
    assert kg.export(path, force=True) == path.read_text()


def test_an_unknown_format_or_graph_is_refused_with_what_there_is(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.ExportError, match="choose one of turtle"):
        kg.export(format="rdfa")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(ug.ParameterError, match="it holds ontology, data"):
        kg.export(graphs=("dta",))
