"""RDF out: six formats, the same bytes for the same graph, whole files or none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal
from xml.parsers import expat

import pyoxigraph as ox

from unodc_graph import reading
from unodc_graph.errors import ExportError
from unodc_graph.formatting import canonical_trig, canonical_turtle_of_ntriples, with_canonical_blank_nodes
from unodc_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unodc_graph.store import GraphStore

__all__ = ["FORMATS", "Format", "check_target", "format_for", "serialise", "write_text"]

Format = Literal["turtle", "ntriples", "nquads", "trig", "json-ld", "xml"]

FORMATS: Final[dict[Format, ox.RdfFormat]] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "json-ld": ox.RdfFormat.JSON_LD,
    "xml": ox.RdfFormat.RDF_XML,
}


# Whoever opens such a file expects something else in it, and a packed one is not written.
_NEVER_RDF: Final = frozenset(
    {".csv", ".tsv", ".xls", ".xlsx", ".ods", ".doc", ".docx", ".pdf", ".html", ".graphml", ".gz", ".zip", ".zst"}
)


def serialise(store: GraphStore, form: Format, graphs: Sequence[ox.NamedNode]) -> str:
    """Write graphs of a store as text.

    Parameters
    ----------
    form
        A key of ``FORMATS``. Turtle, N-Triples and RDF/XML hold the union of the graphs; N-Quads and
        TriG hold each graph under its name, and so does JSON-LD if there are several.

    Returns
    -------
    str
        Turtle is canonical; the others are sorted, so that the bytes repeat.

    Raises
    ------
    ExportError
        If there is no such format, or the format cannot hold what the graphs state.
    """
    if form not in FORMATS:
        raise ExportError(f"there is no format {form!r}: choose one of {', '.join(FORMATS)}")
    if form == "turtle":
        return canonical_turtle_of_ntriples(store.ntriples(graphs))
    # Tools that read JSON-LD into one graph pass over what stands in a named one.
    if form in ("nquads", "trig") or (form == "json-ld" and len(graphs) > 1):
        stated = [quad for graph in graphs for quad in store.triples(None, None, None, [graph])]
    else:
        stated = [
            ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store.triples(None, None, None, graphs)
        ]
    if form == "trig":
        return canonical_trig(stated)
    quads = sorted(with_canonical_blank_nodes(stated), key=str)
    target = FORMATS[form]
    prefixes = PREFIXES if form == "xml" else None
    try:
        written = ox.serialize(
            quads if target.supports_datasets else [quad.triple for quad in quads], format=target, prefixes=prefixes
        )
    except OSError as error:
        raise ExportError(f"{form} cannot hold this graph: {error}; choose another format") from error
    text = (written or b"").decode()
    return _checked_xml(text) if form == "xml" else text


def format_for(path: str | Path | None) -> Format:
    """Give the format that the suffix of a file stands for; Turtle for another suffix, or none.

    Raises
    ------
    ExportError
        If the suffix is that of a table, a text document or an archive, as which Turtle could not be opened.

    Examples
    --------
    >>> format_for("facts.jsonld"), format_for("facts"), format_for(None)
    ('json-ld', 'turtle', 'turtle')
    """
    suffix = "" if path is None else Path(path).suffix.lower()
    if path is not None and suffix in _NEVER_RDF:
        known = ", ".join(reading.FORMATS)
        raise ExportError(f"is no name of an RDF file: choose one that ends in one of {known}, or say the format", path)
    return next((name for name, form in FORMATS.items() if reading.FORMATS.get(suffix) == form), "turtle")


def check_target(path: str | Path) -> None:
    """Insist, before work is done for it, that RDF can be written to a path; whether a file stands there is not asked.

    Raises
    ------
    ExportError
        If the suffix is of no RDF file, or the folder is not there or may not be written.
    """
    format_for(path)
    if not str(path):
        raise ExportError("is no path: expected the name of a file", "''")
    target = Path(path)
    try:
        folder = target.resolve().parent
        if not folder.is_dir():
            raise ExportError(f"cannot be written: there is no folder {folder}", path)
        if target.is_dir():
            raise ExportError("cannot be written: it is a folder", path)
        if not os.access(folder, os.W_OK):
            raise ExportError(f"cannot be written: the folder {folder} may not be written", path)
    except (OSError, ValueError, RuntimeError) as error:
        raise ExportError(f"cannot be written: {getattr(error, 'strerror', None) or error}", path) from error


def _checked_xml(text: str) -> str:
    """Give RDF/XML that every XML parser reads back as it was.

    The engine writes a carriage return as it is, which a parser turns into a line feed, and what
    XML has no way to write (a control character, a property whose IRI ends in no XML name) as
    text that is not XML.
    """
    text = text.replace("\r", "&#13;")
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(text, True)
    except expat.ExpatError as error:
        line = text.split("\n")[error.lineno - 1].strip()
        raise ExportError(
            "RDF/XML cannot hold this graph: XML has no way to write a control character, nor a property whose "
            f"IRI does not end in a name, as in {line[:200]!r}; choose another format"
        ) from error
    return text


def write_text(text: str, path: str | Path, *, force: bool) -> None:
    """Write a file in UTF-8 under a temporary name and rename it when it is whole.

    Raises
    ------
    ExportError
        If the file exists and ``force`` is false, or it cannot be written.
    """
    if not str(path):
        raise ExportError("is no path: expected the name of a file", "''")
    target = Path(path)
    try:
        if target.is_symlink():
            # The link stays; the file that it names is written.
            target = target.resolve()
        exists = target.exists()
        if exists and not force:
            raise ExportError("exists already; choose another name, or force it to be replaced", target)
        if exists and not target.is_file():
            # A pipe or a device is written to, and never replaced.
            target.write_text(text, encoding="utf-8", newline="\n")
            return
        unfinished = target.with_name(f".{os.getpid()}-{os.urandom(4).hex()}.unfinished")
        try:
            unfinished.write_text(text, encoding="utf-8", newline="\n")
            if exists:
                unfinished.chmod(target.stat().st_mode & 0o7777)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise ExportError(f"cannot be written: {getattr(error, 'strerror', None) or error}", target) from error
