"""Question an award: it is held back until it is answered."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from setia.closing.hold_award import hold_award
from setia.closing.models import Award, Booking, Period
from setia.closing.state import standing_of
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.permissions import Reach
from setia.core.record_event import record_event
from setia.disputes.events import DISPUTE_RAISED
from setia.disputes.models import Dispute
from setia.ledger.post import hold_ledger
from setia.people.models import Party

DAYS_TO_RAISE = timedelta(days=30)
DAYS_TO_ANSWER = timedelta(days=7)
LONGEST = 1000


def raise_dispute(award: Award, text: str, by: Actor) -> Dispute:
    """Question what an award was last booked as, and hold it back.

    Raises:
        NotPermitted: The actor may not raise disputes.
        NotFound: The award is not theirs to see.
        Refused: There are no words, nothing is booked, it is too late, or the award is in
            question already.
        Conflict: Somebody else questioned it in the same moment.
    """
    by.must("dispute.raise")
    if not Party.objects.visible_to(by).filter(pk=award.payee_id).exists():
        raise NotFound("award", str(award.pk))
    words = _words(text)
    try:
        with transaction.atomic():
            hold_ledger()
            booking = _booking(award)
            number = _next_number(award)
            return _raised(award, booking, number, words, by)
    except IntegrityError as error:
        raise Conflict("dispute.open_already") from error


def last_day_to_raise(period: Period) -> date | None:
    """Return until which day awards of a period may be questioned.

    While the period is in review there is no such day.
    """
    final = standing_of(period).finalisation
    if final is None:
        return None
    return final.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date() + DAYS_TO_RAISE


def may_be_questioned(award: Award, booking: Booking | None) -> bool:
    """Tell whether a page should offer to question an award."""
    if booking is None or Dispute.objects.filter(award=award).standing().exists():
        return False
    last = last_day_to_raise(booking.run.period)
    return last is None or today(settings.TIME_ZONE) <= last


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise Refused([Problem("dispute.text_missing", "text")])
    if len(words) > LONGEST:
        raise Refused([Problem("dispute.text_long", "text", {"most": LONGEST})])
    return words


def _booking(award: Award) -> Booking:
    booking = award.bookings.select_related("run__period").order_by("run").last()
    if booking is None:
        raise Refused([Problem("dispute.nothing_booked", "award")])
    last = last_day_to_raise(booking.run.period)
    if last is not None and today(settings.TIME_ZONE) > last:
        raise Refused([Problem("dispute.too_late", "award", {"day": last.isoformat()})])
    return booking


def _next_number(award: Award) -> int:
    if Dispute.objects.filter(award=award).standing().exists():
        raise Refused([Problem("dispute.open_already", "award")])
    numbers = Dispute.objects.filter(award=award).aggregate(last=Max("number"))
    last: int = numbers["last"] or 0
    return last + 1


def _raised(award: Award, booking: Booking, number: int, words: str, by: Actor) -> Dispute:
    reason = words if len(words) <= 300 else f"{words[:299]}…"
    dispute = Dispute.objects.create(
        award=award,
        number=number,
        booking=booking,
        payee_id=award.payee_id,
        raised_at=now(),
        raised_by=by.name,
        raised_by_key=by.key,
        by_partner=by.reach == Reach.SELF,
        text=words,
        answer_due_on=today(settings.TIME_ZONE) + DAYS_TO_ANSWER,
        hold=hold_award(award, reason, by),
    )
    about = ("dispute", dispute.pk)
    record_event(DISPUTE_RAISED, by, about, dispute.told(), after={"text": words})
    return dispute
