"""How a budget stands: what it is worth, what was spent, what is left, and where it goes.

What it is worth follows from the sales of its window as they stand today, so that a corrected
sale corrects the share as well.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from setia.budgets.models import Budget, BudgetScope, Charge
from setia.core.days import end_of, start_of
from setia.people.resolve_code import survivors, with_merged
from setia.sales.models import SaleLine

MILLION = 1_000_000


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
    def over_at_end_minor(self) -> int:
        """Return by how much it would be overspent at its end, at the pace so far."""
        return max(0, (self.forecast_minor or 0) - self.limit_minor)


def standing_of(budget: Budget, day: date) -> Standing:
    """Return the figures of one budget on a day."""
    return standings([budget], day)[budget.pk]


def standings(budgets: Sequence[Budget], day: date) -> dict[int, Standing]:
    """Return the figures of some budgets; the charges of all are summed at once."""
    keys = [one.pk for one in budgets]
    rows = Charge.objects.filter(budget__in=keys).values("budget").order_by("budget")
    spent = {row["budget"]: row["sum"] for row in rows.annotate(sum=Sum("minor"))}
    return {one.pk: _standing(one, spent.get(one.pk, 0), day) for one in budgets}


def spent_of(budget: Budget) -> int:
    """Return what was charged so far, less what was taken back."""
    return budget.charges.aggregate(sum=Sum("minor"))["sum"] or 0


def limit_of(budget: Budget) -> int:
    """Return what a budget is worth; a share is rounded down to the smallest unit."""
    if budget.fixed_minor is not None:
        return budget.fixed_minor
    return share_of(value_of(budget), budget.share_millionths or 0)


def share_of(value_minor: int, millionths: int) -> int:
    """Return a share of a value, rounded down; nothing where more came back than was sold."""
    return max(0, value_minor) * millionths // MILLION


def value_of(budget: Budget) -> int:
    """Return what was sold in the window that a share counts from."""
    lines = SaleLine.objects.standing()
    if budget.value_from is not None and budget.value_to is not None:
        lines = lines.filter(
            sold_at__gte=start_of(budget.value_from), sold_at__lt=end_of(budget.value_to)
        )
    return _whose(lines, budget).aggregate(sum=Sum("amount_minor"))["sum"] or 0


def forecast(spent_minor: int, budget: Budget, day: date) -> int | None:
    """Return what would be spent at the end if each day went as the days so far did.

    A straight line by day, nothing more: no season, and no gift that is planned already. None
    before the budget begins.
    """
    last = budget.last_day
    passed = (min(day, last) - budget.starts_on).days + 1
    if passed < 1:
        return None
    return spent_minor * ((last - budget.starts_on).days + 1) // passed


def _standing(budget: Budget, spent: int, day: date) -> Standing:
    expected = forecast(spent, budget, day)
    if budget.fixed_minor is not None:
        return Standing(budget.fixed_minor, spent, None, expected)
    value = value_of(budget)
    limit = share_of(value, budget.share_millionths or 0)
    return Standing(limit, spent, value, expected)


def _whose(lines: QuerySet[SaleLine], budget: Budget) -> QuerySet[SaleLine]:
    """Keep the lines that the budget's people sold or bought; of the business, all."""
    if budget.scope == BudgetScope.SEGMENT:
        return lines.filter(
            Q(seller__category=budget.category) | Q(buyer__category=budget.category)
        )
    if budget.scope == BudgetScope.ACCOUNT and budget.party_id is not None:
        keys = account_keys(budget.party_id)
        return lines.filter(Q(seller__in=keys) | Q(buyer__in=keys))
    return lines


def account_keys(party: int) -> Collection[int]:
    """Return the party that counts today with everybody who was merged into it."""
    return with_merged(survivors().get(party, party))
