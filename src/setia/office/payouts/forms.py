"""Forms of payouts."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from setia.payouts.change_settings import SettingsDraft
from setia.payouts.confirmation_file import MOST_BYTES
from setia.payouts.models import PayoutSettings, TaxKind
from setia.payouts.settle_attempt import Told
from setia.ui.fields import RupiahField

MEGABYTE = 1024 * 1024
JSON_BOX = {"rows": 16, "spellcheck": "false", "class": "code"}


class PrettyEncoder(json.JSONEncoder):
    """Writes documents for people: one key a line, letters as they are."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - as in its parent
        super().__init__(**{**kwargs, "indent": 2, "ensure_ascii": False})


def _day_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class PrepareForm(forms.Form):
    """For which day a run is prepared."""

    day = forms.DateField(label=_("Day of payment"), widget=_day_input())
    note = forms.CharField(label=_("Note for the receiver"), required=False, max_length=120)


class ReasonForm(forms.Form):
    """Why something will not be."""

    reason = forms.CharField(label=_("Why"), max_length=300)


class PointsForm(forms.Form):
    """Points that somebody spends, and on what."""

    points = forms.IntegerField(label=_("Points"), min_value=1, max_value=10**12)
    reason = forms.CharField(label=_("For what"), max_length=300)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)


class OutcomeForm(forms.Form):
    """What the bank said of one payout."""

    outcome = forms.ChoiceField(
        label=_("What became of it"),
        choices=[("confirmed", _("Arrived")), ("failed", _("Failed"))],
    )
    day = forms.DateField(label=_("Day"), widget=_day_input())
    message = forms.CharField(
        label=_("What the bank says"),
        help_text=_("Needed where it failed."),
        required=False,
        max_length=300,
    )

    def told(self) -> Told:
        """Return what was filled in."""
        filled = self.cleaned_data
        arrived = filled["outcome"] == "confirmed"
        return Told(arrived, filled["day"], filled["message"])


class AnswerForm(forms.Form):
    """A file in which the bank answers."""

    file = forms.FileField(label=_("The bank's answer (CSV)"))

    def clean_file(self) -> bytes:
        """Return the file's content."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            most = {"most": MOST_BYTES // MEGABYTE}
            raise forms.ValidationError(
                _now("This file is larger than %(most)s MB."), "", most
            )
        data: bytes = file.read()
        return data


class AccountForm(forms.Form):
    """Where a payee's money goes."""

    bank_code = forms.CharField(
        label=_("Bank code"),
        help_text=_("As your bank writes it, as 014 or CENAIDJA."),
        required=False,
        max_length=40,
    )
    account_no = forms.CharField(
        label=_("Account number"),
        max_length=60,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    account_name = forms.CharField(label=_("In the name of"), max_length=120)


class TaxForm(forms.Form):
    """How a payee is taxed."""

    kind = forms.ChoiceField(label=_("Taxed as"), choices=TaxKind.choices)
    tax_id = forms.CharField(
        label=_("Tax id (NPWP or NIK)"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )


class SettingsForm(forms.Form):
    """The rules of payouts; the version guards against two who change them at once."""

    minimum = RupiahField(
        label=_("Least that is paid"),
        help_text=_("Before tax. Less is carried over to the next run."),
    )
    netting_percent = forms.IntegerField(
        label=_(
            "At most so much of a payout is kept for what was paid too much, in percent"
        ),
        min_value=0,
        max_value=100,
    )
    layout = forms.JSONField(
        label=_("Form of the bank's file"),
        widget=forms.Textarea(JSON_BOX),
        encoder=PrettyEncoder,
    )
    confirmation = forms.JSONField(
        label=_("How the bank's answers are read"),
        help_text=_("What is left out is read in the usual way."),
        required=False,
        widget=forms.Textarea(JSON_BOX),
        encoder=PrettyEncoder,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def draft(self) -> SettingsDraft:
        """Return what was filled in."""
        filled: dict[str, Any] = self.cleaned_data
        names = ("netting_percent", "layout", "confirmation")
        rest = {name: filled[name] for name in names}
        return SettingsDraft(minimum_minor=filled["minimum"], **rest)


def filled_settings(kept: PayoutSettings) -> dict[str, Any]:
    """Return what stands in the form of settings at first."""
    return {
        "minimum": kept.minimum_minor,
        "netting_percent": kept.netting_percent,
        "layout": kept.layout,
        "confirmation": kept.confirmation,
        "version": kept.version,
    }


class HandoverForm(forms.Form):
    """How many pieces are handed over; ``left`` is how many the person saw."""

    amount = forms.IntegerField(label=_("How many"), min_value=1, max_value=10**9)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
    left = forms.IntegerField(widget=forms.HiddenInput)
