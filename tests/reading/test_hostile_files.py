"""Files that would lead out of themselves, or end the process: refused, and the graph stays as it was."""

from __future__ import annotations

import gzip
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import pytest

import unodc_graph as ug
from unodc_graph.reading.depth import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD: Final = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://x/">'
TAIL: Final = b"</rdf:RDF>"
NODE: Final = b'<rdf:Description rdf:about="http://x/a"><e:p>%b</e:p></rdf:Description>'


def xml(content: bytes, before: bytes = b"") -> bytes:
    return before + HEAD + NODE % content + TAIL


def loaded(tmp_path: Path, name: str, data: bytes) -> ug.KnowledgeGraph:
    (tmp_path / name).write_bytes(data)
    return ug.load(tmp_path / name, bundled=False)


def refused(tmp_path: Path, name: str, data: bytes, reason: str) -> ug.LoadError:
    """Load a file that is refused into a graph that holds something, which stays as it was."""
    kg = ug.load(bundled=False)
    before = kg.revision, kg.export(format="nquads", graphs=("ontology", "shapes"))
    (tmp_path / "good.nt").write_bytes(b"<http://x/good> <http://x/p> <http://x/b> .\n")
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ug.LoadError, match=reason) as caught:
        kg.add(tmp_path / "good.nt", tmp_path / name)
    assert (kg.revision, kg.export(format="nquads", graphs=("ontology", "shapes"))) == before
    assert kg.query("ASK { GRAPH ?g { <http://x/good> ?p ?o } }") is False
    assert not kg.load_report.files
    return caught.value


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """The addresses and files beside the tests that Python opens; the engine has no way to open any."""
    opened: list[str] = []

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if active and event in ("socket.connect", "socket.getaddrinfo"):
            opened.append(str(arguments))
        if active and event == "open" and "secret" in str(arguments[0]):
            opened.append(str(arguments[0]))

    active: list[bool] = []
    sys.addaudithook(hook)
    (tmp_path / "secret.jsonld").write_text('{"@context": {"name": "http://x/name"}}')
    monkeypatch.chdir(tmp_path)
    active.append(True)

    def seen() -> list[str]:
        active.clear()
        return opened

    return seen


# -- what a document names elsewhere -------------------------------------------------------

CONTEXTS: Final = {
    "remote": b'{"@context": "http://127.0.0.1:9/c", "@id": "http://x/a", "name": "x"}',
    "file": b'{"@context": "file:secret.jsonld", "@id": "http://x/a", "name": "x"}',
    "beside": b'{"@context": "secret.jsonld", "@id": "http://x/a", "name": "x"}',
    "in a list": b'{"@context": [{"n": "http://x/n"}, "secret.jsonld"], "@id": "http://x/a", "name": "x"}',
    "import": b'{"@context": {"@version": 1.1, "@import": "secret.jsonld"}, "@id": "http://x/a", "name": "x"}',
    "scoped": b'{"@context": {"name": {"@id": "http://x/n", "@context": "secret.jsonld"}}, "name": {"name": "x"}}',
    "in a node": b'{"@id": "http://x/a", "http://x/p": {"@context": "secret.jsonld", "name": "x"}}',
}


@pytest.mark.parametrize("name", CONTEXTS)
def test_a_context_that_stands_elsewhere_is_never_fetched(
    tmp_path: Path, watched: Callable[[], list[str]], name: str
) -> None:
    refused(tmp_path, "mine.jsonld", CONTEXTS[name], "nothing is fetched: write the context into the file")
    assert not watched()


def test_a_context_in_the_file_is_used(tmp_path: Path) -> None:
    kg = loaded(tmp_path, "mine.jsonld", b'{"@context": {"name": "http://x/n"}, "@id": "http://x/a", "name": "x"}')
    assert kg.query("ASK { <http://x/a> <http://x/n> 'x' }") is True


LAUGHS: Final = (
    b'<!DOCTYPE r [<!ENTITY a "ha">'
    + b"".join(
        b'<!ENTITY %b "%b">' % (bytes([99 + n]), b"&%b;" % bytes([97 if n < 1 else 98 + n]) * 10) for n in range(9)
    )
    + b"]>"
)
TYPES: Final = {
    "billion laughs": xml(b"&k;", LAUGHS),
    "entity": xml(b"&x;", b'<!DOCTYPE r [<!ENTITY x "hello">]>'),
    "external entity": xml(b"&x;", b'<!DOCTYPE r [<!ENTITY x SYSTEM "secret.jsonld">]>'),
    "external type": xml(b"x", b'<!DOCTYPE r SYSTEM "secret.jsonld">'),
    "remote type": xml(b"x", b'<!DOCTYPE r PUBLIC "x" "http://127.0.0.1:9/dtd">'),
    "parameter entity": xml(b"x", b'<!DOCTYPE r [<!ENTITY % x SYSTEM "secret.jsonld"> %x;]>'),
    "attribute default": xml(b"x", b'<!DOCTYPE r [<!ATTLIST e:p e:q CDATA "y">]>'),
}


