"""Whom a gathering is for: everybody of some roles, categories, areas, tiers, who sells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from setia.core.actor import Actor
from setia.core.days import start_of
from setia.people.models import Party
from setia.sales.models import SaleLine

LONGEST = 300


@dataclass(frozen=True)
class Segment:
    """What those have in common who are asked; what is empty does not narrow."""

    role: str = ""
    category: str = ""
    territory: str = ""
    tier: str = ""
    traded_since: date | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether it would be everybody."""
        return self == Segment()

    def told(self) -> str:
        """Return it as an invitation keeps it: codes, in a fixed order."""
        parts = [
            f"{name}={value}"
            for name, value in sorted(self.__dict__.items())
            if value not in ("", None)
        ]
        return "; ".join(parts)[:LONGEST] or "*"


def parties_in(segment: Segment, actor: Actor) -> QuerySet[Party]:
    """Return those of whom an actor may see who are of a segment."""
    rows = Party.objects.visible_to(actor).standing()
    if segment.role:
        extra = Party.objects.filter(extra_roles__role=segment.role).values("pk")
        rows = rows.filter(Q(role=segment.role) | Q(pk__in=extra))
    for name in ("category", "territory", "tier"):
        if value := getattr(segment, name):
            rows = rows.filter(**{name: value})
    if segment.traded_since is not None:
        lines = SaleLine.objects.standing().filter(
            sold_at__gte=start_of(segment.traded_since), amount_minor__gt=0
        )
        sold = Exists(lines.filter(seller=OuterRef("pk")))
        bought = Exists(lines.filter(buyer=OuterRef("pk")))
        rows = rows.filter(sold | bought)
    return rows
