"""Rules between the plans of one run: ids of their own, groups with the same terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from setia_engine.plan.document import Plan
from setia_engine.values.problem import Problem

SHARED: dict[str, Callable[[Plan], object]] = {
    "period": lambda plan: plan.period,
    "credit": lambda plan: plan.credit,
    "settlement.as": lambda plan: plan.settlement.given,
    "stacking.keep": lambda plan: plan.stacking and plan.stacking.keep,
}
"""What the plans of a stacking group must have in common, by path."""


def ids_stand_once(plans: Sequence[Plan]) -> Iterator[Problem]:
    """A plan's id is its own in a run."""
    seen: set[str] = set()
    for plan in plans:
        if plan.id in seen:
            allowed = "an id that no other plan of the run has"
            yield Problem("id-repeated", "id", plan.id, allowed, plan=plan.id)
        seen.add(plan.id)


def groups_share_terms(plans: Sequence[Plan]) -> Iterator[Problem]:
    """The plans of a stacking group can be held against each other."""
    for first, plan, path in differing_in_group(plans):
        yield Problem(
            "stacking-terms",
            path,
            told(SHARED[path](plan)),
            f"{told(SHARED[path](first))}, as plan {first.id} of the same group has",
            plan=plan.id,
        )


def differing_in_group(plans: Sequence[Plan]) -> Iterator[tuple[Plan, Plan, str]]:
    """Yield the first plan of a group, one that differs from it, and in which path."""
    grouped = sorted((plan for plan in plans if plan.stacking), key=_group)
    for _, members in groupby(grouped, key=_group):
        first, *others = members
        for plan in others:
            for path, term in SHARED.items():
                if term(plan) != term(first):
                    yield first, plan, path


def told(term: object) -> str:
    """Write a shared term as its document would."""
    written = getattr(term, "model_dump", None)
    if written is None:
        return str(term)
    keys = written(mode="json", by_alias=True, exclude_none=True)
    return "{" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}"


def _group(plan: Plan) -> str:
    return plan.stacking.group if plan.stacking else ""
