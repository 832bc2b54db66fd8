"""A survey by its link: a few questions, answered once, without a script."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from setia.core.errors import Conflict, NotFound, Refused
from setia.portal.own.door import for_everybody, page
from setia.portal.told import SENTENCES
from setia.programs.sentences import worded
from setia.surveys.answer_survey import (
    Given,
    answer_survey,
    response_of,
    withdraw_answer,
)
from setia.surveys.invite import opened_by
from setia.surveys.models import Invitation
from setia.surveys.questions import Question, read_questions


@dataclass(frozen=True)
class Shown:
    """A question as the page shows it: what was given, and what is wrong with it."""

    number: int
    question: Question
    given: Given
    wrong: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Return the name of its field."""
        return f"q{self.number}"

    @property
    def options(self) -> list[tuple[int, str, bool]]:
        """Return what can be chosen, with whether it is."""
        chosen = set(self.given.chosen)
        return [
            (point, self.question.name_of(point), point in chosen)
            for point in self.question.points()
        ]


@for_everybody
@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and keep the answers; thank whoever answered before."""
    try:
        invitation = opened_by(token)
    except NotFound:
        return page(request, None, "survey_gone", {}, status=404)
    if response_of(token) is not None:
        return _thanks(request, invitation, token)
    if request.method == "GET":
        return _asked(request, invitation, {}, {}, 200)
    given = given_in(request.POST, read_questions(invitation.version.questions))
    try:
        answer_survey(token, given)
    except Refused as refused:
        wrong: dict[str, list[str]] = {}
        for one in refused.problems:
            told = worded(SENTENCES, one.code, one.params, one.at)
            wrong.setdefault(one.at, []).append(told)
        return _asked(request, invitation, given, wrong, 422)
    except Conflict:
        # Sent twice at once: the first one counts, and both are thanked.
        pass
    return redirect("partners:survey", token=token)


@for_everybody
@require_POST
def withdrawal(request: HttpRequest, token: str) -> HttpResponse:
    """Take the answer back."""
    try:
        withdraw_answer(token)
    except NotFound:
        return page(request, None, "survey_gone", {}, status=404)
    except Conflict:
        # Taken back twice: it is gone, as they wanted.
        pass
    return redirect("partners:survey", token=token)


def given_in(posted: QueryDict, questions: tuple[Question, ...]) -> dict[int, Given]:
    """Return what was given to each question; what is no number is a choice of none."""
    found = {}
    for number, question in enumerate(questions, 1):
        values = posted.getlist(f"q{number}")
        chosen = tuple(
            int(one) if one.isascii() and one.isdigit() and len(one) < 4 else -1
            for one in values
        )
        text = posted.get(f"q{number}", "") if not question.points() else ""
        found[number] = Given(chosen if question.points() else (), text)
    return found


def _asked(
    request: HttpRequest,
    invitation: Invitation,
    given: dict[int, Given],
    wrong: dict[str, list[str]],
    status: int,
) -> HttpResponse:
    questions = read_questions(invitation.version.questions)
    rows = [
        Shown(number, one, given.get(number, Given()), wrong.get(f"q{number}", []))
        for number, one in enumerate(questions, 1)
    ]
    context = {
        "survey": invitation.version.survey,
        "questions": rows,
        "is_wrong": bool(wrong),
        "name": invitation.party.name,
    }
    return page(request, None, "survey", context, status=status)


def _thanks(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    response = response_of(token)
    context = {
        "survey": invitation.version.survey,
        "token": token,
        "withdrawn": response is not None and hasattr(response, "withdrawal"),
    }
    return page(request, None, "survey_thanks", context)
