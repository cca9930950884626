"""Which format a file is of: by its suffix, and by its content where the suffix says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FORMATS", "by_content", "by_suffix", "name_without_suffix", "suffixes_shown"]

FORMATS: Final[dict[str, ox.RdfFormat]] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
}
"""File suffix to format, in small or capital letters; behind it may stand that of a compression."""

_COMPRESSIONS: Final = (".gz", ".zst", ".zstd")
_LOOKED_AT: Final = 65_536
_BLANK: Final = re.compile(r"(?:\s+|#[^\n\r]*)*")
_JSON: Final = re.compile(r'[\[{]\s*(?:"|[{\[]\s*["\[{}\]]|[}\]]\s*\Z)|\[\s*\]\s*\Z')
_XML: Final = re.compile(r"<(?:\?xml[\s?]|!--|!DOCTYPE\s|(?:[\w.-]+:)?RDF[\s>/])")
_HTML: Final = re.compile(r"<(?:!DOCTYPE\s+html|html)[\s>]", re.IGNORECASE)
_TURTLE: Final = re.compile(
    r"@(?:prefix|base|version)\b|(?:prefix|base|version|graph)\s|<[^<>\s]*>\s|<<|_:\w|\[|\(|\{|[\w.-]*:\S*\s",
    re.IGNORECASE,
)
_NODE: Final = r"(?:<[^<>\s]*>|_:\S+)"
_LINE: Final = re.compile(
    rf'{_NODE}\s*<[^<>\s]*>\s*(?:{_NODE}|"[^"\\]*(?:\\.[^"\\]*)*"(?:\^\^<[^<>\s]*>|@[\w-]+)?)\s*(?:{_NODE}\s*)?\.\s*(?:#.*)?'
)


def by_suffix(path: Path) -> ox.RdfFormat | None:
    """Give the format that a file name says; ``None`` if it says none.

    Examples
    --------
    >>> from pathlib import Path
    >>> by_suffix(Path("mine.TTL.gz")).name
    'Turtle'
    """
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in _COMPRESSIONS:
        suffixes.pop()
    return FORMATS.get(suffixes[-1]) if suffixes else None


def name_without_suffix(path: Path) -> str:
    """Give a file name without the suffix of its format and of its compression."""
    whole = path.name[: -len(path.suffix)] if path.suffix.lower() in _COMPRESSIONS else path.name
    return path.with_name(whole).stem if whole else path.stem


def suffixes_shown() -> str:
    """List the suffixes for a message."""
    return ", ".join(FORMATS)


def by_content(data: bytes) -> ox.RdfFormat | None:
    """Tell a format by how a text begins; ``None`` if it begins like none.

    What may be Turtle or TriG is read as TriG, and what may be N-Triples or N-Quads as N-Quads: one
    holds the other, so that nothing hangs on the guess.

    Examples
    --------
    >>> by_content(b'{"@id": "http://example.org/a"}').name, by_content(b"PREFIX ex: <http://example.org/>").name
    ('JSON-LD', 'TriG')
    """
    head = data[:_LOOKED_AT].decode(errors="replace")
    begin = head[_end_of_blank(head) :]
    if _HTML.match(begin):
        return None
    if _XML.match(begin):
        return ox.RdfFormat.RDF_XML
    if _JSON.match(begin):
        return ox.RdfFormat.JSON_LD
    lines = [line.strip() for line in head.split("\n")]
    if len(data) > _LOOKED_AT:
        lines.pop()
    stated = [line for line in lines if line and not line.startswith("#")]
    if stated and all(map(_LINE.fullmatch, stated)):
        return ox.RdfFormat.N_QUADS
    return ox.RdfFormat.TRIG if _TURTLE.match(begin) or not begin else None


def _end_of_blank(text: str) -> int:
    """Find where the space and the comments at the beginning end."""
    found = _BLANK.match(text)
    return found.end() if found else 0
