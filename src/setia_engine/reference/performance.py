"""Who did what in which window: eligible, scope, measure, conditions.

A performance is one party's in one window (with ``every: order`` in one order). There is
one for each eligible party with at least one counted line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from setia_engine.plan.document import Plan
from setia_engine.plan.filters import Scope
from setia_engine.plan.measure import Condition, Growth, Measure
from setia_engine.plan.reward import paid_on_own_lines
from setia_engine.reference.directory import Directory
from setia_engine.reference.lines import Sale
from setia_engine.reference.measure import ZERO, Measured, measured
from setia_engine.values.window import Window, base_window


@dataclass(frozen=True)
class Performance:
    """What one party did in one window, as one plan counts it.

    ``counted`` lines are measured; ``paid`` ones a rate or an amount per unit is paid on;
    ``condition_values`` are in the order of the conditions, missing where undefined.
    """

    plan: Plan
    window: Window
    window_order: str | None
    party_id: str
    counted: Sequence[Sale]
    paid: Sequence[Sale]
    measured: Measured
    condition_values: tuple[Fraction | None, ...]

    @property
    def value(self) -> Fraction:
        """The measure, 0 where it is undefined: that pays nothing either way."""
        return self.measured.value or ZERO

    @property
    def failed(self) -> tuple[int, ...]:
        """The conditions that do not hold, counted from 1."""
        held = zip(self.plan.conditions, self.condition_values, strict=True)
        return tuple(
            number
            for number, (condition, value) in enumerate(held, start=1)
            if not holds(condition, value)
        )

    @property
    def earns(self) -> bool:
        """Whether anything can be paid: the measure is defined, every condition holds."""
        return self.measured.value is not None and not self.failed

    @property
    def last_instant(self) -> datetime:
        """When the party's last counted line was sold; the earlier one wins a tie."""
        return self.counted[-1].instant


def performances_of(
    plan: Plan, sales: Iterable[Sale], directory: Directory, today: date
) -> list[Performance]:
    """Return what every eligible party with a counted line did, window by window."""
    everything: dict[str, list[Sale]] = defaultdict(list)
    windows: dict[tuple[str, Window, str | None], list[Sale]] = defaultdict(list)
    for sale in sales:
        everything[sale.party_id].append(sale)
        if sale.window is not None:
            windows[sale.party_id, sale.window, sale.window_order].append(sale)
    return [
        _performance(plan, window, window_order, lines, everything[party_id])
        for (party_id, window, window_order), lines in windows.items()
        if is_eligible(plan, party_id, window, directory, today)
        and any(plan.scope.matches(sale.attributes) for sale in lines)
    ]


def is_eligible(
    plan: Plan, party_id: str, window: Window, directory: Directory, today: date
) -> bool:
    """Hold the party, as on the window's last day or today if earlier, against the plan."""
    day = today if window.end is None else min(window.end, today)
    attributes = {
        "party": party_id,
        "role": directory.party(party_id).role,
        "tier": directory.value(party_id, "tier", day),
        "category": directory.value(party_id, "category", day),
        "territory": directory.value(party_id, "territory", day),
    }
    return plan.eligible.matches(attributes)


def holds(condition: Condition, value: Fraction | None) -> bool:
    """Say whether a condition holds; an undefined measure fails it."""
    if value is None:
        return False
    limit = Fraction(condition.limit)
    match condition.comparison:
        case "at_least":
            return value >= limit
        case "above":
            return value > limit
        case "at_most":
            return value <= limit
        case "below":
            return value < limit


def _performance(
    plan: Plan,
    window: Window,
    window_order: str | None,
    lines: Sequence[Sale],
    everything: Sequence[Sale],
) -> Performance:
    """Measure a party's lines of a window; its other lines serve as bases of growth."""

    def measure_within(measure: Measure, scope: Scope) -> Measured:
        base_lines = _base_lines(plan, measure, window, everything)
        return measured(measure, _within(scope, lines), _within(scope, base_lines))

    paid_scope = paid_on_own_lines(plan.reward)
    return Performance(
        plan=plan,
        window=window,
        window_order=window_order,
        party_id=lines[0].party_id,
        counted=_within(plan.scope, lines),
        paid=_within(plan.scope if paid_scope is None else paid_scope, lines),
        measured=measure_within(plan.measure, plan.scope),
        condition_values=tuple(
            measure_within(
                condition.measure,
                plan.scope if condition.scope is None else condition.scope,
            ).value
            for condition in plan.conditions
        ),
    )


def _within(scope: Scope, lines: Iterable[Sale]) -> list[Sale]:
    return [sale for sale in lines if scope.matches(sale.attributes)]


def _base_lines(
    plan: Plan, measure: Measure, window: Window, everything: Sequence[Sale]
) -> list[Sale]:
    """Return a party's lines of the earlier window that growth is measured against."""
    if not isinstance(measure, Growth):
        return []
    period = plan.period
    base = base_window(window, period.window, period.every, measure.over)
    return [sale for sale in everything if base.holds(sale.day)]
