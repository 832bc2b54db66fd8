"""The form of a rule for ranks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from setia.accounts.models import RankBy
from setia.accounts.set_account_rule import RuleDraft
from setia.core.clock import today
from setia.people.models.party import PartyRole
from setia.ui.fields import RupiahField

RANKED = (
    PartyRole.DISTRIBUTOR,
    PartyRole.OUTLET,
    PartyRole.RESELLER,
    PartyRole.CUSTOMER,
)
TEN_THOUSAND = 10_000


def day_input() -> forms.DateInput:
    """Return the box in which a day is chosen."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class RuleForm(forms.Form):
    """Who is ranked, by what, from when on; only the limits of the chosen kind count."""

    role = forms.ChoiceField(
        label=_("Whom"), choices=[(one.value, one.label) for one in RANKED]
    )
    from_day = forms.DateField(label=_("From"), widget=day_input())
    rank_by = forms.ChoiceField(
        label=_("What decides about a rank"),
        choices=RankBy.choices,
        initial=RankBy.SUMS,
        widget=forms.RadioSelect,
    )
    large_minor = RupiahField(
        label=_("Large from, in a month"),
        required=False,
        help_text=_("The average of the last three full months."),
    )
    medium_minor = RupiahField(label=_("Medium from, in a month"), required=False)
    large_share = forms.IntegerField(
        label=_("Large: those who bring the first, in percent"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Usually 70 percent."),
    )
    medium_share = forms.IntegerField(
        label=_("Medium: those who follow, up to, in percent"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Usually 90 percent; the rest is small."),
    )
    by_territory = forms.BooleanField(
        label=_("Rank within each territory by itself"), required=False
    )
    dip_percent = forms.IntegerField(
        label=_("A large one dips at less than usual by, in percent"),
        initial=30,
        min_value=1,
        max_value=99,
        help_text=_(
            "The last 30 days against the average of the three times 30 days before."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["from_day"].initial = today(settings.TIME_ZONE)

    def draft(self) -> RuleDraft:
        """Return what was asked for."""
        filled = self.cleaned_data
        large, medium = filled["large_share"], filled["medium_share"]
        return RuleDraft(
            role=filled["role"],
            from_day=filled["from_day"],
            rank_by=filled["rank_by"],
            large_minor=filled["large_minor"],
            medium_minor=filled["medium_minor"],
            large_millionths=None if large is None else large * TEN_THOUSAND,
            medium_millionths=None if medium is None else medium * TEN_THOUSAND,
            by_territory=filled["by_territory"],
            dip_percent=filled["dip_percent"],
        )
