"""Forms of the help desk."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from setia.budgets.models import Budget
from setia.budgets.paying import budget_for
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.helpdesk.answer_conversation import Writing
from setia.helpdesk.ask_solved import solved_asking
from setia.helpdesk.close_conversation import Solution
from setia.helpdesk.models import Channel, Conversation, Topic
from setia.helpdesk.ways_to_ask import ways_to_ask
from setia.helpdesk.words import LONGEST
from setia.ui.fields import RupiahField


def new_key() -> str:
    """Return the name of one filling in of a form."""
    return uuid4().hex


class WritingForm(forms.Form):
    """An answer or a note."""

    text = forms.CharField(
        label=_("Answer or note"), max_length=LONGEST, widget=forms.Textarea({"rows": 3})
    )
    key = forms.CharField(max_length=80, widget=forms.HiddenInput, initial=new_key)

    def writing(self) -> Writing:
        """Return what was written."""
        return Writing(self.cleaned_data["text"], self.cleaned_data["key"])


class ClosingForm(forms.Form):
    """How a conversation ended."""

    solution = forms.CharField(
        label=_("How was it solved?"), max_length=1_000, widget=forms.Textarea({"rows": 2})
    )
    given = forms.CharField(
        label=_("What was given to make good?"),
        max_length=300,
        required=False,
        help_text=_("Leave this empty if nothing was given."),
    )
    minor = RupiahField(label=_("What it cost"), required=False)
    budget = forms.ModelChoiceField(
        Budget.objects.none(),
        label=_("Which budget pays"),
        required=False,
        empty_label=_("none"),
    )
    survey = forms.BooleanField(
        label=_("Make a link with a short question whether it is solved"), required=False
    )

    def __init__(self, *args: object, row: Conversation, by: Actor, **rest: object) -> None:
        super().__init__(*args, **rest)  # type: ignore[arg-type]
        running = Budget.objects.running_on(today(settings.TIME_ZONE)).visible_to(by)
        self.fields["budget"].queryset = running  # type: ignore[attr-defined]
        if row.party is not None:
            self.fields["budget"].initial = budget_for(row.party)
        if row.party is None or not by.may("survey.send"):
            del self.fields["survey"]
        else:
            self._offer_link(row)

    def _offer_link(self, row: Conversation) -> None:
        """Propose a link after a complaint, unless the question goes out by itself."""
        alone = solved_asking() and next(ways_to_ask(row, now()), None)
        self.fields["survey"].initial = row.topic == Topic.COMPLAINT and not alone
        if alone:
            told = _("Not needed: it goes out by itself (%(channel)s).")
            self.fields["survey"].help_text = told % {"channel": alone.channel.label}

    def to_close(self) -> Solution:
        """Return how it ended; a budget pays only where something was given."""
        filled = self.cleaned_data
        minor = filled["minor"] or 0
        budget = filled["budget"] if minor else None
        return Solution(filled["solution"], filled["given"], minor, budget)


BY_HAND: list[tuple[str, str | Promise]] = [
    (one.value, one.label)
    for one in (
        Channel.WHATSAPP,
        Channel.PHONE,
        Channel.TALK,
        Channel.EMAIL,
        Channel.TELEGRAM,
    )
]
"""By which channels something comes that a person writes down."""


class ConversationForm(forms.Form):
    """Something that somebody told or wrote to us outside of Setia."""

    who = forms.CharField(
        label=_("Who?"),
        max_length=254,
        help_text=_("A code, a phone number or an e-mail address."),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=160,
        required=False,
        help_text=_("Only for somebody who is not in the list of people."),
    )
    channel = forms.ChoiceField(label=_("By which way?"), choices=BY_HAND)
    topic = forms.ChoiceField(
        label=_("What is it about?"), choices=Topic.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What they said"), max_length=LONGEST, widget=forms.Textarea({"rows": 4})
    )
    key = forms.CharField(max_length=80, widget=forms.HiddenInput, initial=new_key)
