"""How old what suppliers owe is: open amounts by the days since each claim was sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings

from setia.claims.models import Claim
from setia.claims.state import Standing, standings_of
from setia.people.models import Party

NOT_SENT, TO_30, TO_60, TO_90, OLDER = range(5)
LAST_DAYS = ((30, TO_30), (60, TO_60), (90, TO_90))


@dataclass(frozen=True)
class Ageing:
    """What is open of a supplier's claims in one unit, in hundredths, youngest first.

    ``open_minor`` has five parts: not sent, up to 30 days, up to 60, up to 90, older.
    """

    supplier: Party
    unit: str
    open_minor: tuple[int, int, int, int, int]

    @property
    def total_minor(self) -> int:
        """Return all that is open."""
        return sum(self.open_minor)


def ageing_of(claims: Sequence[Claim], day: date) -> list[Ageing]:
    """Return for each supplier and unit what is open on a day, by the suppliers' names."""
    standings = standings_of(claims)
    suppliers: dict[int, Party] = {}
    sums: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0] * 5)
    for claim in claims:
        standing = standings[claim.pk]
        if standing.open_minor:
            suppliers[claim.supplier_id] = claim.supplier
            row = sums[claim.supplier_id, claim.unit]
            row[_column(standing, day)] += standing.open_minor
    found = [
        Ageing(suppliers[key], unit, (row[0], row[1], row[2], row[3], row[4]))
        for (key, unit), row in sums.items()
    ]
    return sorted(found, key=lambda one: (one.supplier.name_key, one.supplier.pk, one.unit))


def days_since(standing: Standing, day: date) -> int | None:
    """Return how many days ago a claim was sent; None where it was not."""
    if standing.sent is None:
        return None
    return (day - standing.sent.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()).days


def _column(standing: Standing, day: date) -> int:
    age = days_since(standing, day)
    if age is None:
        return NOT_SENT
    return next((column for last, column in LAST_DAYS if age <= last), OLDER)
