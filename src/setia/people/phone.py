"""Phone numbers as people write them, in their one form."""

from __future__ import annotations

import re

import phonenumbers

REGION = "ID"
NOT_DIALLED = re.compile(r"[^\d+]")
SPOILED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
"""A number that a spreadsheet rounded, 6.28E+12: its last digits are lost."""
WITH_COUNTRY = re.compile(r"62\d{7,13}")


def normal_phone(text: str) -> str | None:
    """Return a number in E.164 (+62812…), whatever its spelling; None where it is none.

    A number that begins with 62 and is long enough has lost its plus on the way through a
    spreadsheet; 0062 is the same number dialled from abroad.
    """
    if SPOILED.search(text):
        return None
    dialled = NOT_DIALLED.sub("", text.translate(_EXTENSION_ENDS).split("\0")[0])
    if dialled.startswith("00"):
        dialled = f"+{dialled[2:]}"
    elif WITH_COUNTRY.fullmatch(dialled):
        dialled = f"+{dialled}"
    try:
        parsed = phonenumbers.parse(dialled, REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


_EXTENSION_ENDS = str.maketrans({"/": "\0", ";": "\0"})
"""Two numbers in one cell: the first counts."""


def shown_phone(normal: str) -> str:
    """Write a number as people at home read it: 0812-3456-7890."""
    try:
        parsed = phonenumbers.parse(normal, REGION)
    except phonenumbers.NumberParseException:
        return normal
    form = phonenumbers.PhoneNumberFormat
    home = parsed.country_code == phonenumbers.country_code_for_region(REGION)
    return phonenumbers.format_number(parsed, form.NATIONAL if home else form.INTERNATIONAL)


def searched_digits(text: str) -> frozenset[str]:
    """Return digits of which a stored number contains some if a part of it was typed.

    A zero in front is the country's code where the number begins, and a zero elsewhere.
    """
    digits = re.sub(r"[\s().+/-]", "", text)
    if not (digits.isascii() and digits.isdigit()) or len(digits) < 3:
        return frozenset()
    if digits.startswith("00"):
        return frozenset({digits[2:]} if len(digits) > 4 else {digits})
    return frozenset({digits, f"62{digits[1:]}"} if digits[0] == "0" else {digits})
