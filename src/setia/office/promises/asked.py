"""What lists of promises and deliveries share: spans of days and names that are offered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from setia.catalog.models import Product
from setia.core.actor import Actor
from setia.core.clock import today
from setia.people.models import Party
from setia.people.models.party import PartyRole

MOST_OFFERED = 1_000
EARLIEST, LATEST = date(2000, 1, 1), date(2999, 12, 31)
"""Beyond these days nothing is asked for in earnest."""
DAYS = 180


def asked_span(query: Mapping[str, str]) -> tuple[date, date]:
    """Return the days that were asked for; what makes no sense becomes the last half year."""
    day = today(settings.TIME_ZONE)
    start = _day(query.get("from", ""), day - timedelta(days=DAYS))
    end = _day(query.get("to", ""), day)
    return (start, end) if start <= end else (end, start)


def offered_names(by: Actor) -> dict[str, Any]:
    """Return what forms offer while somebody types: codes with their names."""
    people = Party.objects.visible_to(by).standing().exclude(role=PartyRole.CUSTOMER)
    return {
        "parties": people.order_by("name_key").values_list("code", "name")[:MOST_OFFERED],
        "products": Product.objects.order_by("name").values_list("code", "name")[
            :MOST_OFFERED
        ],
    }


def _day(text: str, otherwise: date) -> date:
    try:
        return min(max(date.fromisoformat(text), EARLIEST), LATEST)
    except ValueError:
        return otherwise
