"""One RDF file: its text, its format, and what it states, with everything refused that leads out of it."""

from __future__ import annotations

import codecs
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.errors import LoadError
from unodc_graph.namespaces import PREFIXES, UG_BASE
from unodc_graph.reading.datatypes import ALLOWED
from unodc_graph.reading.depth import check_depth
from unodc_graph.reading.encodings import how_to_convert
from unodc_graph.reading.foreign import foreign
from unodc_graph.reading.formats import by_content, by_suffix, suffixes_shown
from unodc_graph.reading.lines import lines_of
from unodc_graph.reading.literals import Rewritten, Spellings
from unodc_graph.reading.places import STANDARD_INPUT
from unodc_graph.reading.unpacking import unpacked
from unodc_graph.reading.xml import check_xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Checked", "Document", "IllTyped", "open_document"]

_ORIGINAL_GRAPH: Final = ox.NamedNode(f"{UG_BASE}originalGraph")
_DIRECTED: Final = f"{PREFIXES['rdf']}dirLangString"
_NOT_UTF_8: Final = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_NO_PLACE: Final = "a triple as a term and a text with a direction, of RDF 1.2, have no place in this graph"
_LONGEST: Final = "16 MiB"
_SHOWN: Final = 200
_TABLES: Final = (".csv", ".tsv")
_FIRST: Final = 4


@dataclass(frozen=True, slots=True)
class IllTyped:
    """A number or a date that its datatype does not allow.

    Attributes
    ----------
    quad
        The statement, in the graph of the file.
    line
        Where it stands, from 1; ``None`` if that is not known.
    """

    quad: ox.Quad
    line: int | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a document when it has been read once.

    Attributes
    ----------
    statements
        How many statements the file makes, each as often as it makes it.
    rewritten
        The datatypes whose spelling the store will not keep.
    ill_typed
        The literals that their datatype does not allow, in the order of the file.
    parts
        How many graphs the file names.
    subjects
        The IRIs that the file says something about.
    """

    statements: int
    rewritten: tuple[Rewritten, ...]
    ill_typed: tuple[IllTyped, ...]
    parts: int
    subjects: frozenset[ox.NamedNode]


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, unpacked, and its format.

    Attributes
    ----------
    path
        The file.
    form
        Its format.
    data
        Its text in UTF-8, without a byte order mark.
    guessed
        Whether the format was told by the content.
    """

    path: Path
    form: ox.RdfFormat
    data: bytes = field(repr=False)
    guessed: bool = False

    def check(self, graph: ox.NamedNode, *, with_subjects: bool = False) -> Checked:
        """Read the whole file once and keep nothing of it.

        Raises
        ------
        LoadError
            If it is not of its format, states nothing, or holds what has no place in the graph.
        """
        spellings, wrong = Spellings(), []
        names: dict[ox.NamedNode | ox.BlankNode, None] = {}
        subjects: set[ox.NamedNode] = set()
        number = -1
        for number, quad in enumerate(self.statements(graph)):
            said = quad.object
            if isinstance(said, ox.Literal):
                datatype = said.datatype.value
                allowed = ALLOWED.get(datatype)
                if allowed is not None:
                    if allowed(said.value):
                        spellings.see(said, datatype)
                    else:
                        wrong.append((number, quad))
                elif datatype == _DIRECTED:
                    raise LoadError(self.path, f"holds {_shortened(said)}: {_NO_PLACE}")
            elif isinstance(said, ox.Triple):
                raise LoadError(self.path, f"holds {_shortened(said)}: {_NO_PLACE}")
            if self.form.supports_datasets and not isinstance(quad.graph_name, ox.DefaultGraph):
                names[quad.graph_name] = None
            if with_subjects and isinstance(quad.subject, ox.NamedNode):
                subjects.add(quad.subject)
        if number < 0:
            raise LoadError(self.path, f"states nothing: expected at least one statement in {self.format_name}")
        lines = lines_of(self.data, self.form, [place for place, _ in wrong], graph.value) if wrong else {}
        parts = {name: _part(graph, place) for place, name in enumerate(names, 1)}
        return Checked(
            number + 1,
            spellings.rewritten(),
            tuple(IllTyped(_placed(quad, graph, parts), lines.get(place)) for place, quad in wrong),
            len(names),
            frozenset(subjects),
        )

    def statements(self, graph: ox.NamedNode) -> Iterator[ox.Quad]:
        """Give the statements one by one, in the graphs that the file names, relative IRIs resolved against the graph.

        Raises
        ------
        LoadError
            If the file is not of its format.
        """
        try:
            yield from ox.parse(self.data, format=self.form, base_iri=graph.value, rename_blank_nodes=True)
        except SyntaxError as error:
            raise self._not_of_format(error) from error
        except MemoryError as error:
            raise LoadError(
                self.path, f"holds a text or a name longer than {_LONGEST}, which is the longest that is read"
            ) from error

    def load_into(self, engine: ox.Store, graph: ox.NamedNode, checked: Checked) -> None:
        """Put the statements into the graph, and those of graphs inside the file into graphs below it.

        Raises
        ------
        LoadError
            If it cannot be read; ``check`` finds that before.
        """
        if checked.parts:
            engine.extend(self.placed(graph))
        else:
            # One call, in which nothing passes through Python.
            engine.load(self.data, format=self.form, base_iri=graph.value, to_graph=graph)

    def placed(self, graph: ox.NamedNode) -> Iterator[ox.Quad]:
        """Give the statements in the graphs where they belong, and for each graph inside the file its name."""
        parts: dict[ox.NamedNode | ox.BlankNode, ox.NamedNode] = {}
        for quad in self.statements(graph):
            name = quad.graph_name
            if not isinstance(name, ox.DefaultGraph) and name not in parts:
                parts[name] = _part(graph, len(parts) + 1)
                yield ox.Quad(parts[name], _ORIGINAL_GRAPH, name, graph)
            yield _placed(quad, graph, parts)

    @property
    def format_name(self) -> str:
        """The format in words."""
        return _guessed_name(self.form) if self.guessed else str(self.form.name)

    def _not_of_format(self, error: SyntaxError) -> LoadError:
        wrong = _not_utf_8(self.path, self.data)
        if wrong is not None:
            return wrong
        reason = f"is not {self.format_name}: {_reason(error)}"
        looks = by_content(self.data)
        if not self.guessed and looks is not None and not _may_be(self.form, looks):
            reason += f" (it looks like {_guessed_name(looks)}: the suffix should say so)"
        return LoadError(self.path, reason, error.lineno, error.offset)