@pytest.mark.parametrize("name", TYPES)
def test_a_document_type_is_refused_where_it_stands(
    tmp_path: Path, watched: Callable[[], list[str]], name: str
) -> None:
    error = refused(tmp_path, "mine.rdf", b"<?xml version='1.0'?>\n" + TYPES[name], "holds a document type")
    assert error.line == 2
    assert not watched()


@pytest.mark.parametrize(
    "text",
    [
        b"<http://x/a> <http://www.w3.org/2002/07/owl#imports> <file:secret.jsonld> , <http://127.0.0.1:9/x> .",
        b"<javascript:alert(1)> <http://x/p> <file:///etc/passwd> , <data:text/html,x> .",
    ],
)
def test_an_address_in_the_data_is_kept_and_never_followed(
    tmp_path: Path, watched: Callable[[], list[str]], text: bytes
) -> None:
    kg = loaded(tmp_path, "mine.ttl", text)
    kept = kg.export(format="ntriples", graphs=("import/mine",))
    assert kept.count("\n") == 2
    kg.validate()
    assert all(address in kept for address in ("<file:",))
    assert not watched()


def test_an_instruction_in_xml_is_not_followed(tmp_path: Path, watched: Callable[[], list[str]]) -> None:
    kg = loaded(tmp_path, "mine.rdf", xml(b"x", b'<?xml-stylesheet href="secret.jsonld"?>'))
    assert kg.query("ASK { <http://x/a> <http://x/p> 'x' }") is True
    assert not watched()


# -- depth and size ------------------------------------------------------------------------


def nested(levels: int) -> dict[str, bytes]:
    return {
        "objects.jsonld": b'{"http://x/p":' * levels + b"1" + b"}" * levels,
        "lists.jsonld": b'{"@id":"http://x/a","http://x/p":' + b"[" * (levels - 1) + b"1" + b"]" * (levels - 1) + b"}",
        "context.jsonld": b'{"@context":'
        + b'{"a":{"@id":"http://x/a","@context":' * (levels // 2)
        + b"{}"
        + b"}}" * (levels // 2)
        + b',"@id":"http://x/a"}',
        "unclosed.jsonld": b'{"http://x/p":' * levels,
        "elements.rdf": HEAD + b"<e:A><e:p>" * levels + b"</e:p></e:A>" * levels + TAIL,
        "triples.ttl": b"<http://x/a> <http://x/p> "
        + b"<<( <http://x/a> <http://x/b> " * levels
        + b"1"
        + b" )>>" * levels
        + b" .",
        "triples.nt": b"<http://x/a> <http://x/p> "
        + b"<<( <http://x/a> <http://x/b> " * levels
        + b"<http://x/c>"
        + b" )>>" * levels
        + b" .",
    }


@pytest.mark.parametrize("levels", [DEEPEST + 4, 4_000, 100_000])
@pytest.mark.parametrize("name", nested(1))
def test_what_nests_deeper_than_500_is_refused_before_it_reaches_the_engine(
    tmp_path: Path, name: str, levels: int
) -> None:
    refused(tmp_path, name, nested(levels)[name], "deeper than 500 levels")


def test_500_levels_are_read(tmp_path: Path) -> None:
    assert loaded(tmp_path, "deep.jsonld", nested(DEEPEST)["objects.jsonld"]).load_report.statements == DEEPEST


def test_brackets_in_texts_are_no_depth(tmp_path: Path) -> None:
    brackets = b"{[" * 1_000
    text = b'{"@id": "http://x/a", "http://x/p": ["\\"%b", "\\\\"], "http://x/q": "%b"}' % (brackets, brackets)
    assert loaded(tmp_path, "mine.jsonld", text).load_report.statements == 3
    text = b"<http://x/a> <http://x/p> '<<( %b' . # %b\n" % (b"<<( " * 1_000, b"<<( " * 1_000)
    assert loaded(tmp_path, "mine.ttl", text).load_report.statements == 1


def test_nodes_in_turtle_may_nest_as_they_like(tmp_path: Path) -> None:
    deep = 20_000
    text = b"<http://x/a> <http://x/p> " + b"[ <http://x/p> " * deep + b"1" + b" ]" * deep + b" ."
    assert loaded(tmp_path, "mine.ttl", text).load_report.statements == deep + 1


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".jsonld"])
def test_a_literal_of_50_megabytes_is_refused_with_the_limit(tmp_path: Path, suffix: str) -> None:
    text = b"x" * 50_000_000
    data = b'{"@id": "http://x/a", "http://x/p": "%b"}' if suffix == ".jsonld" else b'<http://x/a> <http://x/p> "%b" .'
    refused(tmp_path, f"mine{suffix}", data % text, "longer than 16 MiB")


