"""The part of a query that says what a row of sums earns."""

from __future__ import annotations

from collections.abc import Mapping

from bench.thousand.counted import earned_by_line
from bench.thousand.names import Plan, fraction


def worth(plan: Plan) -> str:
    """Write what a row earns from its sums."""
    reward, measure = plan["reward"], plan["measure"]
    if earned_by_line(plan) is not None:
        return "earned"
    if "rate" in reward:
        return f"{measure} * {fraction(reward['rate'])}"
    if "per_unit" in reward:
        return f"quantity * {reward['per_unit']}"
    if "flat" in reward:
        return f"CASE WHEN quantity > 0 THEN {reward['flat']} ELSE 0 END"
    if "step" in reward:
        every, give = reward["step"]["every"], reward["step"]["give"]
        return f"((revenue * 100)::BIGINT // {every * 100}) * {give}"
    if "ranking" in reward:
        prizes = ", ".join(str(place["flat"]) for place in reward["ranking"])
        return f"coalesce([{prizes}][place], 0)"
    return _tiers_worth(reward, str(measure), grows=isinstance(measure, Mapping))


def _tiers_worth(reward: Plan, measure: str, *, grows: bool) -> str:
    tiers = reward["tiers"]
    starts = [
        f"base * (1 + {fraction(tier['from'])})" if grows else tier["from"]
        for tier in tiers
    ]
    measured = "revenue" if grows else measure
    if reward["mode"] == "cumulative":
        each = [
            f"CASE WHEN {measured} >= {start} THEN {tier['flat']} ELSE 0 END"
            for start, tier in zip(starts, tiers, strict=True)
        ]
        return " + ".join(each)
    if reward["mode"] == "incremental":
        tops = [f"least({measured}, {end})" for end in starts[1:]] + [measured]
        return " + ".join(
            f"greatest({top} - {start}, 0) * {fraction(tier['rate'])}"
            for top, start, tier in zip(tops, starts, tiers, strict=True)
        )
    cases = " ".join(
        f"WHEN {measured} >= {start} THEN {tier.get('per_unit') or fraction(tier['rate'])}"
        for start, tier in reversed(list(zip(starts, tiers, strict=True)))
    )
    return f"greatest({measured} * CASE {cases} ELSE 0 END, 0)"
