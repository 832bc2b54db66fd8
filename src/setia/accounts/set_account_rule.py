"""Say from which day on parties of a role are ranked, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from setia.accounts.events import ACCOUNT_RULE_SET
from setia.accounts.models import AccountRule, RankBy
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Problem, Refused
from setia.core.record_event import record_event
from setia.people.models.party import PartyRole

WHOLE = 1_000_000
LARGEST = 10**17


@dataclass(frozen=True)
class RuleDraft:
    """A rule as somebody asks for it; only the limits of its own kind are read."""

    role: str
    from_day: date
    rank_by: str
    large_minor: int | None = None
    medium_minor: int | None = None
    large_millionths: int | None = None
    medium_millionths: int | None = None
    by_territory: bool = False
    dip_percent: int = 30


def set_account_rule(draft: RuleDraft, by: Actor) -> AccountRule:
    """Add a rule; what was ranked before keeps the rule that it was ranked by.

    Raises:
        NotPermitted: The actor may not set such rules.
        Refused: Limits are missing or the wrong way round, or the day is over.
    """
    by.must("account.rule")
    if problems := list(_problems(draft)):
        raise Refused(problems)
    sums, shares = (draft.rank_by == one for one in (RankBy.SUMS, RankBy.SHARES))
    with transaction.atomic():
        rule = AccountRule.objects.create(
            role=draft.role,
            from_day=draft.from_day,
            rank_by=draft.rank_by,
            large_minor=draft.large_minor if sums else None,
            medium_minor=draft.medium_minor if sums else None,
            large_millionths=draft.large_millionths if shares else None,
            medium_millionths=draft.medium_millionths if shares else None,
            by_territory=draft.by_territory,
            dip_percent=draft.dip_percent,
            recorded_at=now(),
            by=by.name,
            by_key=by.key,
        )
        params = {"role": draft.role, "day": draft.from_day.isoformat()}
        record_event(ACCOUNT_RULE_SET, by, ("account rule", rule.pk), params)
    return rule


def rule_of(role: str, day: date) -> AccountRule | None:
    """Return the rule of a role that is in force on a day; none where it is not ranked."""
    rules = AccountRule.objects.filter(role=role, from_day__lte=day)
    rule = rules.order_by("from_day", "pk").last()
    return None if rule is None or rule.rank_by == RankBy.NOT else rule


def rules_on(day: date) -> list[AccountRule]:
    """Return the rules in force on a day, one for each role that is ranked."""
    latest: dict[str, AccountRule] = {}
    for rule in AccountRule.objects.filter(from_day__lte=day).order_by("from_day", "pk"):
        latest[rule.role] = rule
    return [latest[role] for role in sorted(latest) if latest[role].rank_by != RankBy.NOT]


def _problems(draft: RuleDraft) -> Iterator[Problem]:
    if draft.role not in PartyRole.values:
        yield Problem("account.role_unknown", "role")
    if draft.rank_by not in RankBy.values:
        yield Problem("account.rank_by_unknown", "rank_by")
    if draft.rank_by == RankBy.SUMS and not _fall(draft.large_minor, draft.medium_minor):
        yield Problem("account.sums_missing", "large_minor")
    if draft.rank_by == RankBy.SHARES and not _rise(
        draft.large_millionths, draft.medium_millionths
    ):
        yield Problem("account.shares_missing", "large_share")
    if not 1 <= draft.dip_percent <= 99:
        yield Problem("account.dip_wrong", "dip_percent")
    if draft.from_day < today(settings.TIME_ZONE):
        yield Problem("account.day_past", "from_day")


def _fall(large: int | None, medium: int | None) -> bool:
    return large is not None and medium is not None and LARGEST >= large > medium > 0


def _rise(large: int | None, medium: int | None) -> bool:
    return large is not None and medium is not None and 0 < large < medium <= WHOLE
