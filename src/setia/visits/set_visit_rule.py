"""Say how often a class is visited and for how long, from a day on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from setia.accounts.models import Rank
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Problem, Refused
from setia.core.record_event import record_event
from setia.people.models.party import PartyRole
from setia.visits.events import VISIT_RULE_SET
from setia.visits.models import VisitRule

MOST_WEEKS = 52
SHORTEST, LONGEST = 5, 480


@dataclass(frozen=True)
class RuleDraft:
    """A rule as somebody asks for it; without a rank it is for the whole role."""

    role: str
    rank: str
    every_weeks: int
    minutes: int
    from_day: date


def set_visit_rule(draft: RuleDraft, by: Actor) -> VisitRule:
    """Add a rule; what was due before it stays told by the rule of its day.

    Raises:
        NotPermitted: The actor may not set such rules.
        Refused: A figure makes no sense, or the day is over.
    """
    by.must("visit.rule")
    if problems := list(_problems(draft)):
        raise Refused(problems)
    with transaction.atomic():
        rule = VisitRule.objects.create(
            role=draft.role,
            rank=draft.rank,
            every_weeks=draft.every_weeks,
            minutes=draft.minutes,
            from_day=draft.from_day,
            recorded_at=now(),
            by=by.name,
            by_key=by.key,
        )
        about = ("visit rule", rule.pk)
        after = {"every_weeks": draft.every_weeks, "minutes": draft.minutes}
        record_event(VISIT_RULE_SET, by, about, {"role": draft.role}, after=after)
    return rule


@dataclass(frozen=True)
class Rules:
    """The rules of a day, by role and rank."""

    by_class: dict[tuple[str, str], VisitRule]

    @property
    def roles(self) -> frozenset[str]:
        """Return the roles that anybody is visited of."""
        rules = self.by_class.items()
        return frozenset(role for (role, _), rule in rules if rule.every_weeks)

    def of(self, role: str, rank: str) -> VisitRule | None:
        """Return the rule of a party: of its rank, else of its role; none without visits."""
        rule = self.by_class.get((role, rank)) or self.by_class.get((role, ""))
        return rule if rule is not None and rule.every_weeks else None


def rules_on(day: date) -> Rules:
    """Return the rules in force on a day."""
    latest: dict[tuple[str, str], VisitRule] = {}
    for rule in VisitRule.objects.filter(from_day__lte=day).order_by("from_day", "pk"):
        latest[rule.role, rule.rank] = rule
    return Rules(latest)


def _problems(draft: RuleDraft) -> Iterator[Problem]:
    if draft.role not in PartyRole.values:
        yield Problem("visit.role_unknown", "role")
    if draft.rank not in {"", *Rank.values}:
        yield Problem("visit.rank_unknown", "rank")
    if not 0 <= draft.every_weeks <= MOST_WEEKS:
        yield Problem("visit.weeks_wrong", "every_weeks")
    if not SHORTEST <= draft.minutes <= LONGEST:
        yield Problem("visit.minutes_wrong", "minutes")
    if draft.from_day < today(settings.TIME_ZONE):
        yield Problem("visit.day_past", "from_day")
