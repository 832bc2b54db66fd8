"""Key accounts and visits of the generated business: ranks, places, days on the road.

Every part is made only where it is not there yet, by whoever does it, at the moment of the
past at which it would have been done.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np
from django.conf import settings

from setia.accounts.models import AccountRule, RankBy, RankRun
from setia.accounts.rank_accounts import rank_accounts
from setia.accounts.set_account_rule import RuleDraft, set_account_rule
from setia.catalog.models import Product
from setia.core.clock import as_if_at, now
from setia.core.days import next_month
from setia.core.errors import Refused
from setia.core.models import User
from setia.demo.business import SEED
from setia.demo.chance import stream
from setia.demo.coordinates import CITIES
from setia.demo.load.sign_in import actor_named
from setia.demo.seasons import first_day_of
from setia.people.models import Address, Party
from setia.visits.ask_visit import ask_visit
from setia.visits.assign_visits import assign_visits
from setia.visits.check_in import Made, Sight, check_in
from setia.visits.distance import Point
from setia.visits.models import CheckIn, DayPlan, Place, PlaceSource, Shared, Visit
from setia.visits.models import VisitRule as Often
from setia.visits.plan_day import DayAsked, plan_day
from setia.visits.set_visit_rule import RuleDraft as Class
from setia.visits.set_visit_rule import set_visit_rule
from setia.visits.set_work_day import WorkDayDraft, set_work_day
from setia.visits.skip_visit import skip_visit

MONTHS_RANKED = 4
DAYS_ON_THE_ROAD = (18, 15, 11, 8, 4, 1)
"""How many days ago sari was on the road."""
SPREAD = 0.028
"""How far shops lie from the middle of their city, in degrees: some three kilometres."""
CLASSES = (
    ("outlet", "large", 2, 60),
    ("outlet", "medium", 4, 45),
    ("outlet", "small", 8, 30),
    ("distributor", "", 4, 90),
    ("reseller", "large", 6, 30),
    ("reseller", "medium", 10, 20),
)
COMPLAINTS = (
    "Kiriman terakhir datang tiga hari terlambat.",
    "Dua kardus penyok waktu dibuka.",
    "Tagihan bulan lalu belum cocok dengan pesanan.",
)
NOTES = (
    "Sedang ramai, diajak ngobrol sambil melayani pembeli.",
    "Anaknya baru masuk SD; senang diberi buku gambar.",
    "Rak depan sudah diatur ulang, barang kita di tinggi mata.",
    "Mau coba varian baru bulan depan.",
    "",
)


def fill_road(last_day: date) -> None:
    """Let there be ranks, places, and days that were spent on the road."""
    if not AccountRule.objects.exists():
        _rank_rules(last_day)
    if not RankRun.objects.exists():
        _ranks(last_day)
    if not Place.objects.exists():
        _places()
    if not Often.objects.exists():
        _visit_rules(last_day)
    if not CheckIn.objects.exists():
        _earlier_visits(last_day)
    if not DayPlan.objects.exists():
        _days_on_the_road(last_day)


def _rank_rules(last_day: date) -> None:
    manager = actor_named("bayu")
    since = first_day_of(last_day.replace(day=1), MONTHS_RANKED)
    with as_if_at(_at(since)):
        for role in ("outlet", "distributor"):
            rule = RuleDraft(
                role,
                since,
                RankBy.SHARES,
                large_millionths=500_000,
                medium_millionths=800_000,
            )
            set_account_rule(rule, manager)
        limits = RuleDraft("reseller", since, RankBy.SUMS, 800_000_000, 200_000_000)
        set_account_rule(limits, manager)


def _ranks(last_day: date) -> None:
    manager = actor_named("bayu")
    month = first_day_of(last_day.replace(day=1), MONTHS_RANKED - 1)
    while month <= last_day:
        with as_if_at(_at(month)):
            rank_accounts(month, manager)
        month = next_month(month)


def _places() -> None:
    """Lay most shops near the middle of their city; of some nobody knows the place yet."""
    rng, by, at = stream(SEED, "places"), actor_named("sari").name, now()
    rows = Address.objects.filter(party__role__in=["outlet", "distributor", "reseller"])
    places = []
    for party, city in rows.order_by("party", "pk").values_list("party", "city"):
        north, east, known = rng.normal(0, SPREAD), rng.normal(0, SPREAD), rng.random()
        if city in CITIES and known > 0.12:
            middle = CITIES[city]
            found = _point(middle[0] + north, middle[1] + east)
            places.append(
                Place(
                    party_id=party,
                    latitude=found.latitude,
                    longitude=found.longitude,
                    source=PlaceSource.PHONE,
                    at=at,
                    by=by,
                )
            )
    Place.objects.bulk_create(places)


def _visit_rules(last_day: date) -> None:
    manager = actor_named("bayu")
    since = last_day - timedelta(days=100)
    with as_if_at(_at(since)):
        for role, rank, weeks, minutes in CLASSES:
            set_visit_rule(Class(role, rank, weeks, minutes, since), manager)
        office = _point(*CITIES["Jakarta Selatan"])
        hours = WorkDayDraft(time(8, 30), time(16, 30), since, None, office, speed_kmh=30)
        set_work_day(hours, manager)
    _visitors(last_day)


def _visitors(last_day: date) -> None:
    """Where sari does not come, outlets are dewi's; distributors are the manager's."""
    manager = actor_named("bayu")
    sari, dewi = actor_named("sari"), User.objects.get(username="dewi")
    bayu = User.objects.get(username="bayu")
    with as_if_at(_at(last_day - timedelta(days=99))):
        for party in Party.objects.filter(role="distributor").order_by("pk"):
            assign_visits(party, bayu, now().date(), manager)
        others = Party.objects.filter(role="outlet").exclude(territory__in=sari.territories)
        for party in others.order_by("pk"):
            assign_visits(party, dewi, now().date(), manager)


def _earlier_visits(last_day: date) -> None:
    """Some weeks of visits that nobody planned with Setia yet, by whoever was near."""
    rng, goods = stream(SEED, "visits"), list(Product.objects.order_by("pk")[:12])
    people = [actor_named(name) for name in ("sari", "dewi", "bayu")]
    seen = Party.objects.filter(role__in=["outlet", "distributor"]).order_by("pk")
    for party in list(seen):
        for _ in range(int(rng.integers(1, 4))):
            actor = people[0] if party.territory in people[0].territories else people[1]
            actor = people[2] if party.role == "distributor" else actor
            with as_if_at(_at(last_day - timedelta(days=int(rng.integers(20, 95))))):
                check_in(party, _made(party, rng, goods), actor)


def _days_on_the_road(last_day: date) -> None:
    rng, goods = stream(SEED, "road"), list(Product.objects.order_by("pk")[:12])
    sari, user = actor_named("sari"), User.objects.get(username="sari")
    for back in DAYS_ON_THE_ROAD:
        day = last_day - timedelta(days=back - 1)
        if day.weekday() == 6:
            continue
        with as_if_at(_at(day, 7)):
            plan = plan_day(DayAsked(user, day, at_first=back % 2 == 0), sari)
        visits = Visit.objects.filter(plan=plan).select_related("party")
        for visit in visits:
            with as_if_at(visit.arrive_at + timedelta(minutes=4)):
                if rng.random() < 0.12:
                    skip_visit(
                        visit, "absent" if rng.random() < 0.6 else "no_time", "", sari
                    )
                else:
                    made = _made(visit.party, rng, goods, visit)
                    check_in(visit.party, made, sari)
    mine = Party.objects.visible_to(sari).filter(role="reseller").order_by("pk")
    for party in mine[3:5]:
        words = "Minta dibantu menata etalase sebelum akhir pekan."
        ask_visit(party, last_day + timedelta(days=3), words, sari)
    try:
        plan_day(DayAsked(user, last_day + timedelta(days=1), at_first=True), sari)
    except Refused:
        # The demo is filled in the evening: today's hours are over, so tomorrow is planned.
        plan_day(DayAsked(user, last_day + timedelta(days=2), at_first=True), sari)


def _made(
    party: Party, rng: np.random.Generator, goods: list[Product], visit: Visit | None = None
) -> Made:
    product = goods[int(rng.integers(len(goods)))]
    seen = [Sight("stock", product, quantity_milli=int(rng.integers(0, 40)) * 1000)]
    if rng.random() < 0.6 and product.price_minor:
        off = int(rng.integers(-8, 13))
        price = product.price_minor * (100 + off) // 10_000 // 50 * 5_000
        seen.append(Sight("price", product, price_minor=price))
    if rng.random() < 0.08:
        seen.append(Sight("complaint", text=COMPLAINTS[int(rng.integers(len(COMPLAINTS)))]))
    if rng.random() < 0.3:
        seen.append(Sight("order", text=f"{product.name}, satu karton"))
    shared = (Shared.TOLD, Shared.TOLD, Shared.NOT_ASKED, Shared.WITHHELD)
    place = Place.objects.filter(party=party).last()
    off_place = None
    if place is not None:
        north, east = (float(one) for one in (place.latitude, place.longitude))
        off_place = _point(north + rng.normal(0, 0.0003), east + rng.normal(0, 0.0003))
    return Made(
        at=now(),
        key=f"demo {party.pk} {now():%Y%m%d%H%M} {int(rng.integers(10**6))}",
        by_request=bool(rng.random() < 0.62),
        shared=shared[int(rng.integers(len(shared)))],
        note=NOTES[int(rng.integers(len(NOTES)))],
        point=off_place,
        accuracy_m=None if off_place is None else int(rng.integers(4, 40)),
        visit=visit,
        seen=tuple(seen),
    )


def _point(north: float, east: float) -> Point:
    return Point(Decimal(f"{north:.6f}"), Decimal(f"{east:.6f}"))


def _at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(settings.TIME_ZONE))
