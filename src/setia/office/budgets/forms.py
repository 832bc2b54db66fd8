"""Forms of care budgets."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from setia.budgets.models import BudgetScope
from setia.budgets.set_budget import BudgetDraft
from setia.core.clock import today
from setia.people.resolve_code import resolve_code
from setia.ui.fields import FigureField, RupiahField

SHARE, FIXED = "share", "fixed"


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class ShareField(FigureField):
    """A percentage, kept in millionths."""

    decimals = 4


class BudgetForm(forms.Form):
    """A budget: whom it is for, how much, and from when to when."""

    name = forms.CharField(label=_("Name"), max_length=120)
    scope = forms.ChoiceField(
        label=_("Who it is for"), choices=BudgetScope.choices, widget=forms.RadioSelect
    )
    category = forms.CharField(
        label=_("Category"),
        max_length=60,
        required=False,
        help_text=_("Where it is for a category of people."),
        widget=forms.TextInput({"list": "categories", "autocomplete": "off"}),
    )
    party = forms.CharField(
        label=_("Code of the account"),
        max_length=64,
        required=False,
        help_text=_("Where it is for one account."),
    )
    how = forms.ChoiceField(
        label=_("How much"),
        choices=[(SHARE, _("A share of what is sold")), (FIXED, _("A fixed sum"))],
        widget=forms.RadioSelect,
    )
    share_millionths = ShareField(
        label=_("Share in percent"),
        required=False,
        help_text=_("1 to 3 is usual. Write 2 for two percent."),
    )
    value_from = forms.DateField(label=_("Sales from"), required=False, widget=_day())
    value_to = forms.DateField(
        label=_("Sales until"),
        required=False,
        widget=_day(),
        help_text=_("Where this day is still to come, the budget grows with sales."),
    )
    fixed_minor = RupiahField(label=_("Fixed sum"), required=False)
    starts_on = forms.DateField(label=_("Pays from"), widget=_day())
    ends_on = forms.DateField(label=_("Pays until"), widget=_day())

    def clean_party(self) -> object:
        """Find the account by its code, old codes included."""
        code = self.cleaned_data["party"].strip()
        if not code:
            return None
        found = resolve_code(code)
        if found is None:
            raise forms.ValidationError(_("There is nobody with this code."))
        return found

    def draft(self) -> BudgetDraft:
        """Return what was filled in; of share and sum the one that was chosen."""
        filled: dict[str, Any] = self.cleaned_data
        is_share = filled["how"] == SHARE
        return BudgetDraft(
            name=filled["name"],
            scope=filled["scope"],
            starts_on=filled["starts_on"],
            ends_on=filled["ends_on"],
            category=filled["category"].strip(),
            party=filled["party"],
            share_millionths=(filled["share_millionths"] or 0) if is_share else None,
            value_from=filled["value_from"] if is_share else None,
            value_to=filled["value_to"] if is_share else None,
            fixed_minor=None if is_share else filled["fixed_minor"] or 0,
        )


def first_values() -> dict[str, Any]:
    """Return what a new budget usually is: 2 % of this year's sales, for this year."""
    day = today(settings.TIME_ZONE)
    first, last = day.replace(month=1, day=1), day.replace(month=12, day=31)
    return {
        "scope": BudgetScope.BUSINESS,
        "how": SHARE,
        "share_millionths": int(Decimal(2).scaleb(ShareField.decimals)),
        "value_from": first,
        "value_to": last,
        "starts_on": first,
        "ends_on": last,
    }


class EndForm(forms.Form):
    """After which day a budget pays no more, and why."""

    last_day = forms.DateField(label=_("Last day"), widget=_day())
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ReversalForm(forms.Form):
    """Why a charge is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class GiftForm(forms.Form):
    """A gift: what it was, what it cost, and when it was given."""

    what = forms.CharField(
        label=_("The gift"),
        max_length=300,
        help_text=_("A birthday parcel, flowers, a cake."),
    )
    cost = RupiahField(label=_("What it cost"))
    on = forms.DateField(label=_("Given on"), widget=_day())
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
