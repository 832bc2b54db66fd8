"""What a survey brought: how many were asked and answered, and each share with its interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from setia.surveys.models import Answer, Invitation, Response, Survey, Version
from setia.surveys.questions import CHOOSING, Question, QuestionKind, read_questions

FEWEST_NAMELESS = 5
"""Below this many, an anonymous survey shows nothing: one could guess who it was."""
MOST_TEXTS = 50
MILLION = 1_000_000


@dataclass(frozen=True)
class Share:
    """One thing that could be chosen: how often it was, of how many, and its interval.

    ``part``, ``low`` and ``high`` are millionths.
    """

    name: str
    count: int
    part: int
    low: int
    high: int

    @property
    def parts(self) -> tuple[Decimal, Decimal, Decimal]:
        """Return the share and its interval as exact ratios."""
        low, part, high = (
            Decimal(one) / MILLION for one in (self.low, self.part, self.high)
        )
        return part, low, high


@dataclass(frozen=True)
class Outcome:
    """What came of one question; ``middle`` is the mean of a scale."""

    question: Question
    answered: int
    shares: tuple[Share, ...] = ()
    middle: Decimal | None = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Results:
    """What came of one version of a survey."""

    asked: int
    answered: int
    withdrawn: int
    rate: Share | None
    outcomes: tuple[Outcome, ...]
    too_few: bool


def results_of(version: Version) -> Results:
    """Return what came of a version."""
    responses = Response.objects.filter(version=version)
    withdrawn = responses.filter(withdrawal__isnull=False).count()
    answered = responses.count() - withdrawn
    asked = Invitation.objects.filter(version=version).count()
    too_few = version.survey.anonymous and answered < FEWEST_NAMELESS
    return Results(
        asked,
        answered,
        withdrawn,
        share("", answered, asked) if asked else None,
        () if too_few else _outcomes(version),
        too_few,
    )


def _outcomes(version: Version) -> tuple[Outcome, ...]:
    answers = Answer.objects.filter(response__version=version)
    rows = answers.filter(chosen__isnull=False).values_list("question", "chosen")
    counted = Counter({(q, c): n for q, c, n in rows.annotate(Count("pk"))})
    people = answers.values("question").annotate(count=Count("response", distinct=True))
    answered = {one["question"]: one["count"] for one in people.order_by("question")}
    found = []
    for number, question in enumerate(read_questions(version.questions), 1):
        count = answered.get(number, 0)
        if question.kind == QuestionKind.TEXT:
            texts = tuple(_texts(version, number))
            found.append(Outcome(question, count, texts=texts))
        else:
            points = {one: counted[number, one] for one in question.points()}
            found.append(_counted(question, count, points))
    return tuple(found)


def _counted(question: Question, answered: int, points: dict[int, int]) -> Outcome:
    shares = tuple(
        share(question.name_of(point), count, answered) for point, count in points.items()
    )
    middle = None
    if question.kind not in CHOOSING and answered:
        total = sum(point * count for point, count in points.items())
        middle = round(Decimal(total) / answered, 1)
    return Outcome(question, answered, shares, middle)


def _texts(version: Version, number: int) -> Sequence[str]:
    """Return what was written, in an order that tells nothing of who wrote when."""
    rows = Answer.objects.filter(response__version=version, question=number)
    return list(rows.order_by("response__key").values_list("text", flat=True)[:MOST_TEXTS])


def share(name: str, count: int, of: int) -> Share:
    """Return a share with its 95 % interval after Wilson."""
    if not of:
        return Share(name, count, 0, 0, MILLION)
    # Loading statistics takes longer than most pages, and most pages need none.
    from statsmodels.stats.proportion import (  # noqa: PLC0415 - heavy to import
        proportion_confint,
    )

    low, high = proportion_confint(count, of, alpha=0.05, method="wilson")
    return Share(
        name,
        count,
        round(MILLION * count / of),
        max(0, round(MILLION * float(low))),
        min(MILLION, round(MILLION * float(high))),
    )


def counts_of(surveys: Sequence[Survey]) -> dict[int, tuple[int, int]]:
    """Return for surveys how many were asked and answered, each in one question."""
    keys = [one.pk for one in surveys]
    asked = _by_survey(Invitation.objects.filter(version__survey__in=keys))
    answered = _by_survey(
        Response.objects.filter(version__survey__in=keys, withdrawal=None)
    )
    return {key: (asked.get(key, 0), answered.get(key, 0)) for key in keys}


def _by_survey(rows) -> dict[int, int]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    found = rows.order_by().values_list("version__survey").annotate(Count("pk"))
    return dict(found)
