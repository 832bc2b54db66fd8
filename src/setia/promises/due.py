"""Promises that somebody should hear of today: about to break, and broken without a word."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q

from setia.core.actor import Actor
from setia.core.clock import now
from setia.promises.models import Promise
from setia.promises.models.promise import PromiseQuerySet

REMEMBERED = timedelta(days=60)
"""For how long after it was due a broken promise still asks for an apology."""


def about_to_break(by: Actor, until: datetime) -> PromiseQuerySet:
    """Return what an actor's people still wait for and is due by a moment, the next first."""
    rows = _seen(by).waiting().filter(due_at__gte=now(), due_at__lte=until)
    return rows.order_by("due_at", "pk")


def broken(by: Actor) -> PromiseQuerySet:
    """Return broken promises to an actor's people that nobody has explained to them yet.

    Overdue or kept too late, the oldest first; what was due long ago is left to history.
    """
    at = now()
    late = Q(keeping__at__gt=F("due_at")) | Q(keeping=None, release=None, due_at__lt=at)
    rows = _seen(by).filter(late, excuse=None, due_at__gte=at - REMEMBERED)
    return rows.order_by("due_at", "pk")


def _seen(by: Actor) -> PromiseQuerySet:
    return Promise.objects.visible_to(by).select_related(
        "to", "made_by", "keeping", "release", "excuse", "delivery"
    )
