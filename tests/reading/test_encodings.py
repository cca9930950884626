"""The guess at the encoding of a text that is not in UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import unodc_graph as ug
from unodc_graph.reading.encodings import how_to_convert

if TYPE_CHECKING:
    from pathlib import Path

RUSSIAN = "id,name\nROCA,Региональное представительство УНП ООН в Центральной Азии\n"
FRENCH = "id,name\nA,Côte d'Ivoire; Réunion\nB,señor\n"


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866"])
def test_an_encoding_of_cyrillic_is_told_by_its_letters(encoding: str) -> None:
    assert f"probably in {encoding.upper()}, which `iconv -f {encoding.upper()} -t" in how_to_convert(
        RUSSIAN.encode(encoding)
    )


def test_accents_among_latin_letters_are_western() -> None:
    assert "WINDOWS-1252" in how_to_convert(FRENCH.encode("windows-1252"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"id,name\n",
        b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe",
        bytes(range(128, 256)) * 4,
        RUSSIAN.encode()[:-2],
        "Ош".encode("windows-1251"),
    ],
    ids=["nothing", "ASCII", "an image", "every byte", "a cut letter", "too few letters"],
)
def test_where_nothing_points_to_an_encoding_none_is_guessed(data: bytes) -> None:
    assert how_to_convert(data) == ""


@pytest.mark.parametrize("name", ["mine.ttl", "mine"])
def test_a_file_of_rdf_in_another_encoding_is_told_with_how_to_convert_it(tmp_path: Path, name: str) -> None:
    text = "<http://x/a> <http://x/p> 'Региональное представительство' ."
    (tmp_path / name).write_bytes(text.encode("windows-1251"))
    with pytest.raises(ug.LoadError, match="save it in UTF-8; it is probably in WINDOWS-1251, which `iconv"):
        ug.load(tmp_path / name, bundled=False)
