"""One row of a table: its typed values, by position and by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unodc_graph.terms import Value

__all__ = ["Row"]


class Row:
    """One row: its values by position, by column name and as attributes.

    Examples
    --------
    >>> row = Row({"title": 0, "count": 1}, ("Border liaison", 3))
    >>> row[0], row["title"], row.count, dict(zip(row.keys(), row))
    ('Border liaison', 'Border liaison', 3, {'title': 'Border liaison', 'count': 3})
    """

    __slots__ = ("_places", "_values")

    def __init__(self, places: Mapping[str, int], values: tuple[Value, ...]) -> None:
        self._places = places
        self._values = values

    def __getitem__(self, key: int | str) -> Value:
        """Give the value of a column, by name or by position; ``None`` where nothing is bound."""
        if isinstance(key, str):
            try:
                return self._values[self._places[key]]
            except KeyError:
                raise KeyError(f"{key!r}: the columns are {', '.join(self._places)}") from None
        return self._values[key]

    def __getattr__(self, name: str) -> Value:
        try:
            return self._values[self._places[name]]
        except KeyError:
            raise AttributeError(f"{name!r}: the columns are {', '.join(self._places)}") from None

    def __getstate__(self) -> tuple[dict[str, int], tuple[Value, ...]]:
        return (dict(self._places), self._values)

    def __setstate__(self, state: tuple[dict[str, int], tuple[Value, ...]]) -> None:
        self._places, self._values = state

    def keys(self) -> tuple[str, ...]:
        """Give the column names, in order, so that ``dict(row)`` works."""
        return tuple(self._places)

    def __iter__(self) -> Iterator[Value]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        """Equal to a row, or a tuple, of the same values."""
        if isinstance(other, Row):
            return self._values == other._values
        return self._values == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values)

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{name}={self[name]!r}' for name in self._places)})"
