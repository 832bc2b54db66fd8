"""Who is meant by a segment: people by what they are, and by whether they sold lately."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from setia.core.actor import Actor
from setia.core.days import start_of
from setia.people.models import Party
from setia.sales.models import SaleLine

WITH, WITHOUT = "with", "without"


@dataclass(frozen=True)
class Segment:
    """A choice of people; what is empty narrows nothing.

    ``sold`` with ``since`` keeps those with, or without, a sale or purchase since a day.
    """

    role: str = ""
    category: str = ""
    territory: str = ""
    tier: str = ""
    sold: str = ""
    since: date | None = None

    def told(self) -> dict[str, str]:
        """Return the choice as the database keeps it."""
        since = {"since": self.since.isoformat()} if self.since and self.sold else {}
        words = ("role", "category", "territory", "tier", "sold")
        return {name: one for name in words if (one := getattr(self, name))} | since


def segment_of(told: Mapping[str, Any]) -> Segment:
    """Return the choice that the database kept."""
    since = told.get("since")
    rest = {name: str(value) for name, value in told.items() if name != "since"}
    return Segment(**rest, since=date.fromisoformat(since) if since else None)


def people_of(segment: Segment, by: Actor) -> QuerySet[Party]:
    """Return the people of a segment whom an actor may see, in the order of their keys."""
    rows = Party.objects.visible_to(by).standing()
    for name in ("role", "category", "territory", "tier"):
        if value := getattr(segment, name):
            rows = rows.filter(**{name: value})
    if segment.sold in {WITH, WITHOUT} and segment.since is not None:
        lines = SaleLine.objects.standing().filter(sold_at__gte=start_of(segment.since))
        ours = Q(seller=OuterRef("pk")) | Q(buyer=OuterRef("pk"))
        sold = Exists(lines.filter(ours))
        rows = rows.filter(sold if segment.sold == WITH else ~sold)
    return rows.order_by("pk")
