"""Who looks after whom in the generated business, and what they did in the last months.

The salesperson looks after those of her territories, the channel manager after the others.
Lists of past months are drawn as the house would have drawn them, and worked through from the
top, so that the proof has something to look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from setia.care.draw_list import list_of
from setia.care.models import DayEntry, DayList, Outcome, Touch, TouchKind
from setia.care.set_quota import QuotaDraft, set_quota
from setia.core.clock import as_if_at, now, today
from setia.core.days import first_of, start_of
from setia.core.models import User
from setia.demo.load.sign_in import actor_named
from setia.people.models import Party

CARED_FOR = ("reseller", "outlet", "distributor")
MONTHS_BACK, WEEKS_BACK = 5, 4
A_DAY = 21
SUNDAY = 6


class Span(NamedTuple):
    """The days in which a list is worked through."""

    start: date
    end: date

    def workdays(self) -> list[date]:
        """Return its days but Sundays."""
        ahead = range((self.end - self.start).days + 1)
        days = (self.start + timedelta(days=one) for one in ahead)
        return [day for day in days if day.weekday() != SUNDAY]


OUTCOMES = (
    [Outcome.TALKED] * 11
    + [Outcome.NO_ANSWER] * 6
    + [Outcome.LATER] * 2
    + [Outcome.COMPLAINT]
)
KINDS = {"whatsapp": TouchKind.CHAT, "telegram": TouchKind.CHAT, "phone": TouchKind.CALL}
NOTES = (
    "Senang ditanya kabarnya.",
    "Stok masih ada, pesan lagi minggu depan.",
    "Minta katalog produk baru.",
    "Sedang mudik, hubungi lagi nanti.",
    "Kiriman terakhir terlambat sehari.",
)
KEY = "demo-"
AT_ONCE = 500
HALF = 2**31


@transaction.atomic
def fill_care_history() -> None:
    """Let everybody be looked after, with touches and quotas; once."""
    if Touch.objects.filter(key__startswith=KEY).exists():
        return
    _give_caretakers()
    manager, day = actor_named("bayu"), today(settings.TIME_ZONE)
    sari = User.objects.get(username="sari")
    set_quota(sari, QuotaDraft("visit", "week", 5, day), actor_named("ratna"))
    bayu = User.objects.get(pk=manager.id)
    for user in (bayu, sari):
        _months(user, day, Random(user.username))  # noqa: S311 - a generated world, not a secret


def _give_caretakers() -> None:
    bayu, sari = (User.objects.get(username=name) for name in ("bayu", "sari"))
    people = Party.objects.standing().filter(role__in=CARED_FOR)
    hers = Q(territory__in=sari.territories.values("territory"))
    people.filter(hers).update(caretaker=sari, version=F("version") + 1)
    people.filter(~hers).update(caretaker=bayu, version=F("version") + 1)


def _months(user: User, day: date, chance: Random) -> None:
    """Draw the first list of each past month, and one on each Monday of the last weeks."""
    month, starts = first_of(day), []
    for _ in range(MONTHS_BACK):
        month = first_of(month - timedelta(days=1))
        starts.append(month)
    for start in reversed(starts):
        _worked_through(user, Span(start, start + timedelta(days=27)), chance)
    monday = day - timedelta(days=day.weekday())
    for weeks in range(WEEKS_BACK, -1, -1):
        start = monday - timedelta(weeks=weeks)
        end = min(start + timedelta(days=6), day - timedelta(days=1))
        if start <= end and start not in starts:
            _worked_through(user, Span(start, end), chance)


def _worked_through(user: User, span: Span, chance: Random) -> None:
    """Draw a list as of a day, and turn to those on it from the top, day after day."""
    seed = sha256(f"{user.username} {first_of(span.start)}".encode()).hexdigest()[:32]
    with as_if_at(start_of(span.start) + timedelta(hours=6)):
        drawn = list_of(user, span.start, seed)
    Touch.objects.bulk_create(_touches(drawn, span, chance), AT_ONCE)


def _touches(drawn: DayList, span: Span, chance: Random) -> Iterator[Touch]:
    workdays = span.workdays()
    entries = list(
        drawn.entries.select_related("list__user").order_by("position")[
            : A_DAY * len(workdays)
        ]
    )
    for number, entry in enumerate(entries):
        # Who stands late in a band for a month is often not reached in time.
        missed = 0.15 if entry.lot < HALF else 0.5
        if chance.random() < missed or not entry.channel:
            continue
        day = workdays[number // A_DAY]
        first = _touch(entry, day, chance.choice(OUTCOMES), chance)
        yield first
        if first.back_on is not None and first.back_on <= span.end:
            yield _touch(entry, first.back_on, Outcome.TALKED, chance, "-again")


def _touch(
    entry: DayEntry, day: date, outcome: Outcome, chance: Random, again: str = ""
) -> Touch:
    called = entry.channel == "phone" or chance.random() < 0.2
    at = start_of(day) + timedelta(hours=9, minutes=chance.randrange(8 * 60))
    return Touch(
        party_id=entry.party_id,
        kind=TouchKind.CALL if called else KINDS[entry.channel],
        channel="phone" if called else entry.channel,
        outcome=outcome,
        at=at,
        back_on=_back_on(day, outcome, chance),
        note=chance.choice(NOTES) if chance.random() < 0.3 else "",
        key=f"{KEY}{entry.list_id}-{entry.party_id}{again}",
        user=entry.list.user,
        by=entry.list.user.display_name,
        recorded_at=min(at + timedelta(minutes=5), now()),
    )


def _back_on(day: date, outcome: str, chance: Random) -> date | None:
    return (
        day + timedelta(days=chance.randrange(1, 9)) if outcome == Outcome.LATER else None
    )
