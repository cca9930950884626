"""Refusing or passing a query before it reaches the engine."""

from __future__ import annotations

import contextlib
import statistics
import time
from itertools import count
from typing import TYPE_CHECKING, Final

import unodc_graph as ug
from benchmarks.measure import Figure
from unodc_graph import sparql
from unodc_graph.errors import QueryRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

MOST: Final = 0.0002
SIZE: Final = 2000
ROUNDS: Final = 200
PROLOGUE: Final = "PREFIX ex: <http://example.org/#>\nSELECT ?office ?city (COUNT(?state) AS ?states)\nWHERE {\n"
PIECE: Final = """\
  # offices and what they cover: SERVICE {}
  ?office{0} a ug:Office ; ug:city ?city{0} ; ex:code "({0}" .
  OPTIONAL {{ ?office{0} ug:covers/rdfs:label ?name{0} FILTER (LANG(?name{0}) = "en" && STRLEN(?name{0}) > {0}) }}
"""
END: Final = "}\nGROUP BY ?office ?city"


def query(inside: str = "") -> str:
    """Write a query of some 2 kB, what is given being the last of its patterns."""
    numbers = count()
    body = ""
    while len(PROLOGUE) + len(body) + len(inside) + len(END) < SIZE:
        body += PIECE.replace("SERVICE {}", "SERVICE").format(next(numbers))
    return f"{PROLOGUE}{body}{inside}{END}"


TEXTS: Final = {
    "passing a query of 2 kB": query(),
    "refusing SERVICE at the end of 2 kB": query("SERVICE <http://example.org/sparql> { ?s ?p ?o }"),
    "refusing 40 braces at the end of 2 kB": query("{" * 40 + "}" * 40),
    "refusing an update of 2 kB given as a query": query().replace("SELECT", "INSERT { ?s ?p ?o } WHERE { SELECT")
    + "}",
}


FROM: Final = query().replace("\nWHERE", " FROM <http://example.org/graph>\nWHERE")


def figures() -> list[Figure]:
    """Measure each text anew, as if it had never been seen."""
    kg = ug.load(bundled=False)
    return [
        *(
            Figure(f"`check_query`, {what}", once(sparql.check_query, text), MOST, "0.2 ms", 1)
            for what, text in TEXTS.items()
        ),
        Figure("`kg.query`, refusing FROM in 2 kB", once(kg.query, FROM), MOST, "0.2 ms", 1),
    ]


def once(check: Callable[[str], object], text: str) -> float:
    """Give the median of checking a text that is a little different each time."""
    taken = []
    for number in range(ROUNDS):
        new = f"{text} # {number}"
        start = time.perf_counter()
        with contextlib.suppress(QueryRefusedError):
            check(new)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
