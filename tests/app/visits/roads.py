"""Small worlds of visits: who goes, where people are, and what rule there is."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

from builders import a_party, a_user, an_actor

from setia.core.actor import Actor
from setia.core.clock import as_if_at, now
from setia.core.models import User
from setia.core.roles import Role
from setia.people.actor_of import actor_of
from setia.visits.check_in import Made, check_in
from setia.visits.distance import Point
from setia.visits.keep_place import keep_place
from setia.visits.models import PlaceSource
from setia.visits.set_visit_rule import RuleDraft, set_visit_rule
from setia.visits.set_work_day import WorkDayDraft, set_work_day

OWNER = an_actor()
TODAY = date(2026, 11, 10)
TOMORROW = date(2026, 11, 11)


def point(north: float, east: float) -> Point:
    return Point(Decimal(f"{north:.6f}"), Decimal(f"{east:.6f}"))


def sari(*territories: str) -> tuple[User, Actor]:
    user = a_user(Role.SALESPERSON, "sari", territories=territories or ("Bali",))
    return user, actor_of(user)


def a_shop(code: str, at: tuple[float, float] | None = None, **rest):
    """Have an outlet in Bali, with a place where one is given."""
    shop = a_party(code, role="outlet", **({"territory": "Bali"} | rest))
    if at is not None:
        keep_place(shop, point(*at), PlaceSource.TYPED, OWNER)
    return shop


def a_rule(weeks: int = 2, minutes: int = 30, rank: str = "", back: int = 0, **rest):
    """Have outlets visited, since so many days ago."""
    day = TODAY - timedelta(days=back)
    with as_if_at(now() - timedelta(days=back)):
        draft = RuleDraft(rest.get("role", "outlet"), rank, weeks, minutes, day)
        return set_visit_rule(draft, OWNER)


def hours(begins: str = "08:00", ends: str = "16:00", start=None):
    draft = WorkDayDraft(
        time.fromisoformat(begins),
        time.fromisoformat(ends),
        TODAY,
        start=start,
        speed_kmh=60,
        road_percent=100,
    )
    return set_work_day(draft, OWNER)


def visited(party, by: Actor, days_ago: int = 0, **rest):
    """Let somebody have been there some days ago."""
    at = now() - timedelta(days=days_ago)
    with as_if_at(at):
        return check_in(party, Made(at, f"{party.pk} {days_ago}", **rest), by)
