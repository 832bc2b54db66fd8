"""Answer a dispute: grant or charge an amount, or say why the award is right."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from setia.closing.adjust_award import Ordered, adjust_award
from setia.closing.hold_award import lift_hold
from setia.closing.models import Adjustment
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.disputes.events import DISPUTE_SETTLED
from setia.disputes.models import Dispute, DisputeAnswer
from setia.ledger.post import hold_ledger

LONGEST = 1000
LARGEST = 10**17


@dataclass(frozen=True)
class Decision:
    """What is answered: why, and the amount in hundredths; none where it is refused."""

    reason: str
    amount_minor: int | None = None


def settle_dispute(dispute: Dispute, decision: Decision, by: Actor) -> DisputeAnswer:
    """Answer a dispute and lift its hold; what is granted or charged is an adjustment.

    Raises:
        NotPermitted: The actor may not settle disputes.
        Refused: The same person raised it, there is no reason, or no whole amount.
        Conflict: Somebody else answered or withdrew it first.
    """
    by.must("dispute.settle")
    _check(dispute, decision, by)
    try:
        with transaction.atomic():
            hold_ledger()
            # A hold is lifted once: of two answers, or an answer and a withdrawal, one stands.
            lift_hold(dispute.hold, by)
            answer = DisputeAnswer.objects.create(
                dispute=dispute,
                at=now(),
                by=by.name,
                by_key=by.key,
                reason=decision.reason.strip(),
                adjustment=_adjusted(dispute, decision, by),
            )
            after = {"amount_minor": decision.amount_minor, "reason": answer.reason}
            about = ("dispute", dispute.pk)
            record_event(DISPUTE_SETTLED, by, about, dispute.told(), after=after)
    except IntegrityError as error:
        raise Conflict("dispute.over") from error
    return answer


def _check(dispute: Dispute, decision: Decision, by: Actor) -> None:
    problems = []
    if dispute.raised_by_key == by.key:
        problems.append(Problem("dispute.same_person", "reason"))
    if not decision.reason.strip():
        problems.append(Problem("dispute.reason_missing", "reason"))
    if len(decision.reason) > LONGEST:
        problems.append(Problem("dispute.text_long", "reason", {"most": LONGEST}))
    amount = decision.amount_minor
    if amount is not None and (not amount or amount % 100 or abs(amount) > LARGEST):
        problems.append(Problem("dispute.amount", "amount"))
    if problems:
        raise Refused(problems)


def _adjusted(dispute: Dispute, decision: Decision, by: Actor) -> Adjustment | None:
    if decision.amount_minor is None:
        return None
    ordered = Ordered(
        f"dispute {dispute.pk}", decision.amount_minor, decision.reason.strip()
    )
    return adjust_award(dispute.award, ordered, by)
