"""The rows of a saved table, each of which knows where it stands."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Row", "StatusTable"]


class Row(NamedTuple):
    """A row: the line of the file on which it begins, counted from 1, and its cells."""

    line: int
    cells: tuple[str, ...]


class StatusTable(NamedTuple):
    """The heads of the columns, the line on which they stand, and the rows below."""

    heads: tuple[str, ...]
    line: int
    rows: tuple[Row, ...]
