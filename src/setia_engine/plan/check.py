"""Rules between keys and between plans, all told at once.

``check_plan`` reads a document of which anything may still be wrong; ``check_run`` reads
the plans that are evaluated together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from setia_engine.plan.checks import payment, period, reward, run, terms
from setia_engine.plan.checks.draft import Draft
from setia_engine.plan.document import Plan
from setia_engine.values.problem import Problem

RULES: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    period.ends_before_it_starts,
    period.growth_of_an_order,
    period.growth_without_end,
    period.growth_of_a_week_over_last_year,
    payment.one_limit,
    reward.race_runs_on_a_running_sum,
    reward.incremental_measures_what_it_pays,
    payment.one_payment,
    payment.tiers_ascend,
    payment.places_count_from_one,
    payment.minima_descend,
    reward.cumulative_pays_flat,
    reward.incremental_has_no_table,
    reward.increment_grows,
    reward.increment_is_one_number,
    reward.basis_has_a_rate,
    reward.own_scope_is_paid_on,
    terms.caps_are_rounding_units,
    terms.shares_make_at_most_all,
    terms.funders_stand_once,
)
RUN_RULES: tuple[Callable[[Sequence[Plan]], Iterator[Problem]], ...] = (
    run.ids_stand_once,
    run.groups_share_terms,
)


def check_plan(document: Mapping[str, object]) -> list[Problem]:
    """Return what the keys of one document break together; anything may be missing."""
    draft = Draft(document)
    return [problem for rule in RULES for problem in rule(draft)]


def check_run(plans: Sequence[Plan]) -> list[Problem]:
    """Return what plans that are evaluated together break."""
    return [problem for rule in RUN_RULES for problem in rule(plans)]
