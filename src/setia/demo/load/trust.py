"""Promises, deliveries, what was seen in the market, and the alerts that all of it raises.

Deliveries of distributors' orders, some late and some in parts; answers and other promises; a
price war at a marketplace, counts of shelves, a distributor who sells into the area of another.
Every act is done at the moment of the past at which it would have been done, and only where
nothing of its kind is there yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max, Min, Sum
from django.utils.timezone import localtime

from setia.alerts.end_alert import Ended, end_alert
from setia.alerts.models import Alert, Ending
from setia.catalog.models import Product
from setia.core.actor import system
from setia.core.clock import as_if_at, now
from setia.core.models import User, UserTerritory
from setia.demo.load.sign_in import actor_named
from setia.market.look_for_conflicts import look_for_conflicts
from setia.market.models import PriceSeen, Source
from setia.market.observe_price import Seen, observe_price
from setia.market.observe_stock import Counted, observe_stock
from setia.people.models import Party
from setia.promises.keep_promise import excuse_promise, keep_promise
from setia.promises.make_promise import Terms, make_promise
from setia.promises.models import Promise, PromiseKind
from setia.promises.note_arrival import Arrived, note_arrival
from setia.promises.promise_delivery import Goods, promise_delivery
from setia.promises.tell_broken import look_for_broken
from setia.sales.drafts import LineDraft
from setia.sales.models import SaleLine
from setia.sales.models.arrival import ArrivalKind
from setia.sales.record_lines import Delivery, record_lines

DELIVERIES, PROMISES, SHOPS = 48, 30, 4
WORDS = (
    "Kabari stok warna baru",
    "Jawab keluhan kemasan penyok",
    "Kirim foto katalog",
    "Cek bonus bulan lalu",
    "Carikan rak pajangan",
    "Telepon balik soal harga grosir",
)
WHY = "Gudang kehabisan kardus; sudah ditelepon dan dimaklumi."
MARKET = ("Tokopedia", "Shopee", "Pasar Tanah Abang")


def fill_trust() -> None:
    """Make promises, keep most of them, and note what was seen."""
    if Promise.objects.exists() or PriceSeen.objects.exists():
        return
    _look_after()
    for number, (order, to, sold_at, milli) in enumerate(_orders()):
        _deliver(number, order, to, sold_at, milli)
    _promise()
    _see_prices()
    _count_shelves()
    _sell_abroad()


def tell_trust() -> None:
    """Tell of what broke and of conflicts, as the upkeep does; some were dealt with."""
    by, manager = system(), actor_named("bayu")
    look_for_broken(by, now())
    look_for_conflicts(by)
    if Ending.objects.exists():
        return
    for alert in Alert.objects.open().order_by("pk")[:2]:
        end_alert(alert, Ended("solved", "Sudah dibicarakan lewat telepon."), manager)


def _look_after() -> None:
    """Let somebody hold the relationship with each distributor."""
    sari, bayu = (User.objects.get(username=one) for one in ("sari", "bayu"))
    rows = UserTerritory.objects.filter(user=sari)
    theirs = set(rows.values_list("territory", flat=True))
    for one in Party.objects.filter(role="distributor", caretaker=None).order_by("pk"):
        one.caretaker = sari if one.territory in theirs else bayu
        one.save(update_fields=["caretaker"])


def _orders() -> Iterator[tuple[str, Party, datetime, int]]:
    """Yield orders of distributors of the last two months, the oldest first."""
    rows = SaleLine.objects.standing().filter(
        buyer__role="distributor", sold_at__gte=now() - timedelta(days=60)
    )
    sums = rows.values("order_id").annotate(
        to=Min("buyer"), at=Max("sold_at"), milli=Sum("quantity_milli")
    )
    found = list(sums.filter(milli__gt=0).order_by("-at", "order_id")[:DELIVERIES])
    parties = Party.objects.in_bulk({row["to"] for row in found})
    for row in reversed(found):
        yield row["order_id"], parties[row["to"]], row["at"], row["milli"]


def _deliver(number: int, order: str, to: Party, sold_at: datetime, milli: int) -> None:
    """Promise an order three days after it was sold: some come late, some in parts."""
    by = actor_named(("bayu", "dewi")[number % 2])
    sold_on = localtime(sold_at).date()
    goods = Goods(
        order,
        f"demo {order}",
        sold_on + timedelta(days=2),
        milli,
        sold_on + timedelta(days=3),
        milli,
    )
    with as_if_at(min(sold_at + timedelta(minutes=5), now())):
        delivery = promise_delivery(to, goods, by)
    half = milli // 2
    parts = {
        1: [(2, half), (5, milli - half)],
        4: [(6, milli)],
        6: [(3, half)],
    }.get(number % 8, [(2 + number % 2, milli)])
    for days, quantity in parts:
        at = _at(sold_at, days, 15)
        if quantity and at < now():
            with as_if_at(at):
                on = localtime(at).date()
                arrived = Arrived(on, quantity, f"demo {order} {days}")
                note_arrival(delivery, arrived, by)


def _promise() -> None:
    """Promise answers and other things over two months; most are kept in time."""
    people = Party.objects.filter(role="reseller", merge=None).order_by("-joined_on", "pk")
    for number, to in enumerate(people[:PROMISES]):
        by = actor_named(("dewi", "bayu", "sari")[number % 3] if to.territory else "bayu")
        if not Party.objects.visible_to(by).filter(pk=to.pk).exists():
            by = actor_named("bayu")
        made = _at(now() - timedelta(days=58), 2 * number, 10)
        due = made + timedelta(days=1 + number % 3, hours=4)
        kind = PromiseKind.OTHER if number % 4 == 2 else PromiseKind.ANSWER
        text = WORDS[number % len(WORDS)]
        with as_if_at(min(made, now())):
            promise = make_promise(kind, to, Terms(due, f"demo {number}", text), by)
        _become(promise, number)


def _become(promise: Promise, number: int) -> None:
    by = actor_named("bayu")
    late = timedelta(hours=20) if number % 7 == 3 else -timedelta(hours=3)
    at = promise.due_at + late
    if number % 11 != 5 and at < now():
        with as_if_at(at):
            keep_promise(promise, at, by)
            if late > timedelta(0) and number % 2:
                excuse_promise(promise, WHY, by)


def _see_prices() -> None:
    """See prices at marketplaces and shops; one of them starts a price war."""
    by = actor_named("bayu")
    products = list(_products()[:5])
    for week in range(6):
        for number, product in enumerate(products):
            place = MARKET[(number + week) % len(MARKET)]
            percent = 76 - 2 * week if number == 0 and week < 3 else 103 - number - week % 2
            at = _at(now() - timedelta(days=2), -7 * week, 9 + number)
            price = (product.price_minor or 0) * percent // 10_000 * 100
            key = f"demo {product.code} {week}"
            seen = Seen(product, price, at, None, place, Source.ONLINE, "", key)
            with as_if_at(at + timedelta(minutes=10)):
                observe_price(seen, by)


def _count_shelves() -> None:
    """Count a few shelves twice, five weeks apart; some of it hardly moved."""
    roles = Party.objects.filter(merge=None).order_by("pk")
    shops = [
        *roles.filter(role="distributor")[:SHOPS],
        *roles.filter(role="outlet")[:SHOPS],
    ]
    for number, shop in enumerate(shops):
        for place, product in enumerate(_products()[:3]):
            first = (60 + 15 * number + 10 * place) * 1000
            moved = 0 if (number + place) % 3 == 0 else 12_000 * (1 + place)
            # What we sold them in between came on top of the first count.
            since, until = _at(now(), -40, 11), _at(now(), -5, 11)
            lines = SaleLine.objects.standing().filter(buyer=shop, product=product)
            came = lines.filter(sold_at__gt=since, sold_at__lte=until)
            more = came.aggregate(sum=Sum("quantity_milli"))["sum"] or 0
            counts = ((since, first), (until, max(0, first + more - moved)))
            for at, milli in counts:
                key = f"demo {shop.code} {product.code} {at:%Y%m%d}"
                source = Source.REPORT if shop.role == "distributor" else Source.VISIT
                with as_if_at(at + timedelta(minutes=5)):
                    counted = Counted(shop, product, milli, at, source, "", key)
                    observe_stock(counted, actor_named("bayu"))


def _sell_abroad() -> None:
    """Let a distributor sell to resellers of another one."""
    seller, other = Party.objects.filter(role="distributor").order_by("pk")[:2]
    buyers = Party.objects.filter(parent=other, role="reseller", merge=None).order_by("pk")
    product = _products()[0]
    at = _at(now(), -1, 13)
    lines = [
        LineDraft(
            order_id=f"LUAR-{number}",
            line_no=1,
            sold_at=at,
            seller=seller.code,
            product=product.code,
            quantity_milli=24_000,
            amount_minor=24 * (product.price_minor or 0) * 80 // 100,
            buyer=buyer.code,
            cost_minor=None,
            channel="chat",
        )
        for number, buyer in enumerate(buyers[:3])
    ]
    if lines:
        arrival = Delivery(ArrivalKind.DEMO, "demo", "sales abroad")
        record_lines(lines, arrival, actor_named("ratna"))


def _products() -> list[Product]:
    rows = Product.objects.filter(price_minor__gt=0).order_by("code")
    return list(rows[:5])


def _at(moment: datetime, days: int, hour: int) -> datetime:
    """Return an hour of a day so many days from a moment, never ahead of now."""
    day = localtime(moment).date() + timedelta(days=days)
    at = datetime.combine(day, time(hour), ZoneInfo(settings.TIME_ZONE))
    return min(at, now() - timedelta(minutes=15))
