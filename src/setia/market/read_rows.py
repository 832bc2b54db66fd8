"""Rows for looking at conflicts: what was sold, stood on shelves and was rewarded."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, Sum

from setia.closing.models import Award
from setia.core.actor import Actor
from setia.core.days import end_of, start_of
from setia.market.conflicts.foreign_sales import TRADE, Traded, Who
from setia.market.conflicts.net_price import Bought
from setia.market.conflicts.still_stock import Shelf, sold_on
from setia.market.models import StockSeen
from setia.people.models import Party
from setia.people.models.party import PartyRole
from setia.people.resolve_code import survivors
from setia.programs.models import ProgramVersion
from setia.programs.read_document import read_document
from setia.sales.models import SaleLine

BUYING = (*TRADE, PartyRole.DISTRIBUTOR)
LOOKED_BACK = timedelta(days=180)
MONEY = "IDR"
Key = tuple[int, int]


def traded_between(start: date, end: date) -> list[Traded]:
    """Return what was sold to shops and resellers on some days, the last included."""
    rows = SaleLine.objects.standing().filter(
        sold_at__gte=start_of(start), sold_at__lt=end_of(end), buyer__role__in=TRADE
    )
    sums = rows.values("seller", "buyer").annotate(
        revenue=Sum("amount_minor"), count=Count("order_id", distinct=True)
    )
    ends = survivors()
    return [
        Traded(
            ends.get(row["seller"], row["seller"]),
            ends.get(row["buyer"], row["buyer"]),
            row["revenue"],
            row["count"],
        )
        for row in sums.order_by("seller", "buyer")
    ]


def people_of(traded: Iterable[Traded]) -> dict[int, Who]:
    """Return who traded, whoever stands above them, and all distributors."""
    wave = {pk for row in traded for pk in (row.seller, row.buyer)}
    known = _known(Q(role=PartyRole.DISTRIBUTOR, merge=None))
    wave -= known.keys()
    wave |= {who.parent for who in known.values() if who.parent} - known.keys()
    while wave:
        found: dict[int, Who] = {}
        ordered = sorted(wave)
        for at in range(0, len(ordered), 500):
            found |= _known(Q(pk__in=ordered[at : at + 500]))
        known |= found
        wave = {who.parent for who in found.values() if who.parent} - known.keys()
    return known


def bought_between(start: date, end: date) -> list[Bought]:
    """Return what shops, resellers and distributors bought of each product on some days."""
    rows = SaleLine.objects.standing().filter(
        sold_at__gte=start_of(start), sold_at__lt=end_of(end), buyer__role__in=BUYING
    )
    sums = rows.values("buyer", "product", "buyer__role").annotate(
        milli=Sum("quantity_milli"), revenue=Sum("amount_minor")
    )
    ends, roles = survivors(), dict[int, str]()
    found: dict[Key, tuple[int, int]] = {}
    for row in sums.order_by("buyer", "product"):
        key = (ends.get(row["buyer"], row["buyer"]), row["product"])
        roles.setdefault(key[0], row["buyer__role"])
        milli, revenue = found.get(key, (0, 0))
        found[key] = (milli + row["milli"], revenue + row["revenue"])
    return [Bought(*key, *sums, roles[key[0]]) for key, sums in found.items()]


def rewards_between(start: date, end: date) -> dict[int, int]:
    """Return what each party was awarded for buying, in windows that ended on some days."""
    buying = [
        one.pk
        for one in ProgramVersion.objects.approved()
        if read_document(one.document).credit == "buyer"
    ]
    rows = Award.objects.filter(unit=MONEY, window_to__range=(start, end))
    rows = rows.filter(version__in=buying)
    sums = rows.values("party").annotate(sum=Sum("booked_minor")).order_by("party")
    ends, found = survivors(), dict[int, int]()
    for row in sums:
        party = ends.get(row["party"], row["party"])
        found[party] = found.get(party, 0) + row["sum"]
    return found


def shelves(by: Actor, at: datetime, window_days: int) -> list[Shelf]:
    """Return what stood on the shelves of an actor's people at the last count of each."""
    rows = StockSeen.objects.visible_to(by).filter(at__gte=at - LOOKED_BACK, at__lte=at)
    counts: dict[Key, list[StockSeen]] = {}
    for row in rows.order_by("at", "pk"):
        counts.setdefault((row.party_id, row.product_id), []).append(row)
    since = {key: _since(rows, window_days) for key, rows in counts.items()}
    moved = _moved(counts.keys(), min(since.values(), default=at))
    return [_shelf(key, rows, since[key], moved[key]) for key, rows in counts.items()]


def _known(wanted: Q) -> dict[int, Who]:
    rows = Party.objects.filter(wanted).order_by("pk")
    values = rows.values_list("pk", "name", "role", "territory", "parent")
    return {pk: Who(name, role, area, parent) for pk, name, role, area, parent in values}


def _since(rows: list[StockSeen], window_days: int) -> datetime:
    """Return from when on is looked at: the earliest count, else some days before the last."""
    if len(rows) > 1 and rows[-1].at - rows[0].at >= timedelta(days=7):
        return rows[0].at
    return rows[-1].at - timedelta(days=window_days)


Moves = list[tuple[datetime, int, bool]]


def _moved(keys: Collection[Key], since: datetime) -> dict[Key, Moves]:
    """Return what came in and went out of the shelves, as far as our books know."""
    found: dict[Key, Moves] = {key: [] for key in keys}
    parties, products = {one for one, _ in keys}, {one for _, one in keys}
    lines = SaleLine.objects.standing().filter(sold_at__gt=since, product__in=products)
    for side in ("buyer", "seller"):
        rows = lines.filter(**{f"{side}__in": parties})
        for party, product, sold_at, milli in rows.values_list(
            side, "product", "sold_at", "quantity_milli"
        ):
            if (key := (party, product)) in found:
                found[key].append((sold_at, milli, side == "buyer"))
    return found


def _shelf(key: Key, rows: list[StockSeen], since: datetime, moves: Moves) -> Shelf:
    first, last = rows[0], rows[-1]
    here = [one for one in moves if since < one[0] <= last.at]
    came_in = sum(milli for _, milli, bought in here if bought)
    if since == first.at:
        sold = sold_on(first.quantity_milli, came_in, last.quantity_milli)
    else:
        sold = sum(milli for _, milli, bought in here if not bought)
    return Shelf(*key, last.quantity_milli, last.at, since, sold)
