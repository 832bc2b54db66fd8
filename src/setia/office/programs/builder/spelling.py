"""How a value of a plan is spelt in a form, and what is meant by what somebody typed.

What makes no sense stays as it was typed: the language says what would be allowed there.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from setia.programs.form.shapes import Line
from setia.ui.figures import read_figure, written_to_be_read

DAYS = re.compile(r"([0-9]{1,4})\s*d?")
LONGEST_NUMBER = 60
NUMBERS = {"number", "whole", "threshold", "share"}
YES, NO = "yes", "no"


def spelt(line: Line, value: object) -> str | None:
    """Write a value for a field; None where no field of this sort can carry it."""
    if line.sort == "truth":
        return (
            {True: YES, False: NO}.get(value) if isinstance(value, bool) else _text(value)
        )
    if line.sort == "days" and isinstance(value, str):
        found = DAYS.fullmatch(value.strip())
        return str(int(found[1])) if found else _text(value)
    if line.sort in NUMBERS and not isinstance(value, bool):
        return _spelt_number(line, value)
    if line.sort == "name" and isinstance(value, Decimal) and value % 1 == 0:
        return str(int(value))
    return _text(value)


def meant(line: Line, typed: str) -> object:
    """Return what somebody meant by what was typed; never fails."""
    text = typed.strip()
    if line.sort == "truth":
        return {YES: True, NO: False}.get(text, text)
    if line.sort == "days":
        found = DAYS.fullmatch(text)
        return f"{found[1]}d" if found else text
    if line.sort in NUMBERS:
        return _meant_number(line, text)
    return text


def default_of(line: Line) -> object:
    """Return what holds where nothing is written, as a document would write it."""
    return f"{line.default}d" if line.sort == "days" else line.default


def _spelt_number(line: Line, value: object) -> str | None:
    percent = isinstance(value, str) and value.strip().endswith("%")
    if isinstance(value, int | Decimal):
        number = Decimal(value)
        return written_to_be_read(number.scaleb(2) if line.sort == "share" else number)
    if percent and re.fullmatch(
        r"-?[0-9]+(\.[0-9]+)?", figure := str(value).strip()[:-1].strip()
    ):
        shown = written_to_be_read(Decimal(figure))
        return shown if line.sort == "share" else f"{shown}%"
    return _text(value)


def _meant_number(line: Line, text: str) -> object:
    percent = text.endswith("%") or line.sort == "share"
    if len(text) > LONGEST_NUMBER:
        return text
    number = read_figure(text.removesuffix("%"))
    if number is None or (percent and line.sort not in {"share", "threshold"}):
        return text
    if percent:
        return f"{number:f}%"
    return int(number) if number == number.to_integral_value() else number


def _text(value: object) -> str | None:
    """Write text that a field gives back as it was: on one line, nothing invisible."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if not isinstance(value, str):
        return None
    text = value.strip()
    return (
        None
        if any(unicodedata.category(one) in {"Cc", "Zl", "Zp"} for one in text)
        else text
    )
