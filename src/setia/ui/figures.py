"""Figures as people read them, in the separators of the active language; never by float."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

MINUS = "\N{MINUS SIGN}"
SWAPPED = str.maketrans(",.", ".,")
GROUPED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?|[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")


def written(number: Decimal) -> str:
    """Write a number with thousands apart and without zeros at its end."""
    text = f"{abs(number):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if get_language() != "en":
        text = text.translate(SWAPPED)
    return f"{MINUS}{text}" if number < 0 else text


def rupiah_of(amount: Decimal) -> str:
    """Write an exact amount of rupiah; nothing below a sen is dropped."""
    minor = amount.scaleb(2)
    if minor == minor.to_integral_value():
        return rupiah(int(minor))
    text = written(abs(amount))
    return f"{MINUS if amount < 0 else ''}Rp{text}"


def rupiah(minor: int) -> str:
    """Write whole sen as rupiah: Rp25.000; sen only where there are any."""
    rupiahs, sen = divmod(abs(minor), 100)
    amount = Decimal(rupiahs) if not sen else Decimal(abs(minor)).scaleb(-2)
    text = written(amount)
    if sen and sen % 10 == 0:
        text += "0"
    return f"{MINUS if minor < 0 else ''}Rp{text}"


def rupiah_in_short(minor: int) -> str:
    """Write rupiah to three digits, as a chart has room for: Rp25 jt, Rp2,5 M, Rp950 rb."""
    rupiahs = abs(Decimal(minor).scaleb(-2))
    power, sentence = next(
        (one for one in _in_short() if rupiahs >= Decimal(10) ** one[0]),
        (0, "Rp%(figure)s"),
    )
    text = sentence % {"figure": written(_three_digits(rupiahs.scaleb(-power)))}
    return f"{MINUS if minor < 0 else ''}{text}"


def _in_short() -> tuple[tuple[int, str], ...]:
    return (
        (12, _("Rp%(figure)sT")),
        (9, _("Rp%(figure)sB")),
        (6, _("Rp%(figure)sM")),
        (3, _("Rp%(figure)sk")),
    )


def _three_digits(number: Decimal) -> Decimal:
    return round(number, max(0, 2 - max(number.adjusted(), 0)))


def written_to_be_read(number: Decimal) -> str:
    """Write a number so that reading it gives the same again."""
    text = written(number)
    # Three decimals alone would be read as thousands; a fourth one says what they are.
    alone = GROUPED.fullmatch(text.lstrip(MINUS)) and number % 1
    return f"{text}0" if alone else text


def read_figure(text: str) -> Decimal | None:
    """Read 25.000, 25,000, Rp25.000,50 or 25000.5; None where that is no number."""
    plain = re.sub(r"(?i)rp\.?|[\s\u00a0]|,-$", "", text.replace(MINUS, "-"))
    sign = -1 if plain.startswith("-") else 1
    digits = plain.removeprefix("-")
    if GROUPED.fullmatch(digits):
        point = "," if digits.rfind(",") > digits.rfind(".") else "."
        groups = "." if point == "," else ","
        # With one separator only, it groups: 25.000 and 25,000 are the same here.
        if digits.count(point) and groups not in digits:
            point, groups = groups, point
        digits = digits.replace(groups, "").replace(point, ".")
    else:
        digits = digits.replace(",", ".")
    return sign * Decimal(digits) if PLAIN.fullmatch(digits) else None
