"""Counts what the curated files hold, as data/README.md tells it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from unodc_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["BLOCK", "ROWS", "ReferenceTable", "blocks", "things"]

TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")
URL = ox.NamedNode(f"{PREFIXES['schema']}url")
BLOCK = re.compile(
    r"(?P<begin><!-- (?P<name>\w+): begin -->\n)(?P<text>.*?)(?P<end><!-- (?P=name): end -->)", re.DOTALL
)
"""A part of the README that is written here, between its two markers."""
UNODC = ("unodc.org", "www.unodc.org")


@dataclass(frozen=True, slots=True)
class ReferenceTable:
    """A table that the facts were made from, and what became of its rows.

    Attributes
    ----------
    table, rows
        Its name and the number of its rows.
    classes, where, names
        The classes of the things that it became, their file, and how their names look.
    data, unconfirmed, elsewhere
        How many rows are things of the graph ``data``, things of the graph ``unconfirmed``, and
        neither: they add to other things, say how others are read, or are tests.
    told
        Why rows are elsewhere, and what else a reader should know.
    """

    table: str
    rows: int
    classes: tuple[str, ...]
    where: str
    names: str
    data: int
    unconfirmed: int
    elsewhere: int
    told: str


def _read() -> tuple[ReferenceTable, ...]:
    with Path(__file__).with_name("reference-rows.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            ReferenceTable(
                row["table"],
                int(row["rows"]),
                tuple(row["class"].split()),
                row["where"],
                row["names"],
                int(row["data"]),
                int(row["unconfirmed"]),
                int(row["elsewhere"]),
                row["told"],
            )
            for row in csv.DictReader(file)
        )


ROWS = _read()
"""Every table that the facts were made from."""


def things(triples: Iterable[ox.Triple]) -> set[tuple[str, str]]:
    """Collect the name of each thing with its class, both without their namespace."""
    return {
        (_local(triple.subject), _local(triple.object))
        for triple in triples
        if triple.predicate == TYPE and isinstance(triple.object, ox.NamedNode)
    }


def _local(term: object) -> str:
    assert isinstance(term, ox.NamedNode)
    return re.split("[#/]", term.value)[-1]


def blocks(data: Mapping[str, list[ox.Triple]], unconfirmed: list[ox.Triple]) -> dict[str, str]:
    """Write the parts of the README that count, by the name of their markers."""
    facts = [triple for triples in data.values() for triple in triples]
    return {
        "counts": _by_class(facts, unconfirmed),
        "files": _by_file(data, unconfirmed),
        "tables": _by_table(),
        "sources": _of_sources(facts),
    }


def _by_class(facts: list[ox.Triple], unconfirmed: list[ox.Triple]) -> str:
    confirmed, doubtful = (Counter(kind for _, kind in things(triples)) for triples in (facts, unconfirmed))
    rows = [f"| {name} | {confirmed[name]} | {doubtful[name]} |" for name in sorted({*confirmed, *doubtful})]
    total = f"| statements | {len(set(facts))} | {len(set(unconfirmed))} |"
    return "\n".join(["| class | data | unconfirmed |", "|--|--|--|", *rows, total, ""])


def _by_file(data: Mapping[str, list[ox.Triple]], unconfirmed: list[ox.Triple]) -> str:
    rows = []
    for name, triples in sorted({**data, "unconfirmed.ttl": unconfirmed}.items()):
        kinds = Counter(kind for _, kind in things(triples))
        held = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
        rows.append(f"| `{name}` | {held} | {len(set(triples))} |")
    return "\n".join(["| file | things | statements |", "|--|--|--|", *rows, ""])


def _by_table() -> str:
    rows = [
        f"| {row.table} | {row.rows} | {', '.join(row.classes)} | {row.data} | {row.unconfirmed} | {row.elsewhere} "
        f"| {row.told} |"
        for row in ROWS
    ]
    head = "| table | rows | class | data | unconfirmed | elsewhere | told |"
    return "\n".join([head, "|--|--|--|--|--|--|--|", *rows, ""])


def _of_sources(facts: list[ox.Triple]) -> str:
    addresses = {triple.object.value for triple in facts if triple.predicate == URL and hasattr(triple.object, "value")}
    hosts = [address.split("/")[2] for address in addresses]
    ours = sum(host in UNODC for host in hosts)
    return (
        f"{len(addresses)} addresses on {len(set(hosts))} hosts, "
        f"{ours} of them pages of UNODC (`www.unodc.org`, `unodc.org`).\n"
    )
