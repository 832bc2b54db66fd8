"""Text that cannot change the shape of a file, nor be computed by who opens it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

STARTS_A_FORMULA = "=+-@\t\uff1d\uff0b\uff0d\uff20"
"""What a spreadsheet takes for the beginning of a formula, also in its wide forms."""
UNMARKED = {
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d",
    "Đ": "D", "ł": "l", "Ł": "L", "\u0131": "i", "\u2018": "'", "\u2019": "'",
    "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-",
    "\u2010": "-", "\u2011": "-", "\u2212": "-",
}  # fmt: skip
"""Letters and signs that have no mark to lose."""


def safe_text(text: str, encoding: str, forbidden: str = "") -> str:
    """Return a text on one line, in an encoding, that begins with no formula.

    What the encoding lacks loses its mark (é becomes e) or becomes a blank; so do controls,
    line ends and the ``forbidden`` signs. Blanks come one at a time and none at the ends.
    """
    letters = "".join(_letter(one, encoding) for one in text)
    plain = "".join(" " if one in forbidden else one for one in letters)
    return " ".join(plain.split()).lstrip(STARTS_A_FORMULA + " ")


@lru_cache(maxsize=4096)
def _letter(letter: str, encoding: str) -> str:
    category = unicodedata.category(letter)
    # Marks of direction and of no width are seen by nobody; other controls part words.
    if category == "Cf":
        return ""
    if category[0] in "CZ":
        return " "
    if _fits(letter, encoding):
        return letter
    parts = unicodedata.normalize("NFKD", UNMARKED.get(letter, letter))
    kept = [one for one in parts if not unicodedata.combining(one)]
    return "".join(one if _fits(one, encoding) else " " for one in kept)


def _fits(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
