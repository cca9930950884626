"""Sources: one node for one web address."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pyoxigraph as ox

from unodc_graph.importers.terms import addresses, english, name, thing, ug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unodc_graph.importers.base import Record

__all__ = ["named", "source_node", "sources"]

UNNAMED: Final = "unsourced"
"""What a table writes as the name of no source."""


def source_node(address: str) -> ox.NamedNode:
    """Give the IRI of the source at a web address.

    Examples
    --------
    >>> source_node("https://www.unodc.org/centralasia/en/unodc-in-central-asia.html").value
    'https://w3id.org/unodc-graph/id/source-www-unodc-org-7b1dd7ec'
    """
    host = urlsplit(address).hostname or ""
    return thing("source", host, sha256(address.encode()).hexdigest()[:8])


def sources(records: Iterable[Record], *, columns: Iterable[str] = ("source_url",)) -> Iterator[ox.Triple]:
    """Describe every source that rows cite.

    A source is called as the first row calls it that cites it alone; what other such rows call
    it is a second name. A source without a name is called by its address.

    Raises
    ------
    ImportDataError
        If a cell holds what is no web address.
    """
    names: dict[str, list[str]] = {}
    for record in records:
        for column in columns:
            if column not in record.values:
                continue
            cited = addresses(record, column)
            for address in cited:
                names.setdefault(address, [])
            title = named(record) if column == "source_url" and len(cited) == 1 else ""
            if title and title not in names[cited[0]]:
                names[cited[0]].append(title)
    for address, titles in names.items():
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
