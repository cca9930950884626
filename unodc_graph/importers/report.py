"""What an import of tables did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unodc_graph.errors import ImportDataError

__all__ = ["ImportReport", "ImportedTable", "Refusal"]

_SHOWN: Final = 50
_LONG: Final = 200


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row, or a whole file, was refused.

    Attributes
    ----------
    file
        The file.
    line
        The line on which the row begins, counted from 1; ``None`` where the whole file is meant.
    field
        The column, or ``None``.
    value
        What stands there, or ``None``.
    expected
        What should stand there.
    """

    file: str
    line: int | None
    field: str | None
    value: str | None
    expected: str

    @classmethod
    def of(cls, problem: ImportDataError) -> Refusal:
        """Make a refusal of a problem."""
        return cls(problem.file, problem.row, problem.column, problem.value, problem.expected)

    def __str__(self) -> str:
        where = f", row {self.line}" if self.line is not None else ""
        column = f", column {self.field!r}" if self.field is not None else ""
        found = "" if self.value is None else f"{_shortened(self.value)!r} found, "
        return f"{self.file}{where}{column}: {found}expected {self.expected}"


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """What became of one file.

    Attributes
    ----------
    file
        The file.
    layout
        Which table it is: ``projects``; empty where that could not be told.
    graph
        The short name of its graph: ``import/NAME``.
    read, added
        Rows that the file holds, and those whose facts are in the graph now.
    unconfirmed
        Those of the added rows that name no source: their facts are in the graph ``unconfirmed``.
    statements
        How many statements the file makes in its graph.
    """

    file: str
    layout: str
    graph: str
    read: int
    added: int = 0
    unconfirmed: int = 0
    statements: int = 0

    def __str__(self) -> str:
        apart = f", {self.unconfirmed} of them unconfirmed" if self.unconfirmed else ""
        into = f"; {self.statements} statements in {self.graph}" if self.statements else ""
        return (
            f"{self.file} ({self.layout or 'no known table'}): {_rows(self.read)} read, {self.added} added{apart}{into}"
        )


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import of tables did; printing it lays it out.

    Attributes
    ----------
    tables
        What became of each file, in the order in which they were read.
    refused
        Every problem, in the order of the files and their lines; a row may have several.
    warnings
        Where a row says something else than the graph did, of what has one value. Both stand then.
    skipped
        Files of the folder that are no CSV files.
    """

    tables: tuple[ImportedTable, ...] = ()
    refused: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def read(self) -> int:
        """How many rows the files hold."""
        return sum(table.read for table in self.tables)

    @property
    def added(self) -> int:
        """How many rows are in the graph now."""
        return sum(table.added for table in self.tables)

    @property
    def unconfirmed(self) -> int:
        """How many of the added rows name no source: no query sees them unless it names the graph ``unconfirmed``."""
        return sum(table.unconfirmed for table in self.tables)

    @property
    def statements(self) -> int:
        """How many statements the files make in their graphs."""
        return sum(table.statements for table in self.tables)

    @property
    def graphs(self) -> tuple[str, ...]:
        """The short names of the graphs that hold something now, each once."""
        return tuple(dict.fromkeys(table.graph for table in self.tables if table.statements))

    def __repr__(self) -> str:
        counts = ((len(self.tables), "table"), (len(self.refused), "problem"), (len(self.warnings), "warning"))
        tables, *noted = (f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)
        return f"<ImportReport: {tables}; {_rows(self.read)} read, {self.added} added; {', '.join(noted)}>"

    def __str__(self) -> str:
        lines = [*map(str, self.tables), *_listed("refused: ", self.refused), *_listed("differs: ", self.warnings)]
        if self.skipped:
            lines.append(f"passed over, because not .csv: {', '.join(self.skipped)}")
        return "\n".join([*lines, self.summary()])

    def problems(self) -> str:
        """Say what was refused, the sum first."""
        return "\n".join([self.summary(), *_listed("  ", self.refused)])

    def summary(self) -> str:
        """Say in a sentence or two what was done."""
        said = f"{_rows(self.read)} read, {self.added} added"
        if self.unconfirmed:
            apart = "it is" if self.unconfirmed == 1 else "they are"
            said += f", {self.unconfirmed} without a source: {apart} in the graph unconfirmed, which no query sees"
        if self.refused:
            problems = f"{len(self.refused)} problem{'' if len(self.refused) == 1 else 's'}"
            kept = "the rows concerned are left out" if self.added else "nothing was added"
            said += f"; {problems}: {kept}"
        return f"{said}."


def _listed(before: str, things: Sequence[object]) -> list[str]:
    more = [f"{before}and {len(things) - _SHOWN} more"] if len(things) > _SHOWN else []
    return [*(f"{before}{thing}" for thing in things[:_SHOWN]), *more]


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"


def _shortened(value: str) -> str:
    return value if len(value) <= _LONG else f"{value[:_LONG]}…"
