"""What a SELECT query gives: a table of typed rows."""

from __future__ import annotations

import json
import math
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar, overload

import pyoxigraph as ox

from unodc_graph.asking import Solutions, evaluation_errors
from unodc_graph.dates import PartialDate
from unodc_graph.errors import QueryError
from unodc_graph.export import write_text
from unodc_graph.rows import Row
from unodc_graph.spreadsheets import csv_cell, csv_text
from unodc_graph.terms import compact, to_python, to_rdflib
from unodc_graph.tsv import cell_of, term_in, value_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from rdflib.term import IdentifiedNode, Literal

    Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None

__all__ = ["Table"]

_T = TypeVar("_T")


class Table:
    """The rows that a SELECT query gives, in its order.

    The rows are read once, when first asked for, and kept: every way to look at the table agrees,
    and a later write to the graph does not change it. Labels are looked up when first needed, and
    kept as well.

    Attributes
    ----------
    columns : tuple of str
        The variables, without question marks, in the order of the SELECT clause.
    empty_text : str or None
        What is printed where there are no rows, for a question of which no answer is no "no"; ``None`` for
        the columns and a count of nothing. For machines the table is empty all the same.
    """

    def __init__(
        self,
        columns: Iterable[str],
        solutions: Solutions | Callable[[], bytes] | Iterable[Iterable[Cell]],
        labels: Callable[[set[ox.NamedNode]], Mapping[ox.NamedNode, str]] = lambda _: {},
    ) -> None:
        self.columns = tuple(columns)
        self.empty_text: str | None = None
        self._solutions = solutions
        self._places = solutions.places if isinstance(solutions, Solutions) else tuple(range(len(self.columns)))
        self._label_source = labels
        self._tsv: bytes | None = None
        self._rows: list[Row] | None = None
        self._failure: QueryError | None = None
        self._labels: Mapping[ox.NamedNode, str] | None = None

    def _typed(self) -> list[Row]:
        if self._rows is None:
            places = {name: place for place, name in enumerate(self.columns)}
            self._rows = [Row(places, values) for values in self._each(value_in)]
        return self._rows

    def __len__(self) -> int:
        return self._read().count(b"\n") - 1

    def __iter__(self) -> Iterator[Row]:
        return iter(self._typed())

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        """Give a row, or rows, by position."""
        return self._typed()[place]

    def __repr__(self) -> str:
        return f"<Table of {len(self)} rows: {', '.join(self.columns)}>"

    def __str__(self) -> str:
        return self.to_text()

    def _read(self) -> bytes:
        """Give what is kept of the rows: their TSV, from which every other form is made."""
        if self._tsv is None:
            if self._failure is not None:
                raise self._failure
            solutions, self._solutions = self._solutions, ()
            try:
                self._tsv = _written(self.columns, solutions)
            except BaseException as error:
                # What was read is not all, and what is left cannot be read again.
                told = QueryError("the reading of the rows broke off; ask again")
                self._failure = error if isinstance(error, QueryError) else told
                raise
        return self._tsv

    def _each(self, read: Callable[[str], _T], tsv: bytes | None = None) -> list[tuple[_T, ...]]:
        """Read every cell of the TSV, or of its beginning, one after the other, and give what the rows hold."""
        header, _, body = (self._read() if tsv is None else tsv).decode().partition("\n")
        if not body or not self.columns:
            return [()] * body.count("\n")
        width = header.count("\t") + 1
        found = map(_Remembered(read).__getitem__, body[:-1].replace("\n", "\t").split("\t"))
        rows = list(zip(*[found] * width, strict=True))
        if self._places == tuple(range(width)):
            return rows
        return [tuple([row[place] for place in self._places]) for row in rows]

    def cells(self) -> list[tuple[Cell, ...]]:
        """Give the rows as terms of the engine (pyoxigraph); ``None`` where nothing is bound.

        Raises
        ------
        QueryError
            If the engine cannot evaluate the query, as for a function that it does not know.
        """
        return self._each(term_in)

    def labels(self) -> Mapping[ox.NamedNode, str]:
        """Give the labels of the IRIs in the rows, in English where there is one; an IRI without one is missing."""
        if self._labels is None:
            self._labels = self.labels_of(self.cells())
        return self._labels

    def head(self, most: int) -> list[tuple[Cell, ...]]:
        """Give the first rows as terms of the engine."""
        end, tsv = 0, self._read()
        for _ in range(most + 1):
            end = tsv.find(b"\n", end) + 1
            if not end:
                return self.cells()
        return self._each(term_in, tsv[:end])

    def labels_of(self, rows: Iterable[Iterable[Cell]]) -> Mapping[ox.NamedNode, str]:
        """Give the labels of the IRIs in some of the rows."""
        if self._labels is not None:
            return self._labels
        return self._label_source({cell for cells in rows for cell in cells if isinstance(cell, ox.NamedNode)})

    def _repr_html_(self) -> str:
        from unodc_graph.notebooks import table_html

        return table_html(self)

    def terms(self) -> list[tuple[IdentifiedNode | Literal | None, ...]]:
        """Give the rows as rdflib terms; ``None`` where nothing is bound."""
        return [tuple(None if term is None else to_rdflib(term) for term in cells) for cells in self.cells()]

    def to_text(self, *, width: int | None = None) -> str:
        """Lay the rows out for people: labels in place of IRIs where a label is known.

        Parameters
        ----------
        width
            Characters a line may have; ``None`` means as many as the longest row needs.

        Returns
        -------
        str
            A header, a rule, a line or more for each row, and the number of rows. Where a width is
            too narrow for the columns beside one another, each row is a sheet with a line for each column.
            Without rows, the ``empty_text`` where there is one.
        """
        from unodc_graph.grid import beside_or_below, one_line

        if self.empty_text is not None and not len(self):
            return f"{self.empty_text}\n"
        texts = [[one_line(self._shown(cell)) for cell in cells] for cells in self.cells()]
        numeric = [
            all(cell is None or _is_number(cell) for cell in column) for column in zip(*self.cells(), strict=True)
        ]
        lines = beside_or_below(self.columns, texts, numeric or [False] * len(self.columns), width)
        count = len(texts)
        return "\n".join([*lines, f"({count} row{'' if count == 1 else 's'})"]) + "\n"

    def _shown(self, cell: Cell) -> str:
        if cell is None:
            return ""
        if isinstance(cell, ox.NamedNode):
            return self.labels().get(cell) or compact(cell.value)
        return _text(cell)

    def to_csv(self, path: str | Path | None = None) -> str:
        """Write the rows as CSV (RFC 4180): a header, whole IRIs, values in their lexical form.

        What a spreadsheet would read as a formula has an apostrophe before it, unless it is a number;
        ``spreadsheets.unguarded`` takes it away.

        Parameters
        ----------
        path
            A file to write as well, in UTF-8; one that exists is replaced.

        Returns
        -------
        str
            The text, with a line feed at the end of each line.

        Raises
        ------
        ExportError
            If the file cannot be written.
        """
        text = csv_text(self.columns, self._each(csv_cell))
        if path is not None:
            write_text(text, path, force=True)
        return text

    def to_json(self) -> str:
        """Write the rows as JSON: an array of objects, unbound values as null.

        Numbers and truth values are those of JSON, a decimal that a JSON number cannot hold
        exactly is a text, and so is everything else.
        """
        rows = [dict(zip(self.columns, map(_json_value, cells), strict=True)) for cells in self.cells()]
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"

    def to_arrow(self) -> pa.Table:
        """Give the rows as an Arrow table, each column typed where all its values are of one type.

        Numbers, days, times and truth values are typed; everything else is a text, an IRI too, and so is a
        column with values of several types or with dates that are not whole. ``docs/explanation/frames.md``
        says it all. Needs the extra ``arrow``.

        Raises
        ------
        MissingExtraError
            If pyarrow is not installed.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> table = ug.load().query("SELECT ?adopted ?label { ugd:instrument-untoc ug:adopted ?adopted ; rdfs:label ?label }")
        >>> [str(field.type) for field in table.to_arrow().schema]
        ['date32[day]', 'string']
        """
        from unodc_graph import frames

        return frames.arrow(self._read(), self.columns, self._places)

    def to_polars(self) -> pl.DataFrame:
        """Give the rows as a Polars frame, its columns typed as those of ``to_arrow``. Needs the extra ``polars``.

        Raises
        ------
        MissingExtraError
            If Polars or pyarrow is not installed.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> table = ug.load().query("SELECT ?adopted { ugd:instrument-untoc ug:adopted ?adopted }")
        >>> dict(table.to_polars().schema)
        {'adopted': Date}
        """
        from unodc_graph import frames

        return frames.polars(self._read(), self.columns, self._places)

    def to_pandas(self) -> pd.DataFrame:
        """Give the rows as a pandas frame, its columns of the Arrow types of ``to_arrow``. Needs the extra ``pandas``.

        A cell without a value is ``pandas.NA``, so that whole numbers stay whole beside it.

        Raises
        ------
        MissingExtraError
            If pandas or pyarrow is not installed.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> table = ug.load().query("SELECT ?adopted { ugd:instrument-untoc ug:adopted ?adopted }")
        >>> table.to_pandas().dtypes["adopted"]
        date32[day][pyarrow]
        """
        from unodc_graph import frames

        return frames.pandas(self._read(), self.columns, self._places)


class _Remembered(dict[str, "_T"]):
    """What a function gives for a cell, worked out once for cells that are alike."""

    def __init__(self, read: Callable[[str], _T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str) -> _T:
        value = self[cell] = self._read(cell)
        return value


def _written(columns: Sequence[str], rows: Solutions | Callable[[], bytes] | Iterable[Iterable[Cell]]) -> bytes:
    if isinstance(rows, Solutions):
        return rows.read()
    if callable(rows):
        return rows()
    with evaluation_errors():
        lines = ["\t".join(map(cell_of, row)) for row in rows]
    return "\n".join(["\t".join(f"?{name}" for name in columns), *lines, ""]).encode()


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(term, ox.Triple):
        return str(term)
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value


def _is_number(term: object) -> bool:
    return isinstance(term, ox.Literal) and isinstance(to_python(term), (int, float, Decimal))


def _json_value(term: Cell) -> object:
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return _text(term)
    value = to_python(term)
    if isinstance(value, Decimal):
        return float(value) if Decimal(repr(float(value))) == value else str(value)
    if isinstance(value, float) and not math.isfinite(value):
        return term.value
    if isinstance(value, (PartialDate, date)):
        return term.value
    return value
