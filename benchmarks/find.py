"""Finding things by name, over all labels, in a warm process."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rapidfuzz import process

import unodc_graph as ug
from benchmarks.measure import Figure, warm

if TYPE_CHECKING:
    from collections.abc import Callable

# A whole name, a part in the other script, a letter that thousands begin with, and slips of the pen.
TEXTS = ("Kazakhstan", "нижний пяндж", "a", "drug control agancy", "Tashkennt border liason offise")
MOST = 0.020
NAMES = """\
SELECT ?name WHERE {
  ?thing rdfs:label|skos:altLabel|skos:prefLabel|dcterms:title|dcterms:identifier|skos:notation ?name
}"""


def figures() -> list[Figure]:
    """Measure a search, and the index that the first search after a write makes, against rapidfuzz on the same names."""
    graph = ug.load()
    table = graph.query(NAMES)
    if not isinstance(table, ug.Table):
        raise TypeError(table)
    names = [str(row.name) for row in table]

    def index_anew() -> None:
        # A graph that is loaded anew has its derived facts to derive, which another figure has.
        type(graph._names)(graph._store).find("Kazakhstan")  # noqa: SLF001 - the index has no name outside

    ours: list[Callable[[], object]] = [partial(graph.find, text) for text in TEXTS]
    theirs: list[Callable[[], object]] = [partial(process.extract, text, names, limit=20) for text in TEXTS]
    *times, index = warm(*ours, *theirs, index_anew, rounds=7)
    ranked = list(zip(times[: len(TEXTS)], times[len(TEXTS) :], TEXTS, strict=True))
    slowest, against, text = max(ranked)
    return [
        Figure(f"`kg.find`, the slowest of {len(TEXTS)} texts: {text!r}", slowest, MOST, "20 ms", 1),
        Figure(
            "`kg.find`, the same text", slowest, against, f"`rapidfuzz.process.extract`, {len(names):,} names", None
        ),
        Figure("`kg.find`, the first time after a write", index, against, "`rapidfuzz.process.extract`, once", None),
    ]
