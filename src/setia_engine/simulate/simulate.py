"""Simulate: a plan over history, as it was, as it may be, and at its worst."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain

from setia_engine.facts.laid import LaidFacts
from setia_engine.plan.document import Plan
from setia_engine.plan.measure import Growth
from setia_engine.run.evaluate import Outcome
from setia_engine.run.ground import Ground
from setia_engine.simulate.assumptions import WHOLE, Assumptions
from setia_engine.simulate.break_even import break_even
from setia_engine.simulate.budget import used_up_on
from setia_engine.simulate.counted import COUNTED, lay_counted, margin_of
from setia_engine.simulate.hostile import hostile_cases
from setia_engine.simulate.judge import MOST_NAMED, findings_on, not_counted, verdict_on
from setia_engine.simulate.report import (
    Case,
    Costs,
    Figures,
    Finding,
    InWindow,
    Looked,
    Margins,
    Report,
    Sold,
)
from setia_engine.simulate.responses import Costs as CostsByChange
from setia_engine.simulate.responses import at_percentile, drawn_changes
from setia_engine.simulate.sales_of import Share, lay_parts, shares_by, spread
from setia_engine.simulate.stretch import Stretch, stretch_of
from setia_engine.simulate.trial import Cost, Trial, cost_of, on_history
from setia_engine.values.numbers import MILLIONTHS, MINOR
from setia_engine.values.window import day_of
from setia_engine.values.zone import local_date

Tell = Callable[[str, int, int], None]
"""Told of a step, how much of it is done, and out of how much."""


def tell_nobody(_step: str, _done: int, _of: int) -> None:
    """Keep quiet about progress."""


def simulate(
    plan: Plan,
    others: Sequence[Sequence[Plan]],
    facts: LaidFacts,
    as_of: datetime,
    assumptions: Assumptions,
    tell: Tell = tell_nobody,
) -> Report:
    """Evaluate a plan over the latest history that is like its days, beside those that bind.

    ``others`` are the plans that bind, in the runs in which they are evaluated. The facts
    are laid down for the time zones of all plans.
    """
    stretch, refused = _stretch(plan, facts, as_of, assumptions)
    if stretch is None or refused:
        return Report(plan.id, "refused", tuple(refused), None)
    own, group, rest = on_history(plan, others, stretch)
    trial = Trial(own, stretch, group, facts, as_of)
    tell("history", 0, 1)
    base = _laid(trial, rest, assumptions)
    if base is None:
        finding = Finding("no_sales", "refuse", "scope", _days(stretch))
        return Report(plan.id, "refused", (finding,), None)
    figures = _figures(trial, base, assumptions, tell)
    findings = [*_cost_missing(base, assumptions), *findings_on(plan, figures, assumptions)]
    findings += not_counted([*group, *chain.from_iterable(rest)])
    return Report(plan.id, verdict_on(findings), tuple(findings), figures)


@dataclass(frozen=True)
class _Base:
    """The plan over history as it was."""

    ground: Ground
    outcome: Outcome
    given: Cost
    cost: Cost
    products: list[Share]
    parties: list[Share]
    lines: int


def _stretch(
    plan: Plan, facts: LaidFacts, as_of: datetime, assumptions: Assumptions
) -> tuple[Stretch | None, list[Finding]]:
    refused = []
    if plan.settlement.given != "money" and assumptions.unit_worth_minor is None:
        given = plan.settlement.given
        refused.append(Finding("worth_missing", "refuse", "settlement.as", {"unit": given}))
    zone = plan.period.timezone
    if zone not in facts.counts.first_day:
        return None, [*refused, Finding("no_history", "refuse", "period")]
    known = local_date(as_of, zone)
    first = day_of(facts.counts.first_day[zone])
    last = min(day_of(facts.counts.last_day[zone]), known)
    stretch = stretch_of(plan.period, first, last) if first <= last else None
    if stretch is None:
        told: dict[str, int | str | list[str]] = {
            "first": first.isoformat(),
            "last": last.isoformat(),
        }
        refused.append(Finding("history_short", "refuse", "period", told))
    return stretch, refused


def _laid(
    trial: Trial, others: Sequence[Sequence[Plan]], assumptions: Assumptions
) -> _Base | None:
    """Evaluate what was, and lay out who and what carried it; None where nothing was sold."""
    ground = lay_counted(trial, assumptions.responses)
    found = trial.facts.connection.execute(f"SELECT count(*) FROM {COUNTED}").fetchone()  # noqa: S608 - our own name
    if not found or not found[0]:
        return None
    outcome = trial.outcome(explain=True)
    lay_parts(trial, outcome.explain, others)
    given = cost_of(outcome)
    cost = in_money(given, assumptions)
    products = [
        _worth(one, assumptions)
        for one in shares_by(trial, "product", ground.products.table["product_id"])
    ]
    parties = [
        _worth(one, assumptions) for one in shares_by(trial, "party", ground.parties.ids)
    ]
    return _Base(
        ground,
        outcome,
        given,
        cost,
        spread(products, cost.house),
        spread(parties, cost.house),
        int(found[0]),
    )


def in_money(cost: Cost, assumptions: Assumptions) -> Cost:
    """Return what a cost is in money, where a plan gives points or goods: rounded up."""
    worth = assumptions.unit_worth_minor
    if worth is None:
        return cost
    return Cost(-(-cost.amount * worth // MINOR), -(-cost.house * worth // MINOR))


def _worth(share: Share, assumptions: Assumptions) -> Share:
    money = in_money(Cost(share.house, share.house), assumptions)
    return replace(share, house=money.house)


def _figures(trial: Trial, base: _Base, assumptions: Assumptions, tell: Tell) -> Figures:
    drawn = []
    costs_at = CostsByChange(trial, base.given, len(assumptions.responses))
    for changes in drawn_changes(assumptions):
        drawn.append(in_money(costs_at.at(changes), assumptions))
        tell("samples", len(drawn), assumptions.samples)
    margins = Margins(
        sum(one.margin for one in base.products),
        sum(one.others for one in base.products),
        base.cost.house,
    )
    tell("hostile", 0, 1)
    cases = list(_cases(trial, base.ground, margins, assumptions))
    costs = _costs(trial.plan, base.cost, drawn, cases)
    tell("break_even", 0, 1)
    budget = trial.plan.caps.budget
    used_up = used_up_on(trial)
    return Figures(
        looked=_looked(trial.stretch),
        sold=_sold(base, trial.plan),
        costs=costs,
        margins=margins,
        cases=tuple(cases),
        break_even=break_even(
            margins.before - margins.others,
            lambda extra: in_money(costs_at.at_once(extra), assumptions).house,
        ),
        anyway=_anyway(costs),
        budget=None if budget is None else int(budget * MINOR),
        used_up_on=None if used_up is None else trial.stretch.back.forth(used_up),
        windows=tuple(_windows(base.outcome, trial.stretch, assumptions)),
        products=tuple(sorted(base.products, key=lambda one: (one.after, one.key))),
        parties=tuple(sorted(base.parties, key=lambda one: (-one.house, one.key))),
    )


def _cases(
    trial: Trial, ground: Ground, margins: Margins, assumptions: Assumptions
) -> Iterator[Case]:
    calendar = ground.calendar(trial.plan.period)
    for lay in hostile_cases(trial, calendar).values():
        laid = lay()
        if laid.lines is None:
            yield Case(laid.case, why=laid.why)
            continue
        cost = in_money(trial.cost(laid.lines), assumptions)
        margin = margin_of(trial, laid.lines)
        others = margins.others * margin // margins.before if margins.before > 0 else 0
        yield Case(laid.case, cost.amount, margin - others - cost.house)


def _costs(plan: Plan, was: Cost, drawn: Sequence[Cost], cases: Sequence[Case]) -> Costs:
    amounts = [one.amount for one in drawn]
    named = [(was.amount, "as_was"), (max(amounts), "samples")]
    named += [(case.cost, case.case) for case in cases if case.cost is not None]
    worst, worst_case = max(named, key=lambda pair: pair[0])
    return Costs(
        unit=plan.settlement.given,
        as_was=was.amount,
        house=was.house,
        low=min(amounts),
        p50=at_percentile(amounts, 50),
        p95=at_percentile(amounts, 95),
        worst=worst,
        worst_case=worst_case,
        samples=tuple(amounts),
    )


def _anyway(costs: Costs) -> int | None:
    """Return the share of the middle cost that no change of sales would have cost as well."""
    if costs.p50 <= 0:
        return None
    return min(MILLIONTHS, max(0, costs.as_was) * MILLIONTHS // costs.p50)


def _sold(base: _Base, plan: Plan) -> Sold:
    standings = base.outcome.standings
    no_base = 0
    if standings is not None and isinstance(plan.measure, Growth):
        rows = standings.select(["party_id", "measure"]).to_pylist()
        none = {row["party_id"] for row in rows if row["measure"] is None}
        no_base = len(
            none - {row["party_id"] for row in rows if row["measure"] is not None}
        )
    return Sold(
        lines=base.lines,
        parties=len(base.parties),
        revenue=sum(one.revenue for one in base.products),
        without_cost=sum(one.without_cost for one in base.products),
        no_base=no_base,
    )


def _windows(
    outcome: Outcome, stretch: Stretch, assumptions: Assumptions
) -> Iterator[InWindow]:
    """Yield what each window would have cost, on the plan's own days; orders by their day."""
    awards = outcome.awards
    sums: dict[tuple[date, date | None], list[int]] = {}
    for row in awards.select(["window_from", "window_to", "amount"]).to_pylist():
        key = row["window_from"], row["window_to"]
        sums.setdefault(key, []).append(int(row["amount"].scaleb(2)))
    for (start, end), amounts in sorted(sums.items(), key=lambda pair: pair[0][0]):
        cost = in_money(Cost(sum(amounts), 0), assumptions).amount
        told = None if end is None else stretch.back.forth(end)
        yield InWindow(stretch.back.forth(start), told, cost)


def _cost_missing(base: _Base, assumptions: Assumptions) -> Iterator[Finding]:
    revenue = sum(one.revenue for one in base.products)
    missing = sum(one.without_cost for one in base.products)
    if missing * WHOLE <= revenue * assumptions.most_missing:
        return
    without = sorted(
        (one for one in base.products if one.without_cost),
        key=lambda one: (-one.without_cost, one.key),
    )
    told: dict[str, int | str | list[str]] = {
        "share": missing * WHOLE // revenue if revenue > 0 else WHOLE,
        "most": assumptions.most_missing,
        "products": [one.key for one in without[:MOST_NAMED]],
        "count": len(without),
    }
    yield Finding("cost_missing", "refuse", "scope", told)


def _looked(stretch: Stretch) -> Looked:
    told = stretch.told
    return Looked(
        start=stretch.start,
        end=stretch.end,
        for_start=told.start,
        for_end=told.end or told.start,
        windows=stretch.windows,
        of_windows=stretch.of_windows,
    )


def _days(stretch: Stretch) -> dict[str, int | str | list[str]]:
    return {"start": stretch.start.isoformat(), "end": stretch.end.isoformat()}
