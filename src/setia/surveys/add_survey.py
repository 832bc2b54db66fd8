"""Add a survey, and give it questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.surveys.events import SURVEY_ADDED, SURVEY_CHANGED
from setia.surveys.models import Purpose, ReasonCode, Survey, Version
from setia.surveys.questions import Question, kept, problems_of
from setia.surveys.shipped import TEMPLATES, Template

LONGEST = 120
RESERVED = frozenset({"new", "silences"})
"""Addresses of other pages below that of surveys."""


@dataclass(frozen=True)
class SurveyDraft:
    """A survey as somebody wants it."""

    title_id: str
    title_en: str
    purpose: str
    anonymous: bool
    questions: Sequence[Question]

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with it."""
        found = []
        for at in ("title_id", "title_en"):
            text = str(getattr(self, at))
            if not text.strip():
                found.append(Problem("survey.title_missing", at))
            if len(text) > LONGEST:
                found.append(Problem("survey.too_long", at, {"most": LONGEST}))
            if not is_plain(text):
                found.append(Problem("survey.not_plain", at))
        if self.purpose not in Purpose.values:
            found.append(Problem("survey.purpose_unknown", "purpose"))
        return found + problems_of(self.questions)


def from_template(name: str, *, anonymous: bool) -> SurveyDraft:
    """Return what a template begins with.

    Raises:
        Refused: There is no such template.
    """
    found: Template | None = TEMPLATES.get(name)
    if found is None:
        raise Refused([Problem("survey.template_unknown", "template")])
    return SurveyDraft(
        found.title_id, found.title_en, found.purpose, anonymous, found.questions
    )


def add_survey(draft: SurveyDraft, by: Actor) -> Survey:
    """Add a survey with its first version.

    Raises:
        NotPermitted: The actor may not add surveys.
        Refused: Everything that is wrong with it.
        Conflict: Somebody added one of the same name at the same time.
    """
    by.must("survey.write")
    _check(draft)
    try:
        with transaction.atomic():
            return _added(draft, by)
    except IntegrityError as error:
        raise Conflict("survey.changed_meanwhile") from error


def _check(draft: SurveyDraft) -> None:
    problems = draft.problems() + _unknown_reasons(draft.questions)
    if problems:
        raise Refused(problems)


def _unknown_reasons(questions: Sequence[Question]) -> list[Problem]:
    asked = {c.reason for one in questions for c in one.choices if c.reason}
    known = set(ReasonCode.objects.values_list("code", flat=True))
    return [
        Problem("survey.reason_unknown", "questions", {"code": code[:30]})
        for code in sorted(asked - known)
    ]


def _added(draft: SurveyDraft, by: Actor) -> Survey:
    survey = Survey.objects.create(
        code=_free_code(draft.title_id),
        title_id=draft.title_id.strip(),
        title_en=draft.title_en.strip(),
        purpose=draft.purpose,
        anonymous=draft.anonymous,
        made_at=now(),
        by=by.name,
    )
    version = _version(survey, draft.questions, by)
    about, params = ("survey", survey.pk), {"survey": survey.title_id}
    record_event(SURVEY_ADDED, by, about, params, after={"version": version.number})
    return survey


def _free_code(title: str) -> str:
    base = slugify(title)[:50].strip("-") or "survei"
    taken = set(Survey.objects.filter(code__startswith=base).values_list("code", flat=True))
    code, number = base, 2
    while code in taken or code in RESERVED:
        code, number = f"{base}-{number}", number + 1
    return code


def change_questions(
    survey: Survey, questions: Sequence[Question], seen: int, by: Actor
) -> Version:
    """Give a survey other questions from here on; who was asked before answers the old ones.

    ``seen`` is the version whose questions the actor changed.

    Raises:
        NotPermitted: The actor may not change surveys.
        Refused: Everything that is wrong with the questions.
        Conflict: Somebody else changed them in the meantime.
    """
    by.must("survey.write")
    problems = problems_of(questions) or _unknown_reasons(questions)
    if problems:
        raise Refused(problems)
    last = latest(survey)
    if last.number != seen:
        raise Conflict("survey.changed_meanwhile")
    if last.questions == kept(questions):
        return last
    try:
        with transaction.atomic():
            version = _version(survey, questions, by)
            about, params = ("survey", survey.pk), {"survey": survey.title_id}
            record_event(
                SURVEY_CHANGED, by, about, params, after={"version": version.number}
            )
    except IntegrityError as error:
        raise Conflict("survey.changed_meanwhile") from error
    return version


def latest(survey: Survey) -> Version:
    """Return the version that is sent from now on."""
    found = survey.versions.order_by("number").last()
    if found is None:
        # Cannot be: a survey is added with its first version.
        raise Conflict("survey.changed_meanwhile")
    return found


def _version(survey: Survey, questions: Sequence[Question], by: Actor) -> Version:
    last: int = survey.versions.aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(
        survey=survey, number=last + 1, questions=kept(questions), made_at=now(), by=by.name
    )


def survey_for(purpose: Purpose, by: Actor) -> Survey:
    """Return the survey that is sent for a purpose; the shipped one where there is none."""
    found = Survey.objects.filter(purpose=purpose).order_by("-pk").first()
    if found is not None:
        return found
    name = next(key for key, one in TEMPLATES.items() if one.purpose == purpose)
    return add_survey(from_template(name, anonymous=False), by)
