"""What the rows of a file tell. Nothing is left out in silence: what cannot be taken is told with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from unodc_graph.importers.report import Refusal
from unodc_graph.reconciling.reconciliation import NotRecognised

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyoxigraph as ox

    from unodc_graph.reconciling.acts import Act, Key
    from unodc_graph.reconciling.recorded import Named
    from unodc_graph.reconciling.rows import Row

__all__ = ["Told"]


@dataclass(slots=True)
class Told:
    """What the rows of a file tell, collected row by row.

    Attributes
    ----------
    file
        The file, as messages name it.
    acts
        Each act once, as the first line that tells it does.
    rows
        Whom there are rows for, and about what; a row may tell no act.
    unread
        Of whom, and about what, a cell is not read, and the line on which it stands.
    kinds
        The codes of the acts that the columns can tell; ``None`` for any.
    not_recognised, not_read, remarks
        As of a ``Reconciliation``.
    """

    file: str
    acts: list[Act] = field(default_factory=list)
    rows: set[Key] = field(default_factory=set)
    unread: dict[Key, int] = field(default_factory=dict)
    kinds: frozenset[str] | None = None
    not_recognised: list[NotRecognised] = field(default_factory=list)
    not_read: list[Refusal] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _lines: dict[tuple[Key, str, str], int] = field(default_factory=dict)

    def add(self, act: Act) -> None:
        """Take an act; one that an earlier line tells is remarked."""
        said = (act.key, act.kind, str(act.date))
        if said in self._lines:
            self.remarks.append(f"line {act.line} repeats an act of line {self._lines[said]}")
            return
        self._lines[said] = act.line
        self.acts.append(act)

    def recognised(self, name: str, line: int, found: Named) -> ox.NamedNode | None:
        """Give the one thing that a name stands for; one that stands for none, or for several, is told."""
        if found.node is None:
            self.not_recognised.append(NotRecognised(name, line, found.candidates, found.is_ambiguous))
        return found.node

    def refuse(self, line: int, column: str | None, value: str | None, expected: str) -> None:
        """Tell of a cell, or of a whole row, that cannot be read."""
        self.not_read.append(Refusal(self.file, line, column, value, expected))

    def cells_of(self, row: Row, heads: Sequence[str]) -> list[str] | None:
        """Give the cells below the heads, empty where a row ends early; ``None``, and told, where it has too many."""
        if any(cell.strip() for cell in row.cells[len(heads) :]):
            expected = (
                f"{len(heads)} cells as there are heads, not {len(row.cells)}; what holds a comma stands in quotes"
            )
            self.refuse(row.line, None, None, expected)
            return None
        return [*row.cells[: len(heads)], *[""] * (len(heads) - len(row.cells))]
