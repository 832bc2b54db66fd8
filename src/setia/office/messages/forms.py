"""Forms of messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from setia.messages.channels import is_set_up
from setia.messages.keep_template import TemplateDraft
from setia.messages.models import Channel, MessageRules, Price, Purpose, StopWord, Template
from setia.messages.placeholders import KNOWN
from setia.messages.queue_message import LONGEST_TEXT, Writing
from setia.messages.rules import RulesDraft
from setia.messages.segment import WITH, WITHOUT, Segment
from setia.messages.send_broadcast import WAYS
from setia.people.models import Party
from setia.people.models.party import PartyRole
from setia.ui.fields import RupiahField

LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]


def offered_templates() -> Any:  # noqa: ANN401 - a queryset
    """Return the templates that were not retired."""
    return Template.objects.filter(retirement=None)


def open_channels(*, many: bool) -> list[tuple[str, Any]]:
    """Return the channels that are set up; for many people without those of one's own hand."""
    ways = WAYS if many else tuple(Channel)
    return [(one.value, one.label) for one in ways if is_set_up(one)]


class WritingForm(forms.Form):
    """Words to one person."""

    channel = forms.ChoiceField(label=_("Sent by"))
    purpose = forms.ChoiceField(
        label=_("What for"),
        choices=Purpose.choices,
        help_text=_("Care and marketing need the person's consent."),
    )
    template = forms.ModelChoiceField(
        label=_("Template"), queryset=Template.objects.none(), required=False
    )
    text = forms.CharField(
        label=_("Your own words"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("They take the place of the template's."),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = open_channels(many=False)  # type: ignore[attr-defined]
        self.fields["template"].queryset = offered_templates()  # type: ignore[attr-defined]

    def writing(self) -> Writing:
        """Return what is to be written."""
        filled = self.cleaned_data
        return Writing(
            filled["channel"],
            filled["purpose"],
            filled["text"],
            filled["template"],
            f"page {filled['key']}",
        )


class SegmentForm(forms.Form):
    """A broadcast: what, how, and to whom."""

    template = forms.ModelChoiceField(label=_("Template"), queryset=Template.objects.none())
    channel = forms.ChoiceField(label=_("Sent by"))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("all")), *PartyRole.choices], required=False
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    territory = forms.ChoiceField(label=_("Territory"), required=False)
    tier = forms.ChoiceField(label=_("Tier"), required=False)
    sold = forms.ChoiceField(
        label=_("Sales"),
        choices=[
            ("", _("whatever they sold")),
            (WITH, _("sold or bought since")),
            (WITHOUT, _("nothing sold or bought since")),
        ],
        required=False,
    )
    since = forms.DateField(
        label=_("Since"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = open_channels(many=True)  # type: ignore[attr-defined]
        self.fields["template"].queryset = offered_templates()  # type: ignore[attr-defined]
        for name in ("category", "territory", "tier"):
            values = [(one, one) for one in _values(name)]
            self.fields[name].choices = [("", _("all")), *values]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for a day where sales are to count."""
        filled = super().clean() or {}
        if filled.get("sold") and not filled.get("since") and not self.errors.get("since"):
            self.add_error("since", _("Say since when."))
        return filled

    def segment(self) -> Segment:
        """Return who is meant."""
        filled = self.cleaned_data
        words = {name: filled[name] for name in ("role", "category", "territory", "tier")}
        return Segment(**words, sold=filled["sold"], since=filled["since"])


def _values(name: str) -> list[str]:
    rows = Party.objects.standing().exclude(**{name: ""}).order_by(name)
    return list(rows.values_list(name, flat=True).distinct()[:200])


class TemplateForm(forms.Form):
    """Words in both languages."""

    name = forms.CharField(label=_("Name"), max_length=80)
    purpose = forms.ChoiceField(label=_("What for"), choices=Purpose.choices)
    text_id = forms.CharField(
        label=_("Words in Indonesian"), max_length=1_000, widget=forms.Textarea({"rows": 5})
    )
    text_en = forms.CharField(
        label=_("Words in English"), max_length=1_000, widget=forms.Textarea({"rows": 5})
    )
    subject_id = forms.CharField(
        label=_("Subject in Indonesian"),
        max_length=120,
        required=False,
        help_text=_("For e-mail."),
    )
    subject_en = forms.CharField(
        label=_("Subject in English"), max_length=120, required=False
    )
    whatsapp_name = forms.CharField(
        label=_("Name at WhatsApp"),
        max_length=120,
        required=False,
        help_text=_(
            "Where WhatsApp has approved the same words, with their places in the same order."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def draft(self) -> TemplateDraft:
        """Return what was filled in."""
        rest = {name: one for name, one in self.cleaned_data.items() if name != "version"}
        return TemplateDraft(**rest)


class RulesForm(forms.Form):
    """Quiet hours, the cap, stop-words and prices."""

    quiet_from = forms.TimeField(
        label=_("Quiet from"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    quiet_to = forms.TimeField(
        label=_("Quiet until"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    marketing_per_week = forms.IntegerField(
        label=_("Marketing to one person in a week"),
        min_value=0,
        max_value=50,
        help_text=_("At most so many in any seven days."),
    )
    stop_words = forms.CharField(
        label=_("Words that end messages"),
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One on each line; they count where somebody sends one of them alone."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        for name, label in priced():
            self.fields[name] = RupiahField(label=label, required=False)

    def prices(self) -> list[forms.BoundField]:
        """Return the fields of prices."""
        return [self[name] for name, _label in priced()]

    def draft(self) -> RulesDraft:
        """Return what was filled in."""
        filled = self.cleaned_data
        prices = {
            (channel, purpose): filled[f"price_{channel}_{purpose}"] or 0
            for channel in WAYS
            for purpose in Purpose.values
        }
        words = tuple(filled["stop_words"].splitlines())
        return RulesDraft(
            filled["quiet_from"],
            filled["quiet_to"],
            filled["marketing_per_week"],
            words,
            {
                (str(channel), purpose): minor
                for (channel, purpose), minor in prices.items()
            },
        )


def priced() -> list[tuple[str, str]]:
    """Return the names of prices with what they are called."""
    return [
        (f"price_{channel.value}_{purpose.value}", f"{channel.label}, {purpose.label}")
        for channel in WAYS
        for purpose in Purpose
    ]


def rules_as_kept(rules: MessageRules) -> Mapping[str, Any]:
    """Return the rules as the form shows them."""
    prices = {
        f"price_{one.channel}_{one.purpose}": one.minor for one in Price.objects.all()
    }
    return {
        "quiet_from": rules.quiet_from,
        "quiet_to": rules.quiet_to,
        "marketing_per_week": rules.marketing_per_week,
        "stop_words": "\n".join(StopWord.objects.values_list("word", flat=True)),
        "version": rules.version,
        **prices,
    }


def places() -> list[tuple[str, Any]]:
    """Return the places that a template may have, as they are written."""
    return [(f"{{{name}}}", says) for name, says in KNOWN.items()]
