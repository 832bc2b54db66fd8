"""Set money aside for care: for the business, a category of people, or one account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from setia.budgets.events import BUDGET_SET
from setia.budgets.models import Budget, BudgetScope
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.people.models import Party

LONGEST_NAME = 120
LEAST_SHARE, MOST_SHARE = 1_000, 100_000
"""In millionths: 0.1 % and 10 %. Whoever writes 30 where 3 is meant is asked again."""
LARGEST = 10**15


@dataclass(frozen=True)
class BudgetDraft:
    """A budget as it is asked for: a share of what is sold in a window, or a fixed sum."""

    name: str
    scope: str
    starts_on: date
    ends_on: date
    category: str = ""
    party: Party | None = None
    share_millionths: int | None = None
    value_from: date | None = None
    value_to: date | None = None
    fixed_minor: int | None = None


def set_budget(draft: BudgetDraft, by: Actor) -> Budget:
    """Set a budget.

    Raises:
        NotPermitted: The actor may not set budgets.
        Refused: It has no name, nobody it is for, no sum, or days that make no sense.
    """
    by.must("budget.write")
    problems = [*_wrong_name(draft), *_wrong_scope(draft), *_wrong_sum(draft)]
    if draft.ends_on < draft.starts_on:
        problems.append(Problem("budget.days", "ends_on"))
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        budget = _created(draft, by)
        after = {
            "scope": budget.scope,
            "fixed_minor": budget.fixed_minor,
            "share_millionths": budget.share_millionths,
            "starts_on": budget.starts_on,
            "ends_on": budget.ends_on,
        }
        told = {"budget": budget.name}
        record_event(BUDGET_SET, by, ("budget", budget.pk), told, after=after)
    return budget


def _created(draft: BudgetDraft, by: Actor) -> Budget:
    is_share = draft.share_millionths is not None
    return Budget.objects.create(
        name=draft.name.strip(),
        scope=draft.scope,
        category=draft.category if draft.scope == BudgetScope.SEGMENT else "",
        party=draft.party if draft.scope == BudgetScope.ACCOUNT else None,
        share_millionths=draft.share_millionths,
        value_from=draft.value_from if is_share else None,
        value_to=draft.value_to if is_share else None,
        fixed_minor=draft.fixed_minor,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        set_at=now(),
        set_by=by.name,
        set_by_key=by.key,
    )


def _wrong_name(draft: BudgetDraft) -> Iterator[Problem]:
    name = draft.name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        yield Problem("budget.name_missing", "name")
    elif not is_plain(name):
        yield Problem("budget.text_unreadable", "name")


def _wrong_scope(draft: BudgetDraft) -> Iterator[Problem]:
    if draft.scope not in BudgetScope.values:
        yield Problem("budget.scope_unknown", "scope")
    if draft.scope == BudgetScope.ACCOUNT and draft.party is None:
        yield Problem("budget.party_missing", "party")
    if draft.scope == BudgetScope.SEGMENT:
        if not draft.category:
            yield Problem("budget.category_missing", "category")
        elif not Party.objects.standing().filter(category=draft.category).exists():
            told = {"category": draft.category}
            yield Problem("budget.category_unknown", "category", told)


def _wrong_sum(draft: BudgetDraft) -> Iterator[Problem]:
    share, fixed = draft.share_millionths, draft.fixed_minor
    if (share is None) == (fixed is None):
        yield Problem("budget.sum_or_share", "share_millionths")
        return
    if fixed is not None and not 0 < fixed <= LARGEST:
        yield Problem("budget.sum", "fixed_minor")
    if share is not None:
        if not LEAST_SHARE <= share <= MOST_SHARE:
            yield Problem("budget.share", "share_millionths")
        first, last = draft.value_from, draft.value_to
        if first is None or last is None or last < first:
            yield Problem("budget.window", "value_from")
