"""What may have been meant by what stands in a cell and is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unodc_graph.reading_dates import meant_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["folded", "meant", "meant_date", "meant_number", "one_of_kinds"]

# How alike, of 100, what stands in a cell is to a code or a label that may have been meant.
_NEAR: Final = 75
_THE_SAME: Final = 100
_MOST: Final = 3
_THOUSANDS: Final = re.compile(r"[-+]?[0-9]{1,3}(?:([ \u00a0\u202f,'])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?")
_DECIMAL_COMMA: Final = re.compile(r"-?[0-9]+(?:[ \u00a0\u202f][0-9]{3})*,[0-9]+")
_CURRENCY: Final = re.compile(r"^(?:US\$|USD|\$|€|EUR)\s*|\s*(?:US\$|USD|\$|€|EUR)$", re.IGNORECASE)


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
    found = meant_dates(cell)
    return f"; did you mean {' or '.join(map(repr, found))}?" if found else ""


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
