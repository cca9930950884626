"""Where in a text a statement stands: found by a second reading, when there is something to tell."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

__all__ = ["line_of_first", "lines_of"]

_LINE_BY_LINE: Final = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
_PATIENCE: Final = 64
_FAR: Final = 10_000
_LAST_PART: Final = re.compile(r"[^/#:]+[/#:]?$")


class _Feed:
    """A file that gives a line at a time, so that a parser is never more than a line ahead of what it tells.

    Where many lines tell nothing, as in one long text, it gives more and more at once: a parser that
    begins its token anew after each line would take the square of the time.
    """

    def __init__(self, data: bytes) -> None:
        self._data = BytesIO(data)
        self._inside = False
        self._quiet = 0
        self.line = 0

    def told(self) -> None:
        """Note that the parser has told a statement."""
        self._quiet = 0

    def read(self, size: int = -1) -> bytes:
        pieces: list[bytes] = []
        for _ in range(2 ** min(self._quiet // _PATIENCE, 20)):
            piece = self._data.readline(size)
            if not piece:
                break
            self.line += not self._inside
            self._inside = not piece.endswith(b"\n")
            pieces.append(piece)
            size -= len(piece)
            if not size:
                break
        self._quiet += 1
        return b"".join(pieces)


def lines_of(data: bytes, form: ox.RdfFormat, numbers: Collection[int], base: str) -> dict[int, int]:
    """Map the numbers of statements, in the order in which the parser gives them, to their lines from 1."""
    found: dict[int, int] = {}
    last = max(numbers, default=-1)
    wanted = set(numbers)
    lines = data.split(b"\n")
    for number, (line, quad) in enumerate(_statements(data, form, base)):
        if number in wanted:
            texts = quad.object.value.split("\n") if isinstance(quad.object, ox.Literal) else []
            texts = [text for text in map(str.strip, texts) if text][:1]
            found[number] = line if form in _LINE_BY_LINE else _nearest(lines, line, texts)
        if number >= last:
            break
    return found


def line_of_first(data: bytes, form: ox.RdfFormat, subject: ox.NamedNode, base: str) -> int | None:
    """Give the line on which the first statement about a subject stands, or ``None``."""
    for line, quad in _statements(data, form, base):
        if quad.subject == subject:
            part = _LAST_PART.search(subject.value)
            texts = [subject.value, *([part[0]] if part else [])]
            return line if form in _LINE_BY_LINE else _nearest(data.split(b"\n"), line, texts)
    return None


def _statements(data: bytes, form: ox.RdfFormat, base: str) -> Iterator[tuple[int, ox.Quad]]:
    feed = _Feed(data)
    for quad in ox.parse(feed, format=form, base_iri=base):  # type: ignore[arg-type]  # read() is all it needs
        feed.told()
        yield feed.line, quad


def _nearest(lines: list[bytes], last: int, texts: list[str]) -> int:
    """Go back from where a parser told a statement to the nearest line that holds its text."""
    if any(texts):
        wanted = re.compile(
            rb"(?<![\w.-])(?:" + b"|".join(re.escape(text.encode()) for text in texts if text) + rb")(?![\w-])"
        )
        for number in range(last, max(0, last - _FAR), -1):
            if wanted.search(lines[number - 1]):
                return number
    return last
