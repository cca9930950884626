"""What a Turtle file loses when it is written in its canonical form."""

from __future__ import annotations

import re
from collections import deque
from typing import Final

import pyoxigraph as ox

from unodc_graph.namespaces import PREFIXES

__all__ = ["losses"]

# What may hold a number sign that begins no comment: strings, IRIs, escapes of local names
# (https://www.w3.org/TR/turtle/#sec-grammar-grammar).
_COMMENT_OR_WHOLE: Final = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\''''
    r"""|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
    r"""|<[^<>\s]*>|\\.|(?P<comment>\#)""",
    re.DOTALL,
)


def losses(turtle: bytes) -> str:
    """Say in a sentence what of a Turtle document its canonical form does not keep.

    Returns
    -------
    str
        Empty where nothing but the layout changes.

    Examples
    --------
    >>> losses(b"PREFIX ex: <http://example.org/#> ex:a ex:b ex:c . # see there")
    'comments are not kept, write remarks as skos:editorialNote; the prefix ex: is not kept'
    """
    lost = []
    if any(match["comment"] for match in _COMMENT_OR_WHOLE.finditer(turtle.decode())):
        lost.append("comments are not kept, write remarks as skos:editorialNote")
    document = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    deque(document, maxlen=0)
    own = [f"{name}:" for name, iri in sorted(document.prefixes.items()) if PREFIXES.get(name) != iri]
    if own:
        lost.append(
            f"the prefix{'es' if len(own) > 1 else ''} {', '.join(own)} {'are' if len(own) > 1 else 'is'} not kept"
        )
    return "; ".join(lost)
