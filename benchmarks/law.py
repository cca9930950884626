"""Answers of treaty law in a warm process: one, all gaps of a region, and half a century of the world."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING, Final, cast

import unodc_graph as ug
from benchmarks.measure import Figure, warm
from unodc_graph.law.treaty_law import TreatyLaw

if TYPE_CHECKING:
    from collections.abc import Callable

_ACTS_OF_ONE: Final = """\
SELECT ?act ?type ?date WHERE {
  ?act ug:participant ugd:state-KAZ ; ug:instrument ugd:instrument-untoc ; ug:actionType ?type ; ug:date ?date
}"""
_ACTS_OF_THE_REGION: Final = """\
SELECT ?act ?state ?instrument ?type ?date WHERE {
  VALUES ?state {
    ugd:state-ARM ugd:state-AZE ugd:state-GEO ugd:state-KAZ ugd:state-KGZ ugd:state-TJK ugd:state-TKM ugd:state-UZB
  }
  ?act ug:participant ?state ; ug:instrument ?instrument ; ug:actionType ?type ; ug:date ?date
}"""
_OF_THE_WORLD: Final = """\
SELECT DISTINCT ?instrument WHERE {
  ?coverage ug:coverageKind ugv:coverage-kind-acts ; ug:instrument ?instrument
  FILTER NOT EXISTS { ?coverage ug:coverageState ?state }
} ORDER BY ?instrument"""
_YEARS: Final = (1961, 2013)
_CELLS: Final = 2000


def figures() -> list[Figure]:
    """Measure a status, the gaps, and a panel of the world's record against its cells asked one by one."""
    kg = ug.load()
    instruments = [str(row.instrument) for row in cast("ug.Table", kg.query(_OF_THE_WORLD))]
    panel = kg.panel(*_YEARS, instruments=instruments)
    places = random.Random(2013).sample(range(len(panel)), _CELLS)  # noqa: S311 - a sample, not a secret
    cells = [(str(panel[place].state_code), str(panel[place].instrument_code), panel[place].year) for place in places]

    def one_by_one() -> None:
        for state, instrument, year in cells:
            kg.status(state, instrument, as_of=date(cast("int", year), 12, 31))

    def read_anew() -> None:
        # A graph that is loaded anew has its derived facts to derive, which another figure has.
        TreatyLaw(kg._store, kg._names)  # noqa: SLF001 - what is read has no name outside

    works: list[Callable[[], object]] = [
        lambda: kg.status("KAZ", "untoc", as_of="2010-06-30"),
        lambda: list(cast("ug.Table", kg.query(_ACTS_OF_ONE))),
        kg.gaps,
        lambda: list(cast("ug.Table", kg.query(_ACTS_OF_THE_REGION))),
        lambda: kg.panel(*_YEARS, instruments=instruments),
        lambda: len(kg.panel(*_YEARS, instruments=instruments)),
        one_by_one,
        read_anew,
    ]
    status, acts, gaps, acts_of_region, whole, written, some, reading = warm(*works, rounds=15)
    every = some * len(panel) / _CELLS
    return [
        Figure("`kg.status`", status, 0.001, "1 ms", 1),
        Figure("`kg.status`", status, acts, "a query for the same acts", 0.1),
        Figure(
            "`kg.gaps`, 8 states, 29 instruments", gaps, acts_of_region, "a query for all acts of those states", 0.05
        ),
        Figure(
            f"`kg.panel`, {len(panel):,} cells of {len(instruments)} instruments",
            whole,
            every,
            f"`kg.status` for each, by {_CELLS:,} of them",
            100,
        ),
        Figure("the same, with all rows written out", written, every, "the same", None),
        Figure("the law, read anew after a write", reading, acts_of_region, "a query for all acts of 8 states", None),
    ]


if __name__ == "__main__":
    for figure in figures():
        print(figure.line())
