"""The operations of an update, each by itself.

A view that writes to one graph and reads several cannot leave ``DELETE … INSERT … WHERE`` to the
engine, which knows one graph for both. With the operations apart it asks for the triples by two
CONSTRUCT queries and writes the difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, cast

from unodc_graph.namespaces import PREFIXES
from unodc_graph.sparql.checks import resolve_iri
from unodc_graph.sparql.reading import Part, read
from unodc_graph.sparql.tokens import fail_at

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Operation", "OperationKind", "operations"]

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
        fail_at(text, 0, "a query was given where an update is expected")
    return [_operation(text, part, prefixes) for part in reading.parts]


def _operation(text: str, part: Part, prefixes: Mapping[str, str]) -> Operation:
    prologue = "\n".join(text[start:end] for start, end in part.prologue)

    def piece(span: tuple[int, int] | None) -> str | None:
        return None if span is None else text[span[0] : span[1]]

    def graph(written: str) -> str:
        return written if written in _WORDS else resolve_iri(written, prologue, prefixes)

    return Operation(
        kind=cast("OperationKind", part.kind),
        text=text[part.start : part.end],
        prologue=prologue,
        delete_template=piece(part.delete),
        insert_template=piece(part.insert),
        where=piece(part.where),
        has_graph_clause=part.has_graph_clause,
        with_graph=None if part.with_graph is None else graph(part.with_graph),
        using=tuple(graph(clause.iri) for clause in part.using if not clause.named),
        using_named=tuple(graph(clause.iri) for clause in part.using if clause.named),
        targets=tuple(graph(target) for target in part.targets),
        silent=part.silent,
    )
