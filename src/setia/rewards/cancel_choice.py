"""Take a choice back, or choose something else instead."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound
from setia.core.permissions import Reach
from setia.core.record_event import record_event
from setia.ledger.post import hold_ledger
from setia.payouts.points.give_points_back import give_points_back
from setia.rewards.choose_reward import Wanted, chosen
from setia.rewards.errors import refused
from setia.rewards.events import CHOICE_CANCELLED
from setia.rewards.models import Choice, ChoiceCancellation, Movement
from setia.rewards.stock import move


def cancel_choice(choice: Choice, reason: str, by: Actor) -> ChoiceCancellation:
    """Take a choice back: its piece of stock is free, and one may choose again.

    Who chose may do so until it was sent; who sends rewards until it was handed over, as
    when it came back. Points go back to where they came from.

    Raises:
        NotPermitted: The actor may neither choose nor send.
        NotFound: It is not theirs to see.
        Refused: There is no reason, it was sent, money was chosen, or it was handed over.
        Conflict: It was cancelled before.
    """
    by.must("reward.choose" if by.reach == Reach.SELF else "reward.fulfil")
    if not reason.strip():
        raise refused("reward.reason_missing", "reason")
    try:
        with transaction.atomic():
            hold_ledger()
            return _cancelled(_seen(choice, by), reason, by)
    except IntegrityError as error:
        raise Conflict("reward.cancelled_already") from error


def change_choice(choice: Choice, wanted: Wanted, by: Actor) -> Choice:
    """Choose something else for the same piece, as long as nothing was sent.

    Raises:
        NotPermitted: The actor may not choose.
        NotFound: It is not theirs to see.
        Refused: As of cancelling and choosing; then the first choice stands.
        Conflict: It was changed or cancelled before.
    """
    by.must("reward.choose")
    try:
        with transaction.atomic():
            hold_ledger()
            row = _seen(choice, by)
            earlier = Choice.objects.filter(key=wanted.key, award=row.award).first()
            if earlier is not None and earlier.item_id == wanted.item.pk:
                return earlier
            if hasattr(row, "fulfilment"):
                raise refused("reward.sent_already", "item")
            if row.award is None:
                raise refused("reward.points_are_cancelled", "item")
            _cancelled(row, wanted.item.reward.title_id, by)
            return chosen(row.award, wanted, by)
    except IntegrityError as error:
        raise Conflict("reward.cancelled_already") from error


def _seen(choice: Choice, by: Actor) -> Choice:
    """Read a choice again as it is now, whoever came first."""
    rows = Choice.objects.visible_to(by).with_records().select_related("award__payee")
    found = rows.filter(pk=choice.pk).first()
    if found is None:
        raise NotFound("choice", str(choice.pk))
    return found


def _cancelled(choice: Choice, reason: str, by: Actor) -> ChoiceCancellation:
    if hasattr(choice, "cancellation"):
        raise Conflict("reward.cancelled_already")
    if choice.adjustment_id is not None:
        raise refused("reward.money_is_final", "reason")
    if hasattr(choice, "proof"):
        raise refused("reward.handed_over_already", "reason")
    if hasattr(choice, "fulfilment") and by.reach == Reach.SELF:
        raise refused("reward.sent_already", "reason")
    made = ChoiceCancellation.objects.create(
        choice=choice, at=now(), by=by.name, reason=reason.strip()[:300]
    )
    if choice.spend is not None:
        give_points_back(choice.spend, by)
    if choice.reward.has_stock:
        move(choice.reward, Movement.RELEASED, by, choice=choice)
    params = {
        "party": choice.party.name,
        "reward": choice.reward.title_id,
        "reason": made.reason,
    }
    record_event(CHOICE_CANCELLED, by, ("choice", choice.pk), params)
    return made
