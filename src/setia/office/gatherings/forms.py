"""Forms of gatherings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from setia.budgets.models import Budget
from setia.events.models import AnswerKind, Gathering, GatheringKind
from setia.events.plan_gathering import GatheringDraft
from setia.events.segment import Segment
from setia.people.models import Party
from setia.people.models.party import PartyRole
from setia.ui.fields import RupiahField


class GatheringForm(forms.Form):
    """What, when, where, for how many, for how much."""

    title = forms.CharField(label=_("Title"), max_length=120)
    kind = forms.ChoiceField(label=_("What it is"), choices=GatheringKind.choices)
    starts_at = forms.DateTimeField(
        label=_("Begins at"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    hours = forms.DecimalField(
        label=_("Hours"),
        min_value=0,
        max_value=336,
        decimal_places=2,
        initial=3,
        help_text=_("How long it lasts."),
    )
    place = forms.CharField(label=_("Place"), max_length=300)
    capacity = forms.IntegerField(
        label=_("How many fit"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=_("Heads in all, families included."),
    )
    budget = RupiahField(label=_("Budget"), required=False)
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Who is invited reads this."),
    )
    version = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput
    )

    def draft(self) -> GatheringDraft:
        """Return what was filled in."""
        told = self.cleaned_data
        names = ("title", "kind", "starts_at", "place", "capacity", "note")
        return GatheringDraft(
            minutes=int(told["hours"] * 60),
            budget_minor=told["budget"],
            **{name: told[name] for name in names},
        )


def filled_gathering(gathering: Gathering) -> dict[str, Any]:
    """Return a gathering as the form shows it."""
    names = ("title", "kind", "starts_at", "place", "capacity", "note", "version")
    first = {name: getattr(gathering, name) for name in names}
    hours = f"{gathering.minutes / 60:.2f}".rstrip("0").rstrip(".")
    return first | {"hours": hours, "budget": gathering.budget_minor}


class SegmentForm(forms.Form):
    """Whom to invite."""

    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("any")), *PartyRole.choices]
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    territory = forms.ChoiceField(label=_("Territory"), required=False)
    tier = forms.ChoiceField(label=_("Tier"), required=False)
    traded_since = forms.DateField(
        label=_("Sold or bought since"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's
        super().__init__(*args, **kwargs)
        for name in ("category", "territory", "tier"):
            field: Any = self.fields[name]
            known = Party.objects.exclude(**{name: ""}).order_by(name)
            values = known.values_list(name, flat=True).distinct()
            field.choices = [("", _("any")), *((one, one) for one in values)]

    def segment(self) -> Segment:
        """Return what was filled in."""
        return Segment(**self.cleaned_data)


class AnswerForm(forms.Form):
    """What somebody answered."""

    kind = forms.ChoiceField(
        label=_("Answer"), choices=AnswerKind.choices, widget=forms.RadioSelect
    )
    heads = forms.IntegerField(
        label=_("How many come in all"), min_value=1, max_value=50, initial=1
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class CostForm(forms.Form):
    """What was paid."""

    what = forms.CharField(label=_("What for"), max_length=160)
    amount = RupiahField(label=_("Amount"))
    budget = forms.ModelChoiceField(
        label=_("From the care budget"),
        queryset=Budget.objects.none(),
        required=False,
        empty_label=_("none"),
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
