"""Write down why somebody left, and sort what they said so that it can be counted."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import NotFound, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.people.models import Party
from setia.surveys.events import REASON_CODED, REASON_TOLD
from setia.surveys.models import Coding, Reason, ReasonCode, ReasonSource

LONGEST = 500


def tell_reason(party: Party, text: str, code: ReasonCode | None, by: Actor) -> Reason:
    """Write down what somebody told us, in words or as a reason that is counted.

    Raises:
        NotPermitted: The actor may not sort reasons.
        NotFound: The person is not theirs to see.
        Refused: There is neither a word nor a reason, or too many words.
    """
    by.must("reason.code")
    if not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("party", party.code)
    problems = []
    if not text.strip() and code is None:
        problems.append(Problem("reason.text_missing", "text"))
    if len(text) > LONGEST:
        problems.append(Problem("survey.too_long", "text", {"most": LONGEST}))
    if not is_plain(text):
        problems.append(Problem("survey.not_plain", "text"))
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        reason = Reason.objects.create(
            party=party,
            category=party.category,
            on=today(settings.TIME_ZONE),
            source=ReasonSource.TOLD,
            text=text.strip(),
            by=by.name,
        )
        record_event(REASON_TOLD, by, ("party", party.pk), {"who": party.name})
        if code is not None:
            _coded(reason, code, by)
    return reason


def code_reason(reason: Reason, code: ReasonCode, by: Actor) -> Coding:
    """Sort what somebody said; sorted again, the last counts.

    Raises:
        NotPermitted: The actor may not sort reasons.
        NotFound: It is not theirs to see.
    """
    by.must("reason.code")
    if not Reason.objects.visible_to(by).filter(pk=reason.pk).exists():
        raise NotFound("reason", str(reason.pk))
    with transaction.atomic():
        return _coded(Reason.objects.select_for_update().get(pk=reason.pk), code, by)


def _coded(reason: Reason, code: ReasonCode, by: Actor) -> Coding:
    coding = Coding.objects.create(reason=reason, code=code, at=now(), by=by.name)
    reason.code = code
    reason.save(update_fields=["code"])
    record_event(REASON_CODED, by, ("reason", reason.pk), {"code": code.code})
    return coding
