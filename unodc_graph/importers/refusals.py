"""Problems as they are found, and the rows that they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unodc_graph.errors import ImportDataError
    from unodc_graph.importers.base import Record

__all__ = ["Refusals"]


class Refusals:
    """Takes problems: raises the first, or collects all.

    Parameters
    ----------
    collect
        Whether problems are collected; the row of each is refused then.

    Attributes
    ----------
    problems
        Each once, in the order in which they were found.

    Examples
    --------
    >>> from unodc_graph.importers.base import Record
    >>> row, refusals = Record("x.csv", 2, {"id": ""}), Refusals(collect=True)
    >>> refusals(row.problem("id", "a value"))
    >>> row in refusals
    True
    """

    def __init__(self, *, collect: bool) -> None:
        self.problems: list[ImportDataError] = []
        self._collect = collect
        self._rows: set[tuple[str, int | None]] = set()
        self._told: set[tuple[object, ...]] = set()

    def __call__(self, problem: ImportDataError) -> None:
        """Take a problem.

        Raises
        ------
        ImportDataError
            The problem itself, unless problems are collected.
        """
        if not self._collect:
            raise problem
        key = (problem.file, problem.row, problem.column, problem.value, problem.expected)
        if key not in self._told:
            self._told.add(key)
            self.problems.append(problem)
            self._rows.add((problem.file, problem.row))

    def __contains__(self, record: Record) -> bool:
        return (record.file, record.line) in self._rows
