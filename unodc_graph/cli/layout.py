"""Rows laid out for people: addresses of sources below the table, each line once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.cli.output import in_words
from unodc_graph.grid import beside_or_below, one_line
from unodc_graph.namespaces import XSD
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unodc_graph.results import Table

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
    Cells = tuple[Term | None, ...]

__all__ = ["Line", "lines_with_sources", "text_for_people"]

_NOTED: Final = "source"
_NUMBERS: Final = {f"{XSD}{name}" for name in ("integer", "decimal", "double")}


@dataclass(frozen=True, slots=True)
class Line:
    """A row as people read it.

    Attributes
    ----------
    texts
        Column to text: the label of a thing, else its CURIE or IRI; an empty text for nothing.
    iris
        Column to IRI, for the things.
    sources
        The addresses of the column ``source``, of this row and of those that differ in nothing else.
    """

    texts: dict[str, str]
    iris: dict[str, str]
    sources: tuple[str, ...]


def lines_with_sources(table: Table) -> list[Line]:
    """Give the rows as texts, those that follow one another and differ only in their source together."""
    rows, labels = _rows_and_labels(table)
    place = table.columns.index(_NOTED) if _NOTED in table.columns else None
    together = _together(rows, place) if place is not None else [(cells, []) for cells in rows]
    return [
        Line(
            {column: _shown(cell, labels) for column, cell in zip(table.columns, cells, strict=True)},
            {
                column: cell.value
                for column, cell in zip(table.columns, cells, strict=True)
                if isinstance(cell, ox.NamedNode)
            },
            tuple(addresses),
        )
        for cells, addresses in together
    ]


def _rows_and_labels(table: Table) -> tuple[list[Cells], Mapping[ox.NamedNode, str]]:
    # The engine's own terms: rdflib's would cost its import.
    return table.cells(), table.labels()


def _shown(cell: Term | None, labels: Mapping[ox.NamedNode, str]) -> str:
    if isinstance(cell, ox.NamedNode):
        return labels.get(cell) or compact(cell.value)
    if isinstance(cell, ox.Literal):
        return cell.value
    return "" if cell is None else str(cell)


def text_for_people(table: Table, *, width: int | None = None) -> str:
    """Lay a table out with the addresses of its column ``source`` as numbered notes below it.

    Rows that follow one another and differ only in their source stand together, with all the
    numbers. A column of things whose labels another column shows anyway is shown as CURIEs.

    Parameters
    ----------
    width
        Characters a line may have; ``None`` means as many as the longest row needs. Where the
        columns do not fit beside one another, each row becomes a sheet with a line for each column.

    Returns
    -------
    str
        The rows, their number, and the notes; without rows, what the table says then.
    """
    if not len(table):
        return table.to_text(width=width)
    rows, labels = _rows_and_labels(table)
    rows = _with_codes(table.columns, rows, labels)
    notes: dict[str, int] = {}
    if _NOTED in table.columns and len(table.columns) > 1:
        place = table.columns.index(_NOTED)
        rows = [_replaced(cells, place, _numbers(addresses, notes)) for cells, addresses in _together(rows, place)]
    texts = [[one_line(_shown(cell, labels)) for cell in cells] for cells in rows]
    numeric = [all(map(_is_number_or_nothing, cells)) for cells in zip(*rows, strict=True)]
    lines = beside_or_below(table.columns, texts, numeric or [False] * len(table.columns), width)
    apart = "" if len(rows) == len(table) else f"; {len(table)} with each source apart, as csv and json have them"
    count = f"({in_words(len(rows), 'row')}{apart})"
    noted = (f"[{number}] {one_line(address)}" for address, number in notes.items())
    return "\n".join([*lines, count, *noted]) + "\n"


def _is_number_or_nothing(cell: Term | None) -> bool:
    return cell is None or (isinstance(cell, ox.Literal) and cell.datatype.value in _NUMBERS)


def _with_codes(columns: Sequence[str], rows: list[Cells], labels: Mapping[ox.NamedNode, str]) -> list[Cells]:
    texts = [{cell.value for cell in cells if isinstance(cell, ox.Literal)} for cells in rows]
    for place in range(len(columns)):
        things = [(cells[place], shown) for cells, shown in zip(rows, texts, strict=True) if cells[place] is not None]
        if things and all(isinstance(thing, ox.NamedNode) and labels.get(thing) in shown for thing, shown in things):
            rows = [_replaced(cells, place, _code(cells[place])) for cells in rows]
    return rows


def _code(thing: Term | None) -> ox.Literal | None:
    return ox.Literal(compact(thing.value)) if isinstance(thing, ox.NamedNode) else None


def _together(rows: list[Cells], place: int) -> list[tuple[Cells, list[str]]]:
    """Join neighbours that differ only in one column; give each without it, and what stood there."""
    joined: list[tuple[Cells, list[str]]] = []
    for cells in rows:
        others, source = _replaced(cells, place, None), cells[place]
        if not joined or joined[-1][0] != others or source is None:
            joined.append((others, []))
        if source is not None:
            address = str(source) if isinstance(source, ox.Triple) else source.value
            if address not in joined[-1][1]:
                joined[-1][1].append(address)
    return joined


def _numbers(addresses: list[str], notes: dict[str, int]) -> ox.Literal | None:
    numbers = [notes.setdefault(address, len(notes) + 1) for address in addresses]
    return ox.Literal(" ".join(f"[{number}]" for number in numbers)) if numbers else None


def _replaced(cells: Cells, place: int, term: Term | None) -> Cells:
    return (*cells[:place], term, *cells[place + 1 :])
