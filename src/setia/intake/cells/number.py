"""Numbers as people write them: Rp25.000,-; 1.234.567,89; (3); 3-; 25000.

Which sign is the decimal one is decided for a column, never for a cell: ``1.234`` is a
thousand and more with a decimal comma, and little more than one with a decimal point.
"""

from __future__ import annotations

import re
from decimal import Decimal

from setia.intake.reading.marks import NUMBER

COMMA, POINT = "comma", "point"
"""The two styles, named after their decimal sign: 1.234,5 and 1,234.5."""
STYLES = (COMMA, POINT)
AROUND = re.compile(
    r"^\s*(?:rp\.?|idr)?\s*|\s*(?:,-+|,--|\.-)?\s*(?:rp|idr|pcs|buah|unit)?\.?\s*$",
    re.IGNORECASE,
)
BLANKS = re.compile(r"(?<=\d)[\s\u00a0\u202f'](?=\d{3}(?!\d))")
MINUSES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})
PLAIN = re.compile(r"\d+")
GROUPED = {
    COMMA: re.compile(r"(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?"),
    POINT: re.compile(r"(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?"),
}
ENDS_IN_DASH = re.compile(r"\d[.,]-+\s*$")
NO_SEN = re.compile(r"\d,-+\s*\)?\s*$")
FOREIGN = re.compile(
    r"usd|us\$|\$|£|€|¥|gbp|eur|sgd|s\$|myr|\brm\b|aud|jpy|cny|thb", re.IGNORECASE
)
"""A sign of money that is not rupiah; Setia converts nothing."""


class NoNumber(ValueError):
    """A cell that is no number in this style."""


def digits_of(cell: str) -> tuple[str, bool]:
    """Return the digits and separators of a cell, and whether it is below 0."""
    # An apostrophe in front is how a spreadsheet marks a number that was typed as text.
    text = cell.translate(MINUSES).strip().removeprefix("'")
    negative = False
    if text.startswith("(") and text.endswith(")"):
        negative, text = True, text[1:-1]
    text = text.strip()
    if text.endswith("-") and not ENDS_IN_DASH.search(text):
        negative, text = True, text[:-1]
    if text.startswith(("-", "+")):
        negative, text = negative or text[0] == "-", text[1:]
    signed, text = text, AROUND.sub("", text)
    # Rp-25.000: a sign behind the currency, where there was none in front of it.
    if text.startswith(("-", "+")) and text != signed:
        negative, text = negative or text[0] == "-", text[1:]
    return BLANKS.sub("", text.strip()), negative


def number_of(cell: str, style: str) -> Decimal:
    """Return the exact number of a cell in a style.

    Raises:
        NoNumber: It is none, or not in this style.
    """
    if cell.startswith(NUMBER):
        return Decimal(cell[1:])
    digits, negative = digits_of(cell)
    if not GROUPED[style].fullmatch(digits):
        raise NoNumber(cell)
    groups, point = (".", ",") if style == COMMA else (",", ".")
    number = Decimal(digits.replace(groups, "").replace(point, "."))
    return -number if negative else number


def styles_of(cell: str) -> frozenset[str]:
    """Return the styles in which a cell is a number; both for a plain 25000."""
    if cell.startswith(NUMBER):
        return frozenset(STYLES)
    digits, _ = digits_of(cell)
    if NO_SEN.search(cell.translate(MINUSES)) and "," not in digits:
        # 25.000,- writes out that there are no sen, and with which sign they would begin.
        return frozenset({COMMA} if GROUPED[COMMA].fullmatch(digits) else ())
    return frozenset(style for style in STYLES if GROUPED[style].fullmatch(digits))


def is_ambiguous(cell: str) -> bool:
    """Tell whether a cell means two different numbers in the two styles."""
    if len(styles_of(cell)) < 2:
        return False
    return number_of(cell, COMMA) != number_of(cell, POINT)


def is_foreign(cell: str) -> bool:
    """Tell whether a cell is money of another country."""
    return FOREIGN.search(cell) is not None


def scaled(number: Decimal, places: int) -> int | None:
    """Return a number in its smallest unit; None where it has more decimals than that."""
    moved = number.scaleb(places)
    whole = moved.to_integral_value()
    return int(whole) if moved == whole else None
