"""What may have been meant by what stands in a cell and is refused."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["folded", "meant", "meant_date", "meant_number", "one_of_kinds"]

# How alike, of 100, what stands in a cell is to a code or a label that may have been meant.
_NEAR: Final = 75
_THE_SAME: Final = 100
_MOST: Final = 3
_DAY: Final = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
_MONTH: Final = re.compile(r"([0-9]{1,2})[./-]([0-9]{4})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[./-]([0-9]{1,2})(?:[./-]([0-9]{1,2}))?")
_NAMED_MONTH: Final = re.compile(r"(?:([0-9]{1,2})\s+)?([A-Za-z]{3,9})\.?,?\s+([0-9]{4})")
_THOUSANDS: Final = re.compile(r"[-+]?[0-9]{1,3}(?:([ \u00a0\u202f,'])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?")
_DECIMAL_COMMA: Final = re.compile(r"-?[0-9]+(?:[ \u00a0\u202f][0-9]{3})*,[0-9]+")
_CURRENCY: Final = re.compile(r"^(?:US\$|USD|\$|€|EUR)\s*|\s*(?:US\$|USD|\$|€|EUR)$", re.IGNORECASE)
_MONTHS: Final = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name
}


def folded(text: str) -> str:
    """Give a text without what makes no difference between spellings: case, dashes, underscores, more than one space.

    Examples
    --------
    >>> folded("Border  control") == folded("border-control")
    True
    """
    return " ".join(re.sub(r"[-_]", " ", text).split()).casefold()


def meant(wanted: str, spellings: Mapping[str, str]) -> list[str]:
    """Give the codes that a text comes near to, best first: the one that it spells, if there is one, and no other.

    Parameters
    ----------
    wanted
        What stands there.
    spellings
        Folded codes and labels, each to its code.

    Examples
    --------
    >>> meant("Ongoing", {"ongoing": "ongoing", "planned": "planned"})
    ['ongoing']
    """
    from rapidfuzz import fuzz, process

    near = process.extract(folded(wanted), spellings.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_MOST)
    exact = [match for match, score, _ in near if score == _THE_SAME]
    return list(dict.fromkeys(spellings[match] for match in exact or [match for match, *_ in near]))


def meant_date(cell: str) -> str:
    """Say how a date that is written in another way is to be written; empty where nobody can tell.

    Examples
    --------
    >>> meant_date("31.12.2024"), meant_date("May 2024"), meant_date("05/06/2024"), meant_date("soon")
    ("; did you mean '2024-12-31'?", "; did you mean '2024-05'?", "; did you mean '2024-06-05' or '2024-05-06'?", '')
    """
    found = [text for text in _dates(cell.strip()) if _exists(text)]
    return f"; did you mean {' or '.join(map(repr, dict.fromkeys(found)))}?" if found else ""


def meant_number(cell: str) -> str:
    """Say how a number that is written in another way is to be written; empty where nobody can tell.

    Examples
    --------
    >>> meant_number("1,5"), meant_number("1 500 000"), meant_number("$1,500"), meant_number("about 25")
    ("; did you mean '1.5'?", "; did you mean '1500000'?", "; did you mean '1500'?", '')
    """
    text = _CURRENCY.sub("", cell.strip())
    # Three digits after one comma are a fraction to one reader and thousands to another.
    either = re.fullmatch(r"-?[0-9]{1,3},[0-9]{3}", text) is not None and text == cell.strip()
    found = ""
    if _THOUSANDS.fullmatch(text):
        found = re.sub(r"[^0-9.-]", "", text)
    elif _DECIMAL_COMMA.fullmatch(text):
        found = re.sub(r"[^0-9.-]", "", text.replace(",", "."))
    elif text != cell and re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", text):
        found = text
    if not found:
        return ""
    options = [found, text.replace(",", ".")] if either else [found]
    return f"; did you mean {' or '.join(map(repr, options))}?"


def one_of_kinds(kinds: Iterable[str]) -> str:
    """Write kinds of things as a choice.

    Examples
    --------
    >>> one_of_kinds(("organization", "state", "regional-organization"))
    'an organization, a state or a regional organization'
    """
    *others, last = (f"{'an' if kind[0] in 'aeio' else 'a'} {kind.replace('-', ' ')}" for kind in kinds)
    return f"{', '.join(others)} or {last}" if others else last


def _dates(cell: str) -> list[str]:
    """List the dates that a text may stand for; some may not exist."""
    if (day := _DAY.fullmatch(cell)) is not None:
        first, second = int(day[1]), int(day[3])
        written = [f"{day[4]}-{second:02}-{first:02}"]
        # A point is never American.
        return [*written, f"{day[4]}-{first:02}-{second:02}"] if day[2] != "." else written
    if (month := _MONTH.fullmatch(cell)) is not None:
        return [f"{month[2]}-{int(month[1]):02}"]
    if (named := _NAMED_MONTH.fullmatch(cell)) is not None:
        number = _MONTHS.get(named[2].casefold())
        if number is None:
            return []
        return [f"{named[3]}-{number:02}" + (f"-{int(named[1]):02}" if named[1] else "")]
    if (year := _YEAR_FIRST.fullmatch(cell)) is not None:
        return [f"{year[1]}-{int(year[2]):02}" + (f"-{int(year[3]):02}" if year[3] else "")]
    return []


def _exists(text: str) -> bool:
    try:
        date.fromisoformat(text if text.count("-") > 1 else f"{text}-01")
    except ValueError:
        return False
    return True
