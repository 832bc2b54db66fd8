"""Forms of the market: a price, a count, the rules."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from setia.core.clock import now
from setia.market.models import Source
from setia.market.observe_price import Seen
from setia.market.observe_stock import Counted
from setia.market.rules import LIMITS, Rules
from setia.office.promises.forms import PartyField, ProductField, moment_input, new_key
from setia.ui.fields import FigureField, QuantityField, RupiahField


class ShareField(FigureField):
    """A percentage, kept in ten-thousandths."""

    decimals = 2


class SightForm(forms.Form):
    """What every observation has: the product, how it was seen and when."""

    product = ProductField(label=_("Product (code)"))
    source = forms.ChoiceField(label=_("How it was seen"), choices=Source.choices)
    at = forms.DateTimeField(label=_("Seen at"), widget=moment_input())
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["at"].initial = localtime(now())
        self.fields["key"].initial = new_key()

    def seen_at(self) -> datetime:
        """Return when it was seen; the form's minute began before now."""
        at: datetime = self.cleaned_data["at"]
        return at


class PriceForm(SightForm):
    """A price that somebody saw."""

    price = RupiahField(label=_("Price"))
    party = PartyField(label=_("At whom (code)"), required=False)
    place = forms.CharField(
        label=_("Or where"),
        max_length=120,
        required=False,
        help_text=_("A marketplace, a market, a street."),
    )
    field_order = ("product", "price", "party", "place", "source", "at", "note", "key")

    def seen(self) -> Seen:
        """Return what was seen."""
        filled = self.cleaned_data
        return Seen(
            product=filled["product"],
            price_minor=filled["price"],
            at=self.seen_at(),
            party=filled["party"],
            place=filled["place"],
            source=filled["source"],
            note=filled["note"],
            key=f"page {filled['key']}",
        )


class StockForm(SightForm):
    """A count that somebody made."""

    party = PartyField(label=_("At whom (code)"))
    quantity = QuantityField(label=_("Quantity on the shelves"))
    field_order = ("party", "product", "quantity", "source", "at", "note", "key")

    def counted(self) -> Counted:
        """Return what was counted."""
        filled = self.cleaned_data
        return Counted(
            party=filled["party"],
            product=filled["product"],
            quantity_milli=filled["quantity"],
            at=self.seen_at(),
            source=filled["source"],
            note=filled["note"],
            key=f"page {filled['key']}",
        )


class RulesForm(forms.Form):
    """From when on something of the market is told."""

    under_list = ShareField(label=_("A price more than this many percent under the list"))
    swing = ShareField(label=_("A change of price of more than this many percent"))
    net_gap = ShareField(
        label=_("A net price more than this many percent under the others")
    )
    still_weeks = forms.IntegerField(label=_("Stock for more than this many weeks"))
    window_days = forms.IntegerField(label=_("Days of sales that are looked at"))

    def __init__(self, rules: Rules, data: Any = None) -> None:  # noqa: ANN401
        super().__init__(data, initial=asdict(rules))

    def rules(self) -> Rules:
        """Return what was set."""
        return Rules(**{name: self.cleaned_data[name] for name in LIMITS})
