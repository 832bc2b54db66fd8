"""Hear no new alerts of a kind for a while, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from setia.alerts.events import ALERTS_MUTED, ALERTS_UNMUTED
from setia.alerts.kinds import KINDS
from setia.alerts.models import Muting, Unmuting
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.days import end_of
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.people.models import Party

LONGEST = 300
MOST_DAYS = 366


@dataclass(frozen=True)
class Mute:
    """Which alerts are not wanted until the end of which day, and why."""

    kind: str
    reason: str
    until: date
    about: Party | None = None


def mute_alerts(mute: Mute, by: Actor) -> Muting:
    """Mute alerts of a kind, for everybody or for one party. Open ones stay open.

    Raises:
        NotPermitted: The actor may not mute alerts.
        NotFound: The party is not theirs to see.
        Refused: The kind, the reason or the day is not right.
    """
    by.must("alert.mute")
    reason = mute.reason.replace("\0", "").strip()
    _check(mute, reason, by)
    with transaction.atomic():
        muting = Muting.objects.create(
            kind=mute.kind,
            about=mute.about,
            reason=reason,
            until=end_of(mute.until),
            at=now(),
            by=by.name,
        )
        about = ("muting", muting.pk)
        record_event(ALERTS_MUTED, by, about, {"kind": mute.kind}, after={"reason": reason})
    return muting


def unmute_alerts(muting: Muting, by: Actor) -> Unmuting:
    """Take a muting back before its time.

    Raises:
        NotPermitted: The actor may not mute alerts.
        Conflict: Somebody took it back already.
    """
    by.must("alert.mute")
    try:
        with transaction.atomic():
            row = Unmuting.objects.create(muting=muting, at=now(), by=by.name)
            about = ("muting", muting.pk)
            record_event(ALERTS_UNMUTED, by, about, {"kind": muting.kind})
    except IntegrityError as error:
        raise Conflict("alert.unmuted_already") from error
    return row


def _check(mute: Mute, reason: str, by: Actor) -> None:
    problems = []
    if mute.kind not in KINDS:
        problems.append(Problem("alert.kind_unknown", "kind"))
    if not reason:
        problems.append(Problem("alert.mute_reason", "reason"))
    if len(reason) > LONGEST:
        problems.append(Problem("alert.text_long", "reason", {"most": LONGEST}))
    day = today(settings.TIME_ZONE)
    if not day < mute.until <= day + timedelta(days=MOST_DAYS):
        problems.append(Problem("alert.mute_until", "until", {"most": MOST_DAYS}))
    if problems:
        raise Refused(problems)
    if mute.about and not Party.objects.visible_to(by).filter(pk=mute.about.pk).exists():
        raise NotFound("party", str(mute.about.pk))
