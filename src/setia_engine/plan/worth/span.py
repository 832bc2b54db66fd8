"""Which values a measure can take in a window, by its nature and by the conditions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from setia_engine.plan.document import Plan
from setia_engine.plan.filters import Scope
from setia_engine.plan.measure import COUNTS, Condition, Growth, Name

COMPARED = {"products": "product", "categories": "category", "buyers": "buyer"}
"""The attribute whose listed values bound a count of distinct ones."""


@dataclass(frozen=True)
class Span:
    """All values from ``low`` to ``high``, each with or without its edge."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_in: bool = True
    high_in: bool = True
    whole: bool = False

    @property
    def empty(self) -> bool:
        """Whether no value at all is left."""
        if self.low is None or self.high is None:
            return False
        if self.whole:
            return self._lowest_whole(self.low) > self._highest_whole(self.high)
        if self.low == self.high:
            return not (self.low_in and self.high_in)
        return self.low > self.high

    def from_on(self, value: Fraction, *, included: bool = True) -> Span:
        """Keep what is at least, or above, a value."""
        if self.low is not None and (self.low, not self.low_in) >= (value, not included):
            return self
        return replace(self, low=value, low_in=included)

    def up_to(self, value: Fraction, *, included: bool = True) -> Span:
        """Keep what is at most, or below, a value."""
        if self.high is not None and (self.high, self.high_in) <= (value, included):
            return self
        return replace(self, high=value, high_in=included)

    def within(self, condition: Condition) -> Span:
        """Keep what meets a condition on the same measure."""
        limit = Fraction(condition.limit)
        included = condition.comparison in {"at_least", "at_most"}
        if condition.comparison in {"at_least", "above"}:
            return self.from_on(limit, included=included)
        return self.up_to(limit, included=included)

    def nearest(self, value: Fraction, step: Fraction) -> Fraction:
        """Return the value itself where it is within, else the edge towards it."""
        if self.low is not None and value <= self.low:
            return self.low if self.low_in else self.low + step
        if self.high is not None and value >= self.high:
            return self.high if self.high_in else self.high - step
        return value

    def _lowest_whole(self, low: Fraction) -> int:
        return ceil(low) if self.low_in else floor(low) + 1

    def _highest_whole(self, high: Fraction) -> int:
        return floor(high) if self.high_in else ceil(high) - 1


def possible(plan: Plan, measure: Name | Growth, scope: Scope) -> Span:
    """Return the values that a measure can take in any window of the plan."""
    if measure == "margin_rate":
        return Span(high=Fraction(1))
    if isinstance(measure, Growth) or measure not in COUNTS:
        return Span(low=_least(measure)) if plan.returns == "ignore" else Span()
    bounds = list(_most_counted(plan, measure, scope))
    most = Fraction(min(bounds)) if bounds else None
    return Span(low=Fraction(0), high=most, whole=True)


def usual(plan: Plan, measure: Name | Growth, scope: Scope) -> Span:
    """Return the values of windows in which no more is returned than sold."""
    span, least = possible(plan, measure, scope), _least(measure)
    return span if least is None else span.from_on(least)


def conditions_on(
    plan: Plan, measure: Name | Growth, scope: Scope
) -> Iterable[tuple[int, Condition]]:
    """Yield the conditions on a measure over a scope, each with its number."""
    for number, condition in enumerate(plan.conditions):
        if condition.measure == measure and scope_of(plan, condition) == scope:
            yield number, condition


def allowed(plan: Plan, measure: Name | Growth, scope: Scope) -> Span:
    """Return the values that a measure can take where all conditions on it hold."""
    span = possible(plan, measure, scope)
    for _, condition in conditions_on(plan, measure, scope):
        span = span.within(condition)
    return span


def scope_of(plan: Plan, condition: Condition) -> Scope:
    """Return the lines that a condition looks at."""
    return plan.scope if condition.scope is None else condition.scope


def _least(measure: Name | Growth) -> Fraction | None:
    """Return the least value without returns: nothing sold; margins have none."""
    if isinstance(measure, Growth):
        return None if measure.growth == "margin" else Fraction(-1)
    return Fraction(0) if measure in {"quantity", "revenue"} else None


def _most_counted(plan: Plan, measure: Name, scope: Scope) -> Iterable[int]:
    if measure == "orders" and plan.per_order:
        yield 1
    if measure == "buyers" and plan.credit == "buyer":
        yield 1
    attribute = COMPARED.get(measure)
    wanted = None if attribute is None else getattr(scope, attribute)
    if wanted is not None:
        excluded = scope.leave_out
        alone = excluded is not None and excluded.attributes() == {attribute}
        left_out = getattr(excluded, attribute or "") if alone else ()
        yield len(set(wanted) - set(left_out))
