"""One spelling for the ways to write a name: case, accents, Cyrillic or Latin, apostrophes, hyphens.

A folded text is a key to compare by and is never shown. Cyrillic is written in Latin letters first (anyascii); then
the usual Latin spellings of one Cyrillic letter become one, in Latin words as well: Khorog and Horog, Nizhniy and
Nijniy, Tadzhik, Tadjik and Tajik, Yerevan and Erevan, Afghan and Afgan, Kyrgyz and Kirgiz. A name that another
language forms in another way, as Germany, is found by the label in that language.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["fold", "squeeze"]

# No name is as long, and what is longer must not take time.
_LONGEST_TEXT: Final = 2000
_LONGEST_WORD: Final = 64
_WORDS_APART: Final = "".join(
    chr(code).lower() if chr(code).isalnum() or chr(code) == "." else " " for code in range(128)
)
# 0.5 is one word, and no name begins with the 5 in it.
_DECIMAL_POINT: Final = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_SAME_LETTER: Final = {
    "shch": "sh",
    "sch": "sh",
    "dzh": "j",
    "dj": "j",
    "zh": "j",
    "kh": "h",
    "gh": "g",
    "ye": "e",
    "yo": "e",
    "ii": "i",
    "y": "i",
    "q": "k",
}
_SPELLING: Final = re.compile("|".join(_SAME_LETTER))
_MOST_KEPT: Final = 65536


class _FoldedWords(dict[str, str]):
    """Words of small letters, digits and full stops, folded when first met: labels say the same ones again and again."""

    def __missing__(self, word: str) -> str:
        folded = word[:_LONGEST_WORD]
        if "." in folded:
            folded = " ".join(_DECIMAL_POINT.sub("p", folded).replace(".", " ").split())
        while True:
            simpler = _SPELLING.sub(_same_letter, folded)
            if simpler == folded:
                break
            # "kkh" becomes "kh", which is to become "h".
            folded = simpler
        if len(self) < _MOST_KEPT and len(word) <= _LONGEST_WORD:
            self[word] = folded
        return folded


_folded: Final = _FoldedWords()


def fold(text: str) -> str:
    """Fold a text to words of ``a`` to ``z`` and ``0`` to ``9`` with a space between them.

    Folding what is folded changes nothing. A text of signs only folds to nothing.

    Examples
    --------
    >>> fold("Қирғизистон") == fold("Qirg'iziston"), fold("Нижний Пяндж") == fold("Nijniy Pyanj")
    (True, True)
    """
    text = text[:_LONGEST_TEXT]
    if not text.isascii():
        from anyascii import anyascii

        text = anyascii(text)[:_LONGEST_TEXT]
    # A soft sign is an apostrophe in Latin, and Uzbek has its own: all of them fall away.
    words = text.replace("'", "").replace("`", "").translate(_WORDS_APART).split()
    folded = " ".join(map(_folded.__getitem__, words))
    # Of full stops alone nothing is left, and those within a word part it.
    return " ".join(folded.split()) if "." in text else folded


def squeeze(folded: str) -> str:
    """Leave the spaces out: Jalal-Abad, Jalal Abad and Jalalabad are one name."""
    return folded.replace(" ", "")


def _same_letter(found: re.Match[str]) -> str:
    return _SAME_LETTER[found[0]]
