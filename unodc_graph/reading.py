"""RDF files in: which files a path stands for, their format, and what they state."""

from __future__ import annotations

import codecs
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn
from urllib.parse import quote
from xml.parsers import expat

import pyoxigraph as ox

from unodc_graph.errors import LoadError
from unodc_graph.namespaces import GRAPH_BASE, UG_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FORMATS", "graph_name_for", "rdf_files", "read_quads"]

FORMATS: Final[dict[str, ox.RdfFormat]] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
}
"""File suffix to format; the suffix decides, in small or capital letters."""

_ORIGINAL_GRAPH: Final = ox.NamedNode(f"{UG_BASE}originalGraph")


def rdf_files(paths: Iterable[str | Path]) -> list[Path]:
    """List the RDF files that paths stand for: a file for itself, a folder for the RDF files below it.

    Returns
    -------
    list of Path
        In the order given; those of a folder in name order, each file once.

    Raises
    ------
    LoadError
        If a path does not exist, has a suffix of no RDF format, or is a folder without RDF files.
    """
    found: dict[Path, Path] = {}
    for given in paths:
        path = Path(given)
        if not str(given):
            raise LoadError("''", "is no path: expected the name of a file or a folder")
        try:
            for file in _files_of(path):
                found.setdefault(file.resolve(), file)
        except LoadError:
            raise
        except (OSError, ValueError) as error:
            raise LoadError(path, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return list(found.values())


def _files_of(path: Path) -> list[Path]:
    if path.is_dir():
        inside = sorted(
            file
            for folder, _, names in os.walk(path, onerror=_raise)
            for file in (Path(folder, name) for name in names)
            if file.suffix.lower() in FORMATS and file.is_file()
        )
        if not inside:
            raise LoadError(path, f"is a folder without RDF files (looked for {_suffixes()})")
        return inside
    # Unlike exists(), this tells a folder on the way that cannot be entered.
    try:
        path.stat()
    except FileNotFoundError:
        raise LoadError(path, "does not exist") from None
    if path.suffix.lower() not in FORMATS:
        other = " (`unodc-graph import` brings tables in)" if path.suffix.lower() == ".csv" else ""
        raise LoadError(path, f"has a suffix of no RDF format: expected {_suffixes()}{other}")
    return [path]


def _raise(error: OSError) -> NoReturn:
    """Tell a folder that cannot be read, which ``os.walk`` would pass over."""
    raise error


def graph_name_for(path: Path, taken: Iterable[ox.NamedNode]) -> ox.NamedNode:
    """Name the import graph of a file: its name without suffix, with ``-2``, ``-3`` … if that is taken."""
    name = f"{GRAPH_BASE}import/{quote(os.fsencode(path.stem), safe='')}"
    used = {graph.value for graph in taken}
    number = 1
    while (candidate := name if number == 1 else f"{name}-{number}") in used:
        number += 1
    return ox.NamedNode(candidate)


def read_quads(path: Path, graph: ox.NamedNode) -> list[ox.Quad]:
    """Read what a file states, as quads of its import graph.

    Named graphs inside the file become ``…/1``, ``…/2`` and so on in the order in which they
    appear, and a statement in the file's graph keeps the name that each had. Blank nodes are
    renamed, so that two files never share one by accident. Relative IRIs are resolved against
    the name of the graph.

    Raises
    ------
    LoadError
        If the file cannot be read, is not of the format that its suffix says, or states nothing.
    """
    form = FORMATS[path.suffix.lower()]
    try:
        # Editors of some systems put a byte order mark in front, which no RDF format allows.
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
        if form == ox.RdfFormat.RDF_XML:
            _check_well_formed(path, data)
        parsed = list(ox.parse(data, format=form, base_iri=graph.value, rename_blank_nodes=True))
    except SyntaxError as error:
        raise LoadError(path, f"is not {form.name}: {_reason(error)}", error.lineno, error.offset) from error
    except OSError as error:
        raise LoadError(path, f"cannot be read: {error.strerror or error}") from error
    if not parsed:
        raise LoadError(path, f"states nothing: expected at least one statement in {form.name}")
    named: dict[ox.NamedNode | ox.BlankNode, ox.NamedNode] = {}
    quads: list[ox.Quad] = []
    for quad in parsed:
        if isinstance(quad.object, ox.Triple) or getattr(quad.object, "direction", None) is not None:
            reason = "a triple as a term and a text with a direction, of RDF 1.2, have no place in this graph"
            raise LoadError(path, f"holds {quad.object}: {reason}")
        if isinstance(quad.graph_name, ox.DefaultGraph):
            target = graph
        elif quad.graph_name in named:
            target = named[quad.graph_name]
        else:
            target = named[quad.graph_name] = ox.NamedNode(f"{graph.value}/{len(named) + 1}")
            quads.append(ox.Quad(target, _ORIGINAL_GRAPH, quad.graph_name, graph))
        quads.append(ox.Quad(quad.subject, quad.predicate, quad.object, target))
    return quads


def _check_well_formed(path: Path, data: bytes) -> None:
    """See that an XML file is whole: the engine takes one that breaks off between two elements.

    Raises
    ------
    LoadError
        If it is not well-formed XML.
    """
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as error:
        reason = f"is not RDF/XML: {expat.ErrorString(error.code)}"
        raise LoadError(path, reason, error.lineno, error.offset + 1) from error


def _reason(error: SyntaxError) -> str:
    """Take the engine's reason without the position, which is said apart."""
    message = str(error.msg)
    if message.startswith("Parser error at line"):
        return message.partition(": ")[2]
    if "LoadDocumentCallback" in message:
        return "it names a remote JSON-LD context, and nothing is fetched: write the context into the file"
    return message


def _suffixes() -> str:
    return ", ".join(FORMATS)
