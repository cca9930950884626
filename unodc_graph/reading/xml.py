"""What an XML file must not hold: a document type, with the entities that it could define, and too many levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from unodc_graph.errors import LoadError
from unodc_graph.reading.depth import DEEPEST, too_deep

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

__all__ = ["UTF_8", "check_xml"]

UTF_8: Final = frozenset({"utf-8", "utf8"})
"""The names of the encoding that every XML tool reads."""


def check_xml(path: Path, data: bytes, what: str = "RDF/XML", encodings: AbstractSet[str] = UTF_8) -> None:
    """See that an XML file is whole, in UTF-8, without a document type and not nested too deep.

    The engine would take one that breaks off between two elements, and the entities of a document type;
    and its time grows with the square of the depth.

    Parameters
    ----------
    path, data
        The file, as a message should name it, and what it holds.
    what
        What it should be, as a message should say.
    encodings
        The encodings that it may name, in small letters.

    Raises
    ------
    LoadError
        If it is not.
    """
    parser = expat.ParserCreate()

    def refuse_type(*_: object) -> None:
        raise LoadError(
            path,
            "holds a document type (<!DOCTYPE), and neither it nor its entities are read: "
            "write the file without it, every name and every text in full",
            parser.CurrentLineNumber,
        )

    def check_encoding(_: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.lower() not in encodings:
            raise LoadError(path, f"says that it is in {encoding}: save it in UTF-8, which every tool reads", 1, 1)

    level = 0

    def enter(*_: object) -> None:
        nonlocal level
        level += 1
        if level > DEEPEST:
            raise LoadError(path, too_deep(), parser.CurrentLineNumber)

    def leave(_: object) -> None:
        nonlocal level
        level -= 1

    parser.StartElementHandler, parser.EndElementHandler = enter, leave
    parser.StartDoctypeDeclHandler = refuse_type
    parser.XmlDeclHandler = check_encoding
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = f"is not {what}: {expat.ErrorString(error.code)}"
        raise LoadError(path, reason, error.lineno, error.offset + 1) from error
