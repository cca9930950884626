"""Six formats, packed or not, from a path, a folder or standard input, told apart by suffix or content."""

from __future__ import annotations

import gzip
import importlib
import io
import os
import re
import sys
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import unodc_graph as ug
from unodc_graph.reading import unpacking
from unodc_graph.reading.formats import by_content, by_suffix, name_without_suffix

zstd = importlib.import_module(unpacking.MODULE_OF_ZSTD)
STATED: Final = [
    ox.Triple(ox.NamedNode("http://x/a"), ox.NamedNode("http://x/p"), ox.Literal("ä 1", language="en")),
    ox.Triple(ox.NamedNode("http://x/a"), ox.NamedNode("http://x/q"), ox.NamedNode("http://x/b")),
    ox.Triple(ox.NamedNode("http://x/b"), ox.NamedNode("http://x/r"), ox.Literal(5)),
]
SUFFIXES: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
PACKERS: Final = {"": bytes, ".gz": gzip.compress, ".zst": zstd.compress}


def written(suffix: str) -> bytes:
    return ox.serialize(STATED, format=SUFFIXES[suffix]) or b""


def stated(kg: ug.KnowledgeGraph) -> set[str]:
    return {line for line in kg.export(format="ntriples", graphs=kg_imports(kg)).splitlines() if line}


def kg_imports(kg: ug.KnowledgeGraph) -> tuple[str, ...]:
    return tuple(str(graph.identifier) for graph in kg.dataset.graphs() if "import/" in graph.identifier)


EXPECTED: Final = {f"{triple} ." for triple in STATED}


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_each_format_is_read_packed_or_not(tmp_path: Path, suffix: str, packer: str) -> None:
    path = tmp_path / f"mine{suffix}{packer}"
    path.write_bytes(PACKERS[packer](written(suffix)))
    kg = ug.load(path, bundled=False)
    assert stated(kg) == EXPECTED
    assert kg.load_report.files[0].graph == "import/mine"


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("name", ["mine", "mine.txt", "mine.dat.gz"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_content_tells_the_format_where_the_suffix_does_not(
    tmp_path: Path, suffix: str, name: str, packer: str
) -> None:
    path = tmp_path / name
    path.write_bytes(PACKERS[packer](written(suffix)))
    assert stated(ug.load(path, bundled=False)) == EXPECTED


def test_a_folder_stands_for_packed_files_too(tmp_path: Path) -> None:
    (tmp_path / "a.nt.gz").write_bytes(gzip.compress(written(".nt")))
    (tmp_path / "B.TTL.ZST").write_bytes(zstd.compress(written(".ttl")))
    (tmp_path / "notes.gz").write_bytes(gzip.compress(b"no RDF"))
    (tmp_path / "LICENSE").write_text("no RDF")
    kg = ug.load(tmp_path, bundled=False)
    assert [file.graph for file in kg.load_report.files] == ["import/B", "import/a"]


@pytest.mark.parametrize("name", ["mine", "mine.xlsx", "mine.ttl", "mine.jsonld"])
@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"PK\x03\x04\x14\x00", "a workbook (.xlsx, .ods)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "a workbook (.xls)"),
        (b"%PDF-1.7\n", "a PDF document"),
    ],
)
def test_a_file_of_another_program_is_told_whatever_its_name(
    tmp_path: Path, name: str, beginning: bytes, kind: str
) -> None:
    (tmp_path / name).write_bytes(beginning + bytes(100))
    with pytest.raises(ug.LoadError, match=re.escape(f"is {kind}")) as caught:
        ug.load(tmp_path / name, bundled=False)
    assert "a table is saved as CSV" in caught.value.reason


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_standard_input_is_read_for_a_dash(monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(written(suffix)))))
    kg = ug.load("-", bundled=False)
    assert stated(kg) == EXPECTED
    assert kg.load_report.files[0].graph == "import/standard-input"


def test_a_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(ug.LoadError, match="cannot be read"):
        ug.load("-", bundled=False)


def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, written(".nt"))
    os.close(writer)
    link = tmp_path / "piped.nt"
    link.symlink_to(f"/dev/fd/{reader}")
    assert stated(ug.load(link, bundled=False)) == EXPECTED
    os.close(reader)


