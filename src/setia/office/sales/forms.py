"""Forms of sales and payments."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from setia.core.clock import now
from setia.sales.correct_lines import Correction
from setia.sales.drafts import LineDraft
from setia.sales.models.payment import PaymentMethod
from setia.sales.payments import PaymentDraft
from setia.ui.fields import QuantityField, RupiahField


def _offered(name: str) -> forms.TextInput:
    """Return an input that offers what the page lists under a name, while one types."""
    return forms.TextInput({"list": name, "autocomplete": "off"})


class OrderForm(forms.Form):
    """Who sold what to whom, and when."""

    order_id = forms.CharField(label=_("Order number"), max_length=64)
    sold_at = forms.DateTimeField(
        label=_("Sold at"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    seller = forms.CharField(
        label=_("Seller (code)"), max_length=64, widget=_offered("sellers")
    )
    buyer = forms.CharField(
        label=_("Buyer (code)"), max_length=64, required=False, widget=_offered("buyers")
    )
    channel = forms.CharField(
        label=_("Channel"), max_length=40, required=False, widget=_offered("channels")
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["sold_at"].initial = now().astimezone(ZoneInfo(settings.TIME_ZONE))


class LineForm(forms.Form):
    """One product of an order; left empty, there is no such line."""

    product = forms.CharField(
        label=_("Product (code)"),
        max_length=64,
        required=False,
        widget=_offered("products"),
    )
    quantity = QuantityField(label=_("Quantity"), required=False)
    amount = RupiahField(label=_("Amount of the line"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for all three, or none."""
        filled = super().clean() or {}
        given = [filled.get(name) not in {None, ""} for name in self.fields]
        if any(given) and not all(given) and not self.errors:
            raise forms.ValidationError(_("Give product, quantity and amount."))
        return filled

    def is_empty(self) -> bool:
        """Tell whether nothing was filled in."""
        return not self.cleaned_data.get("product")


LineForms = forms.formset_factory(LineForm, extra=5, max_num=50, validate_max=True)


def drafts_of(order: OrderForm, lines: Any) -> list[LineDraft]:  # noqa: ANN401 - a formset
    """Return the lines that were filled in, numbered from 1."""
    head = order.cleaned_data
    filled = [one.cleaned_data for one in lines if one.cleaned_data and not one.is_empty()]
    return [
        LineDraft(
            order_id=head["order_id"],
            line_no=number,
            sold_at=_aware(head["sold_at"]),
            seller=head["seller"],
            buyer=head["buyer"],
            channel=head["channel"],
            product=line["product"],
            quantity_milli=line["quantity"],
            amount_minor=line["amount"],
        )
        for number, line in enumerate(filled, start=1)
    ]


class CorrectionForm(forms.Form):
    """What a line should have said."""

    quantity = QuantityField(label=_("Quantity"))
    amount = RupiahField(label=_("Amount of the line"))
    reason = forms.CharField(
        label=_("Why"), help_text=_("For whoever looks at this later."), max_length=300
    )

    def correction(self) -> Correction:
        """Return the right figures."""
        return Correction(self.cleaned_data["quantity"], self.cleaned_data["amount"])


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Why"), max_length=300)


class PaymentForm(forms.Form):
    """Money for an order."""

    method = forms.ChoiceField(label=_("How"), choices=PaymentMethod.choices)
    amount = RupiahField(label=_("Amount"))
    due_on = forms.DateField(
        label=_("Due on"),
        help_text=_("For tempo."),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    reference = forms.CharField(label=_("Reference"), max_length=120, required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def draft(self, order_id: str) -> PaymentDraft:
        """Return what was filled in."""
        filled = self.cleaned_data
        return PaymentDraft(
            order_id,
            filled["method"],
            now(),
            filled["amount"],
            filled["due_on"],
            filled["reference"],
        )


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
