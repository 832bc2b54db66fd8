"""How a budget stands: what it is worth, what was spent, what is left, and where it goes.

What it is worth follows from the sales of its window as they stand today, so that a corrected
sale corrects the share as well.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q, Sum

from setia.budgets.models import Budget, BudgetScope, Charge, Worth
from setia.core.days import end_of, start_of
from setia.people.resolve_code import survivors
from setia.sales.models import SaleLine

MILLION = 1_000_000
RECENT = timedelta(minutes=15)


@dataclass(frozen=True)
class Standing:
    """A budget's figures on a day, in minor units of the business's money."""

    limit_minor: int
    spent_minor: int
    value_minor: int | None
    forecast_minor: int | None

    @property
    def left_minor(self) -> int:
        """Return what may still be spent; below zero where it is overspent."""
        return self.limit_minor - self.spent_minor

    @property
    def is_overspent(self) -> bool:
        """Tell whether more was spent than there was."""
        return self.left_minor < 0

    @property
    def nearly_minor(self) -> int:
        """Return nine tenths of what there is; from there on a page warns."""
        return self.limit_minor * 9 // 10

    @property
    def over_at_end_minor(self) -> int:
        """Return by how much it would be overspent at its end, at the pace so far."""
        return max(0, (self.forecast_minor or 0) - self.limit_minor)


def standing_of(budget: Budget, day: date) -> Standing:
    """Return the figures of one budget on a day."""
    return standings([budget], day)[budget.pk]


def standings(budgets: Sequence[Budget], day: date) -> dict[int, Standing]:
    """Return the figures of some budgets: charges of all at once, and sales of all at once."""
    keys = [one.pk for one in budgets]
    rows = Charge.objects.filter(budget__in=keys).values("budget").order_by("budget")
    spent = {row["budget"]: row["sum"] for row in rows.annotate(sum=Sum("minor"))}
    values = values_of([one for one in budgets if one.share_millionths is not None])
    return {
        one.pk: _standing(one, spent.get(one.pk, 0), values.get(one.pk), day)
        for one in budgets
    }


def spent_of(budget: Budget) -> int:
    """Return what was charged so far, less what was taken back."""
    return budget.charges.aggregate(sum=Sum("minor"))["sum"] or 0


def limit_of(budget: Budget) -> int:
    """Return what a budget is worth; a share is rounded down to the smallest unit."""
    if budget.fixed_minor is not None:
        return budget.fixed_minor
    return share_of(value_of(budget), budget.share_millionths or 0)


def recent_limit_of(budget: Budget, at: datetime) -> int:
    """Return what a budget was worth at most a quarter of an hour ago.

    A thousand messages ask for it one after another, and each would sum a year of sales.
    """
    if budget.fixed_minor is not None:
        return budget.fixed_minor
    kept = Worth.objects.filter(budget=budget).first()
    if kept is not None and timedelta(0) <= at - kept.at < RECENT:
        return kept.limit_minor
    limit = limit_of(budget)
    defaults = {"limit_minor": limit, "at": at}
    Worth.objects.update_or_create(budget=budget, defaults=defaults)
    return limit


def share_of(value_minor: int, millionths: int) -> int:
    """Return a share of a value, rounded down; nothing where more came back than was sold."""
    return max(0, value_minor) * millionths // MILLION


def value_of(budget: Budget) -> int:
    """Return what was sold in the window that a share counts from."""
    return values_of([budget])[budget.pk]


def values_of(budgets: Sequence[Budget]) -> dict[int, int]:
    """Return what was sold in the window of each of some shares, in one reading of sales."""
    if not budgets:
        return {}
    ends = survivors()
    spans = {one.pk: _span(one) for one in budgets}
    columns = {
        f"sold_{one.pk}": Sum("amount_minor", filter=spans[one.pk] & _whose(one, ends))
        for one in budgets
    }
    whole = reduce(or_, spans.values())
    found = SaleLine.objects.standing().filter(whole).aggregate(**columns)
    return {one.pk: found[f"sold_{one.pk}"] or 0 for one in budgets}


def forecast(spent_minor: int, budget: Budget, day: date) -> int | None:
    """Return what would be spent at the end if each day went as the days so far did.

    A straight line by day, nothing more: no season, and no gift that is planned already. None
    before the budget begins.
    """
    last = budget.last_day
    passed = (min(day, last) - budget.starts_on).days + 1
    if passed < 1:
        return None
    whole = spent_minor * ((last - budget.starts_on).days + 1) // passed
    # An expectation down to the last sen would claim more than it knows.
    return whole - whole % 100


def _standing(budget: Budget, spent: int, value: int | None, day: date) -> Standing:
    expected = forecast(spent, budget, day)
    if value is None:
        return Standing(budget.fixed_minor or 0, spent, None, expected)
    limit = share_of(value, budget.share_millionths or 0)
    return Standing(limit, spent, value, expected)


def _span(budget: Budget) -> Q:
    """Keep lines of the window of a share."""
    first, last = budget.value_from or budget.starts_on, budget.value_to or budget.ends_on
    return Q(sold_at__gte=start_of(first), sold_at__lt=end_of(last))


def _whose(budget: Budget, ends: Mapping[int, int]) -> Q:
    """Keep the lines that the budget's people sold or bought; of the business, all."""
    if budget.scope == BudgetScope.SEGMENT:
        return Q(seller__category=budget.category) | Q(buyer__category=budget.category)
    if budget.scope == BudgetScope.ACCOUNT and budget.party_id is not None:
        keys = account_keys(budget.party_id, ends)
        return Q(seller__in=keys) | Q(buyer__in=keys)
    return Q()


def account_keys(party: int, ends: Mapping[int, int]) -> Collection[int]:
    """Return the party that counts today with everybody who was merged into it."""
    today = ends.get(party, party)
    return {today, *(gone for gone, kept in ends.items() if kept == today)}
