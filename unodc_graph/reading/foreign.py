"""Files of other programs, told by how they begin: a workbook stays one whatever its name ends in."""

from __future__ import annotations

from typing import Final

__all__ = ["foreign"]

# PKWARE's APPNOTE.TXT 4.3.7, with an empty archive (4.3.16); [MS-CFB] 2.2; ISO 32000-1, 7.5.2.
_BEGINNINGS: Final = {
    b"PK\x03\x04": "a workbook (.xlsx, .ods) or another ZIP archive",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "a workbook (.xls) or another document of old Office programs",
    b"%PDF-": "a PDF document",
}


def foreign(data: bytes) -> str | None:
    """Say of which other kind a file is that people take for text; ``None`` if it does not begin like any.

    Examples
    --------
    >>> foreign(b"%PDF-1.7"), foreign(b"id,name")
    ('a PDF document', None)
    """
    return next((kind for beginning, kind in _BEGINNINGS.items() if data.startswith(beginning)), None)
