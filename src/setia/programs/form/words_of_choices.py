"""What the choices of the language are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHOICES: dict[str, str | Promise] = {
    "yes": _("Yes"),
    "no": _("No"),
    "seller": _("The seller"),
    "buyer": _("The buyer"),
    "upline": _("The seller’s upline"),
    "quantity": _("Pieces sold"),
    "revenue": _("Sales value"),
    "margin": _("Margin"),
    "orders": _("Number of orders"),
    "buyers": _("Number of buyers"),
    "products": _("Number of products"),
    "categories": _("Number of categories"),
    "margin_rate": _("Margin rate"),
    "previous": _("The window before"),
    "last_year": _("The same days a year ago"),
    "increment": _("What it grew by"),
    "order": _("Each order"),
    "day": _("Each day"),
    "week": _("Each week, from Monday"),
    "month": _("Each month"),
    "quarter": _("Each quarter"),
    "year": _("Each year"),
    "deduct": _("Deducted on the day of the return"),
    "restate": _("Deducted where the sale was counted"),
    "ignore": _("Not deducted"),
    "half_up": _("To the nearest"),
    "half_even": _("To the nearest, halves to the even one"),
    "down": _("Down"),
    "up": _("Up"),
    "prorate": _("All awards shrink alike"),
    "first_come": _("First come, first served"),
    "money": _("Money"),
    "points": _("Points"),
    "goods": _("Goods"),
    "at_close": _("When the month is final"),
    "when_paid": _("When the sale is paid for"),
    "best": _("The highest award"),
    "first": _("The one with the lowest priority"),
    "retroactive": _("The highest tier holds for everything"),
    "incremental": _("Each slice at its own tier"),
    "cumulative": _("Every tier reached pays"),
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
    "product": _("Product"),
    "category": _("Category"),
    "brand": _("Brand"),
    "supplier": _("Supplier"),
    "channel": _("Channel"),
    "tier": _("Tier of the partner"),
}
"""Choices by their value, in whichever field."""
CHOICES_OF: dict[str, str | Promise] = {
    "Period.every=": _("Once, for the whole period"),
}
"""Choices that one field calls otherwise."""
