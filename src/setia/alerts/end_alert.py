"""End an alert, with how and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from setia.alerts.events import ALERT_ENDED
from setia.alerts.models import Alert, Ending, EndingHow
from setia.alerts.take_alert import held_alert
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event

LONGEST = 300


@dataclass(frozen=True)
class Ended:
    """How an alert ended, and why."""

    how: str
    why: str = ""


def end_alert(alert: Alert, ended: Ended, by: Actor) -> Ending:
    """End an alert.

    Raises:
        NotPermitted: The actor may not act on alerts.
        NotFound: It is not theirs to see.
        Refused: There is no reason, or it is too long.
        Conflict: Somebody else ended it first.
    """
    by.must("alert.act")
    why = _why(ended)
    try:
        with transaction.atomic():
            return _ended(held_alert(alert, by), EndingHow(ended.how), why, by)
    except IntegrityError as error:
        raise Conflict("alert.over") from error


def let_pass(kind: str, key: str, by: Actor) -> Ending | None:
    """End what an alert told of by itself, where one is open: the thing is no longer so.

    There is no permission for it: whoever may do the act that mends something may tell so.
    """
    alert = Alert.objects.open().filter(kind=kind, key=key).first()
    if alert is None:
        return None
    try:
        with transaction.atomic():
            Alert.objects.select_for_update().get(pk=alert.pk)
            return _ended(alert, EndingHow.PASSED, "", by)
    except IntegrityError:
        # Somebody ended it in this moment.
        return Ending.objects.filter(alert=alert).first()


def _why(ended: Ended) -> str:
    why = ended.why.replace("\0", "").strip()
    if ended.how not in EndingHow.values or not why:
        raise Refused([Problem("alert.why_missing", "why")])
    if len(why) > LONGEST:
        raise Refused([Problem("alert.text_long", "why", {"most": LONGEST})])
    return why


def _ended(alert: Alert, how: EndingHow, why: str, by: Actor) -> Ending:
    ending = Ending.objects.create(alert=alert, how=how, why=why, at=now(), by=by.name)
    params = {"kind": alert.kind, "key": alert.key, "how": str(how)}
    record_event(ALERT_ENDED, by, ("alert", alert.pk), params, after={"why": why})
    return ending