def open_document(path: Path) -> Document:
    """Read a file, or standard input for ``-``, unpack it and tell its format.

    Raises
    ------
    LoadError
        If it cannot be read or unpacked, is not in UTF-8, is of no format that is known, or is nested too deep.
    MissingExtraError
        If it is compressed by zstd, and the extra for that is not installed.
    """
    if path == STANDARD_INPUT and sys.stdin is None:
        raise LoadError(path, "cannot be read: standard input is closed")
    try:
        packed = sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes()
    except (OSError, ValueError, AttributeError) as error:
        raise LoadError(path, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    data = unpacked(path, packed)
    kind = foreign(data)
    if kind is not None:
        raise LoadError(
            path,
            f"is {kind}, and no RDF: expected {suffixes_shown()}; a table is saved as CSV, and then "
            "`unodc-graph import` brings it in",
        )
    for mark, encoding in _NOT_UTF_8.items():
        if data.startswith(mark):
            raise LoadError(path, f"is in {encoding}: save it in UTF-8, which every RDF tool reads", 1, 1)
    if b"\0" in data[:_FIRST]:
        raise LoadError(
            path, "is no text, or is in UTF-16 or UTF-32: save it in UTF-8, which every RDF tool reads", 1, 1
        )
    # Editors of some systems put a byte order mark in front, which no RDF format allows.
    data = data.removeprefix(codecs.BOM_UTF8)
    said = by_suffix(path)
    form = said or by_content(data)
    if form is None:
        hint = "; `unodc-graph import` brings tables in" if path.suffix.lower() in _TABLES else ""
        raise _not_utf_8(path, data) or LoadError(
            path,
            "is of no RDF format that its content tells, and its suffix says none: "
            f"expected {suffixes_shown()}, also with .gz or .zst{hint}",
        )
    document = Document(path, form, data, guessed=said is None)
    if not data.strip():
        raise LoadError(path, f"states nothing: expected at least one statement in {document.format_name}")
    check_depth(path, data, form)
    if form == ox.RdfFormat.RDF_XML:
        check_xml(path, data)
    return document


def _not_utf_8(path: Path, data: bytes) -> LoadError | None:
    """Give the error of a text that is in another encoding."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode()) + 1
        reason = f"is not in UTF-8: the byte 0x{data[error.start]:02X} cannot stand there; save it in UTF-8"
        reason += how_to_convert(data)
        return LoadError(path, reason, line, column)
    return None


def _part(graph: ox.NamedNode, place: int) -> ox.NamedNode:
    return ox.NamedNode(f"{graph.value}/{place}")


def _placed(quad: ox.Quad, graph: ox.NamedNode, parts: dict[ox.NamedNode | ox.BlankNode, ox.NamedNode]) -> ox.Quad:
    named = quad.graph_name
    return ox.Quad(
        quad.subject, quad.predicate, quad.object, graph if isinstance(named, ox.DefaultGraph) else parts[named]
    )


def _guessed_name(form: ox.RdfFormat) -> str:
    """Name the formats of which the content does not tell one from the other."""
    both = {ox.RdfFormat.TRIG: "Turtle or TriG", ox.RdfFormat.N_QUADS: "N-Triples or N-Quads"}
    return next((name for one, name in both.items() if one == form), str(form.name))


def _may_be(said: ox.RdfFormat, looks: ox.RdfFormat) -> bool:
    """Say whether a text of one format can look like another: the formats of lines and Turtle hold one another."""
    plain = {ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS}
    return said == looks or ({said, looks} <= plain and looks != ox.RdfFormat.N_QUADS)


def _reason(error: SyntaxError) -> str:
    """Take the engine's reason without the position, which is said apart."""
    message = str(error.msg)
    if message.startswith("Parser error at line"):
        return message.partition(": ")[2]
    if "LoadDocumentCallback" in message:
        return (
            "it names a JSON-LD context that stands elsewhere, and nothing is fetched: write the context into the file"
        )
    return message


def _shortened(term: object) -> str:
    text = str(term)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
