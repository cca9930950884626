"""Sources: one node for one web address."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pyoxigraph as ox

from unodc_graph.importers.terms import addresses, english, name, thing, ug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unodc_graph.importers.base import Record

__all__ = ["named", "source", "source_node", "titles_of"]

UNNAMED: Final = "unsourced"
"""What a table writes as the name of no source."""


@lru_cache(4096)
def source_node(address: str) -> ox.NamedNode:
    """Give the IRI of the source at a web address.

    Examples
    --------
    >>> source_node("https://www.unodc.org/centralasia/en/unodc-in-central-asia.html").value
    'https://w3id.org/unodc-graph/id/source-www-unodc-org-7b1dd7ec'
    """
    host = urlsplit(address).hostname or ""
    return thing("source", host, sha256(address.encode()).hexdigest()[:8])


def titles_of(records: Iterable[Record], columns: Iterable[str]) -> dict[str, list[str]]:
    """Collect the addresses that rows cite, and what they call each.

    A source is called as the rows call it that cite it alone, in their order.

    Raises
    ------
    ImportDataError
        If a cell holds what is no web address.
    """
    titles: dict[str, list[str]] = {}
    for record in records:
        for column in columns:
            if not record.values.get(column):
                continue
            cited = addresses(record, column)
            for address in cited:
                titles.setdefault(address, [])
            title = named(record) if column == "source_url" and len(cited) == 1 else ""
            if title and title not in titles[cited[0]]:
                titles[cited[0]].append(title)
    return titles


def source(address: str, titles: Sequence[str]) -> Iterator[ox.Triple]:
    """Describe a source: the first of its titles is its label, the others are second names.

    A source without a title is called by its address.
    """
    node = source_node(address)
    title, *others = titles or [_short(address)]
    yield ox.Triple(node, name("rdf", "type"), ug("Source"))
    yield ox.Triple(node, name("rdfs", "label"), english(title))
    yield ox.Triple(node, name("dcterms", "title"), english(title))
    for other in others:
        yield ox.Triple(node, name("skos", "altLabel"), english(other))
    yield ox.Triple(node, name("schema", "url"), ox.NamedNode(address))


def named(record: Record) -> str:
    """Give the words in which a row names its sources; empty where it does not.

    A remark in brackets at the end is about the row and not part of the name, unless the table
    keeps a column for remarks.

    Examples
    --------
    >>> from unodc_graph.importers.base import Record
    >>> named(Record("projects.csv", 2, {"source_name": "UNODC news (project code from memory)"}))
    'UNODC news'
    """
    words = record.values.get("source_name", "")
    if words == UNNAMED:
        return ""
    if "note" in record.values:
        return words
    return words.partition(" (")[0] if words.endswith(")") else words


def _short(address: str) -> str:
    """Give host, path and query of an address: what tells it apart from others."""
    return address.partition("://")[2].rstrip("/")
