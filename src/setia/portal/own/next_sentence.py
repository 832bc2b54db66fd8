"""The next step as a sentence: how much more to sell, and what one then gets."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from setia.awards.next_step import NextStep
from setia.ui.figures import rupiah_of, written


def next_sentence(step: NextStep) -> str:
    """Return what a step asks for and gives, in the language of the page."""
    names = {
        "more": _measured(step),
        "amount": _given(step.amount, step.unit),
        "gain": _given(step.gain, step.unit),
    }
    told = _("Sell %(more)s more, and you get %(amount)s: %(gain)s more than now.") % names
    if step.place is not None:
        told += " " + _("That is place %(place)s.") % {"place": step.place}
    if step.sold_for is not None:
        sold = {"sum": rupiah_of(step.sold_for)}
        told += " " + _("Counted with the price of your last ones, %(sum)s in all.") % sold
    return told


def _measured(step: NextStep) -> str:
    if step.measure == "revenue":
        return rupiah_of(step.more)
    pieces = _("piece") if step.more == 1 else _("pieces")
    return f"{written(step.more)} {pieces}"


def _given(amount: Decimal, unit: str) -> str:
    if unit == "money":
        return rupiah_of(amount)
    counted = _("points") if unit == "points" else _("items")
    return f"{written(amount)} {counted}"
