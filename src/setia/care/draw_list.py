"""Draw the list of a day: who has a reason, in the order of worth, by lot within bands."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from setia.care.models import DayEntry, DayList, Outcome, Touch, TouchKind
from setia.care.reasons.every import WEIGHTS, reasons_for
from setia.care.reasons.found import Found, Looked
from setia.care.trade import Trade, trades_of
from setia.care.ways import Way, ways_of
from setia.core.clock import now, today
from setia.core.days import first_of, start_of
from setia.core.models import User
from setia.people.actor_of import actor_of
from setia.people.models import Party

BANDS = 3
MOST = 300
"""Entries of a list that are drawn: more than anybody works through in a month."""

RESTS_AFTER = {Outcome.TALKED: 14, Outcome.COMPLAINT: 14, Outcome.NO_ANSWER: 2}
"""Days in which somebody is left alone after a touch, unless something is due."""
NEW_BLOCKS = 3
"""Who began within three months has no usual month yet."""
AT_ONCE = 500


@dataclass(frozen=True)
class Candidate:
    """A party with its reasons: what it is worth, how to reach it, and its lot."""

    party_id: int
    reasons: Sequence[Found]
    worth_minor: int
    channel: str
    lot: int

    @property
    def due(self) -> bool:
        """Tell whether it cannot wait for its turn."""
        return any(one.due for one in self.reasons)


def list_of(user: User, day: date, seed: str = "") -> DayList:
    """Return somebody's list of a day; draw it where nobody looked yet.

    A seed is given where lots must fall the same each time; else the month has its own.
    """
    found = DayList.objects.filter(user=user, day=day).first()
    if found is not None:
        return found
    seed = seed or _seed(user, day)
    candidates = _candidates(user, day, seed)
    try:
        with transaction.atomic():
            drawn = DayList.objects.create(user=user, day=day, seed=seed, drawn_at=now())
            DayEntry.objects.bulk_create(_entries(drawn, candidates), AT_ONCE)
    except IntegrityError:
        # Somebody else looked in the same moment; theirs counts.
        return DayList.objects.get(user=user, day=day)
    return drawn


def draw_lists(day: date | None = None) -> int:
    """Draw the lists of everybody who looks after somebody; return how many there are."""
    day = day or today(settings.TIME_ZONE)
    carers = User.objects.filter(is_active=True, cares_for__merge=None)
    for user in (found := list(carers.filter(cares_for__isnull=False).distinct())):
        list_of(user, day)
    return len(found)


def lot_of(seed: str, party: int) -> int:
    """Return the lot of a party: anybody can work it out again from the seed."""
    drawn = sha256(f"{seed} {party}".encode()).digest()
    return int.from_bytes(drawn[:4], "big")


def _candidates(user: User, day: date, seed: str) -> list[Candidate]:
    visible = Party.objects.visible_to(actor_of(user)).standing()
    parties = {one.pk: one for one in visible.filter(caretaker=user)}
    trades = trades_of(parties, day)
    found = reasons_for(Looked(day, parties, trades))
    ways, resting = ways_of(found), _resting(found, day)
    typical = _typical(trades, parties)
    made = [
        Candidate(
            key,
            reasons,
            _worth(reasons[0], trades.get(key), typical.get(parties[key].role, 0)),
            _suggested(ways.get(key, [])),
            lot_of(seed, key),
        )
        for key, reasons in found.items()
    ]
    return [one for one in made if one.due or (one.channel and one.party_id not in resting)]


def _worth(reason: Found, trade: Trade | None, typical: int) -> int:
    """Weigh what the party brings in a month; who is new is taken to be like others."""
    is_new = trade is None or len(trade.blocks) <= NEW_BLOCKS
    month = trade.month_minor if trade else 0
    return max(month, typical if is_new else 0) * WEIGHTS[reason.code] // 100


def _typical(trades: Mapping[int, Trade], parties: Mapping[int, Party]) -> dict[str, int]:
    """Return what the middle one of each role brings in a month."""
    months: dict[str, list[int]] = {}
    for key, trade in trades.items():
        months.setdefault(parties[key].role, []).append(trade.month_minor)
    return {role: sorted(some)[len(some) // 2] for role, some in months.items()}


def _suggested(ways: Sequence[Way]) -> str:
    return next((way.channel for way in ways if way.is_open), "")


def _resting(parties: Mapping[int, list[Found]], day: date) -> set[int]:
    """Return whom somebody turned to so lately that they are left alone."""
    recent = Q()
    for outcome, days in RESTS_AFTER.items():
        recent |= Q(outcome=outcome, at__gte=start_of(day - timedelta(days=days)))
    waits = Q(outcome=Outcome.LATER, back_on__gt=day)
    rows = Touch.objects.filter(recent | waits, party__in=list(parties))
    return set(rows.exclude(kind=TouchKind.MESSAGE).values_list("party", flat=True))


def _seed(user: User, day: date) -> str:
    """Return the seed of the month; its first list makes one that nobody can foresee."""
    month = DayList.objects.filter(user=user, day__gte=first_of(day), day__lt=day)
    kept = month.order_by("day").values_list("seed", flat=True).first()
    return kept or secrets.token_hex(16)


def _entries(drawn: DayList, candidates: Sequence[Candidate]) -> list[DayEntry]:
    due = sorted(
        (one for one in candidates if one.due),
        key=lambda one: (-WEIGHTS[one.reasons[0].code], -one.worth_minor, one.party_id),
    )
    others = sorted(
        (one for one in candidates if not one.due),
        key=lambda one: (-one.worth_minor, one.party_id),
    )[:MOST]
    placed = [(0, one) for one in due]
    size = -(-len(others) // BANDS) or 1
    for start in range(0, len(others), size):
        band = sorted(others[start : start + size], key=lambda one: (one.lot, one.party_id))
        placed += [(start // size + 1, one) for one in band]
    return [
        DayEntry(
            list=drawn,
            party_id=one.party_id,
            band=band,
            position=position,
            lot=one.lot,
            worth_minor=one.worth_minor,
            channel=one.channel,
            reasons=[_kept(reason) for reason in one.reasons],
        )
        for position, (band, one) in enumerate(placed, start=1)
    ]


def _kept(reason: Found) -> dict[str, object]:
    told = asdict(reason)
    return {"code": told["code"], **told["params"]}
