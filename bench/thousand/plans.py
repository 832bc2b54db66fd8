"""A thousand promises as a trading house collects them: drawn, the same every time.

Most are promotions of some weeks on a few products, a brand or a category, often in one
channel or on some weekdays; some run for a quarter or a year. A scope takes in 0.2 to 5 per
cent of the lines, before its dates.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from bench.generate import World

Document = dict[str, object]
SEED = 20260115
FIRST_DAY = date(2024, 1, 1)
LAST_DAY = date(2025, 12, 31)
CATEGORIES = [f"category-{number:02d}" for number in range(1, 21)]
BRANDS = [f"brand-{number:02d}" for number in range(1, 41)]
SUPPLIERS = [f"M{number:02d}" for number in range(1, 16)]
CHANNELS = ["shop", "marketplace", "chat"]
TIERS = ["bronze", "silver", "gold", "platinum"]
Draw = random.Random


def drawn_plans(world: World, number: int) -> list[Document]:
    """Draw plans for a world."""
    draw = random.Random(SEED)  # noqa: S311 - plans, not secrets
    return [_plan(draw, world, at) for at in range(number)]


def _plan(draw: Draw, world: World, at: int) -> Document:
    reward, measure = _reward(draw)
    plan: Document = {
        "setia": 1,
        "id": f"plan-{at:04d}",
        "period": _period(draw, grows=isinstance(measure, dict)),
        "credit": draw.choices(["seller", "buyer", "upline"], [70, 22, 8])[0],
        "scope": _scope(draw, world),
        "measure": measure,
        "reward": reward,
        "returns": draw.choices(["deduct", "ignore", "restate"], [88, 9, 3])[0],
    }
    if plan["credit"] == "seller" and draw.random() < 0.15:
        plan["eligible"] = draw.choice(
            [
                {"role": "outlet"},
                {"role": ["reseller", "outlet"]},
                {"tier": ["gold", "platinum"]},
            ]
        )
    if draw.random() < 0.15:
        plan["conditions"] = [_condition(draw)]
    if draw.random() < 0.12:
        plan["caps"] = draw.choice([{"per_party": 250_000}, {"per_party": 1_000_000}])
    elif draw.random() < 0.04:
        plan["caps"] = {"budget": 5_000_000}
    return plan


def _period(draw: Draw, *, grows: bool) -> Document:
    if grows:
        return _dates(date(2025, 1, 1), LAST_DAY, draw.choice(["month", "quarter"]))
    return draw.choices(
        [
            _some_weeks,
            _quarter_by_month,
            _season,
            _year_by_month,
            _year_by_quarter,
            _by_week,
        ],
        [47, 20, 12, 8, 8, 5],
    )[0](draw)


def _dates(start: date, end: date, every: str | None = None) -> Document:
    period: Document = {"from": start, "to": end}
    return period if every is None else period | {"every": every}


def _some_weeks(draw: Draw) -> Document:
    days = draw.randint(7, 60)
    start = FIRST_DAY + timedelta(days=draw.randrange(731 - days))
    return _dates(start, start + timedelta(days=days - 1))


def _by_week(draw: Draw) -> Document:
    return _some_weeks(draw) | {"every": "week"}


def _quarter(draw: Draw, quarters: int) -> tuple[date, date]:
    first = draw.randrange(9 - quarters)
    after = first + quarters
    start = date(2024 + first // 4, first % 4 * 3 + 1, 1)
    return start, date(2024 + after // 4, after % 4 * 3 + 1, 1) - timedelta(days=1)


def _quarter_by_month(draw: Draw) -> Document:
    return _dates(*_quarter(draw, 1), "month")


def _season(draw: Draw) -> Document:
    return _dates(*_quarter(draw, draw.choice([1, 2])))


def _year_by_month(draw: Draw) -> Document:
    return _dates(*_quarter(draw, draw.choice([4, 4, 8])), "month")


def _year_by_quarter(draw: Draw) -> Document:
    return _dates(*_quarter(draw, 4), "quarter")


def _scope(draw: Draw, world: World) -> Document:
    """Take in some per cent of the lines; popular products stand first in every list."""
    kinds: list[tuple[int, Callable[[Draw], Document]]] = [
        (28, lambda draw: _products(draw, world)),
        (14, lambda draw: {"category": draw.sample(CATEGORIES[8:], 1)}),
        (14, lambda draw: {"brand": draw.sample(BRANDS[4:], draw.randint(1, 2))}),
        (8, _suppliers_channel),
        (8, lambda draw: {"category": draw.sample(CATEGORIES[2:], 2), "channel": "chat"}),
        (8, _brands_of_a_category),
        (8, _brands_on_some_days),
        (5, _supplier_without_some),
        (3, lambda draw: {"category": draw.choice(CATEGORIES[4:]), "joined_within": 365}),
        (4, lambda draw: _sellers(draw, world)),
    ]
    return draw.choices([kind for _, kind in kinds], [often for often, _ in kinds])[0](draw)


def _suppliers_channel(draw: Draw) -> Document:
    return {"supplier": draw.choice(SUPPLIERS), "channel": draw.choice(CHANNELS[1:])}


def _brands_of_a_category(draw: Draw) -> Document:
    return {"category": draw.choice(CATEGORIES), "brand": draw.sample(BRANDS, 8)}


def _brands_on_some_days(draw: Draw) -> Document:
    days = draw.sample(["mon", "tue", "fri", "sat", "sun"], 2)
    return {"brand": draw.sample(BRANDS, 3), "weekday": days}


def _supplier_without_some(draw: Draw) -> Document:
    without = {"category": draw.sample(CATEGORIES, 6)}
    return {"supplier": draw.choice(SUPPLIERS[3:]), "not": without}


def _products(draw: Draw, world: World) -> Document:
    sizes = world.sizes
    first = draw.randrange(sizes["products"] // 20, sizes["products"] // 2)
    among = range(first, sizes["products"])
    number = max(1, min(draw.randint(10, 120), len(among) // 4))
    return {"product": sorted(f"P{product:05d}" for product in draw.sample(among, number))}


def _sellers(draw: Draw, world: World) -> Document:
    sellers = world.sizes["sellers"]
    named = draw.sample(range(sellers), max(1, sellers // 200))
    return {"seller": sorted(f"S{seller:06d}" for seller in named)}


def _condition(draw: Draw) -> Document:
    return draw.choice(
        [
            {"measure": "revenue", "at_least": 2_000_000},
            {"measure": "quantity", "at_least": 5},
            {"measure": "orders", "at_least": 2},
            {"measure": "products", "above": 1},
        ]
    )


def _reward(draw: Draw) -> tuple[Document, object]:
    """Return a reward and the measure that it is paid by."""
    kinds: list[Callable[[Draw], tuple[Document, object]]] = [
        _rate, _table, _per_unit, _flat, _step, _tiers, _slices, _targets, _ranking, _growth,
    ]  # fmt: skip
    return draw.choices(kinds, [30, 10, 10, 7, 7, 13, 8, 4, 6, 5])[0](draw)


def _rate(draw: Draw) -> tuple[Document, object]:
    kind = draw.random()
    rate = f"{draw.choice([1, 1.5, 2, 2.5, 3, 5, 7.5, 10])}%"
    if kind < 0.15:
        return {"rate": rate, "of": "margin"}, "margin"
    if kind < 0.22:
        return {"rate": rate, "min_per_unit": draw.choice([500, 1000, 2500])}, "revenue"
    return {"rate": rate}, "revenue"


def _table(draw: Draw) -> tuple[Document, object]:
    by, names = draw.choice(
        [
            ("category", CATEGORIES),
            ("brand", BRANDS),
            ("channel", CHANNELS),
            ("tier", TIERS),
        ]
    )
    named = draw.sample(names, min(len(names), draw.randint(2, 5)))
    values = {name: f"{draw.choice([1, 2, 2.5, 4, 6])}%" for name in sorted(named)}
    return {"rate": {"by": by, "values": values, "otherwise": "1%"}}, "revenue"


def _per_unit(draw: Draw) -> tuple[Document, object]:
    return {"per_unit": draw.choice([250, 500, 750, 1500, 5000])}, "quantity"


def _flat(draw: Draw) -> tuple[Document, object]:
    return {"flat": draw.choice([25_000, 50_000, 100_000])}, "quantity"


def _step(draw: Draw) -> tuple[Document, object]:
    every = draw.choice([10_000, 250_000, 1_000_000])
    return {"step": {"every": every, "give": every // 1000}}, "revenue"


def _tiers(draw: Draw) -> tuple[Document, object]:
    if draw.random() < 0.3:
        paid = [(10, 100), (25, 250), (100, 600)]
        by_piece = [{"from": start, "per_unit": each} for start, each in paid]
        return {"mode": "retroactive", "tiers": by_piece}, "quantity"
    first = draw.choice([1_000_000, 2_500_000, 5_000_000])
    rates = [(first, "1%"), (first * 3, "2%"), (first * 10, "3.5%")]
    tiers = [{"from": start, "rate": rate} for start, rate in rates]
    return {"mode": "retroactive", "tiers": tiers}, "revenue"


def _slices(draw: Draw) -> tuple[Document, object]:
    first = draw.choice([1_000_000, 5_000_000])
    rates = [(0, "0.5%"), (first, "1.25%"), (first * 5, "2%")]
    tiers = [{"from": start, "rate": rate} for start, rate in rates]
    return {"mode": "incremental", "tiers": tiers}, "revenue"


def _targets(draw: Draw) -> tuple[Document, object]:
    first = draw.choice([5, 10])
    paid = [(first, 50_000), (first * 3, 100_000), (first * 8, 250_000)]
    tiers = [{"from": start, "flat": prize} for start, prize in paid]
    return {"mode": "cumulative", "tiers": tiers}, "quantity"


def _ranking(draw: Draw) -> tuple[Document, object]:
    first = draw.choice([5_000_000, 50_000_000])
    minima = [first, first // 2, first // 4, first // 10, first // 10]
    prizes = [5_000_000, 2_500_000, 1_000_000, 500_000, 500_000]
    places = [
        {"place": place, "at_least": least, "flat": prize}
        for place, (least, prize) in enumerate(zip(minima, prizes, strict=True), start=1)
    ]
    return {"ranking": places}, "revenue"


def _growth(draw: Draw) -> tuple[Document, object]:
    mode = draw.choice(["retroactive", "incremental"])
    tiers = [{"from": "10%", "rate": "1%"}, {"from": "25%", "rate": "2%"}]
    return {"mode": mode, "tiers": tiers}, {"growth": "revenue", "over": "last_year"}
