"""What came of a gathering: who answered and came, cost per head, sales before and after."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, Sum

from setia.core.clock import today
from setia.core.days import ONE_DAY, start_of
from setia.events.models import AnswerKind, Gathering, Invitation
from setia.people.resolve_code import survivors
from setia.sales.models import SaleLine

LONGEST_LOOK = 28


@dataclass(frozen=True)
class Turnout:
    """How many were asked, answered and came."""

    invited: int
    yes: int
    no: int
    maybe: int
    silent: int
    heads_said: int
    came: int
    heads: int
    family: int


@dataclass(frozen=True)
class Trade:
    """What some people sold and bought with us before and after, in minor units."""

    people: int
    before_minor: int
    after_minor: int

    @property
    def changed(self) -> int | None:
        """Return the change in ten-thousandths; None where there was nothing before."""
        if self.before_minor <= 0:
            return None
        return (self.after_minor - self.before_minor) * 10_000 // self.before_minor


@dataclass(frozen=True)
class Effect:
    """Sales of the same number of days before and after: who came, and who did not."""

    days: int
    came: Trade
    stayed: Trade


def turnout(invitations: Collection[Invitation]) -> Turnout:
    """Count invitations that were fetched with their records."""
    answers = [one.answer for one in invitations]
    kinds = [one.kind if one else "" for one in answers]
    entries = [one.entry for one in invitations]
    inside = [one for one in entries if one is not None and one.heads]
    return Turnout(
        invited=len(answers),
        yes=kinds.count(AnswerKind.YES),
        no=kinds.count(AnswerKind.NO),
        maybe=kinds.count(AnswerKind.MAYBE),
        silent=kinds.count(""),
        heads_said=sum(one.heads for one in answers if one and one.kind == AnswerKind.YES),
        came=len(inside),
        heads=sum(one.heads for one in inside),
        family=sum(len(one.guests) for one in inside),
    )


def cost_per_head(cost_minor: int, heads: int) -> int | None:
    """Return what one head cost, a half sen rounded up; None where nobody came."""
    return (2 * cost_minor + heads) // (2 * heads) if heads else None


def effect(gathering: Gathering, invitations: Collection[Invitation]) -> Effect | None:
    """Compare sales of those who came and of invited ones who did not; None while too early.

    Only whole days count, as many after as before, at most four weeks; the day itself does not.
    """
    day = gathering.starts_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    last = gathering.ends_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    days = min(LONGEST_LOOK, (today(settings.TIME_ZONE) - last).days - 1)
    if days < 1:
        return None
    came = {one.party_id for one in invitations if one.came}
    stayed = {one.party_id for one in invitations} - came
    spans = ((day - ONE_DAY * days, day), (last + ONE_DAY, last + ONE_DAY * (days + 1)))
    return Effect(days, _trade(came, spans), _trade(stayed, spans))


def _trade(parties: set[int], spans: tuple[tuple[date, date], tuple[date, date]]) -> Trade:
    before, after = (
        Sum("amount_minor", filter=Q(sold_at__gte=start_of(a), sold_at__lt=start_of(b)))
        for a, b in spans
    )
    keys = _with_merged(parties)
    # A line between two of them counts once.
    mine = Q(seller__in=keys) | Q(buyer__in=keys)
    found = (
        SaleLine.objects.standing()
        .filter(mine, sold_at__gte=start_of(spans[0][0]), sold_at__lt=start_of(spans[1][1]))
        .aggregate(before=before, after=after)
    )
    return Trade(len(parties), found["before"] or 0, found["after"] or 0)


def _with_merged(parties: Iterable[int]) -> set[int]:
    kept = set(parties)
    return kept | {gone for gone, end in survivors().items() if end in kept}
