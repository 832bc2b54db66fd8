"""Why people want to join, counted."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from setia.partners.models import Application, JoiningReason


@dataclass(frozen=True)
class Counted:
    """How many gave a reason, and what became of them."""

    reason: JoiningReason
    waiting: int
    approved: int
    declined: int

    @property
    def count(self) -> int:
        """Return how many there are."""
        return self.waiting + self.approved + self.declined


def reasons_counted() -> list[Counted]:
    """Return every reason with its count; what the office marked counts over what was said."""
    rows = Application.objects.annotate(told=Coalesce(F("decision__reason"), F("reason")))
    taken = Q(decision__party__isnull=False)
    sums = (
        rows.order_by()
        .values_list("told")
        .annotate(
            waiting=Count("pk", filter=Q(decision=None)),
            approved=Count("pk", filter=taken),
            declined=Count("pk", filter=Q(decision__isnull=False) & ~taken),
        )
    )
    counted = {told: tuple(counts) for told, *counts in sums}
    return [Counted(one, *counted.get(one.value, (0, 0, 0))) for one in JoiningReason]
