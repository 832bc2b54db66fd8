"""The part of a query that reads the lines that count: whose, in which window, of which sales."""

from __future__ import annotations

from collections.abc import Mapping

from bench.thousand.names import (
    COLUMNS,
    PRODUCT,
    WEEKDAYS,
    Plan,
    fraction,
    needed,
    one_of,
    rated_by,
)

STRETCHES = """{name} AS (
    SELECT
        party_id,
        value,
        since,
        lead(since, 1, DATE '9999-12-31') OVER (PARTITION BY party_id ORDER BY since) AS until
    FROM (
        SELECT party_id, {attribute} AS value, DATE '0001-01-01' AS since FROM parties
        UNION ALL
        SELECT party_id, value, from_date FROM party_history WHERE attribute = '{attribute}'
    )
)"""
"""Who had which value from when until when."""


def stretches(plan: Plan) -> list[str]:
    tables = []
    if plan["credit"] == "upline":
        tables.append(STRETCHES.format(name="parents", attribute="parent_id"))
    if rated_by(plan) == "tier" or "tier" in plan.get("eligible", {}):
        tables.append(STRETCHES.format(name="tiers", attribute="tier"))
    if plan["returns"] == "restate":
        first = (
            "SELECT order_id, min(sold_at)::DATE AS day FROM sale_lines GROUP BY order_id"
        )
        tables.append(f"first_days AS ({first})")
    return tables


def counted(plan: Plan) -> str:
    """Write what reads the lines that count: their party, their window, what is summed."""
    columns = [f"{_party(plan)} AS party_id", f"{_window(plan)} AS window_from"]
    columns += [_column(name) for name in sorted(needed(plan))]
    if (earned := earned_by_line(plan)) is not None:
        columns.append(f"{earned} AS earned")
    return f"""
    SELECT {", ".join(columns)}
    FROM sale_lines AS l{"".join(_joins(plan))}
    WHERE {" AND ".join(_filters(plan))}
"""


def _column(name: str) -> str:
    if name == "margin":
        return "l.amount - coalesce(l.cost, p.cost * l.quantity) AS margin"
    return f"l.{name}"


def _day(plan: Plan) -> str:
    return (
        "coalesce(o.day, l.sold_at::DATE)" if plan["returns"] == "restate" else "l.sold_at"
    )


def _window(plan: Plan) -> str:
    start, every = plan["period"]["from"], plan["period"].get("every")
    if every is None:
        return f"DATE '{start}'"
    cut = f"date_trunc('{every}', {_day(plan)})::DATE"
    return f"greatest({cut}, DATE '{start}')" if every == "week" else cut


def _party(plan: Plan) -> str:
    return {"seller": "l.seller_id", "buyer": "l.buyer_id", "upline": "u.value"}[
        plan["credit"]
    ]


def _joins(plan: Plan) -> list[str]:
    joins = []
    used = {*plan["scope"], *plan["scope"].get("not", {}), rated_by(plan)}
    if used & set(PRODUCT) or "margin" in needed(plan):
        joins.append("JOIN products AS p USING (product_id)")
    if plan["returns"] == "restate":
        joins.append(
            "LEFT JOIN first_days AS o "
            "ON o.order_id = l.returns_order_id AND (l.quantity < 0 OR l.amount < 0)"
        )
    if plan["credit"] == "upline":
        joins.append(_during("parents AS u", "u", "l.seller_id", plan, inner=True))
    if rated_by(plan) == "tier":
        joins.append(_during("tiers AS t", "t", _party(plan), plan, inner=False))
    if "joined_within" in plan["scope"]:
        joins.append(f"JOIN parties AS j ON j.party_id = {_party(plan)}")
    return [f"\n    {join}" for join in joins]


def _during(table: str, name: str, party: str, plan: Plan, *, inner: bool) -> str:
    day = f"({_day(plan)})::DATE"
    held = f"{name}.party_id = {party} AND {day} >= {name}.since AND {day} < {name}.until"
    return f"{'JOIN' if inner else 'LEFT JOIN'} {table} ON {held}"


def _filters(plan: Plan) -> list[str]:
    start, end = plan["period"]["from"], plan["period"]["to"]
    if isinstance(plan["measure"], Mapping):
        start = start.replace(year=start.year - 1)
    day = _day(plan)
    found = [f"{day} >= DATE '{start}'", f"{day} < DATE '{end}' + 1"]
    scope = plan["scope"]
    found += [one_of(COLUMNS[name], scope[name]) for name in COLUMNS if name in scope]
    found += [
        f"NOT {one_of(COLUMNS[name], wanted)}"
        for name, wanted in scope.get("not", {}).items()
    ]
    if "weekday" in scope:
        numbers = [str(WEEKDAYS.index(name) + 1) for name in scope["weekday"]]
        found.append(f"isodow({day}) IN ({', '.join(numbers)})")
    if "joined_within" in scope:
        found.append(f"{day}::DATE - j.joined_on BETWEEN 0 AND {scope['joined_within']}")
    if plan["credit"] != "seller":
        found.append(f"{_party(plan)} IS NOT NULL")
    if plan["returns"] == "ignore":
        found.append("l.quantity >= 0 AND l.amount >= 0")
    return found


def earned_by_line(plan: Plan) -> str | None:
    """Write what a line earns where lines earn differently."""
    reward = plan["reward"]
    if (by := rated_by(plan)) is not None:
        table = reward["rate"]
        column = "t.value" if by == "tier" else COLUMNS[by]
        cases = " ".join(
            f"WHEN '{name}' THEN {fraction(rate)}" for name, rate in table["values"].items()
        )
        return f"l.amount * CASE {column} {cases} ELSE {fraction(table['otherwise'])} END"
    if "min_per_unit" in reward:
        share, least = f"l.amount * {fraction(reward['rate'])}", reward["min_per_unit"]
        return f"""CASE
        WHEN l.quantity > 0 THEN greatest({share}, l.quantity * {least})
        WHEN l.quantity < 0 THEN least({share}, l.quantity * {least})
        ELSE {share} END"""
    return None
