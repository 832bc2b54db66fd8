"""A program: a plan made ready to run, with everything that it asks of the lines.

Plans write what they want to know into one book of selections, so that what two plans ask
alike is asked once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from setia_engine.plan.base import Part
from setia_engine.plan.document import Plan
from setia_engine.plan.filters import Scope
from setia_engine.plan.measure import Condition, Growth, Name, own_measure
from setia_engine.plan.reward import (
    FlatReward,
    PerUnitReward,
    RaceReward,
    RankingReward,
    RateReward,
    StepReward,
    TiersReward,
    paid_on_own_lines,
)
from setia_engine.rewards.flat import FlatKind
from setia_engine.rewards.per_unit import PerUnitKind
from setia_engine.rewards.race import RaceKind
from setia_engine.rewards.ranking import RankingKind
from setia_engine.rewards.rate import RateKind
from setia_engine.rewards.step import StepKind
from setia_engine.rewards.tiers import TiersKind
from setia_engine.stages.measure import ASKED
from setia_engine.stages.measured import Measured, Paid
from setia_engine.stages.payment import Payment, Weight
from setia_engine.stages.selection import Flow, Selection, Wanted

Book = dict[Selection, Wanted]


class RewardKind(Protocol):
    """What every kind of reward can do."""

    payments: tuple[Payment, ...]
    weights: tuple[Weight, ...]
    """By what lines carry an award, one or one per tier; none: by their part of the measure."""

    def pay(self, measured: Measured) -> Paid:
        """Return what each row is worth, exactly."""
        ...


KINDS: dict[type[Part], type] = {
    RateReward: RateKind,
    PerUnitReward: PerUnitKind,
    FlatReward: FlatKind,
    StepReward: StepKind,
    TiersReward: TiersKind,
    RankingReward: RankingKind,
    RaceReward: RaceKind,
}


@dataclass(frozen=True)
class Asked:
    """A measure over a selection, and over the base of its growth."""

    measure: Name | Growth
    selection: Selection
    base: Selection | None

    @property
    def name(self) -> Name:
        """What is counted in a window."""
        return own_measure(self.measure)


@dataclass(frozen=True)
class Program:
    """A plan with its reward's kind and its selections."""

    plan: Plan
    kind: RewardKind
    counted: Asked
    paid: Selection
    conditions: tuple[tuple[Condition, Asked], ...]

    @property
    def selections(self) -> tuple[Selection, ...]:
        """Every selection that this program asks for."""
        asked = [self.counted, *(asked for _, asked in self.conditions)]
        bases = [one.base for one in asked if one.base is not None]
        return tuple(dict.fromkeys([self.paid, *(one.selection for one in asked), *bases]))


def compiled(plan: Plan, book: Book) -> Program:
    """Make a plan ready, writing what it wants to know into the book."""
    kind: RewardKind = KINDS[type(plan.reward)](plan, plan.reward)
    counted = _asked(plan, plan.measure, plan.scope, book)
    own = paid_on_own_lines(plan.reward)
    paid = counted.selection if own is None else _selection(plan, own)
    wanted = book.setdefault(paid, Wanted())
    for payment in kind.payments:
        if payment.slot is not None:
            wanted.slot(payment.slot)
        elif payment.column not in {None, "increment"}:
            wanted.columns |= ASKED[str(payment.column)]
    if isinstance(plan.reward, RankingReward) or plan.caps.on_budget == "first_come":
        book[counted.selection].columns.add("last_us")
    conditions = tuple(
        (
            one,
            _asked(plan, one.measure, plan.scope if one.scope is None else one.scope, book),
        )
        for one in plan.conditions
    )
    return Program(plan, kind, counted, paid, conditions)


def compiled_all(plans: Iterable[Plan]) -> tuple[list[Program], Book]:
    """Make plans ready together."""
    book: Book = {}
    return [compiled(plan, book) for plan in plans], book


def flow_of(plan: Plan) -> Flow:
    """Return how a plan's lines find their party and their day."""
    return Flow(plan.credit, plan.returns, plan.period.timezone, plan.per_order)


def _selection(plan: Plan, scope: Scope) -> Selection:
    return Selection(flow_of(plan), plan.period, None, scope)


def _asked(plan: Plan, measure: Name | Growth, scope: Scope, book: Book) -> Asked:
    selection = _selection(plan, scope)
    columns = ASKED[own_measure(measure)]
    book.setdefault(selection, Wanted()).columns |= columns
    if not isinstance(measure, Growth):
        return Asked(measure, selection, None)
    base = Selection(flow_of(plan), plan.period, measure.over, scope)
    book.setdefault(base, Wanted()).columns |= columns
    return Asked(measure, selection, base)
