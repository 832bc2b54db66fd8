"""Forms of series and lessons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from setia.coaching.build_rule import (
    Chosen,
    Nth,
    Pattern,
    Weekday,
    chosen_of,
    rule_of,
)
from setia.coaching.keep_lesson import LONGEST_TITLE, LessonDraft
from setia.coaching.models import Lesson, SeriesKind, SeriesRevision
from setia.coaching.rule import LONGEST, NoRule
from setia.coaching.series_draft import SeriesDraft
from setia.core.models import User
from setia.core.roles import Role
from setia.office.sentences import sentence
from setia.office.zones import zones_beside
from setia.people.models.party import PartyRole

AT_WORK = (Role.OWNER, Role.CHANNEL_MANAGER, Role.SALESPERSON, Role.SUPPORT)
DAYS_OF_MONTH = [*((one, str(one)) for one in range(1, 32)), (-1, _("the last day"))]


def _day_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class SeriesForm(forms.Form):
    """Something that comes again: what, how often, when, for whom."""

    title_id = forms.CharField(label=_("Title in Indonesian"), max_length=120)
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("What it is"), choices=SeriesKind.choices)
    pattern = forms.ChoiceField(
        label=_("How often"), choices=Pattern.choices, widget=forms.RadioSelect
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these days of the week"),
        choices=Weekday.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For “every week”."),
    )
    every = forms.IntegerField(
        label=_("Every so many weeks"), min_value=1, max_value=52, initial=1
    )
    nth = forms.TypedChoiceField(
        label=_("Which one of the month"), choices=Nth.choices, coerce=int, initial=-1
    )
    weekday = forms.TypedChoiceField(
        label=_("Day of the week"), choices=Weekday.choices, coerce=int, initial=5
    )
    day = forms.TypedChoiceField(
        label=_("Day of the month"), choices=DAYS_OF_MONTH, coerce=int, initial=1
    )
    month = forms.TypedChoiceField(
        label=_("Month"), choices=list(MONTHS.items()), coerce=int, initial=1
    )
    rule = forms.CharField(
        label=_("Rule"),
        max_length=LONGEST,
        required=False,
        help_text=_("Such as FREQ=MONTHLY;INTERVAL=2;BYDAY=-1SA"),
    )
    from_date = forms.DateField(
        label=_("From"),
        widget=_day_input(),
        help_text=_(
            "A change counts from this day on; what is every few weeks or months counts from it."
        ),
    )
    until_date = forms.DateField(label=_("Until"), required=False, widget=_day_input())
    starts = forms.TimeField(
        label=_("Begins at"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=5, max_value=4_320, initial=60
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=[])
    role = forms.ChoiceField(
        label=_("For"),
        required=False,
        choices=[("", _("all partners")), *PartyRole.choices],
        initial=PartyRole.RESELLER,
    )
    category = forms.CharField(label=_("Of the category"), max_length=60, required=False)
    territory = forms.CharField(label=_("Of the territory"), max_length=80, required=False)
    leader = forms.ModelChoiceField(
        label=_("Led by"), queryset=User.objects.none(), required=False
    )
    place = forms.CharField(label=_("Place or link"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's
        super().__init__(*args, **kwargs)
        zones: Any = self.fields["time_zone"]
        zones.choices = zones_beside(str(self.initial.get("time_zone", "")))
        zones.initial = settings.TIME_ZONE
        leader: Any = self.fields["leader"]
        leader.queryset = User.objects.filter(role__in=AT_WORK, closure=None).order_by("pk")

    def clean(self) -> dict[str, Any]:
        """Bring the choices to a rule."""
        filled = super().clean() or {}
        if "pattern" in filled:
            try:
                filled["rule"] = rule_of(self._chosen(filled))
            except NoRule as wrong:
                self.add_error("weekdays", sentence(wrong.problem.code, {}))
        return filled

    def draft(self) -> SeriesDraft:
        """Return what was filled in."""
        names = SeriesDraft.__dataclass_fields__
        return SeriesDraft(**{name: self.cleaned_data[name] for name in names})

    def _chosen(self, filled: dict[str, Any]) -> Chosen:
        names = ("pattern", "every", "nth", "weekday", "day", "month", "rule")
        told = {name: filled[name] for name in names if filled.get(name) is not None}
        return Chosen(weekdays=tuple(filled.get("weekdays") or ()), **told)


class SeriesChangeForm(SeriesForm):
    """The same, with why it changes and over which revision."""

    reason = forms.CharField(label=_("Reason of the change"), max_length=300)
    known = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


def filled_series(revision: SeriesRevision) -> dict[str, Any]:
    """Return a revision as the form shows it."""
    names = SeriesDraft.__dataclass_fields__
    first = {name: getattr(revision, name) for name in names}
    chosen = chosen_of(revision.rule)
    names = Chosen.__dataclass_fields__
    told = {name: getattr(chosen, name) for name in names}
    return first | told | {"known": revision.number, "leader": revision.leader_id}


class LessonForm(forms.Form):
    """A lesson of the curriculum."""

    place = forms.IntegerField(
        label=_("Place in the curriculum"), min_value=1, max_value=999
    )
    title_id = forms.CharField(label=_("Title in Indonesian"), max_length=LONGEST_TITLE)
    title_en = forms.CharField(
        label=_("Title in English"), max_length=LONGEST_TITLE, required=False
    )
    link = forms.URLField(
        label=_("Link to the material"),
        max_length=300,
        required=False,
        assume_scheme="https",
    )
    text_id = forms.CharField(
        label=_("Text in Indonesian"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    text_en = forms.CharField(
        label=_("Text in English"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    version = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput
    )

    def draft(self) -> LessonDraft:
        """Return what was filled in."""
        names = LessonDraft.__dataclass_fields__
        return LessonDraft(**{name: self.cleaned_data[name] for name in names})


def filled_lesson(lesson: Lesson) -> dict[str, Any]:
    """Return a lesson as the form shows it."""
    names = (*LessonDraft.__dataclass_fields__, "version")
    return {name: getattr(lesson, name) for name in names}