UNKNOWN: Final = {
    "prose": b"A list of what is to be done.",
    "table": b"id,name\n1,one\n",
    "page": b"<!DOCTYPE html><html><body>x</body></html>",
    "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "number": b"42",
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_content_of_no_format_is_refused_with_what_was_expected(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(UNKNOWN[name])
    with pytest.raises(ug.LoadError, match=r"expected \.ttl, \.nt|not in UTF-8"):
        ug.load(tmp_path / name, bundled=False)


@pytest.mark.parametrize(
    ("suffix", "holds"), [(".ttl", ".rdf"), (".jsonld", ".ttl"), (".rdf", ".jsonld"), (".nt", ".nq")]
)
def test_content_of_another_format_than_the_suffix_says_is_told(tmp_path: Path, suffix: str, holds: str) -> None:
    path = tmp_path / f"mine{suffix}"
    content = written(holds) if holds != ".nq" else b"<http://x/a> <http://x/p> <http://x/b> <http://x/g> .\n"
    path.write_bytes(content)
    with pytest.raises(ug.LoadError, match=rf"is not {SUFFIXES[suffix].name}"):
        ug.load(path, bundled=False)
    if suffix != ".rdf":
        with pytest.raises(ug.LoadError, match=rf"looks like .*{SUFFIXES[holds].name}"):
            ug.load(path, bundled=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@prefix a: <http://x/> .", "TriG"),
        ("# a comment\n  PREFIX a: <http://x/>", "TriG"),
        ("BASE <http://x/>", "TriG"),
        ("[] <http://x/p> 1 .", "TriG"),
        ("[ <http://x/p> 1 ] .", "TriG"),
        ("{ <http://x/a> <http://x/p> 1 }", "TriG"),
        ("GRAPH <http://x/g> { }", "TriG"),
        ("( 1 2 ) <http://x/p> 1 .", "TriG"),
        ("a:b a:c a:d .", "TriG"),
        ("<http://x/a> <http://x/p> 1 .", "TriG"),
        ('<http://x/a> <http://x/p> "1" .', "N-Quads"),
        ('_:a <http://x/p> "{ # \\" }"@en <http://x/g> . # why', "N-Quads"),
        ('{"@id": "http://x/a"}', "JSON-LD"),
        ('[{"@id": "http://x/a"}]', "JSON-LD"),
        ("[]", "JSON-LD"),
        ("<?xml version='1.0'?><rdf:RDF/>", "RDF/XML"),
        ("<!-- a comment --><rdf:RDF/>", "RDF/XML"),
        ("<RDF xmlns='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "RDF/XML"),
        ("hello world", None),
        ("<html><body/></html>", None),
        ("id;name", None),
    ],
)
def test_a_format_is_told_by_how_a_text_begins(text: str, expected: str | None) -> None:
    found = by_content(text.encode())
    assert (None if found is None else found.name) == expected


@given(st.binary(max_size=200))
def test_any_content_is_of_some_format_or_of_none(data: bytes) -> None:
    by_content(data)


@pytest.mark.parametrize(
    ("name", "expected", "stem"),
    [
        ("a.ttl", "Turtle", "a"),
        ("a.b.NQ.gz", "N-Quads", "a.b"),
        ("a.owl.zstd", "RDF/XML", "a"),
        ("a.gz", None, "a"),
        ("a", None, "a"),
        (".gz", None, ".gz"),
        ("ttl", None, "ttl"),
    ],
)
def test_a_suffix_tells_the_format_also_before_that_of_a_compression(
    name: str, expected: str | None, stem: str
) -> None:
    found = by_suffix(Path(name))
    assert (None if found is None else found.name, name_without_suffix(Path(name))) == (expected, stem)


# -- unpacking -----------------------------------------------------------------------------


@pytest.mark.parametrize("packer", [".gz", ".zst"])
def test_unpacking_stops_at_the_ratio_and_says_it(tmp_path: Path, packer: str) -> None:
    path = tmp_path / f"bomb.nt{packer}"
    path.write_bytes(PACKERS[packer](b"# nothing\n" * 10_000_000))
    assert path.stat().st_size * unpacking.RATIO < 100_000_000
    with pytest.raises(ug.LoadError, match=r"200 times its own size .* 2,147,483,648 bytes at most"):
        ug.load(path, bundled=False)


def test_unpacking_stops_at_the_size_and_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 100)
    path = tmp_path / "large.nt.gz"
    path.write_bytes(gzip.compress(written(".nt") * 10))
    with pytest.raises(ug.LoadError, match="holds more than 100 bytes"):
        ug.load(path, bundled=False)


def test_a_small_file_may_repeat_itself(tmp_path: Path) -> None:
    path = tmp_path / "small.nt.gz"
    path.write_bytes(gzip.compress(written(".nt") * 50_000))
    assert path.stat().st_size * unpacking.RATIO < len(written(".nt")) * 50_000
    assert stated(ug.load(path, bundled=False)) == EXPECTED


@pytest.mark.parametrize("packer", [".gz", ".zst"])
@pytest.mark.parametrize("damage", [lambda data: data[:-5], lambda data: data[:10] + b"xxxx" + data[14:]])
def test_a_damaged_compression_is_told(tmp_path: Path, packer: str, damage: object) -> None:
    path = tmp_path / f"cut.nt{packer}"
    path.write_bytes(damage(PACKERS[packer](written(".nt"))))  # type: ignore[operator]  # one of a table of functions
    with pytest.raises(ug.LoadError, match="compression cannot be undone"):
        ug.load(path, bundled=False)


def test_several_members_are_one_file(tmp_path: Path) -> None:
    path = tmp_path / "two.nt.gz"
    first, _, rest = written(".nt").partition(b"\n")
    path.write_bytes(gzip.compress(first + b"\n") + gzip.compress(rest))
    assert stated(ug.load(path, bundled=False)) == EXPECTED


def test_without_the_extra_zstd_is_told_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MODULE_OF_ZSTD", "no_such_module")
    path = tmp_path / "mine.nt.zst"
    path.write_bytes(zstd.compress(written(".nt")))
    with pytest.raises(ug.MissingExtraError, match=r"unodc-graph\[zstd\]"):
        ug.load(path, bundled=False)
