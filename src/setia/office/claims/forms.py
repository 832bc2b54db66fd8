"""Forms of claims."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from setia.claims.receive_claim import Money
from setia.ui.fields import RupiahField


class RaisingForm(forms.Form):
    """The month up to which is claimed."""

    month = forms.CharField(label=_("Up to the month"), max_length=7)

    def clean_month(self) -> date:
        """Return the first day of the month."""
        try:
            return date.fromisoformat(f"{self.cleaned_data['month']}-01")
        except ValueError as error:
            raise forms.ValidationError(_now("Choose a month.")) from error


class SendingForm(forms.Form):
    """To whom a claim goes."""

    to = forms.CharField(label=_("To whom"), max_length=200)


class AmountForm(forms.Form):
    """How much of a claim."""

    amount = RupiahField(label=_("Amount"))


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why"), max_length=300)


class AmountWithReasonForm(AmountForm, ReasonForm):
    """How much of a claim, and why."""

    field_order = ("amount", "reason")


class ReceiptForm(AmountForm):
    """Money as the bank tells it."""

    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    reference = forms.CharField(label=_("Reference"), max_length=120, required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    field_order = ("day", "amount", "reference", "key")

    def money(self) -> Money:
        """Return what was filled in."""
        filled = self.cleaned_data
        return Money(filled["key"], filled["day"], filled["amount"], filled["reference"])
