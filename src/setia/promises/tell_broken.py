"""Tell whoever looks after a party that a promise to it broke: once for each promise."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from setia.alerts.kinds import alert_kind
from setia.alerts.models import Alert
from setia.alerts.raise_alert import Told, raise_alert, told_ever
from setia.core.actor import Actor
from setia.promises.due import REMEMBERED
from setia.promises.models import Promise

PROMISE_BROKEN = alert_kind("promise_broken", _("A promise broke"))


def key_of(promise: Promise) -> str:
    """Return the key under which alerts about a promise are told."""
    return f"promise {promise.pk}"


def tell_broken(promise: Promise, by: Actor) -> Alert | None:
    """Raise the alert that a promise broke, unless it was told of before."""
    key = key_of(promise)
    if told_ever(PROMISE_BROKEN, [key]):
        return None
    owner = promise.made_by if promise.to.caretaker_id is None else None
    params = {
        "to": promise.to.name,
        "ref": _named(promise),
        "text": _named(promise),
        "due_on": localtime(promise.due_at).date().isoformat(),
    }
    code = f"promise.broken_{promise.kind}"
    return raise_alert(PROMISE_BROKEN, key, Told(code, params, promise.to, owner), by)


def look_for_broken(by: Actor, at: datetime) -> int:
    """Tell of every promise that broke lately and was not told of; return how many were."""
    late = Q(keeping__at__gt=F("due_at")) | Q(keeping=None, release=None, due_at__lt=at)
    rows = Promise.objects.filter(late, excuse=None, due_at__gte=at - REMEMBERED)
    found = {key_of(one): one for one in rows.select_related("to", "made_by", "delivery")}
    known = told_ever(PROMISE_BROKEN, list(found))
    told = [tell_broken(one, by) for key, one in found.items() if key not in known]
    return sum(alert is not None for alert in told)


def _named(promise: Promise) -> str:
    """Return what people call a promise: a delivery by its order."""
    delivery = getattr(promise, "delivery", None)
    return delivery.order_id if delivery else promise.text or promise.ref
