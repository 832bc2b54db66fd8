"""The query that an analyst would write for one plan: only what that plan needs."""

from __future__ import annotations

from collections.abc import Mapping

from bench.thousand.counted import counted, earned_by_line, stretches
from bench.thousand.names import AGGREGATES, Plan, one_of, sums
from bench.thousand.worth import worth

PRORATED = """, whole AS (
    SELECT sum(amount) FILTER (amount > 0) AS wanted FROM paid
), shared AS (
    SELECT
        *,
        (amount::HUGEINT * {budget}) // wanted::HUGEINT AS part,
        (amount::HUGEINT * {budget}) % wanted::HUGEINT AS rest
    FROM paid, whole
    WHERE amount > 0
)
SELECT window_from, party_id, CASE
    WHEN wanted <= {budget} THEN amount
    WHEN row_number() OVER (ORDER BY rest DESC, party_id, window_from)
        <= {budget} - sum(part) OVER () THEN part + 1
    ELSE part
END AS amount
FROM shared
UNION ALL
SELECT window_from, party_id, amount FROM paid WHERE amount < 0"""


def query_for(plan: Plan) -> str:
    """Return the query that answers a plan with window_from, party_id and amount."""
    tables = [
        *stretches(plan),
        f"counted AS ({counted(plan)})",
        f"measured AS ({_measured(plan)})",
    ]
    if isinstance(plan["measure"], Mapping):
        tables.append(f"grown AS ({_grown()})")
    if "ranking" in plan["reward"]:
        tables += _placed(plan)
    tables.append(f"paid AS ({_paid(plan)})")
    with_tables = "WITH " + ", ".join(tables)
    budget = plan.get("caps", {}).get("budget")
    if budget is None:
        return f"{with_tables}\nSELECT window_from, party_id, amount FROM paid"
    return with_tables + PRORATED.format(budget=budget)


def _measured(plan: Plan) -> str:
    aggregates = [AGGREGATES[name] for name in sums(plan)]
    if earned_by_line(plan) is not None:
        aggregates.append("sum(earned) AS earned")
    return f"""
    SELECT window_from, party_id, {", ".join(aggregates)}
    FROM counted
    GROUP BY window_from, party_id
"""


def _grown() -> str:
    return """
    SELECT this.*, base.revenue AS base
    FROM measured AS this
    JOIN measured AS base
        ON base.party_id = this.party_id
        AND base.window_from = this.window_from - INTERVAL 1 YEAR
    WHERE this.window_from >= '2025-01-01' AND base.revenue > 0
"""


def _placed(plan: Plan) -> list[str]:
    """Minima fall with the places: as low as the first one met, and below whoever is better."""
    places = plan["reward"]["ranking"]
    met = " ".join(
        f"WHEN revenue >= {place['at_least']} THEN {place['place']}" for place in places
    )
    kept = _conditions(plan)
    return [
        f"""ranked AS (
    SELECT *, CASE {met} END AS met, row_number() OVER (
        PARTITION BY window_from ORDER BY revenue DESC, last_sold_at, party_id
    ) AS nth
    FROM {_eligible(plan, "measured")}{kept}
)""",
        """placed AS (
    SELECT *, nth + max(met - nth) OVER (PARTITION BY window_from ORDER BY nth) AS place
    FROM ranked
    WHERE met IS NOT NULL
)""",
    ]


def _paid(plan: Plan) -> str:
    """Write what each row is worth: rounded once, not below the cap, nothing left out but 0."""
    cap = plan.get("caps", {}).get("per_party")
    amount = "gross" if cap is None else f"least(gross, {cap})"
    source = "grown" if isinstance(plan["measure"], Mapping) else "measured"
    if "ranking" in plan["reward"]:
        rows, conditions = "placed", ""
    else:
        rows, conditions = _eligible(plan, source), _conditions(plan)
    return f"""
    SELECT window_from, party_id, {amount} AS amount
    FROM (SELECT window_from, party_id, round({worth(plan)}) AS gross FROM {rows}{conditions})
    WHERE gross <> 0
"""


def _eligible(plan: Plan, source: str) -> str:
    wanted = plan.get("eligible", {})
    if "role" in wanted:
        roles = f"SELECT party_id FROM parties WHERE {one_of('role', wanted['role'])}"
        return f"(SELECT * FROM {source} SEMI JOIN ({roles}) USING (party_id))"
    if "tier" in wanted:
        last = _last_day(plan)
        return f"""(
        SELECT m.* FROM {source} AS m
        JOIN tiers AS e ON e.party_id = m.party_id AND {last} >= e.since AND {last} < e.until
        WHERE {one_of("e.value", wanted["tier"])}
    )"""
    return source


def _last_day(plan: Plan) -> str:
    every, end = plan["period"].get("every"), plan["period"]["to"]
    if every is None:
        return f"DATE '{end}'"
    next_one = {"week": "7 DAYS", "month": "1 MONTH", "quarter": "3 MONTHS"}[every]
    cut = f"date_trunc('{every}', m.window_from)"
    return f"least(({cut} + INTERVAL {next_one})::DATE - 1, DATE '{end}')"


def _conditions(plan: Plan) -> str:
    signs = {"at_least": ">=", "above": ">"}
    held = [
        f"{condition['measure']} {sign} {condition[word]}"
        for condition in plan.get("conditions", [])
        for word, sign in signs.items()
        if word in condition
    ]
    return f" WHERE {' AND '.join(held)}" if held else ""
