"""Forms of surveys and reasons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from setia.people.models import Party
from setia.people.models.party import PartyRole
from setia.surveys.add_survey import SurveyDraft, from_template
from setia.surveys.models import Purpose, ReasonCode
from setia.surveys.questions import (
    CHOOSING,
    LONGEST,
    MOST_QUESTIONS,
    Choice,
    Question,
    QuestionKind,
)

KINDS: list[tuple[str, str | Promise]] = [
    ("", "–"),
    (QuestionKind.CHOICE, _("One of several choices")),
    (QuestionKind.SEVERAL, _("Several of several choices")),
    (QuestionKind.SCALE_5, _("A scale from 1 to 5")),
    (QuestionKind.SCALE_10, _("A scale from 0 to 10")),
    (QuestionKind.TEXT, _("A few words")),
]
TEMPLATES: list[tuple[str, str | Promise]] = [
    ("satisfaction", _("After a solution")),
    ("before-service", _("Before a new service")),
    ("why-not-back", _("Why somebody did not come back")),
    ("own", _("My own questions")),
]


class SurveyForm(forms.Form):
    """What a survey begins with."""

    template = forms.ChoiceField(
        label=_("Begin with"), choices=TEMPLATES, widget=forms.RadioSelect
    )
    title_id = forms.CharField(
        label=_("Name in Indonesian"), max_length=120, required=False
    )
    title_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    anonymous = forms.BooleanField(
        label=_("Anonymous: no answer is tied to a person"),
        required=False,
        help_text=_(
            "This cannot be changed later. Results show from five answers on, and words do "
            "not go into the reasons for leaving."
        ),
    )

    def draft(self) -> SurveyDraft:
        """Return what the survey begins with; a name of one's own takes the place of ours."""
        filled = self.cleaned_data
        anonymous = filled["anonymous"]
        if filled["template"] == "own":
            first = Question(
                QuestionKind.SCALE_10,
                "Seberapa mungkin Anda merekomendasikan kami? 0 tidak mungkin, 10 pasti.",
                "How likely would you recommend us? 0 not at all, 10 for certain.",
            )
            titles = filled["title_id"], filled["title_en"]
            return SurveyDraft(*titles, Purpose.OTHER, anonymous, (first,))
        begun = from_template(filled["template"], anonymous=anonymous)
        return SurveyDraft(
            filled["title_id"] or begun.title_id,
            filled["title_en"] or begun.title_en,
            begun.purpose,
            anonymous,
            begun.questions,
        )


class QuestionsForm(forms.Form):
    """The questions of a survey: as many places as there may be, empty ones ask nothing."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **rest: Any) -> None:  # noqa: ANN401 - the form's own
        super().__init__(*args, **rest)
        for number in range(1, MOST_QUESTIONS + 1):
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("Kind"), choices=KINDS, required=False
            )
            for language, label in (("id", _("In Indonesian")), ("en", _("In English"))):
                self.fields[f"text_{language}_{number}"] = forms.CharField(
                    label=label,
                    max_length=LONGEST,
                    required=False,
                    widget=forms.Textarea({"rows": 2}),
                )
            self.fields[f"choices_{number}"] = forms.CharField(
                label=_("Choices, one on each line"),
                max_length=4_000,
                required=False,
                widget=forms.Textarea({"rows": 4}),
                help_text=_("Indonesian | English, and | code where it is a reason"),
            )
            self.fields[f"required_{number}"] = forms.BooleanField(
                label=_("Has to be answered"), required=False
            )
            self.fields[f"why_{number}"] = forms.BooleanField(
                label=_("Words are a reason for leaving, to be sorted"), required=False
            )

    @classmethod
    def begun(cls, questions: tuple[Question, ...], seen: int) -> dict[str, Any]:
        """Return the questions that there are, as the form's first words."""
        first: dict[str, Any] = {"seen": seen}
        for number, one in enumerate(questions, 1):
            first[f"kind_{number}"] = one.kind
            first[f"text_id_{number}"] = one.text_id
            first[f"text_en_{number}"] = one.text_en
            first[f"choices_{number}"] = "\n".join(_line(choice) for choice in one.choices)
            first[f"required_{number}"] = one.required
            first[f"why_{number}"] = one.tells_why
        return first

    def questions(self) -> tuple[Question, ...]:
        """Return the questions that were filled in, in their order."""
        found = []
        for number in range(1, MOST_QUESTIONS + 1):
            told = {
                name: self.cleaned_data[f"{name}_{number}"]
                for name in ("kind", "text_id", "text_en", "choices", "required", "why")
            }
            if told["kind"] or told["text_id"].strip() or told["text_en"].strip():
                found.append(_question(told))
        return tuple(found)

    def rows(self) -> Iterator[tuple[int, dict[str, BoundField], bool]]:
        """Return the fields of each question, and whether there is one."""
        for number in range(1, MOST_QUESTIONS + 1):
            names = ("kind", "text_id", "text_en", "choices", "required", "why")
            fields = {name: self[f"{name}_{number}"] for name in names}
            yield number, fields, bool(fields["kind"].value())


