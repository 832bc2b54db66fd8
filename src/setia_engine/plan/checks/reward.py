"""Rules of rewards: which measure, basis, table and scope each kind and mode can use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from setia_engine.plan.checks.draft import Draft
from setia_engine.values.problem import Problem

VALUED = {"revenue", "margin"}


def cumulative_pays_flat(draft: Draft) -> Iterator[Problem]:
    """Tiers that add up pay flat amounts."""
    if draft.mode == "cumulative":
        for steps, tier in draft.payments:
            for key in ("rate", "per_unit"):
                if key in tier:
                    allowed = "`flat`, with `mode: cumulative`"
                    yield draft.problem("tier-payment", (*steps, key), allowed)


def incremental_measures_what_it_pays(draft: Draft) -> Iterator[Problem]:
    """Slices of money earn rates, slices of quantity earn amounts per unit."""
    if draft.mode != "incremental" or not draft.measures_something:
        return
    if draft.measure == "quantity":
        pays = "per_unit"
    elif draft.measure in VALUED or draft.growth in VALUED:
        pays = "rate"
    else:
        allowed = "quantity, revenue, margin, or growth of revenue or margin"
        yield draft.problem(
            "incremental-measure", ("measure",), f"{allowed}, with `mode: incremental`"
        )
        return
    for steps, tier in draft.payments:
        for key in {"rate", "per_unit", "flat"} - {pays}:
            if key in tier:
                allowed = f"`{pays}`, with this measure and `mode: incremental`"
                yield draft.problem("tier-payment", (*steps, key), allowed)


def incremental_has_no_table(draft: Draft) -> Iterator[Problem]:
    """A slice of a sum is not made of lines of one kind."""
    if draft.mode == "incremental":
        for steps, tier in draft.payments:
            for key in ("rate", "per_unit"):
                if isinstance(tier.get(key), Mapping):
                    allowed = "one number, with `mode: incremental`"
                    yield draft.problem("table", (*steps, key), allowed)


def increment_grows(draft: Draft) -> Iterator[Problem]:
    """An increment is what revenue or margin grew by."""
    if (
        draft.reward.get("of") == "increment"
        and draft.measures_something
        and draft.growth not in VALUED
    ):
        allowed = "revenue or margin; `increment` needs growth of revenue or margin"
        yield draft.problem("increment-measure", ("reward", "of"), allowed)


def increment_is_one_number(draft: Draft) -> Iterator[Problem]:
    """An increment belongs to no line, so no table and no minimum per unit reach it."""
    if draft.reward.get("of") != "increment":
        return
    if "min_per_unit" in draft.reward:
        allowed = "nothing, with `of: increment`"
        yield draft.problem("min-per-unit", ("reward", "min_per_unit"), allowed)
    rates = [(("reward",), draft.reward), *draft.payments]
    for steps, paid in rates:
        if isinstance(paid.get("rate"), Mapping):
            yield draft.problem("table", (*steps, "rate"), "one rate, with `of: increment`")


def basis_has_a_rate(draft: Draft) -> Iterator[Problem]:
    """`of` names the basis of a rate."""
    if "of" not in draft.reward or draft.kind not in {"tiers", "ranking"}:
        return
    if draft.mode == "incremental":
        allowed = "nothing, with `mode: incremental`, which pays on what is measured"
        yield draft.problem("basis", ("reward", "of"), allowed)
    elif not any("rate" in paid for _, paid in draft.payments):
        allowed = "nothing, since no `rate` is paid"
        yield draft.problem("basis", ("reward", "of"), allowed)


def own_scope_is_paid_on(draft: Draft) -> Iterator[Problem]:
    """`reward.scope` says which lines a rate or an amount per unit is paid on."""
    if "scope" not in draft.reward or draft.kind not in {"rate", "tiers", "ranking"}:
        return
    why = None
    if draft.mode == "incremental":
        why = "with `mode: incremental`, which pays on what is measured"
    elif draft.reward.get("of") == "increment":
        why = "with `of: increment`, which belongs to no line"
    elif draft.kind != "rate" and not any(
        "rate" in paid or "per_unit" in paid for _, paid in draft.payments
    ):
        why = "since neither `rate` nor `per_unit` is paid"
    if why is not None:
        yield draft.problem("own-scope", ("reward", "scope"), f"nothing, {why}")


def race_runs_on_a_running_sum(draft: Draft) -> Iterator[Problem]:
    """A race is run on quantity or revenue, which grow line by line."""
    runs = draft.measure in {"quantity", "revenue"}
    if draft.kind == "race" and draft.measures_something and not runs:
        allowed = "quantity or revenue, with `reward.race`"
        yield draft.problem("race-measure", ("measure",), allowed)
