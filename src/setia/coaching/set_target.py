"""Set the target of a reseller for a week, accept what is suggested, and note that it was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max

from setia.coaching.events import TARGET_SET, TARGET_TOLD, TARGETS_ACCEPTED
from setia.coaching.models import TargetTold, WeekEvaluation, WeeklyTarget
from setia.coaching.suggest_target import histories
from setia.coaching.week_revenue import WEEK, this_week
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.people.models import Party

LARGEST = 10**15
LONGEST_REASON = 300
AT_ONCE = 500


@dataclass(frozen=True)
class Aim:
    """What somebody should sell in the week that begins on a Monday, and why it differs."""

    week: date
    target_minor: int
    reason: str = ""


def set_target(party: Party, aim: Aim, by: Actor) -> WeeklyTarget:
    """Set a target by hand; the one before stays on record.

    Raises:
        NotPermitted: The actor may not set targets.
        NotFound: The party is not theirs to see.
        Refused: The amount or the week makes no sense, or the week was evaluated.
        Conflict: Somebody else set it in the same moment.
    """
    by.must("target.write")
    if not Party.objects.visible_to(by).standing().filter(pk=party.pk).exists():
        raise NotFound("party", party.code)
    if problems := _problems(party, aim):
        raise Refused(problems)
    suggested = histories([party], aim.week)[party.pk].suggested_minor
    try:
        with transaction.atomic():
            rows = WeeklyTarget.objects.filter(party=party, week=aim.week)
            last: int = rows.aggregate(last=Max("number"))["last"] or 0
            row = WeeklyTarget.objects.create(
                party=party,
                week=aim.week,
                number=last + 1,
                target_minor=aim.target_minor,
                suggested_minor=suggested,
                at=now(),
                by=by.name,
                reason=aim.reason.strip(),
            )
            about, params = ("party", party.pk), {"party": party.name}
            after = {"week": aim.week, "target_minor": aim.target_minor}
            record_event(TARGET_SET, by, about, params, after=after)
    except IntegrityError as error:
        raise Conflict("target.changed") from error
    return row


def accept_suggestions(parties: Sequence[Party], week: date, by: Actor) -> int:
    """Set what is suggested for those of a page who have no target yet; return how many.

    Raises:
        NotPermitted: The actor may not set targets.
        Refused: The week makes no sense, or nobody is left.
        Conflict: Somebody else set one of them in the same moment.
    """
    by.must("target.write")
    if not is_open(week):
        raise Refused([Problem("target.week", "week")])
    some = list(parties)[:AT_ONCE]
    keys = [one.pk for one in some]
    there = WeeklyTarget.objects.filter(party__in=keys, week=week)
    done = set(there.values_list("party", flat=True))
    seen = Party.objects.visible_to(by).standing().filter(pk__in=keys)
    open_to = set(seen.values_list("pk", flat=True)) - done - _evaluated(keys, week)
    known = histories([one for one in some if one.pk in open_to], week)
    rows = [
        _accepted(key, week, one.suggested_minor, by)
        for key, one in known.items()
        if one.suggested_minor is not None
    ]
    if not rows:
        raise Refused([Problem("target.nobody")])
    return _added(rows, week, by)


def _accepted(party: int, week: date, minor: int, by: Actor) -> WeeklyTarget:
    return WeeklyTarget(
        party_id=party,
        week=week,
        number=1,
        target_minor=minor,
        suggested_minor=minor,
        at=now(),
        by=by.name,
    )


def _added(rows: list[WeeklyTarget], week: date, by: Actor) -> int:
    try:
        with transaction.atomic():
            WeeklyTarget.objects.bulk_create(rows)
            after = {str(one.party_id): one.target_minor for one in rows}
            about, params = ("week", week.isoformat()), {"count": len(rows)}
            record_event(TARGETS_ACCEPTED, by, about, params, after=after)
    except IntegrityError as error:
        raise Conflict("target.changed") from error
    return len(rows)


def tell_target(target: WeeklyTarget, by: Actor) -> TargetTold:
    """Note that a reseller was told its target.

    Raises:
        NotPermitted: The actor may not tell targets.
        NotFound: The party is not theirs to see.
        Conflict: They were told before.
    """
    by.must("target.tell")
    if not WeeklyTarget.objects.visible_to(by).filter(pk=target.pk).exists():
        raise NotFound("target", str(target.pk))
    try:
        with transaction.atomic():
            row = TargetTold.objects.create(target=target, at=now(), by=by.name)
            params = {"party": target.party.name}
            record_event(TARGET_TOLD, by, ("party", target.party_id), params)
    except IntegrityError as error:
        raise Conflict("target.told_already") from error
    return row


def is_open(week: date) -> bool:
    """Tell whether targets of a week can be set: this one's or the next one's."""
    return week in {this_week(), this_week() + WEEK}


def _problems(party: Party, aim: Aim) -> list[Problem]:
    found = []
    if not 0 < aim.target_minor <= LARGEST or aim.target_minor % 100:
        found.append(Problem("target.amount", "target"))
    if not is_open(aim.week):
        found.append(Problem("target.week", "week"))
    elif _evaluated([party.pk], aim.week):
        found.append(Problem("target.over", "week"))
    if len(aim.reason) > LONGEST_REASON or not is_plain(aim.reason):
        found.append(Problem("target.reason_long", "reason", {"most": LONGEST_REASON}))
    return found


def _evaluated(parties: Sequence[int], week: date) -> set[int]:
    rows = WeekEvaluation.objects.filter(party__in=parties, week=week)
    return set(rows.values_list("party", flat=True))