def _question(told: dict[str, Any]) -> Question:
    choosing = told["kind"] in CHOOSING
    return Question(
        told["kind"],
        told["text_id"].strip(),
        told["text_en"].strip(),
        told["required"],
        tuple(_choices(told["choices"])) if choosing else (),
        told["why"] and told["kind"] == QuestionKind.TEXT,
    )


def _choices(text: str) -> Iterator[Choice]:
    for line in text.splitlines():
        if line.strip():
            parts = [part.strip() for part in line.split("|")]
            yield Choice(*[*parts, "", "", ""][:3])


def _line(choice: Choice) -> str:
    parts = (choice.text_id, choice.text_en, choice.reason)
    return " | ".join(part for part in parts if part)


class SegmentForm(forms.Form):
    """Whom to ask: people of a role, narrowed by where they are and what they are."""

    role = forms.ChoiceField(label=_("Role"), choices=PartyRole.choices)
    category = forms.CharField(label=_("Category"), max_length=60, required=False)
    tier = forms.CharField(label=_("Tier"), max_length=60, required=False)
    territory = forms.CharField(label=_("Territory"), max_length=80, required=False)
    code = forms.CharField(label=_("Or one person, by code"), max_length=64, required=False)

    def people(self, seen: Any) -> list[Party]:  # noqa: ANN401 - a queryset of people
        """Return those of the people one sees who fit."""
        filled = self.cleaned_data
        if filled["code"].strip():
            return list(seen.filter(code=filled["code"].strip()))
        narrow = {
            name: filled[name].strip()
            for name in ("category", "tier", "territory")
            if filled[name].strip()
        }
        return list(seen.standing().filter(role=filled["role"], **narrow))


class AskingForm(forms.Form):
    """When somebody counts as silent."""

    times = forms.DecimalField(
        label=_("Silent for how many times their usual gap"),
        min_value=1,
        max_digits=4,
        decimal_places=1,
        initial=3,
    )
    least = forms.IntegerField(
        label=_("Came on at least so many days before"), min_value=1, initial=4
    )


class ReasonForm(forms.Form):
    """Why somebody left, as they told us."""

    party = forms.CharField(label=_("Code of the person"), max_length=64)
    text = forms.CharField(
        label=_("In their words"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    code = forms.ModelChoiceField(
        ReasonCode.objects.all(),
        label=_("Reason"),
        required=False,
        to_field_name="code",
        empty_label=_("to be sorted later"),
    )

    def __init__(self, *args: Any, **rest: Any) -> None:  # noqa: ANN401 - the form's own
        super().__init__(*args, **rest)
        self.fields["code"].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]


class ReasonCodeForm(forms.Form):
    """A reason that can be counted."""

    code = forms.CharField(
        label=_("Short code"), max_length=30, help_text=_("Small letters, like price")
    )
    name_id = forms.CharField(label=_("Name in Indonesian"), max_length=80)
    name_en = forms.CharField(label=_("Name in English"), max_length=80)
