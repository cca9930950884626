"""What a reader yields: records, each of which knows where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

from unodc_graph.errors import ImportDataError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Refuse = Callable[[ImportDataError], None]

__all__ = ["SPACE", "Record", "raise_at_once"]

SPACE: Final = " \t\r\n\u00a0"
"""Characters that are not part of a cell where they stand at its edges."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table.

    Attributes
    ----------
    file
        The file, as a message should name it.
    line
        The line of the file on which the row begins, counted from 1.
    values
        Column to cell; an empty cell is an empty text.

    Examples
    --------
    >>> row = Record("offices.csv", 2, {"id": "ROCA", "states_covered": "KAZ;KGZ"})
    >>> row["id"], row.items("states_covered")
    ('ROCA', ('KAZ', 'KGZ'))
    >>> str(row.problem("id", "a code"))
    "offices.csv, row 2, column 'id': 'ROCA' found, expected a code"
    """

    file: str
    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def required(self, column: str) -> str:
        """Give a cell that must not be empty.

        Raises
        ------
        ImportDataError
            If it is empty.
        """
        if not self.values[column]:
            raise self.problem(column, "a value")
        return self.values[column]

    def items(self, column: str, separator: str = ";") -> tuple[str, ...]:
        """Split a cell that lists several values, in their order; an empty cell lists none.

        Raises
        ------
        ImportDataError
            If one of the values is empty or stands there twice.
        """
        cell = self.values[column]
        parts = tuple(part.strip(SPACE) for part in cell.split(separator)) if cell else ()
        if "" in parts or len(set(parts)) < len(parts):
            raise self.problem(column, f"values separated by {separator!r}, none empty, none twice")
        return parts

    def nothing(self, column: str, why: str) -> None:
        """Insist that a cell is empty.

        Raises
        ------
        ImportDataError
            If it is not; ``why`` ends the sentence "expected nothing, because".
        """
        if self.values[column]:
            raise self.problem(column, f"nothing, because {why}")

    def problem(self, column: str, expected: str, value: str | None = None) -> ImportDataError:
        """Make the error that says what should stand in a cell, or in a part of it (``value``)."""
        found = self.values[column] if value is None else value
        return ImportDataError(self.file, self.line, column, found, expected)


def raise_at_once(problem: ImportDataError) -> NoReturn:
    """Refuse a row by refusing everything: what is done with a problem unless somebody collects them.

    Raises
    ------
    ImportDataError
        Always.
    """
    raise problem
