"""A threshold that no window can hold: conditions, filters and dates that contradict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from setia_engine.plan.document import Plan
from setia_engine.plan.filters import WEEKDAYS, Filter
from setia_engine.plan.lint.finding import Finding, Severity
from setia_engine.plan.measure import Growth, Name
from setia_engine.plan.words.clauses.examples import facts
from setia_engine.plan.words.clauses.measures import measure_of
from setia_engine.plan.words.phrase import Listing, Measured, Phrase, Sum, phrase
from setia_engine.plan.worth.example import usual_case
from setia_engine.plan.worth.span import Span, possible, scope_of, usual

WEEK = 7


def impossible(plan: Plan) -> Iterator[Finding]:
    """Find what keeps a plan from ever paying anything."""
    yield from _conditions(plan)
    yield from _filters(plan)
    yield from _weekdays(plan)


def _conditions(plan: Plan) -> Iterator[Finding]:
    """Narrow each measure condition by condition until nothing is left of it."""
    strict: dict[tuple[object, object], Span] = {}
    loose: dict[tuple[object, object], Span] = {}
    for number, condition in enumerate(plan.conditions):
        scope = scope_of(plan, condition)
        over = (condition.measure, scope)
        before = strict.get(over) or possible(plan, condition.measure, scope)
        before_usual = loose.get(over) or usual(plan, condition.measure, scope)
        strict[over] = before.within(condition)
        loose[over] = before_usual.within(condition)
        path = f"conditions[{number}].{condition.comparison}"
        limit = Measured(condition.limit, condition.measure)
        measure = condition.measure
        if strict[over].empty and not before.empty:
            says = phrase("impossible.condition", limit=limit, left=_left(before, measure))
            yield _found(plan, "error", path, says)
        elif loose[over].empty and not before_usual.empty:
            yield _found(plan, "warning", path, phrase("impossible.returns", limit=limit))


def _left(span: Span, measure: Name | Growth) -> Phrase:
    """Say which values are left of a measure."""
    bounds = []
    if span.low is not None:
        key = "condition.at_least" if span.low_in else "condition.above"
        bounds.append((key, span.low))
    if span.high is not None:
        key = "condition.at_most" if span.high_in else "condition.below"
        bounds.append((key, span.high))
    named = measure_of(measure)
    phrases = [
        phrase(key, measure=named, limit=Measured(value, measure)) for key, value in bounds
    ]
    return phrase("impossible.left", bounds=Listing(phrases))


def _filters(plan: Plan) -> Iterator[Finding]:
    """Find filters that exclude whatever they keep."""
    for path, kept in _all_filters(plan):
        if kept.excluded is not None and _covers(kept.excluded, kept):
            yield _found(plan, "error", f"{path}.not", phrase("impossible.filter"))


def _all_filters(plan: Plan) -> Iterator[tuple[str, Filter]]:
    yield "eligible", plan.eligible
    yield "scope", plan.scope
    own = getattr(plan.reward, "scope", None)
    if isinstance(own, Filter):
        yield "reward.scope", own
    for number, condition in enumerate(plan.conditions):
        if condition.scope is not None:
            yield f"conditions[{number}].scope", condition.scope


def _covers(excluded: Filter, kept: Filter) -> bool:
    """Say whether everything that a filter keeps is excluded by another one."""
    if (
        excluded.excluded is not None
        or getattr(excluded, "joined_within", None) is not None
    ):
        return False
    wanted = kept.wanted()
    return all(
        name in wanted and set(wanted[name]) <= set(values)
        for name, values in excluded.wanted().items()
    )


def _weekdays(plan: Plan) -> Iterator[Finding]:
    """Find periods that are over before their weekday comes."""
    wanted, end = plan.scope.weekday, plan.period.end
    if wanted is None or end is None:
        return
    days = min((end - plan.period.start).days + 1, WEEK)
    held = {
        WEEKDAYS[(plan.period.start + timedelta(days=number)).weekday()]
        for number in range(days)
    }
    if not held & set(wanted):
        names = [phrase(f"weekday.{day}") for day in wanted]
        says = phrase(
            "impossible.weekday",
            days=Listing(names, "or"),
            start=plan.period.start,
            end=end,
        )
        yield _found(plan, "error", "scope.weekday", says)


def _found(plan: Plan, severity: Severity, path: str, says: Phrase) -> Finding:
    case = usual_case(plan)
    unit = plan.settlement.given
    example = phrase(
        "impossible.example",
        facts=facts(case),
        promised=Sum(case.award, unit),
        nothing=Sum(0, unit),
    )
    return Finding("impossible", severity, plan.id, path, says, example)
