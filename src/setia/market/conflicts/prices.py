"""Prices that were seen under the list, and prices that jump at the same place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby, pairwise

from django.utils.timezone import localtime

from setia.alerts.raise_alert import Told, raise_alert
from setia.core.actor import Actor
from setia.market.conflicts.kinds import PRICE_SWING, PRICE_WAR
from setia.market.models import PriceSeen
from setia.market.rules import Rules, rules_in_force

WHOLE = 10_000
SWING_WITHIN = timedelta(days=14)
"""Looks further apart than this tell of a change of price, not of a swing."""


@dataclass(frozen=True)
class Look:
    """A price as it was seen, with the list price of today; ``spot`` names place and product."""

    pk: int
    spot: tuple[int, int, str]
    at: datetime
    price_minor: int
    list_minor: int | None


@dataclass(frozen=True)
class UnderList:
    """A price below the list by more than the rules allow; the share in ten-thousandths."""

    look: Look
    under: int

    @property
    def under_rate(self) -> Decimal:
        """Return the same as a ratio."""
        return Decimal(self.under) / WHOLE


@dataclass(frozen=True)
class Swing:
    """A price that changed from one look to the next; the change in ten-thousandths."""

    before: Look
    after: Look
    change: int


def under_list(looks: Iterable[Look], rules: Rules) -> list[UnderList]:
    """Return the looks whose price lies too far under the list price of the product."""
    found = []
    for look in looks:
        if not look.list_minor or look.list_minor <= 0:
            continue
        under = (look.list_minor - look.price_minor) * WHOLE // look.list_minor
        # Compared before it is rounded: exactly at the limit is allowed.
        if (
            look.list_minor - look.price_minor
        ) * WHOLE > rules.under_list * look.list_minor:
            found.append(UnderList(look, under))
    return found


def swings(looks: Iterable[Look], rules: Rules) -> list[Swing]:
    """Return the changes at one place from a look to the next that are too large."""
    ordered = sorted(looks, key=lambda one: (one.spot, one.at, one.pk))
    found: list[Swing] = []
    for _spot, here in groupby(ordered, key=lambda one: one.spot):
        found += [
            Swing(one, other, _change(one, other))
            for one, other in pairwise(here)
            if other.at - one.at <= SWING_WITHIN
            and abs(other.price_minor - one.price_minor) * WHOLE
            > rules.swing * one.price_minor
        ]
    return found


def looks_of(rows: Iterable[PriceSeen]) -> Iterator[Look]:
    """Return prices seen as looks; products are fetched by whoever asks."""
    for row in rows:
        spot = (row.product_id, row.party_id or 0, row.place.casefold())
        yield Look(row.pk, spot, row.at, row.price_minor, row.product.price_minor)


def tell_price(row: PriceSeen, by: Actor) -> None:
    """Raise the alerts that a price shows as it is noted: once for each look."""
    rules = rules_in_force()
    before = PriceSeen.objects.filter(
        product=row.product, party=row.party, place__iexact=row.place
    ).exclude(pk=row.pk)
    earlier = before.filter(at__lte=row.at).select_related("product").order_by("-at", "-pk")
    looks = list(looks_of([*earlier[:1], row]))
    for found in under_list(looks[-1:], rules):
        told = _told_under(row, found)
        raise_alert(PRICE_WAR, _spot_key(row), told, by)
    for swing in swings(looks, rules):
        raise_alert(PRICE_SWING, _spot_key(row), _told_swing(row, swing), by)


def _change(before: Look, after: Look) -> int:
    difference = after.price_minor - before.price_minor
    size = abs(difference) * WHOLE // before.price_minor
    return size if difference >= 0 else -size


def _spot_key(row: PriceSeen) -> str:
    """Return the key of a product at a place, so that one war is one alert."""
    return f"{row.product_id} {row.party_id or 0} {row.place.casefold()}"[:160]


def _told_under(row: PriceSeen, found: UnderList) -> Told:
    params = {
        "product": row.product.name,
        "where": row.where,
        "price_minor": row.price_minor,
        "list_minor": found.look.list_minor,
        "under_share": found.under,
    }
    return Told("market.price_under_list", params, row.party)


def _told_swing(row: PriceSeen, swing: Swing) -> Told:
    params = {
        "product": row.product.name,
        "where": row.where,
        "before_minor": swing.before.price_minor,
        "price_minor": row.price_minor,
        "change_share": swing.change,
        "before_on": localtime(swing.before.at).date().isoformat(),
    }
    return Told("market.price_swing", params, row.party)
