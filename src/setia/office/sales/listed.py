"""Which orders a list shows: those of some days, summed by the server."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet, Sum

from setia.core.actor import Actor
from setia.core.clock import today
from setia.core.days import start_of
from setia.core.permissions import Reach
from setia.people.models import Party
from setia.people.search_parties import search_parties
from setia.sales.models import SaleLine
from setia.ui.listing import Page, asked_page

CHANNELS = ("shop", "marketplace", "chat")
PER_PAGE = 50
DAYS = 31
MOST_DAYS = 400
SORTS = {
    "date": ("at", "order_id"),
    "-date": ("-at", "-order_id"),
    "amount": ("amount", "order_id"),
    "-amount": ("-amount", "order_id"),
}


def listed_orders(query: Mapping[str, str], actor: Actor) -> dict[str, Any]:
    """Return one page of orders with what the filters say."""
    last = _day(query.get("to"), today(settings.TIME_ZONE))
    first = _day(query.get("from"), last - timedelta(days=DAYS - 1))
    first = max(min(first, last), last - timedelta(days=MOST_DAYS))
    lines = _asked(query, actor, first, last)
    total = lines.aggregate(
        amount=Sum("amount_minor"), orders=Count("order_id", distinct=True)
    )
    sort = query.get("sort", "-date")
    sort = sort if sort in SORTS else "-date"
    pages = max(1, -(-total["orders"] // PER_PAGE))
    number = min(asked_page(query), pages)
    grouped = lines.values("order_id").annotate(
        at=Max("sold_at"), amount=Sum("amount_minor"), lines=Count("pk"), who=Max("seller")
    )
    start = (number - 1) * PER_PAGE
    page = grouped.order_by(*SORTS[sort])[start : start + PER_PAGE]
    rows: list[dict[str, Any]] = [dict(row) for row in page]
    names = dict(
        Party.objects.filter(pk__in={row["who"] for row in rows}).values_list("pk", "name")
    )
    for row in rows:
        row["seller"] = names.get(row["who"], "")
    return {
        "listing": Page(rows, total["orders"], number, pages, sort),
        "amount_minor": total["amount"] or 0,
        "first": first,
        "last": last,
        "channels": CHANNELS,
    }


def _asked(
    query: Mapping[str, str], actor: Actor, first: date, last: date
) -> QuerySet[SaleLine]:
    span = Q(sold_at__gte=start_of(first), sold_at__lt=start_of(last + timedelta(days=1)))
    lines = SaleLine.objects.visible_to(actor).filter(span).standing()
    if order := query.get("order", "").strip():
        lines = lines.filter(order_id__istartswith=order)
    if channel := query.get("channel", ""):
        lines = lines.filter(channel=channel)
    if who := query.get("who", "").strip():
        found = search_parties(Party.objects.visible_to(actor), who).values("pk")
        sold = Q(seller__in=found)
        bought = Q(buyer__in=found)
        lines = lines.filter(sold if actor.reach == Reach.OWN_PRODUCTS else sold | bought)
    if query.get("returns") == "1":
        lines = lines.filter(Q(quantity_milli__lt=0) | Q(amount_minor__lt=0))
    return lines


def _day(text: str | None, default: date) -> date:
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return default
    # Days further out have no neighbours to look up to.
    return day if 1900 <= day.year <= 2200 else default
