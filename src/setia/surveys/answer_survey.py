"""Answer a survey by its link, once, and take the answer back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction

from setia.core.actor import Actor, holder_of_link
from setia.core.clock import now, today
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.core.token_digest import token_digest
from setia.surveys.events import SURVEY_ANSWERED, SURVEY_WITHDRAWN
from setia.surveys.invite import opened_by
from setia.surveys.models import (
    Answer,
    Invitation,
    Reason,
    ReasonCode,
    ReasonSource,
    Response,
    Withdrawal,
)
from setia.surveys.questions import Question, QuestionKind, read_questions

LONGEST = 500


@dataclass(frozen=True)
class Given:
    """What was given to one question: points chosen, or words."""

    chosen: tuple[int, ...] = ()
    text: str = ""


def seal_of(token: str) -> str:
    """Return what an answer keeps of its link: no invitation can be found by it."""
    return token_digest(f"answer {token}")


def response_of(token: str) -> Response | None:
    """Return what was answered by a link, if anything was."""
    rows = Response.objects.filter(seal=seal_of(token))
    return rows.select_related("withdrawal").first()


def answer_survey(token: str, given: Mapping[int, Given]) -> Response:
    """Keep the answers of whoever holds a link, by the numbers of the questions.

    Raises:
        NotFound: The link opens nothing.
        Refused: A question is not answered as it asks; nothing is kept.
        Conflict: The link was used already.
    """
    invitation = opened_by(token)
    questions = read_questions(invitation.version.questions)
    problems = [
        problem
        for number, one in enumerate(questions, 1)
        for problem in _problems(one, number, given.get(number, Given()))
    ]
    if problems:
        raise Refused(problems)
    try:
        with transaction.atomic():
            return _answered(invitation, token, questions, given)
    except IntegrityError as error:
        raise Conflict("survey.answered_already") from error


def _problems(question: Question, number: int, given: Given) -> list[Problem]:
    at = f"q{number}"
    if question.kind == QuestionKind.TEXT:
        if question.required and not given.text.strip():
            return [Problem("survey.answer_missing", at)]
        if len(given.text) > LONGEST:
            return [Problem("survey.too_long", at, {"most": LONGEST})]
        return [] if is_plain(given.text) else [Problem("survey.not_plain", at)]
    if question.required and not given.chosen:
        return [Problem("survey.answer_missing", at)]
    single = question.kind != QuestionKind.SEVERAL and len(given.chosen) > 1
    if single or set(given.chosen) - set(question.points()):
        return [Problem("survey.answer_wrong", at)]
    return []


def _answered(
    invitation: Invitation,
    token: str,
    questions: Sequence[Question],
    given: Mapping[int, Given],
) -> Response:
    survey = invitation.version.survey
    tied = None if survey.anonymous else invitation
    response = Response.objects.create(
        version=invitation.version,
        seal=seal_of(token),
        on=today(settings.TIME_ZONE),
        at=now() if tied else None,
        party=tied.party if tied else None,
        invitation=tied,
    )
    for number, question in enumerate(questions, 1):
        _keep(response, number, question, given.get(number, Given()))
    if tied:
        params = {"survey": survey.title_id, "who": tied.party.name}
        record_event(SURVEY_ANSWERED, _holder(tied), ("survey", survey.pk), params)
    return response


def _keep(response: Response, number: int, question: Question, given: Given) -> None:
    if question.kind == QuestionKind.TEXT:
        if given.text.strip():
            text = given.text.strip()
            answer = Answer.objects.create(response=response, question=number, text=text)
            if question.tells_why:
                _reason(response, answer, text)
        return
    for point in sorted(set(given.chosen)):
        answer = Answer.objects.create(response=response, question=number, chosen=point)
        if question.choices and question.choices[point - 1].reason:
            _reason(response, answer, code=question.choices[point - 1].reason)


def _reason(response: Response, answer: Answer, text: str = "", code: str = "") -> None:
    """Let what was ticked count by itself, and what was written wait to be sorted.

    An anonymous survey feeds no reasons: of one or two one could guess who it was.
    """
    if response.party is None:
        return
    Reason.objects.create(
        party=response.party,
        category=response.party.category,
        on=response.on,
        source=ReasonSource.SURVEY,
        text=text,
        answer=answer,
        code=ReasonCode.objects.filter(code=code).first() if code else None,
    )


def withdraw_answer(token: str) -> None:
    """Take an answer back: what it said is deleted, the reasons it gave with it.

    Raises:
        NotFound: The link opens nothing, or nothing was answered by it.
        Conflict: It was taken back before.
    """
    invitation = opened_by(token)
    response = response_of(token)
    if response is None:
        raise NotFound("survey", "")
    try:
        with transaction.atomic():
            Withdrawal.objects.create(response=response, on=today(settings.TIME_ZONE))
            response.answers.all().delete()
            if response.party is not None:
                survey = invitation.version.survey
                params = {"survey": survey.title_id, "who": response.party.name}
                about = ("survey", survey.pk)
                record_event(SURVEY_WITHDRAWN, _holder(invitation), about, params)
    except IntegrityError as error:
        raise Conflict("survey.answered_already") from error


def _holder(invitation: Invitation) -> Actor:
    """Return the actor that somebody is who opened a link: the person asked."""
    party = invitation.party
    keys = frozenset({party.pk})
    return holder_of_link(invitation.pk, party.name, keys, frozenset())
