"""Reads the XML in which the depositary publishes the status of a treaty.

There is no schema of it that anyone may read. What is read here, saved files and programs that read them show:
the elements Document, Treaty, Header, ExternalData with Numsect and Titlesect, and the table in
Participants/Table/TGroup with Thead/Row/Entry and Tbody/Rows/Row/Entry
(https://github.com/zmjones/untreaties/blob/0708eb18900a302f86f8d422987a6a335ff0bfef/un_data.py, which also tells of
SpecialTables with TableHeader/Title and Row/Column). Whatever else stands in the file is passed over, and a table that
is not as these is told of. Neither the case of the names of elements nor those between them make a difference.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from unodc_graph.errors import ImportDataError, LoadError
from unodc_graph.reading.xml import UTF_8, check_xml
from unodc_graph.reconciling.cells import text_of
from unodc_graph.reconciling.heads import is_participant_column
from unodc_graph.reconciling.rows import Row, StatusTable

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_treaty_xml"]

# Programs that read it tell of files in Latin-1, which every XML parser decodes by itself.
_ENCODINGS: Final = UTF_8 | {"iso-8859-1", "us-ascii"}
_WHERE_TABLES_STAND: Final = frozenset({"participants", "specialtables"})
_HEADS: Final = frozenset({"thead", "tableheader"})
_CELLS: Final = frozenset({"entry", "column"})
_ABOVE_THE_LINE: Final = frozenset({"superscript", "sup"})
_NAMED_BY: Final = ("numsect", "titlesect")
_CHAPTER: Final = re.compile(r"\b[IVXL]+\b")
_NUMBER: Final = re.compile(r"(?P<number>[0-9]+)[ .-]*(?P<letter>[a-z])?[ .]*")
_NUMBER_BEFORE_TITLE: Final = re.compile(r"^[0-9]+[ .-]*(?:[a-z][ .])? *")


def read_treaty_xml(path: Path, data: bytes) -> tuple[tuple[StatusTable, ...], tuple[str, ...], tuple[str, ...]]:
    """Read the tables of a treaty.

    Returns
    -------
    tuple
        The tables of participants; what the file calls the treaty, numbers before titles; what is not read.

    Raises
    ------
    ImportDataError
        If it is not XML, has a document type, is nested too deep, or holds no table of participants.
    """
    try:
        check_xml(path, data, "XML", _ENCODINGS)
    except LoadError as error:
        raise ImportDataError(
            path, error.line, None, None, f"XML that is whole and plain: it {error.reason}"
        ) from error
    reader = _Reader()
    reader.read(data)
    known = [table for table in reader.tables if any(map(is_participant_column, table.heads)) and table.rows]
    remarks = [
        f"line {table.line}: a table without rows or without the column Participant is not read"
        for table in reader.tables
        if table not in known
    ]
    if not known:
        expected = (
            "a table of participants (Participants/Table/TGroup with Thead/Row/Entry and Tbody/Rows/Row/Entry) with the "
            "column Participant and at least one row"
        )
        raise ImportDataError(path, None, None, None, expected)
    return tuple(known), tuple(reader.names()), tuple(remarks)


class _Reader:
    """Follows the elements of a document and keeps the tables."""

    def __init__(self) -> None:
        self.tables: list[StatusTable] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._enter
        self._parser.EndElementHandler = self._leave
        self._parser.CharacterDataHandler = self._read
        self._open: list[str] = []
        self._heads: list[str] = []
        self._rows: list[Row] = []
        self._line_of_heads = self._line_of_row = 0
        self._cells: list[str] = []
        self._text: list[str] | None = None
        self._called: dict[str, list[str]] = {"chapter": [], "numsect": [], "titlesect": []}

    def read(self, data: bytes) -> None:
        self._parser.Parse(data, True)
        self._end_table()

    def names(self) -> list[str]:
        """Give what the treaty is called: its number in the depositary's series, as far as it stands there, its title."""
        chapters = [found for text in self._called["chapter"] for found in _CHAPTER.findall(text)]
        named: list[str] = []
        for text in self._called["numsect"]:
            named.append(text)
            number = _NUMBER.fullmatch(text)
            if number is not None:
                end = "-".join(filter(None, number.groups()))
                named += [f"{chapter}-{end}" for chapter in chapters]
        for text in self._called["titlesect"]:
            named += [text, _NUMBER_BEFORE_TITLE.sub("", text)]
        return [name for name in dict.fromkeys(named) if name]

    def _within(self, names: frozenset[str]) -> bool:
        return not names.isdisjoint(self._open)

    def _enter(self, name: str, _: object) -> None:
        element = name.rpartition(":")[2].casefold()
        self._open.append(element)
        if element in {"chapter", *_NAMED_BY}:
            self._text = []
        if not self._within(_WHERE_TABLES_STAND):
            return
        if element in _HEADS:
            self._end_table()
            self._line_of_heads = self._parser.CurrentLineNumber
        elif element == "row":
            self._cells, self._line_of_row = [], self._parser.CurrentLineNumber
        elif element in _CELLS or (element == "title" and self._within(_HEADS)):
            self._text = []

    def _read(self, text: str) -> None:
        if self._text is not None and not self._within(_ABOVE_THE_LINE):
            self._text.append(text)

    def _leave(self, _: str) -> None:
        element = self._open.pop()
        if element in self._called and self._text is not None:
            self._called[element].append(text_of("".join(self._text)))
            self._text = None
        if not self._within(_WHERE_TABLES_STAND):
            return
        if self._text is not None and (element in _CELLS or element == "title"):
            (self._heads if self._within(_HEADS) else self._cells).append("".join(self._text))
            self._text = None
        elif element == "row" and not self._within(_HEADS):
            self._rows.append(Row(self._line_of_row, tuple(self._cells)))

    def _end_table(self) -> None:
        if self._heads or self._rows:
            self.tables.append(StatusTable(tuple(self._heads), self._line_of_heads, tuple(self._rows)))
        self._heads, self._rows = [], []
