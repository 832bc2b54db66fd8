"""How numbers are written in an explanation: as people read them, in their language."""

from __future__ import annotations

from decimal import Decimal

SWAPPED = str.maketrans(",.", ".,")


def amount(number: Decimal | None) -> str:
    """Write an amount with thousands apart; hundredths only where there are any."""
    if number is None:
        return ""
    if number == number.to_integral_value():
        return f"{number:,.0f}"
    return f"{number:,.2f}"


def plain(number: Decimal | None) -> str:
    """Write a number with thousands apart and without zeros at its end."""
    if number is None:
        return "undefined"
    text = f"{number:,.6f}"
    return text.rstrip("0").rstrip(".")


def percent(ratio: Decimal) -> str:
    """Write a ratio as a percentage."""
    return f"{plain(ratio.scaleb(2))}%"


def spoken(number: str, language: str) -> str:
    """Write a number the way a language does: 1.234,5 in Indonesian, 1,234.5 in English."""
    return number.translate(SWAPPED) if language == "id" else number
