"""Ask somebody for so many touches of a kind, from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from setia.care.events import QUOTA_SET
from setia.care.models import Quota, Span, TouchKind
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Problem, Refused
from setia.core.models import User
from setia.core.permissions import PERMITTED
from setia.core.record_event import record_event
from setia.core.roles import Role

MOST = 1000


@dataclass(frozen=True)
class QuotaDraft:
    """How many touches of a kind in which span, from which day on; 0 asks for none."""

    kind: str
    span: str
    count: int
    from_day: date


def set_quota(user: User, draft: QuotaDraft, by: Actor) -> Quota:
    """Set what somebody is asked for from a day on; what was before stays known.

    Raises:
        NotPermitted: The actor may not set quotas.
        Refused: It cannot be a quota, or the person may not write touches.
    """
    by.must("quota.write")
    problems = list(_problems(user, draft))
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        quota = Quota.objects.create(
            user=user,
            kind=draft.kind,
            span=draft.span,
            count=draft.count,
            from_day=draft.from_day,
            set_at=now(),
            set_by=by.name,
        )
        after = {"kind": draft.kind, "span": draft.span, "count": draft.count}
        params = {"person": user.display_name}
        record_event(QUOTA_SET, by, ("user", user.pk), params, after=after)
    return quota


def people_with_authority() -> list[User]:
    """Return those who may write touches, by name."""
    roles = PERMITTED["touch.write"]
    rows = User.objects.filter(is_active=True, role__in=roles)
    return sorted(rows, key=lambda one: (one.display_name, one.pk))


def _problems(user: User, draft: QuotaDraft) -> list[Problem]:
    wrong = (
        ("quota.person", "person", Role(user.role) not in PERMITTED["touch.write"]),
        ("quota.kind", "kind", draft.kind not in TouchKind.values),
        ("quota.span", "span", draft.span not in Span.values),
        ("quota.count", "count", not 0 <= draft.count <= MOST),
        ("quota.past", "from_day", draft.from_day < today(settings.TIME_ZONE)),
    )
    return [Problem(code, at) for code, at, is_wrong in wrong if is_wrong]
