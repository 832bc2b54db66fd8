"""The query that an analyst would write for one plan: only what that plan needs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

Plan = Mapping[str, Any]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PRODUCT = {"category": "p.category", "brand": "p.brand", "supplier": "p.supplier_id"}
COLUMNS = PRODUCT | {"product": "l.product_id", "channel": "l.channel", "seller": "l.seller_id"}
AGGREGATES = {
    "revenue": "sum(amount) AS revenue",
    "quantity": "sum(quantity) AS quantity",
    "margin": "sum(margin) AS margin",
    "orders": "count(DISTINCT order_id) FILTER (quantity > 0) AS orders",
    "products": "count(DISTINCT product_id) FILTER (quantity > 0) AS products",
    "last_sold_at": "max(sold_at) AS last_sold_at",
}
NEEDED = {
    "revenue": {"amount"},
    "quantity": {"quantity"},
    "margin": {"margin"},
    "orders": {"order_id", "quantity"},
    "products": {"product_id", "quantity"},
    "last_sold_at": {"sold_at"},
}
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
    tables = [*_stretches(plan), f"counted AS ({_counted(plan)})", f"measured AS ({_measured(plan)})"]
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


def _stretches(plan: Plan) -> list[str]:
    tables = []
    if plan["credit"] == "upline":
        tables.append(STRETCHES.format(name="parents", attribute="parent_id"))
    if _rated_by(plan) == "tier" or "tier" in plan.get("eligible", {}):
        tables.append(STRETCHES.format(name="tiers", attribute="tier"))
    if plan["returns"] == "restate":
        first = "SELECT order_id, min(sold_at)::DATE AS day FROM sale_lines GROUP BY order_id"
        tables.append(f"first_days AS ({first})")
    return tables


def _counted(plan: Plan) -> str:
    """Write what reads the lines that count: their party, their window, what is summed."""
    columns = [f"{_party(plan)} AS party_id", f"{_window(plan)} AS window_from"]
    columns += [_column(name) for name in sorted(_needed(plan))]
    if (earned := _earned_by_line(plan)) is not None:
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
    return "coalesce(o.day, l.sold_at::DATE)" if plan["returns"] == "restate" else "l.sold_at"


def _window(plan: Plan) -> str:
    start, every = plan["period"]["from"], plan["period"].get("every")
    if every is None:
        return f"DATE '{start}'"
    cut = f"date_trunc('{every}', {_day(plan)})::DATE"
    return f"greatest({cut}, DATE '{start}')" if every == "week" else cut


def _party(plan: Plan) -> str:
    return {"seller": "l.seller_id", "buyer": "l.buyer_id", "upline": "u.value"}[plan["credit"]]


def _joins(plan: Plan) -> list[str]:
    joins = []
    used = {*plan["scope"], *plan["scope"].get("not", {}), _rated_by(plan)}
    if used & set(PRODUCT) or "margin" in _needed(plan):
        joins.append("JOIN products AS p USING (product_id)")
    if plan["returns"] == "restate":
        joins.append(
            "LEFT JOIN first_days AS o "
            "ON o.order_id = l.returns_order_id AND (l.quantity < 0 OR l.amount < 0)"
        )
    if plan["credit"] == "upline":
        joins.append(_during("parents AS u", "u", "l.seller_id", plan, inner=True))
    if _rated_by(plan) == "tier":
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
    found += [_one_of(COLUMNS[name], scope[name]) for name in COLUMNS if name in scope]
    found += [f"NOT {_one_of(COLUMNS[name], wanted)}" for name, wanted in scope.get("not", {}).items()]
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


def _one_of(column: str, wanted: str | list[str]) -> str:
    names = [wanted] if isinstance(wanted, str) else wanted
    listed = ", ".join(f"'{name}'" for name in names)
    return f"{column} IN ({listed})"


def _sums(plan: Plan) -> list[str]:
    """Name the sums that a plan is worked out from."""
    measure = plan["measure"]
    names = {"revenue" if isinstance(measure, Mapping) else measure}
    names |= {condition["measure"] for condition in plan.get("conditions", [])}
    if "ranking" in plan["reward"]:
        names.add("last_sold_at")
    return [name for name in AGGREGATES if name in names]


def _needed(plan: Plan) -> set[str]:
    return set().union(*(NEEDED[name] for name in _sums(plan)))


def _measured(plan: Plan) -> str:
    aggregates = [AGGREGATES[name] for name in _sums(plan)]
    if _earned_by_line(plan) is not None:
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
    FROM (SELECT window_from, party_id, round({_worth(plan)}) AS gross FROM {rows}{conditions})
    WHERE gross <> 0
"""


def _eligible(plan: Plan, source: str) -> str:
    wanted = plan.get("eligible", {})
    if "role" in wanted:
        roles = f"SELECT party_id FROM parties WHERE {_one_of('role', wanted['role'])}"
        return f"(SELECT * FROM {source} SEMI JOIN ({roles}) USING (party_id))"
    if "tier" in wanted:
        last = _last_day(plan)
        return f"""(
        SELECT m.* FROM {source} AS m
        JOIN tiers AS e ON e.party_id = m.party_id AND {last} >= e.since AND {last} < e.until
        WHERE {_one_of("e.value", wanted["tier"])}
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


def _rated_by(plan: Plan) -> str | None:
    rate = plan["reward"].get("rate")
    return rate["by"] if isinstance(rate, Mapping) else None


def _fraction(rate: str) -> str:
    return format(Decimal(rate.removesuffix("%")) / 100, "f")


def _earned_by_line(plan: Plan) -> str | None:
    """Write what a line earns where lines earn differently."""
    reward = plan["reward"]
    if (by := _rated_by(plan)) is not None:
        table = reward["rate"]
        column = "t.value" if by == "tier" else COLUMNS[by]
        cases = " ".join(
            f"WHEN '{name}' THEN {_fraction(rate)}" for name, rate in table["values"].items()
        )
        return f"l.amount * CASE {column} {cases} ELSE {_fraction(table['otherwise'])} END"
    if "min_per_unit" in reward:
        share, least = f"l.amount * {_fraction(reward['rate'])}", reward["min_per_unit"]
        return f"""CASE
        WHEN l.quantity > 0 THEN greatest({share}, l.quantity * {least})
        WHEN l.quantity < 0 THEN least({share}, l.quantity * {least})
        ELSE {share} END"""
    return None


def _worth(plan: Plan) -> str:
    """Write what a row earns from its sums."""
    reward, measure = plan["reward"], plan["measure"]
    if _earned_by_line(plan) is not None:
        return "earned"
    if "rate" in reward:
        return f"{measure} * {_fraction(reward['rate'])}"
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
    starts = [f"base * (1 + {_fraction(tier['from'])})" if grows else tier["from"] for tier in tiers]
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
            f"greatest({top} - {start}, 0) * {_fraction(tier['rate'])}"
            for top, start, tier in zip(tops, starts, tiers, strict=True)
        )
    cases = " ".join(
        f"WHEN {measured} >= {start} THEN {tier.get('per_unit') or _fraction(tier['rate'])}"
        for start, tier in reversed(list(zip(starts, tiers, strict=True)))
    )
    return f"greatest({measured} * CASE {cases} ELSE 0 END, 0)"
