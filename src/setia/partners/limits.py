"""How often somebody may knock before it is quietly ignored.

Three limits together: by name and place, by name, by place. The narrow one lets the true
person in from their own phone while somebody elsewhere knocks in their name; the limit by place
is wide, since many phones share the address of one network.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from setia.core.clock import now
from setia.core.one_at_a_time import one_at_a_time
from setia.partners.models import Attempt

KEPT = timedelta(days=1)
SALT = "setia.partners.limits"


@dataclass(frozen=True)
class Limits:
    """At most so many within a while: by name and place, by name, by place."""

    kind: str
    while_: timedelta
    together: int
    who: int
    place: int


LINKS = Limits("link", timedelta(minutes=15), together=3, who=8, place=40)
MESSAGES = Limits("message", timedelta(days=1), together=6, who=10, place=60)
APPLICATIONS = Limits("application", timedelta(days=1), together=2, who=3, place=20)


def counted_in(limits: Limits, who: str, place: str) -> bool:
    """Count one more knock and tell whether it is within the limits.

    What is beyond them is not counted, so that the table stays bounded and knocking on does
    not shut anybody out for longer. One process counts at a time.
    """
    names = {"who": _digest(who), "place": _digest(place)}
    with one_at_a_time(settings.HOME / "partners" / ".limits.lock"), transaction.atomic():
        at = now()
        Attempt.objects.filter(at__lt=at - KEPT).delete()
        if not _within(limits, names, at):
            return False
        Attempt.objects.create(kind=limits.kind, at=at, **names)
    return True


def _within(limits: Limits, names: dict[str, str], at: datetime) -> bool:
    rows = Attempt.objects.filter(kind=limits.kind, at__gt=at - limits.while_)
    return (
        rows.filter(**names).count() < limits.together
        and rows.filter(who=names["who"]).count() < limits.who
        and rows.filter(place=names["place"]).count() < limits.place
    )


def _digest(text: str) -> str:
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()
