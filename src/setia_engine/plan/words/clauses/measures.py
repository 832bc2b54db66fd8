"""Measures in words: what is counted, and against which earlier window growth is held."""

from __future__ import annotations

from setia_engine.plan.document import Plan
from setia_engine.plan.measure import Growth, Name
from setia_engine.plan.words.phrase import Phrase, phrase


def measure_of(measure: Name | Growth) -> Phrase:
    """Name a measure."""
    if isinstance(measure, Growth):
        return phrase("measure.growth", measure=phrase(f"measure.{measure.growth}"))
    return phrase(f"measure.{measure}")


def grown_from(plan: Plan, growth: Growth) -> Phrase:
    """Name a measure that grows, with what it grows from."""
    return phrase(
        "measure.growth.from",
        measure=phrase(f"measure.{growth.growth}"),
        base=base_of(plan, growth),
    )


def base_of(plan: Plan, growth: Growth) -> Phrase:
    """Name the earlier window."""
    if growth.over == "last_year":
        return phrase("base.last_year")
    return phrase(f"base.previous.{plan.period.every or 'whole'}")
