"""What a reading of a SPARQL text finds: places of variables, clauses and operations by their spans."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple, TypeAlias

__all__ = ["DatasetIri", "Occurrence", "Part", "Reading", "Role", "Span", "Star"]

Span: TypeAlias = tuple[int, int]
"""Where something starts and ends in the text."""


class Role(Enum):
    """What the place of a variable takes when the variable has a value."""

    VALUE = auto()
    """Any term as it is: an operand, an object, a subject of a pattern."""
    SORTED = auto()
    """Any term in parentheses: GROUP BY, ORDER BY."""
    PROJECTED = auto()
    """Any term, named: the SELECT of the query itself."""
    SUB_PROJECTED = auto()
    """Nothing: the SELECT of a sub-query; outside of it the term stands by itself."""
    MATCHED = auto()
    """An IRI; a literal matches nothing: predicates and graphs of a pattern, reifiers."""
    WRITTEN = auto()
    """An IRI; a literal writes nothing: subjects, predicates and graphs of a template."""
    TESTED = auto()
    """True: BOUND."""
    ASSIGNED = auto()
    """No term: the query gives the variable a value itself."""


class Occurrence(NamedTuple):
    """A variable in its place.

    Attributes
    ----------
    name
        The variable without its sign.
    role
        What the place takes.
    start, end
        What a term replaces; for BOUND the whole call.
    group
        Where the content of the innermost group of patterns begins.
    """

    name: str
    role: Role
    start: int
    end: int
    group: int


class DatasetIri(NamedTuple):
    """FROM or USING with its IRI as written; start and end hold the whole clause."""

    iri: str
    named: bool
    start: int
    end: int


class Star(NamedTuple):
    """The group whose variables ``SELECT *`` or ``DESCRIBE *`` of the query itself returns.

    Attributes
    ----------
    start, end
        The text between the braces.
    is_select
        Whether the group is nothing but a sub-select.
    visible
        The variables that it returns.
    """

    start: int
    end: int
    is_select: bool
    visible: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One operation of an update as it stands in the text; spans of patterns hold the braces."""

    kind: str
    span: Span
    prologue: tuple[Span, ...]
    delete: Span | None = None
    insert: Span | None = None
    where: Span | None = None
    with_graph: str | None = None
    using: tuple[DatasetIri, ...] = ()
    targets: tuple[str, ...] = ()
    silent: bool = False
    has_graph_clause: bool = False


@dataclass(slots=True)
class Reading:
    """What was read in a text. Shared by all callers: nothing in it may be changed.

    Attributes
    ----------
    kind
        ``select``, ``ask``, ``construct``, ``describe`` or ``update``.
    variables
        The names of the variables, without their sign, each once, in the order of the text.
    occurrences
        Every place of a variable, in the order of the text.
    prologue
        The spans of the declarations in front of the query.
    dataset
        The FROM clauses.
    star
        Where the query itself selects or describes ``*``.
    short
        For the short forms CONSTRUCT WHERE and DELETE WHERE: the group to the end of the keyword,
        behind which a template may be written.
    parts
        The operations of an update.
    template, where
        The braces of a query's template and of its patterns.
    """

    kind: str = ""
    variables: tuple[str, ...] = ()
    occurrences: list[Occurrence] = field(default_factory=list)
    prologue: list[Span] = field(default_factory=list)
    dataset: list[DatasetIri] = field(default_factory=list)
    star: Star | None = None
    short: dict[int, int] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    template: Span | None = None
    where: Span | None = None
