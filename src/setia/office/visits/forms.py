"""Forms of visits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from setia.accounts.models import Rank
from setia.core.clock import now, today
from setia.core.models import User
from setia.people.models.party import PartyRole
from setia.ui.fields import FigureField
from setia.visits.assign_visits import VISITORS
from setia.visits.distance import Point
from setia.visits.models import SkipReason
from setia.visits.places import place_in
from setia.visits.set_visit_rule import RuleDraft
from setia.visits.set_work_day import WorkDayDraft

VISITED = (
    PartyRole.DISTRIBUTOR,
    PartyRole.OUTLET,
    PartyRole.RESELLER,
    PartyRole.CUSTOMER,
)
MOST_PEOPLE = 10**9


def day_input() -> forms.DateInput:
    """Return the box in which a day is chosen."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def clock_input() -> forms.TimeInput:
    """Return the box in which a time of the day is chosen."""
    return forms.TimeInput({"type": "time"}, format="%H:%M")


class PlaceField(forms.CharField):
    """A place: typed as two figures, pasted as a link to a map, or filled in by the phone."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - of a form field
        kwargs.setdefault(
            "widget", forms.TextInput({"autocomplete": "off", "data-place-field": ""})
        )
        super().__init__(max_length=2_000, **kwargs)

    def clean(self, value: Any) -> Point | None:  # noqa: ANN401 - as Django hands it over
        """Read the place, or say how one is written."""
        text = super().clean(value)
        if not text:
            return None
        point = place_in(text)
        if point is None:
            raise forms.ValidationError(
                _now(
                    "No place can be read here. Write latitude and longitude, like"
                    " -6.9147, 107.6098, or paste a link to a map."
                )
            )
        return point


class PlanForm(forms.Form):
    """Whose day is planned, and where it starts."""

    day = forms.DateField(label=_("Day"), widget=day_input())
    who = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=0, max_value=MOST_PEOPLE
    )
    at_first = forms.BooleanField(
        label=_("Start at the first visit, not at the office"), required=False
    )


class SkipForm(forms.Form):
    """Why a planned visit was not made."""

    reason = forms.ChoiceField(label=_("Why it was not made"), choices=SkipReason.choices)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class KeepPlaceForm(forms.Form):
    """Where somebody is found."""

    place = PlaceField(
        label=_("Where they are"),
        help_text=_("Latitude and longitude, or a link copied from a map."),
    )
    from_phone = forms.CharField(
        required=False, max_length=1, widget=forms.HiddenInput({"data-place-phone": ""})
    )


class AskForm(forms.Form):
    """By when somebody wants a visit, and what for."""

    by_day = forms.DateField(label=_("By when"), widget=day_input())
    text = forms.CharField(label=_("What for"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["by_day"].initial = today(settings.TIME_ZONE) + timedelta(days=3)


class VisitorForm(forms.Form):
    """Who visits somebody from a day on."""

    user = forms.ModelChoiceField(
        User.objects.filter(role__in=[str(role) for role in VISITORS], closure=None),
        label=_("Visited by"),
        required=False,
        empty_label=_("nobody in particular"),
    )
    from_day = forms.DateField(label=_("From"), widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["from_day"].initial = today(settings.TIME_ZONE)


class RuleForm(forms.Form):
    """How often a class is visited, and for how long."""

    role = forms.ChoiceField(
        label=_("Whom"), choices=[(one.value, one.label) for one in VISITED]
    )
    rank = forms.ChoiceField(
        label=_("Of which rank"),
        choices=[("", _("of any rank")), *Rank.choices],
        required=False,
    )
    every_weeks = forms.IntegerField(
        label=_("Every so many weeks"),
        min_value=0,
        max_value=52,
        help_text=_("0 means that nobody goes on their own account."),
    )
    minutes = forms.IntegerField(
        label=_("Minutes for a visit"), min_value=5, max_value=480, initial=30
    )
    from_day = forms.DateField(label=_("From"), widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["from_day"].initial = today(settings.TIME_ZONE)

    def draft(self) -> RuleDraft:
        """Return what was asked for."""
        filled = self.cleaned_data
        names = ("role", "rank", "every_weeks", "minutes", "from_day")
        return RuleDraft(**{name: filled[name] for name in names})


class HoursForm(forms.Form):
    """When days on the road begin and end, and where they start."""

    user = forms.ModelChoiceField(
        User.objects.filter(role__in=[str(role) for role in VISITORS], closure=None),
        label=_("Whose"),
        required=False,
        empty_label=_("everybody's"),
    )
    begins = forms.TimeField(label=_("Begins"), widget=clock_input())
    ends = forms.TimeField(label=_("Ends"), widget=clock_input())
    start = PlaceField(
        label=_("Starts and ends at"),
        required=False,
        help_text=_(
            "Empty: at the first and last visit. Else a place, or a link to a map."
        ),
    )
    speed_kmh = FigureField(label=_("Speed on the road, km/h"), initial=25)
    road_percent = FigureField(
        label=_("Roads are longer than the straight line, percent"), initial=140
    )
    from_day = forms.DateField(label=_("From"), widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        local = now().astimezone(ZoneInfo(settings.TIME_ZONE))
        self.fields["from_day"].initial = local.date()

    def draft(self) -> WorkDayDraft:
        """Return what was asked for."""
        names = ("begins", "ends", "from_day", "user", "start", "speed_kmh", "road_percent")
        return WorkDayDraft(**{name: self.cleaned_data[name] for name in names})
