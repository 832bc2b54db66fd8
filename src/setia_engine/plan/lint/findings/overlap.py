"""Plans that pay the same lines twice, to the same party, without a stacking group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from setia_engine.plan.document import Plan
from setia_engine.plan.filters import Filter
from setia_engine.plan.lint.finding import Finding
from setia_engine.plan.reward import paid_on_own_lines
from setia_engine.plan.words.phrase import Count, Sum, phrase
from setia_engine.plan.worth.award import award
from setia_engine.plan.worth.example import usual_case
from setia_engine.plan.worth.sales import sales_at, usual_value


@dataclass(frozen=True)
class _Kept:
    """A filter, ready to be held against many others."""

    wanted: Mapping[str, frozenset[str]]
    left_out: tuple[str, frozenset[str]] | None

    @staticmethod
    def of(kept: Filter) -> _Kept:
        """Lay a filter out; an exclusion counts where it is of one attribute alone."""
        wanted = {name: frozenset(values) for name, values in kept.wanted().items()}
        excluded = kept.excluded
        alone = excluded is not None and len(excluded.attributes()) == 1
        values = excluded.wanted() if alone and excluded is not None else {}
        left_out = [(name, frozenset(value)) for name, value in values.items()]
        return _Kept(wanted, left_out[0] if left_out else None)

    def can_meet(self, other: _Kept) -> bool:
        """Say whether something could pass both filters."""
        for name, values in self.wanted.items():
            also = other.wanted.get(name)
            if also is not None and values.isdisjoint(also):
                return False
        return not (self._leaves_out(other) or other._leaves_out(self))

    def _leaves_out(self, other: _Kept) -> bool:
        if self.left_out is None:
            return False
        name, values = self.left_out
        return name in other.wanted and other.wanted[name] <= values


@dataclass(frozen=True)
class _Payer:
    """A plan as far as it matters to which other plans pay the same."""

    plan: Plan
    start: date
    end: date
    group: str | None
    people: _Kept
    lines: _Kept

    @staticmethod
    def of(plan: Plan) -> _Payer:
        return _Payer(
            plan,
            plan.period.start,
            plan.period.end or date.max,
            None if plan.stacking is None else plan.stacking.group,
            _Kept.of(plan.eligible),
            _Kept.of(paid_on_own_lines(plan.reward) or plan.scope),
        )

    def pays_as_well_as(self, other: _Payer) -> bool:
        """Say whether one sale can be paid by both plans, and both be kept."""
        return (
            self.start <= other.end
            and other.start <= self.end
            and (self.group is None or self.group != other.group)
            and self.lines.can_meet(other.lines)
            and self.people.can_meet(other.people)
        )


def overlaps(plans: Sequence[Plan]) -> Iterator[Finding]:
    """Find plans that add up for one party on one sale, each pair told once."""
    rivals: defaultdict[tuple[str, str], list[_Payer]] = defaultdict(list)
    for plan in plans:
        rivals[plan.credit, plan.payee].append(_Payer.of(plan))
    for payers in rivals.values():
        for number, payer in enumerate(payers, start=1):
            others = [
                other.plan for other in payers[number:] if payer.pays_as_well_as(other)
            ]
            if others:
                yield _found(payer.plan, others)


def _found(plan: Plan, others: list[Plan]) -> Finding:
    other = others[0]
    revenue = usual_value("revenue")
    sales = sales_at("revenue", revenue)
    one = award(plan, sales) or usual_case(plan).award
    two = award(other, sales) or usual_case(other).award
    unit, against = plan.settlement.given, other.settlement.given
    key = "overlap.example" if unit == against else "overlap.example.units"
    return Finding(
        "overlap",
        "warning",
        plan.id,
        "stacking",
        phrase(
            "overlap.one" if len(others) == 1 else "overlap.several",
            others=Count(len(others), "plans"),
            other=other.id,
        ),
        phrase(
            key,
            plan=plan.id,
            other=other.id,
            one=Sum(one, unit),
            two=Sum(two, against),
            total=Sum(one + two, unit),
        ),
    )