def test_a_literal_of_50_megabytes_in_xml_is_kept(tmp_path: Path) -> None:
    kg = loaded(tmp_path, "mine.rdf", xml(b"x" * 50_000_000))
    assert kg.query("ASK { <http://x/a> <http://x/p> ?o FILTER(STRLEN(?o) = 50000000) }") is True


def test_a_literal_of_15_megabytes_is_kept(tmp_path: Path) -> None:
    kg = loaded(tmp_path, "mine.ttl", b'<http://x/a> <http://x/p> "%b" .' % (b"x" * 15_000_000))
    assert kg.query("ASK { <http://x/a> <http://x/p> ?o FILTER(STRLEN(?o) = 15000000) }") is True


def test_100_000_prefixes_are_read(tmp_path: Path) -> None:
    prefixes = "".join(f"@prefix p{number}: <http://x/{number}/> .\n" for number in range(100_000))
    kg = loaded(tmp_path, "mine.ttl", f"{prefixes}p1:a p99999:b p2:c .".encode())
    assert kg.query("ASK { <http://x/1/a> <http://x/99999/b> <http://x/2/c> }") is True


# -- letters -------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "latin-1", "cp1251", "koi8-r"])
@pytest.mark.parametrize("name", ["mine.ttl", "mine.nt", "mine.jsonld", "mine.rdf", "mine"])
def test_another_encoding_is_refused(tmp_path: Path, encoding: str, name: str) -> None:
    word = "é" if encoding == "latin-1" else "Бишкек"
    text = {
        ".jsonld": f'{{"@id": "http://x/a", "http://x/p": "{word}"}}',
        ".rdf": xml(b"WORD").decode().replace("WORD", word),
    }.get(Path(name).suffix, f'<http://x/a> <http://x/p> "{word}" .')
    refused(tmp_path, name, text.encode(encoding), "UTF-8|UTF-16|UTF-32|not well-formed|is not")


def test_the_place_of_a_wrong_byte_is_told(tmp_path: Path) -> None:
    data = '<http://x/a> <http://x/p> "a" .\n<http://x/a> <http://x/p> "é" .'.encode("latin-1")
    error = refused(tmp_path, "mine.ttl", data, "not in UTF-8: the byte 0xE9 cannot stand there; save it in UTF-8")
    assert (error.line, error.column) == (2, 28)


def test_an_encoding_that_xml_declares_is_refused_unless_it_is_utf_8(tmp_path: Path) -> None:
    data = xml(b"x", b"<?xml version='1.0' encoding='ISO-8859-1'?>")
    refused(tmp_path, "mine.rdf", data, "says that it is in ISO-8859-1: save it in UTF-8")
    for spelling in (b"utf-8", b"UTF-8"):
        kg = loaded(tmp_path, "other.rdf", xml(b"x", b"<?xml version='1.0' encoding='%b'?>" % spelling))
        assert kg.load_report.statements == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("mine.ttl", b'<http://x/a> <http://x/p> "x" .'),
        ("mine.jsonld", b'{"@id": "http://x/a", "http://x/p": "x"}'),
        ("mine.rdf", xml(b"x")),
        ("mine", b'<http://x/a> <http://x/p> "x" .'),
        ("mine.nt.gz", b'<http://x/a> <http://x/p> "x" .'),
    ],
)
def test_a_byte_order_mark_is_passed_over_in_every_format(tmp_path: Path, name: str, data: bytes) -> None:
    marked = b"\xef\xbb\xbf" + data
    kg = loaded(tmp_path, name, gzip.compress(marked) if name.endswith(".gz") else marked)
    assert kg.query("ASK { <http://x/a> <http://x/p> 'x' }") is True


