"""Who looks after whom in the generated business, and what they did in the last months.

The salesperson looks after those of her territories, the channel manager after the others.
Lists of past months are drawn as the house would have drawn them, and worked through from the
top, so that the proof has something to look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from django.conf import settings
from django.db.models import F, Q

from setia.care.draw_list import list_of
from setia.care.models import DayList, Outcome, Touch, TouchKind
from setia.care.set_quota import QuotaDraft, set_quota
from setia.core.clock import as_if_at, now, today
from setia.core.days import first_of, start_of
from setia.core.models import User
from setia.demo.load.sign_in import actor_named
from setia.people.models import Party

CARED_FOR = ("reseller", "outlet", "distributor")
MONTHS_BACK = 5
A_DAY = 13
SUNDAY = 6
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
AT_ONCE = 500
HALF = 2**31


def fill_care_history() -> None:
    """Let everybody be looked after, with touches and quotas; once."""
    if Touch.objects.exists():
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
    """Draw the first list of each past month, and one at the start of this week."""
    month, starts = first_of(day), []
    for _ in range(MONTHS_BACK):
        month = first_of(month - timedelta(days=1))
        starts.append(month)
    for start in reversed(starts):
        _worked_through(user, start, chance, start + timedelta(days=27), 0.9)
    lately = day - timedelta(days=day.weekday() + 7)
    _worked_through(user, lately, chance, day - timedelta(days=1), 0.9)


def _worked_through(
    user: User, start: date, chance: Random, end: date, share: float
) -> None:
    """Draw a list as of a day, and turn to those on it from the top, day after day."""
    with as_if_at(start_of(start) + timedelta(hours=6)):
        drawn = list_of(user, start)
    made = list(_touches(drawn, (start, end), chance, share))
    Touch.objects.bulk_create(made, AT_ONCE)


def _touches(
    drawn: DayList, span: tuple[date, date], chance: Random, share: float
) -> Iterator[Touch]:
    start, end = span
    days = [start + timedelta(days=ahead) for ahead in range((end - start).days + 1)]
    workdays = [day for day in days if day.weekday() != SUNDAY]
    entries = list(drawn.entries.order_by("position"))
    for number, entry in enumerate(entries[: int(len(entries) * share)]):
        # Who stands late in a band for a month is often not reached in time.
        missed = 0.15 if entry.lot < HALF else 0.5
        if chance.random() < missed or not entry.channel:
            continue
        day = workdays[min(number // A_DAY, len(workdays) - 1)]
        called = entry.channel == "phone" or chance.random() < 0.2
        outcome = chance.choice(OUTCOMES)
        at = start_of(day) + timedelta(hours=9, minutes=chance.randrange(8 * 60))
        yield Touch(
            party_id=entry.party_id,
            kind=TouchKind.CALL if called else KINDS[entry.channel],
            channel="phone" if called else entry.channel,
            outcome=outcome,
            at=at,
            back_on=_back_on(day, outcome, chance),
            note=chance.choice(NOTES) if chance.random() < 0.3 else "",
            key=f"demo-{drawn.pk}-{entry.party_id}",
            user=drawn.user,
            by=drawn.user.display_name,
            recorded_at=min(at + timedelta(minutes=5), now()),
        )


def _back_on(day: date, outcome: str, chance: Random) -> date | None:
    return (
        day + timedelta(days=chance.randrange(1, 9)) if outcome == Outcome.LATER else None
    )
