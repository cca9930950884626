"""Canonical Turtle: one spelling for one graph, so that a change of a fact is a change of a line.

Prefixes that are used, sorted; subjects sorted; ``a`` first, then ``rdfs:label``, the other
predicates sorted; one predicate a line, several objects each on a line of its own, sorted; the
closing full stop alone on its line. The order is that of the IRIs, not of their prefixed forms,
so that it does not depend on the prefix table. Blank nodes carry their RDFC-1.0 labels
(https://www.w3.org/TR/rdf-canon/).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.errors import LoadError
from unodc_graph.namespaces import PREFIXES, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = [
    "canonical_trig",
    "canonical_turtle",
    "canonical_turtle_file",
    "canonical_turtle_of_ntriples",
    "is_canonical",
    "with_canonical_blank_nodes",
]

_NAMESPACE_FIRST: Final = sorted(((iri, name) for name, iri in PREFIXES.items()), key=lambda pair: -len(pair[0]))
# A part of what Turtle's PN_LOCAL allows: what needs an escape is written as a full IRI.
_LOCAL_NAME: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_RDF_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_RDFS_LABEL: Final = f"<{PREFIXES['rdfs']}label>"
_BARE: Final = {
    f"<{XSD}integer>": re.compile(r"[+-]?[0-9]+"),
    f"<{XSD}decimal>": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"<{XSD}boolean>": re.compile(r"true|false"),
}


def canonical_turtle(triples: Iterable[ox.Triple]) -> str:
    r"""Write triples as canonical Turtle.

    Returns
    -------
    str
        The whole document, with a line feed at its end; equal graphs give equal text.

    Examples
    --------
    >>> import pyoxigraph as ox
    >>> triples = ox.parse('PREFIX ug: <https://w3id.org/unodc-graph/ontology#> ug:b a ug:A .', format=ox.RdfFormat.TURTLE)
    >>> canonical_turtle(quad.triple for quad in triples).splitlines()
    ['PREFIX ug: <https://w3id.org/unodc-graph/ontology#>', '', 'ug:b', '    a ug:A ;', '.']
    """
    quads = with_canonical_blank_nodes(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    return _written(ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b"")


def canonical_turtle_of_ntriples(ntriples: bytes) -> str:
    """Write N-Triples, as the engine gives them, as canonical Turtle.

    The same text as :func:`canonical_turtle` of the same statements, without a Python object for
    each of them.
    """
    if b"_:" in ntriples:
        return canonical_turtle(quad.triple for quad in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES))
    return _written(ntriples)


def canonical_trig(quads: Iterable[ox.Quad]) -> str:
    """Write quads as TriG: for each graph, in the order of their names, the canonical Turtle of what it states."""
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in with_canonical_blank_nodes(quads):
        graphs.setdefault(str(quad.graph_name), []).append(quad.triple)
    writer = _TermWriter()
    blocks = []
    for graph in sorted(graphs):
        lines = _lines(ox.serialize(graphs[graph], format=ox.RdfFormat.N_TRIPLES) or b"", writer)
        blocks.append(f"\n{writer.term(graph)} {{\n{''.join(lines).removeprefix(chr(10))}}}\n")
    return _head(writer) + "".join(blocks)


def _written(ntriples: bytes) -> str:
    writer = _TermWriter()
    lines = _lines(ntriples, writer)
    return _head(writer) + "".join(lines)


def _head(writer: _TermWriter) -> str:
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in sorted(writer.used))


def _lines(ntriples: bytes, writer: _TermWriter) -> list[str]:
    subjects: dict[str, dict[str, list[str]]] = {}
    for line in ntriples.decode().split("\n"):
        if line:
            subject, predicate, rest = line.split(" ", 2)
            subjects.setdefault(subject, {}).setdefault(predicate, []).append(rest[:-2])
    out: list[str] = []
    for subject in sorted(subjects, key=_sort_key):
        out.append(f"\n{writer.term(subject)}\n")
        predicates = subjects[subject]
        for predicate in sorted(predicates, key=_predicate_key):
            verb = "a" if predicate == _RDF_TYPE else writer.term(predicate)
            objects = set(predicates[predicate])
            if len(objects) == 1:
                out.append(f"    {verb} {writer.term(objects.pop())} ;\n")
            else:
                lines = " ,\n        ".join(map(writer.term, sorted(objects, key=_sort_key)))
                out.append(f"    {verb}\n        {lines} ;\n")
        out.append(".\n")
    return out


def with_canonical_blank_nodes(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Give quads whose blank nodes carry labels that depend on the graph alone, in no order."""
    quads = list(quads)
    if not any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        return quads
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)


def canonical_turtle_file(path: Path) -> str:
    """Read a Turtle file and give its canonical text.

    Raises
    ------
    LoadError
        If the file cannot be read or is not Turtle.
    """
    try:
        data = path.read_bytes()
        quads = list(ox.parse(data, format=ox.RdfFormat.TURTLE))
    except OSError as error:
        raise LoadError(path, f"cannot be read: {error.strerror}") from error
    except SyntaxError as error:
        raise LoadError(path, f"is not Turtle: {error.msg}", error.lineno, error.offset) from error
    return canonical_turtle(quad.triple for quad in quads)


def is_canonical(path: Path) -> bool:
    """Say whether a Turtle file equals its own canonical text, byte for byte."""
    return path.read_bytes() == canonical_turtle_file(path).encode()


def _sort_key(term: str) -> tuple[str, str]:
    """Order by the text between the delimiters: ``<a>`` comes before ``<a-1>``."""
    return (term[0], term.rstrip(">"))


def _predicate_key(predicate: str) -> tuple[int, str]:
    return (0 if predicate == _RDF_TYPE else 1 if predicate == _RDFS_LABEL else 2, predicate.rstrip(">"))


class _TermWriter:
    """Turns terms of N-Triples into Turtle and remembers which prefixes were used."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self._written: dict[str, str] = {}

    def term(self, term: str) -> str:
        if term[0] == '"':
            return self._literal(term)
        written = self._written.get(term)
        if written is None:
            written = self._written[term] = self._iri(term) if term[0] == "<" else term
        return written

    def _iri(self, term: str) -> str:
        iri = term[1:-1]
        for namespace, name in _NAMESPACE_FIRST:
            if iri.startswith(namespace):
                if _LOCAL_NAME.fullmatch(iri, len(namespace)):
                    self.used.add(name)
                    return f"{name}:{iri[len(namespace) :]}"
                break
        return term

    def _literal(self, term: str) -> str:
        if term[-1] != ">":
            return term
        cut = term.rindex('"^^<')
        datatype = term[cut + 3 :]
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(term, 1, cut):
            return term[1:cut]
        return f"{term[: cut + 3]}{self.term(datatype)}"
