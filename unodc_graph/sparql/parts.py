"""The operations of an update, each by itself; and the parts of a CONSTRUCT.

A view that writes to one graph and reads several cannot leave ``DELETE … INSERT … WHERE`` to the
engine, which knows one graph for both. With the operations apart it asks for the triples by two
CONSTRUCT queries and writes the difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, cast

from unodc_graph.namespaces import PREFIXES
from unodc_graph.sparql.checks import resolve_iri
from unodc_graph.sparql.reading import read
from unodc_graph.sparql.tokenizer import tokenize
from unodc_graph.sparql.tokens import Kind, fail_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unodc_graph.sparql.structure import Part, Span

__all__ = ["ConstructParts", "Operation", "OperationKind", "construct_parts", "for_engine", "operations"]

OperationKind = Literal[
    "insert data", "delete data", "delete where", "modify", "load", "clear", "drop", "create", "add", "move", "copy"
]

_WORDS: Final = ("DEFAULT", "NAMED", "ALL")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an update.

    Attributes
    ----------
    kind
        ``modify`` is DELETE and INSERT with WHERE, in all its forms but ``delete where``.
    text
        The operation as written, without its prologue.
    prologue
        The declarations that hold for it: BASE, PREFIX, VERSION.
    delete_template, insert_template
        The statements in their braces, or ``None``. For ``insert data`` and ``delete data`` the
        statements given; for ``delete where`` the pattern.
    where
        The pattern in its braces, or ``None``.
    has_graph_clause
        Whether GRAPH stands in a template.
    with_graph
        The graph of WITH, or ``None``.
    using, using_named
        The graphs of USING and USING NAMED.
    targets
        For operations on whole graphs: IRIs, ``DEFAULT``, ``NAMED`` or ``ALL``; the source first.
    silent
        Whether a failure is to be passed over.
    """

    kind: OperationKind
    text: str
    prologue: str
    delete_template: str | None = None
    insert_template: str | None = None
    where: str | None = None
    has_graph_clause: bool = False
    with_graph: str | None = None
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    silent: bool = False


def operations(text: str, prefixes: Mapping[str, str] = PREFIXES) -> list[Operation]:
    """Take an update apart.

    Parameters
    ----------
    text
        An update; several operations are separated by semicolons.
    prefixes
        The prefixes that are known without being declared.

    Returns
    -------
    list of Operation
        In the order of the text; empty for an update that holds none.

    Raises
    ------
    QuerySyntaxError
        If the text is no update.
    QueryRefusedError
        If it nests or chains more than the engine survives.

    Examples
    --------
    >>> operation, = operations("PREFIX ex: <http://e/> DELETE { ?s ex:p 1 } INSERT { ?s ex:p 2 } WHERE { ?s ex:p 1 }")
    >>> f"{operation.prologue} CONSTRUCT {operation.insert_template} WHERE {operation.where}"
    'PREFIX ex: <http://e/> CONSTRUCT { ?s ex:p 2 } WHERE { ?s ex:p 1 }'
    """
    reading = read(text)
    if reading.kind != "update":
        fail_at(text, 0, "expected an update, found a query")
    return [_operation(text, part, prefixes) for part in reading.parts]


def for_engine(text: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Write an update as the engine takes it: declarations only in front of the first operation.

    SPARQL allows them in front of each, and also with another meaning than before; the engine does
    not. Where an update has such, its names are written out as IRIs.

    Parameters
    ----------
    text
        An update.
    prefixes
        The prefixes that are known without being declared.

    Raises
    ------
    QuerySyntaxError
        If the text is no update.
    QueryRefusedError
        If it nests or chains more than the engine survives.

    Examples
    --------
    >>> print(for_engine("CLEAR ALL ; PREFIX ex: <http://example.org/> CREATE GRAPH ex:g"))
    CLEAR ALL ;
    CREATE GRAPH <http://example.org/g>
    """
    parts = read(text).parts
    first = parts[0].prologue if parts else ()
    declared = sum(token.key in ("BASE", "PREFIX", "VERSION") for token in tokenize(text))
    if declared == len(first):
        return text
    prologues = ("\n".join(_piece(text, span) for span in part.prologue) for part in parts)
    return " ;\n".join(
        _written_out(_piece(text, part.span), prologue, prefixes)
        for part, prologue in zip(parts, prologues, strict=True)
    )


def _written_out(text: str, prologue: str, prefixes: Mapping[str, str]) -> str:
    """Write an operation with IRIs instead of names, so that it needs no declarations."""
    pieces = []
    at = 0
    for token in tokenize(text):
        if token.kind in (Kind.NAME, Kind.IRI):
            pieces += [text[at : token.start], f"<{resolve_iri(token.text, prologue, prefixes)}>"]
            at = token.end
    return "".join([*pieces, text[at:]])


def _operation(text: str, part: Part, prefixes: Mapping[str, str]) -> Operation:
    prologue = "\n".join(_piece(text, span) for span in part.prologue)

    def graph(written: str) -> str:
        return written if written in _WORDS else resolve_iri(written, prologue, prefixes)

    return Operation(
        kind=cast("OperationKind", part.kind),
        text=_piece(text, part.span),
        prologue=prologue,
        delete_template=_piece(text, part.delete) if part.delete else None,
        insert_template=_piece(text, part.insert) if part.insert else None,
        where=_piece(text, part.where) if part.where else None,
        has_graph_clause=part.has_graph_clause,
        with_graph=None if part.with_graph is None else graph(part.with_graph),
        using=tuple(graph(clause.iri) for clause in part.using if not clause.named),
        using_named=tuple(graph(clause.iri) for clause in part.using if clause.named),
        targets=tuple(graph(target) for target in part.targets),
        silent=part.silent,
    )


class ConstructParts(NamedTuple):
    """A CONSTRUCT taken apart.

    Attributes
    ----------
    prologue
        Its declarations.
    template, where
        The statements and the pattern, each in its braces.
    """

    prologue: str
    template: str
    where: str


def construct_parts(text: str) -> ConstructParts:
    """Take a CONSTRUCT apart, so that it can run as an update.

    Raises
    ------
    QuerySyntaxError
        If the text is no CONSTRUCT, or holds FROM, LIMIT or anything else behind its pattern.
    QueryRefusedError
        If it nests or chains more than the engine survives.

    Examples
    --------
    >>> construct_parts("CONSTRUCT { ?s a ug:Agent } WHERE { ?s a ug:Office }").template
    '{ ?s a ug:Agent }'
    """
    reading = read(text)
    if reading.template is None or reading.where is None:
        fail_at(text, 0, f"expected a CONSTRUCT, found {reading.kind.upper()}")
    behind = next(token for token in tokenize(text) if token.start >= reading.where[1])
    if reading.dataset or behind.text:
        place = reading.dataset[0].start if reading.dataset else behind.start
        fail_at(text, place, "this CONSTRUCT takes nothing but a template and a pattern")
    prologue = "\n".join(_piece(text, span) for span in reading.prologue)
    return ConstructParts(prologue, _piece(text, reading.template), _piece(text, reading.where))


def _piece(text: str, span: Span) -> str:
    return text[span[0] : span[1]]