def test_nul_and_control_characters_in_a_text_are_kept(tmp_path: Path) -> None:
    kg = loaded(tmp_path, "mine.ttl", b'<http://x/a> <http://x/p> "a\0b\x01\x1b" .')
    assert [str(row.o) for row in kg.query("SELECT ?o { <http://x/a> <http://x/p> ?o }")] == ["a\0b\x01\x1b"]  # type: ignore[union-attr]  # SELECT gives a table


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("mine.ttl", b"<http://x/a> \0 <http://x/p> 1 ."),
        ("mine.ttl", b"<http://x/\0a> <http://x/p> 1 ."),
        ("mine.nt", b"<http://x/\x01> <http://x/p> <http://x/b> ."),
        ("mine.jsonld", b'{"@id": "http://x/a", "http://x/p": "a\0"}'),
        ("mine.rdf", xml(b"\0")),
        ("mine.rdf", xml(b"\x01")),
        ("mine.rdf", xml(b"&#1;")),
    ],
)
def test_nul_and_control_characters_elsewhere_are_refused_with_their_place(
    tmp_path: Path, name: str, data: bytes
) -> None:
    assert refused(tmp_path, name, data, "is not").line == 1


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("mine.ttl", b"<http://x/a b> <http://x/p> 1 .", "Invalid IRI"),
        ("mine.nt", b"<http://x/a b> <http://x/p> <http://x/b> .", "Invalid IRI"),
        ("mine.rdf", xml(b"x").replace(b"http://x/a", b"http://x/a b"), "Invalid IRI"),
        ("mine.jsonld", b'{"@id": "http://x/a b", "http://x/p": "x"}', "states nothing"),
    ],
)
def test_an_iri_with_a_space_is_refused(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    refused(tmp_path, name, data, reason)


@pytest.mark.parametrize("name", ["mine.ttl", "mine.nq", "mine.jsonld", "mine.rdf", "mine", "mine.ttl.gz"])
@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_states_nothing(tmp_path: Path, name: str, data: bytes) -> None:
    refused(tmp_path, name, gzip.compress(data) if name.endswith(".gz") else data, "states nothing")


# -- folders and files that are none -------------------------------------------------------


def test_a_folder_with_a_loop_of_links_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_bytes(b"<http://x/a> <http://x/p> 1 .")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "up").symlink_to(tmp_path)
    (tmp_path / "self.ttl").symlink_to(tmp_path / "self.ttl")
    (tmp_path / "folder.ttl").mkdir()
    (tmp_path / "again.ttl").symlink_to(tmp_path / "mine.ttl")
    kg = ug.load(tmp_path, bundled=False)
    assert [file.graph for file in kg.load_report.files] == ["import/again"]


READS_AS_ANYBODY: Final = """
import os, sys, unodc_graph as ug
# Whatever is imported while it reads must be so before: nobody else may look into the folders of the project.
ug.load("open.ttl", bundled=False)
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    ug.load("closed.ttl", bundled=False)
except ug.LoadError as error:
    print(error)
"""


def test_a_file_that_may_not_be_read_is_told() -> None:
    # Not tmp_path, whose folders only its user may enter.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        Path(folder, "open.ttl").write_bytes(b"<http://x/a> <http://x/p> 1 .")
        Path(folder, "closed.ttl").touch(mode=0)
        done = subprocess.run(
            [sys.executable, "-c", READS_AS_ANYBODY], capture_output=True, cwd=folder, text=True, check=False
        )
    assert (done.stdout, done.stderr) == ("closed.ttl: cannot be read: Permission denied\n", "")


def test_a_file_that_fails_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "mine.ttl").touch()
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(ug.LoadError, match="cannot be read: Permission denied"):
        ug.load(tmp_path / "mine.ttl", bundled=False)


# -- interrupts ----------------------------------------------------------------------------

MANY: Final = b"".join(b"<http://x/a%d> <http://x/p> %d .\n" % (number, number) for number in range(300_000))


def test_an_interrupt_leaves_the_graph_as_before(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_bytes(b"<http://x/a> <http://x/p> 1 .")
    kg = ug.load(tmp_path / "mine.ttl", bundled=False)
    before = kg.revision, len(kg.graph), kg.load_report
    (tmp_path / "mine.ttl").write_bytes(MANY)
    (tmp_path / "other.ttl").write_bytes(b"<http://x/b> <http://x/p> 1 .")
    timer = threading.Timer(0.2, signal.raise_signal, [signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        kg.add(tmp_path / "other.ttl", tmp_path / "mine.ttl")
    timer.join()
    assert (kg.revision, len(kg.graph), kg.load_report) == before
    assert kg.query("ASK { <http://x/a> <http://x/p> 1 }") is True
    assert kg.query("ASK { <http://x/b> <http://x/p> 1 }") is False


def test_ctrl_c_ends_a_command_that_loads_with_130(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_bytes(MANY)
    process = subprocess.Popen(
        [sys.executable, "-m", "unodc_graph", "export", "--data", "mine.ttl", "--graphs", "import/mine", "out.nt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")
    assert not (tmp_path / "out.nt").exists()
