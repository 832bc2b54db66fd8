"""The form that answers a dispute."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from setia.disputes.settle_dispute import LONGEST, Decision
from setia.ui.fields import RupiahField

ACCEPT, REFUSE = "accept", "refuse"


class AnswerForm(forms.Form):
    """Accept with an amount, or refuse; always with the reason that the partner reads."""

    outcome = forms.ChoiceField(
        label=_("Answer"),
        choices=[(ACCEPT, _("Accept, and adjust")), (REFUSE, _("The award is right"))],
        widget=forms.RadioSelect,
    )
    amount = RupiahField(
        label=_("Adjust by"),
        required=False,
        help_text=_("What is granted beside the award; with a minus what is charged."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The partner reads this."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for an amount where something is to be adjusted."""
        filled = super().clean() or {}
        if filled.get("outcome") == ACCEPT and not filled.get("amount"):
            self.add_error("amount", _("Write an amount that is whole and not 0."))
        return filled

    def decision(self) -> Decision:
        """Return what was decided."""
        filled = self.cleaned_data
        amount = filled["amount"] if filled["outcome"] == ACCEPT else None
        return Decision(filled["reason"], amount)
