"""The errors that the library raises.

::

    UnodcGraphError
    ├── UnknownTermError (LookupError)
    ├── AmbiguousTermError (LookupError)
    ├── QueryError
    │   ├── QuerySyntaxError (ValueError)
    │   ├── QueryRefusedError
    │   ├── QueryLimitError
    │   ├── ParameterError (ValueError)
    │   └── UnknownQueryError (LookupError)
    ├── LoadError (ValueError)
    ├── ImportDataError (ValueError)
    ├── UpdateError (ValueError)
    ├── ValidationFailedError
    ├── ExportError
    ├── ClosedGraphError (ValueError)
    └── MissingExtraError (ImportError)

Each one carries its facts as attributes, and its message says what to do.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from unodc_graph.importers.report import ImportReport
    from unodc_graph.validation import Report

__all__ = [
    "AmbiguousTermError",
    "ClosedGraphError",
    "ExportError",
    "ImportDataError",
    "LoadError",
    "MissingExtraError",
    "ParameterError",
    "QueryError",
    "QueryLimitError",
    "QueryRefusedError",
    "QuerySyntaxError",
    "UnknownQueryError",
    "UnknownTermError",
    "UnodcGraphError",
    "UpdateError",
    "ValidationFailedError",
]

_LONG: Final = 200
"""Characters of a cell that a message shows."""

_LONGEST_SHOWN: Final = 100


class UnodcGraphError(Exception):
    """Any error that the library raises on purpose."""

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error travel between processes with its message and its facts."""
        return _revived, (type(self), self.args, self.__dict__)


class UnknownTermError(UnodcGraphError, LookupError):
    """A name stands for nothing in the graph.

    Attributes
    ----------
    name
        What was asked for.
    kind
        The kind of thing that was asked for, or ``None``.
    candidates
        Names that come nearest, best first; empty when none does.
    hint
        What else may help, as what the name stands for among things of other kinds; may be empty.
    """

    def __init__(self, name: str, candidates: Sequence[str] = (), *, kind: str | None = None, hint: str = "") -> None:
        what = f"no {kind} named {_clipped(name)!r}" if kind else f"nothing named {_clipped(name)!r}"
        meant = f"did you mean {_either(candidates)}?" if candidates else ""
        helps = "; ".join(filter(None, (hint, meant))) or "give a code, a label, a CURIE or an IRI"
        super().__init__(f"the graph holds {what}; {helps}")
        self.name, self.kind, self.candidates, self.hint = name, kind, tuple(candidates), hint


class AmbiguousTermError(UnodcGraphError, LookupError):
    """A name stands for several things.

    Attributes
    ----------
    name
        What was asked for.
    candidates
        The IRIs it may stand for, in order; the first ten where there are more.
    meanings
        The label and the kind of each candidate.
    """

    def __init__(self, name: str, candidates: Sequence[str], *, meanings: Sequence[str] = (), more: int = 0) -> None:
        shown = zip_longest(candidates, meanings)
        lines = "".join(f"\n  {candidate}{f': {meaning}' if meaning else ''}" for candidate, meaning in shown)
        rest = f"\n  and {more} more" if more else ""
        super().__init__(
            f"{_clipped(name)!r} may be any of these; give the code or the IRI of the one that is meant:{lines}{rest}"
        )
        self.name, self.candidates, self.meanings = name, tuple(candidates), tuple(meanings)


class QueryError(UnodcGraphError):
    """A query cannot be answered."""


class QuerySyntaxError(QueryError, ValueError):
    """A query or an update is not SPARQL.

    Attributes
    ----------
    reason
        What was expected there.
    line, column
        Where, counted from 1; ``None`` when the engine does not say.
    text
        The line, or ``None``.
    """

    def __init__(
        self, reason: str, line: int | None = None, column: int | None = None, text: str | None = None
    ) -> None:
        where = f"line {line}, column {column}: " if line is not None else ""
        shown = f"\n  {text}\n  {' ' * ((column or 1) - 1)}^" if text is not None else ""
        super().__init__(f"SPARQL syntax: {where}{reason}{shown}")
        self.reason, self.line, self.column, self.text = reason, line, column, text


