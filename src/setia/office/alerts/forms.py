"""Forms of alerts: hand on, end, mute."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from setia.alerts.end_alert import LONGEST, Ended
from setia.alerts.kinds import KINDS
from setia.alerts.models import Alert, EndingHow
from setia.alerts.mute_alerts import Mute
from setia.core.models import User

BY_HAND = (EndingHow.SOLVED, EndingHow.ACCEPTED, EndingHow.MISTAKEN)


class OwnerForm(forms.Form):
    """Whose an alert becomes."""

    owner = forms.TypedChoiceField(label=_("Hand on to"), coerce=int)

    def __init__(self, people: list[User], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self._people = {one.pk: one for one in people}
        self.fields["owner"].choices = [(pk, str(one)) for pk, one in self._people.items()]  # type: ignore[attr-defined]

    def chosen(self) -> User:
        """Return who was chosen."""
        return self._people[self.cleaned_data["owner"]]


class EndForm(forms.Form):
    """How an alert ended, and why."""

    how = forms.ChoiceField(
        label=_("How did it end?"),
        choices=[(one.value, one.label) for one in BY_HAND],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("What was done, or why nothing is"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
    )

    def ended(self) -> Ended:
        """Return how it ended."""
        return Ended(self.cleaned_data["how"], self.cleaned_data["why"])


class MuteForm(forms.Form):
    """Which alerts are not wanted, until when and why."""

    whom = forms.ChoiceField(
        label=_("For whom"), choices=(), widget=forms.RadioSelect, required=False
    )
    until = forms.DateField(
        label=_("Until the end of"), widget=forms.DateInput({"type": "date"})
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, alert: Alert, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self._alert = alert
        everybody = ("all", str(_("For everybody")))
        choices = [everybody]
        if alert.about is not None:
            choices = [("one", _("Only for %(name)s") % {"name": alert.about}), everybody]
        self.fields["whom"].choices = choices  # type: ignore[attr-defined]
        self.fields["whom"].initial = choices[0][0]

    def mute(self) -> Mute:
        """Return what is muted."""
        filled = self.cleaned_data
        about = None if filled["whom"] == "all" else self._alert.about
        return Mute(self._alert.kind, filled["reason"], filled["until"], about)


def kinds_offered(kinds: list[str]) -> list[tuple[str, str]]:
    """Return kinds to narrow a list by, with what they are called."""
    return [(one, str(KINDS.get(one, one))) for one in kinds]
