"""Which statements a list shows: those of a month's last run, with their sums."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet, Sum

from setia.closing.models import Period
from setia.core.actor import Actor
from setia.people.models import Party
from setia.people.search_parties import search_parties
from setia.statements.issued import issued_run
from setia.statements.models import IssuedStatement
from setia.ui.listing import Listing

SORTS = {
    "name": ("payee__name_key", "payee__code", "unit"),
    "earned": ("earned_minor", "payee__name_key"),
    "adjusted": ("adjusted_minor", "payee__name_key"),
    "paid": ("paid_minor", "payee__name_key"),
    "closing": ("closing_minor", "payee__name_key"),
}
SUMS = ("opening", "earned", "adjusted", "paid", "closing")


def listed_statements(query: Mapping[str, str], actor: Actor) -> dict[str, Any]:
    """Return what the list of a month needs; without a month that of the latest closed."""
    periods = list(Period.objects.filter(runs__isnull=False).distinct()[:36])
    asked = query.get("month", "")
    period = next((one for one in periods if str(one) == asked), None)
    if period is None and periods:
        period = periods[0]
    run = None if period is None else issued_run(period)
    rows = IssuedStatement.objects.filter(run=run).visible_to(actor)
    if asked_for := query.get("q", "").strip():
        people = search_parties(Party.objects.visible_to(actor), asked_for)
        rows = rows.filter(payee__in=people.values("pk"))
    listing = Listing(query, SORTS, "name").over(rows.select_related("payee"))
    return {
        "periods": periods,
        "period": period,
        "run": run,
        "listing": listing,
        "sums": _sums(rows),
    }


def _sums(rows: QuerySet[IssuedStatement]) -> list[dict[str, Any]]:
    together = {name: Sum(f"{name}_minor") for name in SUMS}
    by_unit = rows.values("unit").order_by("unit").annotate(payees=Count("pk"), **together)
    return [dict(row) for row in by_unit]
