"""How deep a text nests, found before the engine reads it: what nests some thousand deep ends its process."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.errors import LoadError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["DEEPEST", "check_depth"]

DEEPEST: Final = 500
"""Levels that objects and arrays of JSON-LD, elements of XML, or triples in triples may stand in one another."""

# Unrolled: a repeated choice would cost memory for each character of a long text.
_JSON_TEXT: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_JSON_STEPS: Final = {ord("{"): 1, ord("["): 1, ord("}"): -1, ord("]"): -1}
_NOT_BRACKETS: Final = bytes(set(range(256)) - set(_JSON_STEPS))
_TRIPLE_TERM: Final = re.compile(
    rb'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""|'
    rb"'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''|"
    rb'"[^"\\\n]*(?:\\.[^"\\\n]*)*"|'
    rb"'[^'\\\n]*(?:\\.[^'\\\n]*)*'|"
    rb"<[^<>\s]*>|\#[^\n]*|\\.|(?P<step><<|>>)",
    re.DOTALL,
)


def check_depth(path: Path, data: bytes, form: ox.RdfFormat) -> None:
    """See that a text does not nest deeper than ``DEEPEST``.

    Raises
    ------
    LoadError
        If it does.
    """
    if form == ox.RdfFormat.RDF_XML:
        return  # check_xml counts its elements
    deepest = _depth_of_json(data) if form == ox.RdfFormat.JSON_LD else _depth_of_triples(data)
    if deepest > DEEPEST:
        raise LoadError(path, too_deep())


def too_deep() -> str:
    """Say what is wrong with a file that nests too deep."""
    return f"is nested deeper than {DEEPEST} levels, which are the most that is read"


def _depth_of_json(data: bytes) -> int:
    if data.count(b"{") + data.count(b"[") <= DEEPEST:
        return 0
    brackets = _JSON_TEXT.sub(b"", data).translate(None, _NOT_BRACKETS)
    return max(accumulate(map(_JSON_STEPS.__getitem__, brackets)), default=0)


def _depth_of_triples(data: bytes) -> int:
    if data.count(b"<<") <= DEEPEST:
        return 0
    steps = (1 if found["step"].startswith(b"<") else -1 for found in _TRIPLE_TERM.finditer(data) if found["step"])
    return max(accumulate(steps), default=0)
