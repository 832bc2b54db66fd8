"""Judge: what about a plan's figures stops it, and what its approver should know.

A plan fails where it loses money on the sales as they were, where a product's own reward is
above its margin, or where nothing bounds a worst case that loses money. The rest is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from setia_engine.plan.document import Plan
from setia_engine.plan.reward import PerUnitReward, RateReward
from setia_engine.simulate.assumptions import Assumptions
from setia_engine.simulate.report import Figure, Figures, Finding, Severity, Verdict
from setia_engine.simulate.sales_of import Share
from setia_engine.values.numbers import THOUSANDTHS

MOST_NAMED = 12


def findings_on(
    plan: Plan, figures: Figures, assumptions: Assumptions
) -> Iterator[Finding]:
    """Yield what speaks against a plan, the gravest first."""
    yield from _margin(figures)
    yield from _products(plan, figures)
    yield from _worst(plan, figures)
    yield from _budget(figures)
    yield from _growth(figures)
    yield from _covered(figures)
    yield from _worthwhile(plan, figures, assumptions)


def not_counted(others: Iterable[Plan]) -> Iterator[Finding]:
    """Tell of binding plans that give points or goods: nobody stated what theirs cost."""
    named = sorted(one.id for one in others if one.settlement.given != "money")
    if named:
        told: dict[str, Figure] = {"programs": named, "count": len(named)}
        yield Finding("others_not_counted", "warn", "reward", told)


def verdict_on(findings: Sequence[Finding]) -> Verdict:
    """Return what the findings come to."""
    severities = {one.severity for one in findings}
    if "refuse" in severities:
        return "refused"
    return "fail" if "fail" in severities else "pass"


def is_commission(plan: Plan) -> bool:
    """Tell whether each product earns its own reward: a share, or an amount a piece."""
    return isinstance(plan.reward, RateReward | PerUnitReward)


def reward_path(plan: Plan) -> str:
    """Return where in the document the reward stands."""
    kind = next(iter(type(plan.reward).model_fields))
    return f"reward.{kind}"


def _margin(figures: Figures) -> Iterator[Finding]:
    margins = figures.margins
    if margins.after < 0:
        figures_told: dict[str, Figure] = {
            "before": margins.before,
            "others": margins.others,
            "cost": margins.house,
            "after": margins.after,
        }
        yield Finding("margin_negative", "fail", "reward", figures_told)


def _products(plan: Plan, figures: Figures) -> Iterator[Finding]:
    """Tell of products that leave less than their reward.

    A commission is asked for each product, so that one sold below its cost fails as well.
    An award for a whole window only passes over such a product, and is told of it.
    """
    known = [one for one in figures.products if one.has_cost and one.house > 0]
    commission = is_commission(plan)
    if above := [
        one for one in known if one.house > one.margin and (commission or one.margin > 0)
    ]:
        yield _above_margin(plan, above)
    at_loss = [] if commission else [one for one in known if one.margin <= 0]
    if at_loss:
        named = [one.key for one in at_loss[:MOST_NAMED]]
        yield Finding(
            "sold_at_loss", "warn", "scope", {"products": named, "count": len(at_loss)}
        )


def _above_margin(plan: Plan, above: Sequence[Share]) -> Finding:
    severity: Severity = "fail" if is_commission(plan) else "warn"
    path = "reward.min_per_unit" if _has_minimum(plan) else reward_path(plan)
    worst = min(above, key=lambda one: (one.margin - one.house, one.key))
    told: dict[str, Figure] = {
        "products": [one.key for one in above[:MOST_NAMED]],
        "count": len(above),
        "product": worst.key,
        "reward": per_unit(worst.house, worst),
        "margin": per_unit(worst.margin, worst),
    }
    return Finding("reward_above_margin", severity, path, told)


def per_unit(amount: int, share: Share) -> int:
    """Return what an amount is for each unit sold, towards zero; the whole where none was."""
    if share.quantity <= 0:
        return amount
    whole = abs(amount) * THOUSANDTHS // share.quantity
    return whole if amount >= 0 else -whole


def _has_minimum(plan: Plan) -> bool:
    return isinstance(plan.reward, RateReward) and plan.reward.min_per_unit is not None


def _worst(plan: Plan, figures: Figures) -> Iterator[Finding]:
    """Tell of hostile cases that lose money: without a budget nothing bounds them."""
    losing = [
        (case.left, case.case, case.cost)
        for case in figures.cases
        if case.left is not None and case.cost is not None and case.left < 0 < case.cost
    ]
    bounded = plan.caps.budget is not None
    if losing and figures.margins.after >= 0:
        left, case, cost = min(losing)
        told: dict[str, Figure] = {"case": case, "cost": cost, "left": left}
        if bounded:
            yield Finding("worst_negative", "warn", "caps.budget", told)
        else:
            yield Finding("worst_unbounded", "fail", "caps", told)
    elif not bounded and plan.caps.per_party is None and not is_commission(plan):
        yield Finding("no_bound", "warn", "caps", {"cost": figures.costs.worst})


def _budget(figures: Figures) -> Iterator[Finding]:
    if figures.used_up_on is not None and figures.budget is not None:
        told: dict[str, Figure] = {
            "budget": figures.budget,
            "on": figures.used_up_on.isoformat(),
        }
        yield Finding("budget_used_up", "warn", "caps.budget", told)


def _growth(figures: Figures) -> Iterator[Finding]:
    if figures.sold.no_base:
        told = {"parties": figures.sold.no_base, "of": figures.sold.parties}
        yield Finding("no_base", "warn", "measure", told)


def _covered(figures: Figures) -> Iterator[Finding]:
    looked = figures.looked
    if looked.of_windows is None:
        told = {"start": looked.for_start.isoformat(), "end": looked.for_end.isoformat()}
        yield Finding("open_end", "warn", "period.to", told)
    elif looked.windows < looked.of_windows:
        counts = {"windows": looked.windows, "of": looked.of_windows}
        yield Finding("partly_covered", "warn", "period", counts)


def _worthwhile(
    plan: Plan, figures: Figures, assumptions: Assumptions
) -> Iterator[Finding]:
    """Tell of commissions that nobody would go out for: of each product, for a unit."""
    worthwhile = assumptions.worthwhile_minor
    if worthwhile is None or not is_commission(plan) or plan.settlement.given != "money":
        return
    low = [
        one
        for one in figures.products
        if one.quantity > 0 and 0 < per_unit(one.house, one) < worthwhile
    ]
    if low:
        named = [one.key for one in low[:MOST_NAMED]]
        told: dict[str, Figure] = {
            "products": named,
            "count": len(low),
            "worthwhile": worthwhile,
        }
        yield Finding("hardly_worthwhile", "warn", reward_path(plan), told)
