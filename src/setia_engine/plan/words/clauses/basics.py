"""When, who, which sales, under which conditions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from setia_engine.plan.document import Plan
from setia_engine.plan.measure import Condition, Growth
from setia_engine.plan.period import Period
from setia_engine.plan.words.clauses.filters import CHANGING, people, sales
from setia_engine.plan.words.clauses.measures import grown_from, measure_of
from setia_engine.plan.words.phrase import Measured, Phrase, phrase, point
from setia_engine.values.window import Window, window_holding

ZONES = {
    "Asia/Jakarta": "zone.wib",
    "Asia/Pontianak": "zone.wib",
    "Asia/Makassar": "zone.wita",
    "Asia/Jayapura": "zone.wit",
}
CLIPPED = {"week", "month", "quarter", "year"}


def period(plan: Plan) -> Iterator[Phrase]:
    """From when to when, and in which windows."""
    span, name = plan.period, plan.period.timezone
    zone = phrase(ZONES.get(name, "zone.other"), name=name)
    if span.end is None:
        yield phrase("period.open", start=span.start, zone=zone)
    else:
        yield phrase("period.closed", start=span.start, end=span.end, zone=zone)
    yield phrase(f"window.{span.every or 'whole'}")
    if _is_clipped(span):
        yield phrase("window.clipped")


def _is_clipped(span: Period) -> bool:
    """Say whether the period begins or ends inside of a calendar window."""
    if span.every not in CLIPPED:
        return False
    always = Window(date.min, None)
    first = window_holding(span.start, always, span.every)
    last = None if span.end is None else window_holding(span.end, always, span.every)
    begins = first is not None and first.start < span.start
    return begins or (last is not None and last.end != span.end)


def parties(plan: Plan) -> Iterator[Phrase]:
    """Whose performance counts."""
    yield phrase(f"credit.{plan.credit}")
    whom = people(plan.eligible)
    yield phrase("eligible.some", people=whom) if whom else phrase("eligible.everyone")
    if plan.eligible.attributes() & CHANGING:
        yield phrase("eligible.last_day")


def counted(plan: Plan) -> Iterator[Phrase]:
    """Which sales count, and how they are measured."""
    which = sales(plan.scope)
    yield phrase("scope.some", sales=which) if which else phrase("scope.all")
    if "buyer_tier" in plan.scope.attributes():
        yield phrase("scope.that_day")
    if isinstance(plan.measure, Growth):
        yield phrase("measured.growth", measure=grown_from(plan, plan.measure))
    else:
        yield phrase(f"measured.{plan.measure}")


def conditions(plan: Plan) -> Iterator[Phrase]:
    """What must hold in the window, or nothing is paid."""
    if not plan.conditions:
        yield phrase("conditions.none")
        return
    yield phrase("conditions.all")
    for condition in plan.conditions:
        yield _condition(plan, condition)
    if any(_may_be_undefined(condition) for condition in plan.conditions):
        yield phrase("conditions.undefined")


def _condition(plan: Plan, condition: Condition) -> Phrase:
    measure = condition.measure
    named = (
        grown_from(plan, measure) if isinstance(measure, Growth) else measure_of(measure)
    )
    limit = Measured(condition.limit, measure)
    compared = phrase(f"condition.{condition.comparison}", measure=named, limit=limit)
    if condition.scope is None:
        return point("condition.plain", condition=compared)
    which = sales(condition.scope)
    if which is None:
        return point("condition.over_all", condition=compared)
    return point("condition.over", condition=compared, sales=which)


def _may_be_undefined(condition: Condition) -> bool:
    return isinstance(condition.measure, Growth) or condition.measure == "margin_rate"
