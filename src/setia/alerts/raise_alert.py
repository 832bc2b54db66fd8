"""Tell that somebody must look at something: once for the same thing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from setia.alerts.events import ALERT_RAISED
from setia.alerts.models import Alert, Muting, Taking
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.models import User
from setia.core.record_event import record_event
from setia.people.models import Party


@dataclass(frozen=True)
class Told:
    """What an alert tells: its sentence, whom it is about, and who should look at it.

    ``params`` are plain values of JSON. A name says its unit, so that pages can write it in the
    reader's language: ``…_minor`` is money, ``…_milli`` a quantity, ``…_number`` a decimal as
    text, ``…_on`` a day and ``…_month`` a month as text, ``…_share`` ten-thousandths. Where no
    owner is told it is whoever looks after the party.
    """

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    about: Party | None = None
    owner: User | None = None


def raise_alert(kind: str, key: str, told: Told, by: Actor) -> Alert | None:
    """Raise an alert; while one about the same is open, that one; none where it is muted.

    There is no permission for it: whoever may do the act that shows something may tell of it.
    """
    last = Alert.objects.filter(kind=kind, key=key).order_by("-number").first()
    if last is not None and last.is_open:
        return last
    if is_muted(kind, told.about):
        return None
    try:
        with transaction.atomic():
            return _raised(kind, key, last.number + 1 if last else 1, told, by)
    except IntegrityError:
        # Somebody else told of the same thing in this moment.
        return Alert.objects.filter(kind=kind, key=key).order_by("-number").first()


def is_muted(kind: str, about: Party | None) -> bool:
    """Tell whether alerts of a kind are muted now, for everybody or for a party."""
    whose = Q(about=None) if about is None else Q(about=None) | Q(about=about)
    return Muting.objects.in_force(now()).filter(whose, kind=kind).exists()


def told_ever(kind: str, keys: Collection[str]) -> set[str]:
    """Return those of some things that were ever told of.

    A look that comes back every hour asks this: what somebody ended does not come back.
    """
    found: set[str] = set()
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), 500):
        rows = Alert.objects.filter(kind=kind, key__in=wanted[start : start + 500])
        found |= set(rows.values_list("key", flat=True))
    return found


def _raised(kind: str, key: str, number: int, told: Told, by: Actor) -> Alert:
    alert = Alert.objects.create(
        kind=kind,
        key=key,
        number=number,
        code=told.code,
        params=dict(told.params),
        about=told.about,
        raised_at=now(),
        raised_by=by.name,
    )
    owner = told.owner or _caretaker(told.about)
    if owner is not None:
        Taking.objects.create(alert=alert, owner=owner, at=alert.raised_at, by=by.name)
    record_event(ALERT_RAISED, by, ("alert", alert.pk), {"kind": kind, "key": key})
    return alert


def _caretaker(about: Party | None) -> User | None:
    """Return who looks after a party, as long as they can sign in."""
    if about is None or about.caretaker_id is None:
        return None
    return User.objects.filter(pk=about.caretaker_id, closure=None).first()