class QueryRefusedError(QueryError):
    """A query asks for what the library does not do: the network, other files, writing while reading.

    Attributes
    ----------
    reason
        What is refused, and what to do instead.
    line
        Where, counted from 1, or ``None``.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(f"refused{f' (line {line})' if line is not None else ''}: {reason}")
        self.reason, self.line = reason, line


class QueryLimitError(QueryError):
    """A query reached a limit that was set for it; the graph is as before.

    Attributes
    ----------
    limit
        Which limit: ``timeout`` or ``max_rows``.
    allowed
        What was allowed: seconds, or rows.
    rows
        How many rows, or statements of a graph, had come by then.
    seconds
        How long it had run by then.
    """

    def __init__(self, limit: str, allowed: float, *, rows: int, seconds: float) -> None:
        came = f"{rows:,} row{'' if rows == 1 else 's'} had come after {seconds:.2f} s"
        remedy = "ask for less, as with LIMIT, or allow more"
        super().__init__(f"the query reached its limit {limit}={allowed:g}: {came}; {remedy}")
        self.limit, self.allowed, self.rows, self.seconds = limit, allowed, rows, seconds


class ParameterError(QueryError, ValueError):
    """A query parameter is missing, unknown, or of the wrong kind.

    Attributes
    ----------
    name
        The parameter.
    expected
        What it must be.
    query
        The catalogue query, or ``None`` for a text.
    """

    def __init__(self, name: str, expected: str, *, query: str | None = None) -> None:
        super().__init__(f"{f'query {query!r}: ' if query else ''}parameter {name!r}: {expected}")
        self.name, self.expected, self.query = name, expected, query


class UnknownQueryError(QueryError, LookupError):
    """The catalogue holds no query of that name.

    Attributes
    ----------
    name
        What was asked for.
    candidates
        Names that come nearest.
    """

    def __init__(self, name: str, candidates: Sequence[str] = ()) -> None:
        hint = f"; did you mean {_either(candidates)}?" if candidates else ""
        super().__init__(f"there is no query {name!r}{hint} (`unodc-graph queries` lists them)")
        self.name, self.candidates = name, tuple(candidates)


class LoadError(UnodcGraphError, ValueError):
    """A file cannot be read as RDF; nothing of it, or of the files loaded with it, was added.

    Attributes
    ----------
    file
        The file.
    reason
        What is wrong and what was expected.
    line, column
        Where, counted from 1, or ``None``.
    """

    def __init__(self, file: str | Path, reason: str, line: int | None = None, column: int | None = None) -> None:
        where = f", line {line}" if line is not None else ""
        where += f", column {column}" if column is not None else ""
        super().__init__(f"{file}{where}: {reason}")
        self.file, self.reason, self.line, self.column = str(file), reason, line, column


class ImportDataError(UnodcGraphError, ValueError):
    """A table holds what cannot become a fact; nothing of it was added.

    Attributes
    ----------
    file, row, column, value
        The cell; row is the line in the file, counted from 1. ``row`` and ``column`` are ``None``
        where the whole file or the whole row is meant.
    expected
        What should stand there.
    report
        All that is wrong with the tables, of which this is the first; ``None`` where there was no
        table to read.
    """

    def __init__(
        self,
        file: str | Path,
        row: int | None,
        column: str | None,
        value: str | None,
        expected: str,
        *,
        report: ImportReport | None = None,
    ) -> None:
        where = "".join(
            [f", row {row}" if row is not None else "", f", column {column!r}" if column is not None else ""]
        )
        found = f"{_shortened(value)!r} found, " if value is not None else ""
        super().__init__(f"{file}{where}: {found}expected {expected}" if report is None else report.problems())
        self.file, self.row, self.column, self.value, self.expected = str(file), row, column, value, expected
        self.report = report


class UpdateError(UnodcGraphError, ValueError):
    """A write through a view cannot be done as asked; nothing of it was written.

    A reader of rdflib, as ``kg.graph.parse``, writes statement by statement: those before the one
    that is refused stay.

    Attributes
    ----------
    graph
        The named graph that stands in the way, or ``None``.
    """

    def __init__(self, reason: str, graph: str | None = None) -> None:
        super().__init__(reason)
        self.reason, self.graph = reason, graph


class ValidationFailedError(UnodcGraphError):
    """The data breaks rules of severity Violation.

    Attributes
    ----------
    report
        The whole report.
    """

    def __init__(self, report: Report) -> None:
        broken = [finding for finding in report.findings if finding.severity == "Violation"]
        shown = "\n".join(f"  {finding}" for finding in broken[:10])
        more = f"\n  and {len(broken) - 10} more" if len(broken) > 10 else ""
        super().__init__(f"{len(broken)} violation(s):\n{shown}{more}")
        self.report = report


class ExportError(UnodcGraphError):
    """A file cannot be written; what stood there before still stands.

    Attributes
    ----------
    file
        The file, or ``None`` when no file was named.
    reason
        What is wrong and what to do.
    """

    def __init__(self, reason: str, file: str | Path | None = None) -> None:
        super().__init__(f"{file}: {reason}" if file is not None else reason)
        self.reason, self.file = reason, None if file is None else str(file)


class ClosedGraphError(UnodcGraphError, ValueError):
    """A graph is asked for something after it was closed."""

    def __init__(self) -> None:
        super().__init__("this graph is closed; load it again")


class MissingExtraError(UnodcGraphError, ImportError):
    """A call needs a package that is installed only with an extra.

    Attributes
    ----------
    extra
        The extra to install.
    """

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs the extra {extra!r}: pip install 'unodc-graph[{extra}]'")
        self.extra = extra


def _revived(kind: type[UnodcGraphError], args: tuple[object, ...], facts: dict[str, object]) -> UnodcGraphError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(facts)
    return error


def _clipped(name: str) -> str:
    """Leave the end of a name out that nobody would read."""
    return name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}…"


def _shortened(value: str) -> str:
    return value if len(value) <= _LONG else f"{value[:_LONG]}…"


def _either(names: Sequence[str]) -> str:
    """Join names for a sentence: ``'a', 'b' or 'c'``."""
    quoted = [repr(str(name)) for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
