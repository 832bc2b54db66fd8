"""Look for conflicts and tell of each once: what the upkeep does hour by hour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.conf import settings

from setia.alerts.raise_alert import Told, raise_alert, told_ever
from setia.catalog.models import Product
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.days import first_of, last_of
from setia.market.conflicts.foreign_sales import foreign_sales
from setia.market.conflicts.kinds import FOREIGN_SALES, NET_GAP, STILL_STOCK
from setia.market.conflicts.net_price import NetPrice, gaps, net_prices
from setia.market.conflicts.pressing import codes_of, pressed_parties
from setia.market.conflicts.still_stock import StillStock, still_stock
from setia.market.read_rows import (
    bought_between,
    people_of,
    rewards_between,
    shelves,
    traded_between,
)
from setia.market.rules import Rules, rules_in_force
from setia.people.models import Party

Findings = Iterator[tuple[str, Told]]


def look_for_conflicts(by: Actor) -> int:
    """Raise alerts for what was not told of before; return how many.

    Keys hold the month: what somebody ended comes back in the next month at the earliest.
    """
    day, rules = today(settings.TIME_ZONE), rules_in_force()
    months = (first_of(first_of(day) - timedelta(days=1)), first_of(day))
    count = sum(_tell(FOREIGN_SALES, _foreign(month), by) for month in months)
    count += _tell(STILL_STOCK, _still(day, rules, by), by)
    return count + _tell(NET_GAP, _net(day, rules), by)


def net_prices_now(day: date, rules: Rules) -> list[NetPrice]:
    """Return the net prices of the days that the rules look at."""
    start = day - timedelta(days=rules.window_days - 1)
    return net_prices(bought_between(start, day), rewards_between(start, day))


def still_stock_now(day: date, rules: Rules, by: Actor) -> list[StillStock]:
    """Return the stock that sits still at those of an actor's people whom a target presses."""
    found = shelves(by, now(), rules.window_days)
    pressed = pressed_parties(codes_of({one.party for one in found}), day)
    return still_stock(found, pressed, rules)


def _tell(kind: str, findings: Findings, by: Actor) -> int:
    found = dict(findings)
    known = told_ever(kind, found)
    raised = [
        raise_alert(kind, key, told, by) for key, told in found.items() if key not in known
    ]
    return sum(one is not None for one in raised)


def _foreign(month: date) -> Findings:
    traded = traded_between(month, last_of(month))
    people = people_of(traded)
    sales = foreign_sales(traded, people)
    holders = _parties({one.holder for one in sales})
    for sale in sales:
        params = {
            "seller": people[sale.seller].name,
            "holder": people[sale.holder].name,
            "area": sale.area,
            "sold_month": f"{month:%Y-%m}",
            "revenue_minor": sale.revenue_minor,
        }
        key = f"{sale.seller} {sale.holder} {sale.area[:80]} {month:%Y-%m}"
        yield key, Told("market.foreign_sales", params, holders.get(sale.holder))


def _still(day: date, rules: Rules, by: Actor) -> Findings:
    found = still_stock_now(day, rules, by)
    parties = _parties({one.shelf.party for one in found})
    products = _products({one.shelf.product for one in found})
    for one in found:
        shelf, left = one.shelf, one.shelf.weeks_left
        params = {
            "party": parties[shelf.party].name,
            "product": products[shelf.product].name,
            "stock_milli": shelf.stock_milli,
            "weeks_number": str(shelf.weeks if left is None else left),
            "program": one.pressed.program,
        }
        code = "market.dead_stock" if left is None else "market.still_stock"
        key = f"{shelf.party} {shelf.product} {day:%Y-%m}"
        yield key, Told(code, params, parties[shelf.party])


def _net(day: date, rules: Rules) -> Findings:
    found = gaps(net_prices_now(day, rules), rules)
    parties = _parties({one.party for one in found})
    for one in found:
        params = {
            "party": parties[one.party].name,
            "net_minor": one.net_minor,
            "others_minor": one.expected_minor,
            "under_share": one.under,
        }
        yield f"{one.party} {day:%Y-%m}", Told("market.net_gap", params, parties[one.party])


def _parties(keys: set[int]) -> Mapping[int, Party]:
    return Party.objects.in_bulk(sorted(keys))


def _products(keys: set[int]) -> Mapping[int, Product]:
    return Product.objects.in_bulk(sorted(keys))
