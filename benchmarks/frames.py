"""Rows as a Polars frame: generated figures with a day, a number and a text, fixed seed."""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import rdflib

import unodc_graph as ug
from benchmarks.measure import Figure, warm

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = 40_000
FASTER = 10
QUERY = """
    PREFIX ex: <https://example.org/>
    SELECT ?visit ?label ?day ?count ?amount WHERE { ?visit ex:label ?label ; ex:day ?day ; ex:count ?count ; ex:amount ?amount }
"""
TYPES = {"visit": pl.String(), "label": pl.String(), "day": pl.Date(), "count": pl.Int64(), "amount": pl.Decimal(38, 2)}


def figures() -> list[Figure]:
    """Measure against a frame made of the rows that rdflib gives for the same query over the same view."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "visits.ttl")
        file.write_text("".join(lines()), encoding="utf-8")
        kg = ug.load(file, bundled=False)
        plain = rdflib.Graph().parse(file)

    def ours() -> pl.DataFrame:
        table = kg.query(QUERY)
        if not isinstance(table, ug.Table):
            raise TypeError(table)
        return table.to_polars()

    frame = ours()
    if frame.schema != TYPES or not frame.sort("label").equals(of_rows(kg.graph).sort("label")):
        raise ValueError(frame)
    taken, through_view, by_rdflib = warm(ours, lambda: of_rows(kg.graph), lambda: of_rows(plain), rounds=5)
    what = f"{ROWS:,} rows to Polars, days, numbers and texts typed"
    return [
        Figure(what, taken, through_view, "a frame of the rows of `kg.graph.query`", FASTER),
        Figure(what, taken, by_rdflib, "a frame of the rows of a plain `rdflib.Graph`", FASTER),
    ]


def lines() -> Iterator[str]:
    """Write Turtle of as many things as there are rows."""
    chance = random.Random(40_000)  # noqa: S311 - no secret
    yield "PREFIX ex: <https://example.org/>\n"
    for number in range(ROWS):
        day = date(1993, 1, 1) + timedelta(days=chance.randrange(12_000))
        amount = f"{chance.randrange(10_000_000)}.{chance.randrange(1, 100):02}"
        yield (
            f'ex:visit-{number} ex:label "Visit {number} to a border post"@en ; ex:count {chance.randrange(500)} ; '
            f'ex:day "{day}"^^<http://www.w3.org/2001/XMLSchema#date> ; ex:amount {amount} .\n'
        )


def of_rows(graph: rdflib.Graph) -> pl.DataFrame:
    """Make the frame as one would without the library."""
    rows = [[None if term is None else term.toPython() for term in row] for row in graph.query(QUERY)]  # type: ignore[union-attr]  # SELECT gives rows
    return pl.DataFrame(rows, schema=TYPES, orient="row")
