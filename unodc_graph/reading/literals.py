"""Literals of a file: which of them their datatype does not allow, and which spellings the store does not keep."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.namespaces import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Rewritten", "Spellings", "kept_literals"]

_SOME: Final = 4096
# What the engine gives back letter by letter: most literals, and quicker than to ask the engine.
_KEPT: Final[dict[str, Callable[[str], object]]] = {
    f"{XSD}{name}": re.compile(form).fullmatch
    for name, form in {
        "integer": "0|-?[1-9][0-9]{0,17}",
        "decimal": r"0|-?[1-9][0-9]{0,15}|-?(?:0|[1-9][0-9]{0,15})\.[0-9]{0,15}[1-9]",
        "boolean": "true|false",
        "date": "[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}",
        "dateTime": "[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}Z?",
        "gYear": "[1-9][0-9]{3}",
        "gYearMonth": "[1-9][0-9]{3}-[0-9]{2}",
        "gMonthDay": "--[0-9]{2}-[0-9]{2}",
        "gMonth": "--[0-9]{2}",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Literals of one datatype that the store keeps by their value, in another spelling.

    Attributes
    ----------
    datatype
        The IRI of the datatype in the file.
    count
        How many of the file's literals.
    example
        The first of them, as it stands in the file.
    kept
        What is kept of it, as N-Triples writes it.
    """

    datatype: str
    count: int
    example: str
    kept: str


class Spellings:
    """Counts the literals whose spelling the store will not keep, by datatype."""

    def __init__(self) -> None:
        self._waiting: list[ox.Literal] = []
        self._found: dict[str, tuple[int, ox.Literal, ox.Literal]] = {}

    def see(self, literal: ox.Literal, datatype: str) -> None:
        """Take note of a literal with a datatype that the engine reads."""
        form = _KEPT.get(datatype)
        if form is None or form(literal.value) is None:
            self._waiting.append(literal)
            if len(self._waiting) >= _SOME:
                self._ask()

    def rewritten(self) -> tuple[Rewritten, ...]:
        """Give what was found, each datatype once, in the order of its IRI."""
        self._ask()
        return tuple(
            Rewritten(datatype, count, example.value, str(kept))
            for datatype, (count, example, kept) in sorted(self._found.items())
        )

    def _ask(self) -> None:
        for literal, kept in zip(self._waiting, kept_literals(self._waiting), strict=True):
            if kept != literal:
                datatype = literal.datatype.value
                count, example, first = self._found.get(datatype, (0, literal, kept))
                self._found[datatype] = (count + 1, example, first)
        self._waiting.clear()


def kept_literals(literals: Iterable[ox.Literal]) -> list[ox.Literal]:
    """Give what the engine keeps of literals, by putting them into a store and taking them out again."""
    given = list(literals)
    said = ox.NamedNode("urn:said")
    store = ox.Store()
    store.extend(ox.Quad(ox.NamedNode(f"urn:{place}"), said, literal) for place, literal in enumerate(given))
    kept = list(given)
    for quad in store:
        kept[int(quad.subject.value[4:])] = quad.object
    return kept
