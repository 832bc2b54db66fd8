"""Forms of promises and deliveries."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from setia.catalog.models import Product
from setia.core.clock import today
from setia.people.models import Party
from setia.people.resolve_code import resolve_code
from setia.promises.make_promise import LONGEST, Terms
from setia.promises.models import PromiseKind
from setia.promises.note_arrival import Arrived
from setia.promises.promise_delivery import Goods
from setia.ui.fields import QuantityField

BY_HAND = (PromiseKind.ANSWER, PromiseKind.REWARD, PromiseKind.OTHER)


def new_key() -> str:
    """Return a key by which the same form sent twice is known."""
    return secrets.token_hex(16)


def offered(name: str) -> forms.TextInput:
    """Return an input that offers what the page lists under a name, while one types."""
    return forms.TextInput({"list": name, "autocomplete": "off"})


class PartyField(forms.CharField):
    """Somebody by their code; an old code leads to the one that was kept."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - of a form field
        super().__init__(max_length=64, widget=offered("parties"), **kwargs)

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - Django's own
        """Return the party, or ask again."""
        code = super().clean(value)
        if not code:
            return None
        if (party := resolve_code(code)) is None:
            raise forms.ValidationError(_("There is nobody with this code."))
        return party


class ProductField(forms.CharField):
    """A product by its code."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - of a form field
        super().__init__(max_length=64, widget=offered("products"), **kwargs)

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - Django's own
        """Return the product, or ask again."""
        code = super().clean(value)
        if not code:
            return None
        if (product := Product.objects.filter(code=code).first()) is None:
            raise forms.ValidationError(_("There is no product with this code."))
        return product


def day_input() -> forms.DateInput:
    """Return an input for a day."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def moment_input() -> forms.DateTimeInput:
    """Return an input for a day and a time."""
    return forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class PromiseForm(forms.Form):
    """What is promised to whom until when."""

    to = PartyField(label=_("To whom (code)"))
    kind = forms.ChoiceField(
        label=_("What is promised"), choices=[(one.value, one.label) for one in BY_HAND]
    )
    text = forms.CharField(label=_("In words"), max_length=LONGEST)
    due_at = forms.DateTimeField(label=_("Due"), widget=moment_input())
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def to_party(self) -> Party:
        """Return whom it is promised to."""
        party: Party = self.cleaned_data["to"]
        return party

    def terms(self) -> Terms:
        """Return what is promised."""
        filled = self.cleaned_data
        return Terms(filled["due_at"], f"page {filled['key']}", filled["text"])


class KeepForm(forms.Form):
    """When a promise was kept."""

    at = forms.DateTimeField(label=_("Kept at"), widget=moment_input())


class WhyForm(forms.Form):
    """Why, in a few words."""

    why = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea({"rows": 2})
    )


class DeliveryForm(forms.Form):
    """What a party asked for, and what it is promised."""

    order_id = forms.CharField(label=_("Order number"), max_length=64)
    to = PartyField(label=_("To whom (code)"))
    product = ProductField(
        label=_("Product (code)"),
        required=False,
        help_text=_("Left empty where the order is counted as a whole."),
    )
    requested_on = forms.DateField(label=_("Asked for by"), widget=day_input())
    requested_quantity = QuantityField(label=_("Quantity asked for"))
    promised_on = forms.DateField(label=_("Promised for"), widget=day_input())
    promised_quantity = QuantityField(label=_("Quantity promised"))
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        day = today(settings.TIME_ZONE)
        self.fields["requested_on"].initial = day + timedelta(days=3)
        self.fields["promised_on"].initial = day + timedelta(days=3)

    def goods(self) -> Goods:
        """Return what is promised."""
        filled = self.cleaned_data
        return Goods(
            order_id=filled["order_id"],
            key=f"page {filled['key']}",
            requested_on=filled["requested_on"],
            requested_milli=filled["requested_quantity"],
            promised_on=filled["promised_on"],
            promised_milli=filled["promised_quantity"],
            product=filled["product"],
        )


class ArrivalForm(forms.Form):
    """How much arrived on which day."""

    on = forms.DateField(label=_("Arrived on"), widget=day_input())
    quantity = QuantityField(label=_("Quantity that arrived"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def arrived(self) -> Arrived:
        """Return what arrived."""
        filled = self.cleaned_data
        key = f"page {filled['key']}"
        return Arrived(filled["on"], filled["quantity"], key, filled["note"])
