"""Become the owner of an alert, or hand it on."""

from __future__ import annotations

from django.db import transaction

from setia.alerts.events import ALERT_TAKEN
from setia.alerts.models import Alert, Taking
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.models import User
from setia.core.permissions import PERMITTED
from setia.core.record_event import record_event
from setia.core.roles import Role


def take_alert(alert: Alert, owner: User, by: Actor) -> Taking:
    """Make somebody the owner of an alert; making them so again changes nothing.

    Raises:
        NotPermitted: The actor may not act on alerts.
        NotFound: It is not theirs to see.
        Refused: The new owner cannot sign in, or cannot act on alerts.
        Conflict: The alert is over.
    """
    by.must("alert.act")
    with transaction.atomic():
        held = held_alert(alert, by)
        if owner not in possible_owners():
            problem = Problem("alert.owner_closed", "owner", {"name": str(owner)})
            raise Refused([problem])
        last = held.takings.last()
        if last is not None and last.owner_id == owner.pk:
            return last
        taking = Taking.objects.create(alert=held, owner=owner, at=now(), by=by.name)
        params = {"kind": held.kind, "key": held.key, "owner": str(owner)}
        record_event(ALERT_TAKEN, by, ("alert", held.pk), params)
    return taking


def possible_owners() -> list[User]:
    """Return who can own an alert: open log-ins of those who may act on them."""
    roles = [role for role in PERMITTED["alert.act"] if role != Role.PARTNER]
    rows = User.objects.filter(role__in=roles, closure=None, is_active=True)
    return list(rows.order_by("first_name", "username", "pk"))


def held_alert(alert: Alert, by: Actor) -> Alert:
    """Lock an open alert for the rest of the transaction.

    Raises:
        NotFound: It is not the actor's to see.
        Conflict: It is over.
    """
    if not Alert.objects.visible_to(by).filter(pk=alert.pk).exists():
        raise NotFound("alert", str(alert.pk))
    held = Alert.objects.select_for_update().get(pk=alert.pk)
    if not held.is_open:
        raise Conflict("alert.over")
    return held
