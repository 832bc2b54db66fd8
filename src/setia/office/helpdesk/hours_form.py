"""The form of office hours: a line for each weekday, a few lines of promises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from setia.helpdesk.answer_times import SHIPPED_PACE, calendar_of
from setia.helpdesk.models import Fits, Hours
from setia.helpdesk.set_hours import HoursDraft, RuleDraft
from setia.helpdesk.working_time import Calendar, Span

RULES = 6
"""So many lines of promises beside the one for everybody."""
SPANS = re.compile(
    r"(?P<h1>\d{1,2})[.:](?P<m1>\d{2})\s*[-–]\s*(?P<h2>\d{1,2})[.:](?P<m2>\d{2})"
)


@dataclass(frozen=True)
class Day:
    """A weekday as the page shows it."""

    name: str
    open: str
    night: str


def week_of(calendar: Calendar) -> list[Day]:
    """Return the week with its hours as text."""
    return [
        Day(
            str(name),
            written(calendar.spans, weekday, night=False),
            written(calendar.spans, weekday, night=True),
        )
        for weekday, name in WEEKDAYS.items()
    ]


def written(spans: Sequence[Span], weekday: int, *, night: bool) -> str:
    """Write the stretches of a weekday: 08.00-12.00, 13.00-17.00."""
    found = sorted(
        (one.opens, one.closes)
        for one in spans
        if one.weekday == weekday and one.night == night
    )
    return ", ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in found)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}.{minutes % 60:02}"


def read_spans(text: str, weekday: int, *, night: bool) -> list[Span] | None:
    """Read stretches of a weekday; None where something else stands there."""
    found = []
    for part in filter(None, (one.strip() for one in re.split("[,;]", text))):
        told = SPANS.fullmatch(part) if part.isascii() or "–" in part else None
        if told is None:
            return None
        h1, m1, h2, m2 = (int(told[name]) for name in ("h1", "m1", "h2", "m2"))
        if m1 > 59 or m2 > 59 or h1 * 60 + m1 >= 1_440 or h2 * 60 + m2 > 1_440:
            return None
        found.append(Span(weekday, h1 * 60 + m1, h2 * 60 + m2, night))
    return found


class HoursForm(forms.Form):
    """Hours of each weekday, night duty, and promised minutes, from a day on."""

    from_day = forms.DateField(
        label=_("From which day on"), widget=forms.DateInput({"type": "date"})
    )
    zone = forms.CharField(label=_("Time zone"), max_length=60)
    day_minutes = forms.IntegerField(label=_("Minutes by day"), min_value=1)
    night_minutes = forms.IntegerField(
        label=_("Minutes by night"), min_value=1, required=False
    )

    def __init__(self, *args: Any, **rest: Any) -> None:  # noqa: ANN401 - the form's own
        super().__init__(*args, **rest)
        for weekday, name in WEEKDAYS.items():
            for key, about in (("open", _("Office hours")), ("night", _("Night duty"))):
                self.fields[f"{key}_{weekday}"] = forms.CharField(
                    label=f"{name}: {about}", max_length=80, required=False
                )
        for number in range(RULES):
            self.fields[f"fits_{number}"] = forms.ChoiceField(
                label=_("For whom"),
                choices=[
                    ("", "–"),
                    *[one for one in Fits.choices if one[0] != "everybody"],
                ],
                required=False,
            )
            self.fields[f"value_{number}"] = forms.CharField(
                label=_("Which one"), max_length=60, required=False
            )
            for key, label in (("day", _("By day")), ("night", _("By night"))):
                self.fields[f"{key}_minutes_{number}"] = forms.IntegerField(
                    label=label, min_value=1, required=False
                )

    @classmethod
    def begun(cls, hours: Hours | None, day: date) -> dict[str, Any]:
        """Return what holds today, as the form's first words."""
        calendar = calendar_of(hours)
        first: dict[str, Any] = {"from_day": day.isoformat(), "zone": calendar.zone}
        for weekday in WEEKDAYS:
            first[f"open_{weekday}"] = written(calendar.spans, weekday, night=False)
            first[f"night_{weekday}"] = written(calendar.spans, weekday, night=True)
        rules = list(hours.rules.all()) if hours else []
        everybody = next((one for one in rules if one.fits == Fits.EVERYBODY), None)
        first["day_minutes"] = everybody.day_minutes if everybody else SHIPPED_PACE.day
        first["night_minutes"] = everybody.night_minutes if everybody else None
        others = [one for one in rules if one.fits != Fits.EVERYBODY]
        for number, one in enumerate(others[:RULES]):
            first[f"fits_{number}"], first[f"value_{number}"] = one.fits, one.value
            first[f"day_minutes_{number}"] = one.day_minutes
            first[f"night_minutes_{number}"] = one.night_minutes
        return first

    def clean(self) -> dict[str, Any]:
        """Read the stretches of each day."""
        filled = super().clean() or {}
        for weekday in WEEKDAYS:
            for key in ("open", "night"):
                name = f"{key}_{weekday}"
                read = read_spans(filled.get(name, ""), weekday, night=key == "night")
                if read is None:
                    self.add_error(name, _("Write hours like 08.00-12.00, 13.00-17.00."))
                filled[f"{name}_read"] = read or []
        return filled

    def draft(self) -> HoursDraft:
        """Return what was filled in."""
        filled = self.cleaned_data
        spans = [
            span
            for weekday in WEEKDAYS
            for key in ("open", "night")
            for span in filled[f"{key}_{weekday}_read"]
        ]
        everybody = RuleDraft(
            Fits.EVERYBODY, "", filled["day_minutes"], filled["night_minutes"]
        )
        rules = [everybody, *self._rules()]
        return HoursDraft(filled["from_day"], spans, rules, filled["zone"])

    def _rules(self) -> Iterator[RuleDraft]:
        filled = self.cleaned_data
        for number in range(RULES):
            fits, value = filled[f"fits_{number}"], filled[f"value_{number}"].strip()
            if fits:
                day = filled[f"day_minutes_{number}"] or 0
                yield RuleDraft(fits, value, day, filled[f"night_minutes_{number}"])

    def days(self) -> Iterator[tuple[str, BoundField, BoundField]]:
        """Return the fields of each weekday with its name."""
        for weekday, name in WEEKDAYS.items():
            yield str(name), self[f"open_{weekday}"], self[f"night_{weekday}"]

    def promises(self) -> Iterator[tuple[BoundField, ...]]:
        """Return the fields of each promise to some."""
        for number in range(RULES):
            yield (
                self[f"fits_{number}"],
                self[f"value_{number}"],
                self[f"day_minutes_{number}"],
                self[f"night_minutes_{number}"],
            )


class HolidayForm(forms.Form):
    """A day on which nobody is there."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}))
    name = forms.CharField(label=_("Name of the holiday"), max_length=80)
