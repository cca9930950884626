"""Which encoding a text that is not in UTF-8 was probably written in, and how it is converted."""

from __future__ import annotations

from typing import Final

__all__ = ["how_to_convert"]

_LOOKED_AT: Final = 1_000_000
_CYRILLIC: Final = ("WINDOWS-1251", "KOI8-R", "CP866")
_WESTERN: Final = "WINDOWS-1252"
# Seven of ten letters of the Russian labels of this project are one of these; read in another of the encodings few are.
_FREQUENT: Final = frozenset("оеаинтсрвлкм")
_ENOUGH: Final = 0.4
_FEWEST: Final = 4
_MOSTLY: Final = 0.7
_ASCII: Final = 0x7F


def how_to_convert(data: bytes) -> str:
    r"""Say in which encoding a text that is not in UTF-8 probably is, and how to convert it.

    Returns
    -------
    str
        The end of a sentence, which begins with a semicolon; empty where nothing points to an encoding, as for a text
        in UTF-8 with a broken letter. It is a guess by the letters, and says so.

    Examples
    --------
    >>> how_to_convert("id,name\nA,Казахстан\n".encode("cp1251"))
    '; it is probably in WINDOWS-1251, which `iconv -f WINDOWS-1251 -t UTF-8` converts'
    >>> how_to_convert(b"\xff\xfe\xff")
    ''
    """
    found = _probable(data[:_LOOKED_AT])
    return f"; it is probably in {found}, which `iconv -f {found} -t UTF-8` converts" if found else ""


def _probable(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if sum(not letter.isascii() for letter in text) > 2 * broken:
        return None
    around = [
        (before, after)
        for before, byte, after in zip(b" " + data, data, data[1:] + b" ", strict=False)
        if byte > _ASCII
    ]
    high = bytes(byte for byte in data if byte > _ASCII)
    if not high:
        return None
    # Accents stand one by one among Latin letters, and letters of Cyrillic beside one another.
    if sum(before <= _ASCII and after <= _ASCII for before, after in around) >= _MOSTLY * len(high):
        letters = sum(letter.isalpha() for letter in high.decode(_WESTERN, "replace"))
        return _WESTERN if letters >= _MOSTLY * len(high) else None
    shares = {
        name: sum(letter in _FREQUENT for letter in high.decode(name, "replace")) / len(high) for name in _CYRILLIC
    }
    best = max(_CYRILLIC, key=lambda name: shares[name])
    return best if len(high) >= _FEWEST and shares[best] >= _ENOUGH else None
