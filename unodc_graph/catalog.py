"""The query catalogue: ``.rq`` files with a ``#+`` header, and the check of their parameters."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

from unodc_graph import resources
from unodc_graph.errors import ParameterError, UnknownQueryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

T = TypeVar("T")

__all__ = ["LITERAL_KINDS", "Catalog", "Parameter", "Query", "parse_query"]

_LITERALS: Final[dict[str, tuple[type, Callable[[str], object]]]] = {
    "text": (str, str),
    "integer": (int, int),
    "date": (date, date.fromisoformat),
}
LITERAL_KINDS: Final = frozenset(_LITERALS)
"""Kinds of parameters that are values; every other kind is the name of a class or a scheme."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a catalogue query.

    Attributes
    ----------
    name
        Without the dollar sign.
    kind
        What it takes: a class or a scheme (``state``, ``project``, ``theme`` …), whose members are
        given by code, label, CURIE or IRI; or ``text``, ``integer``, ``date``.
    example
        A value that gives rows.
    """

    name: str
    kind: str
    example: str

    def literal(self, value: object, query_id: str) -> object:
        """Give the value of a parameter that takes a literal; a text is read as the kind says.

        Raises
        ------
        ParameterError
            If it is none of that kind.
        """
        wanted, read = _LITERALS[self.kind]
        if type(value) is wanted:
            return value
        if isinstance(value, str):
            with suppress(ValueError):
                return read(value)
        raise ParameterError(
            self.name, f"must be of the kind {self.kind}, such as {self.example}; got {value!r}", query=query_id
        )


@dataclass(frozen=True, slots=True)
class Query:
    """A question of the catalogue.

    Attributes
    ----------
    id
        The name it is run by.
    question
        What it answers, in words.
    parameters
        Name to Parameter, in the order of the header; all of them must be given.
    returns
        Column to what it holds, in the order of the columns.
    tags
        Subjects.
    graphs
        Short names of the graphs that are asked; ``None`` for what a query sees.
    text
        The SPARQL text, header included.
    """

    id: str
    question: str
    parameters: Mapping[str, Parameter]
    returns: Mapping[str, str]
    tags: tuple[str, ...]
    graphs: tuple[str, ...] | None
    text: str = field(repr=False)

    def check(self, given: Mapping[str, object]) -> None:
        """See that just the declared parameters are given.

        Raises
        ------
        ParameterError
            If one is missing or unknown.
        """
        for name in given:
            if name not in self.parameters:
                takes = ", ".join(self.parameters) or "none"
                raise ParameterError(name, f"is not one of its parameters, which are: {takes}", query=self.id)
        for name, parameter in self.parameters.items():
            if name not in given:
                takes = f"is missing: give a value of the kind {parameter.kind}, such as {parameter.example}"
                raise ParameterError(name, takes, query=self.id)


class Catalog(Mapping[str, Query]):
    """The queries that come with the library, by id, in alphabetical order; each file is read when first asked for."""

    def __init__(self) -> None:
        self._read: dict[str, Query] = {}

    @cached_property
    def _files(self) -> dict[str, Path]:
        return dict(sorted((path.stem, path) for path in resources.query_files()))

    def __getitem__(self, query_id: str) -> Query:
        if query_id not in self._read:
            try:
                path = self._files[query_id]
            except KeyError:
                near = difflib.get_close_matches(str(query_id), self._files, n=3)
                raise UnknownQueryError(str(query_id), near) from None
            self._read[query_id] = parse_query(path.read_text(encoding="utf-8"))
        return self._read[query_id]

    @overload
    def get(self, query_id: str) -> Query | None: ...
    @overload
    def get(self, query_id: str, default: T) -> Query | T: ...
    def get(self, query_id: str, default: object = None) -> object:
        """Give a query, or the default if there is none of that id."""
        return self[query_id] if query_id in self else default  # noqa: SIM401 - this is what get() does

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, query_id: object) -> bool:
        return query_id in self._files

    def __repr__(self) -> str:
        return f"<Catalog of {len(self)} queries: {', '.join(self)}>"


def parse_query(text: str) -> Query:
    """Read a query file: a YAML header on lines that begin with ``#+``, then SPARQL.

    Raises
    ------
    ValueError
        If the header is not YAML or lacks a field.
    """
    import yaml

    head = "\n".join(line[2:] for line in text.splitlines() if line.startswith("#+"))
    try:
        fields: dict[str, Any] = yaml.safe_load(head)
        parameters = {
            name: Parameter(name, str(given["kind"]), str(given["example"]))
            for name, given in (fields.get("parameters") or {}).items()
        }
        return Query(
            id=fields["id"],
            question=fields["question"],
            parameters=MappingProxyType(parameters),
            returns=MappingProxyType(dict(fields["returns"])),
            tags=tuple(fields["tags"]),
            graphs=tuple(fields["graphs"]) if "graphs" in fields else None,
            text=text,
        )
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the header of a query needs id, question, parameters, returns and tags: {error}") from error
