"""What the style page shows of each component: forms and a list that are about nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from setia.ui.charts.shown import shown_charts
from setia.ui.fields import QuantityField, RupiahField
from setia.ui.listing import Page

COLOURS = (
    ("paper", "surface", "sunken", "line", "line-strong", "ink", "ink-soft"),
    ("accent", "accent-strong", "accent-soft"),
    ("leaf", "leaf-soft", "honey", "honey-soft", "rose", "rose-soft"),
)
FIGURES = ((250_000_00, 3_000), (-1_234_50, 500), (0, 1_000_000))
"""Amounts in sen beside quantities in thousandths, as the filters are given them."""


class ShownForm(forms.Form):
    """One field of every sort."""

    name = forms.CharField(label=_("Text"), help_text=_("A hint stands below its field."))
    amount = RupiahField(label=_("Money"), required=False)
    quantity = QuantityField(label=_("Quantity"), required=False)
    on = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput({"type": "date"})
    )
    choice = forms.ChoiceField(
        label=_("One of few"), choices=[("a", _("First")), ("b", _("Second"))]
    )
    several = forms.MultipleChoiceField(
        label=_("Several"),
        choices=[("a", _("First")), ("b", _("Second"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label=_("Yes or no"), required=False)
    words = forms.CharField(
        label=_("Longer text"), required=False, widget=forms.Textarea({"rows": 3})
    )


def showcase(query: Mapping[str, str]) -> dict[str, Any]:
    """Return what the style page draws; its list answers to ``?sort=`` as real ones do."""
    return {
        "form": ShownForm(initial={"amount": 25_000_00, "quantity": 2_500}),
        "wrong": ShownForm({"amount": "1.2.3"}, prefix="wrong"),
        "listing": Page(FIGURES, 120, 2, 3, query.get("sort", "amount")),
        "colours": COLOURS,
        "charts": shown_charts(),
    }
