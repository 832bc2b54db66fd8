"""A hundred promises as a grocer has them: to stores, to households, with suppliers."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator

Document = dict[str, object]
ZONE = "America/New_York"
DEPARTMENTS = (
    "GROCERY",
    "DRUG GM",
    "PRODUCE",
    "MEAT-PCKGD",
    "MEAT",
    "DELI",
    "PASTRY",
    "NUTRITION",
    "FUEL",
    "SEAFOOD-PCKGD",
    "SALAD BAR",
    "MISCELLANEOUS",
    "COSMETICS",
    "FLORAL",
    "SEAFOOD",
    "SPIRITS",
)
SUPPLIERS = (2, 69, 103, 194, 317, 544, 673, 693, 764, 1046, 1208, 1251)
PRODUCTS = ("P1082185", "P1029743", "P995242", "P1106523", "P981760", "P1133018", "P883404")


def retailers_plans() -> list[Document]:
    """Return the hundred plans."""
    kinds = [
        _points, _store_commission, _supplier_rebate, _household_bonus, _achievement,
        _best_stores, _contests, _growth, _charity, _per_piece, _coupons,
    ]  # fmt: skip
    return [_complete(plan) for kind in kinds for plan in kind()]


def _complete(plan: Document) -> Document:
    period = plan["period"]
    zoned = period | {"timezone": ZONE} if isinstance(period, dict) else period
    return {"setia": 1, "rounding": {"to": 0.01}} | plan | {"period": zoned}


def _year(every: str | None = None) -> Document:
    year: Document = {"from": "2017-01-01", "to": "2017-12-31"}
    return year if every is None else year | {"every": every}


def _month(month: int) -> Document:
    last = monthrange(2017, month)[1]
    return {"from": f"2017-{month:02d}-01", "to": f"2017-{month:02d}-{last}"}


def _name(text: str) -> str:
    return text.lower().replace(" ", "-")


def _points() -> Iterator[Document]:
    """Points per order, of everything and of some departments."""
    scopes: list[Document] = [
        {},
        {"brand": "Private"},
        {"category": ["PRODUCE", "SALAD BAR", "SEAFOOD"]},
        {"category": "FUEL"},
    ]
    for number, scope in enumerate(scopes, start=1):
        yield {
            "id": f"points-{number}",
            "period": _year("order"),
            "credit": "buyer",
            "scope": scope,
            "reward": {"step": {"every": 5, "give": 1}},
            "rounding": {"to": 1},
            "settlement": {"as": "points"},
        }


def _store_commission() -> Iterator[Document]:
    """A share of each department's sales for its store, each month."""
    for place, department in enumerate(DEPARTMENTS):
        yield {
            "id": f"commission-{_name(department)}",
            "period": _year("month"),
            "scope": {"category": department},
            "reward": {"rate": f"{1 + place % 4 * 0.5}%"},
        }


def _supplier_rebate() -> Iterator[Document]:
    """Rebates that suppliers fund: by slices for some, by the tier reached for others."""
    for place, supplier in enumerate(SUPPLIERS):
        rates = [(50, "1%"), (250, "2%"), (1000, "3%")]
        tiers = [{"from": start, "rate": rate} for start, rate in rates]
        yield {
            "id": f"rebate-m{supplier}",
            "period": _year("quarter"),
            "scope": {"supplier": f"M{supplier}"},
            "reward": {"mode": ("incremental", "retroactive")[place % 2], "tiers": tiers},
            "funding": [{"party": f"M{supplier}", "share": "60%"}],
        }
    for place, supplier in enumerate(SUPPLIERS[:8]):
        yield {
            "id": f"household-m{supplier}",
            "period": _year("month"),
            "credit": "buyer",
            "scope": {"supplier": f"M{supplier}", "not": {"category": "COUPON"}},
            "reward": {"rate": f"{2 + place % 3}%"},
            "caps": {"per_party": 5},
            "funding": [{"party": f"M{supplier}", "share": "100%"}],
        }


def _household_bonus() -> Iterator[Document]:
    """A different department each month: spend so much, get so much back."""
    for month in range(1, 13):
        yield {
            "id": f"bonus-{month:02d}",
            "period": _month(month),
            "credit": "buyer",
            "scope": {"category": list(DEPARTMENTS[month % 8 : month % 8 + 3])},
            "conditions": [{"measure": "orders", "at_least": 2}],
            "reward": {
                "mode": "cumulative",
                "tiers": [{"from": 25, "flat": 1}, {"from": 75, "flat": 3}],
            },
        }


def _achievement() -> Iterator[Document]:
    """What stores earn for selling much, of either brand, on weekdays or weekends."""
    days = {"weekdays": ["mon", "tue", "wed", "thu", "fri"], "weekends": ["sat", "sun"]}
    for every in ("month", "quarter"):
        for brand in ("National", "Private"):
            for name, weekdays in days.items():
                rates = [(500, "0.5%"), (2000, "1%"), (5000, "1.5%")]
                yield {
                    "id": f"achievement-{brand.lower()}-{name}-{every}",
                    "period": _year(every),
                    "scope": {"brand": brand, "weekday": weekdays},
                    "reward": {
                        "mode": "retroactive",
                        "tiers": [{"from": start, "rate": rate} for start, rate in rates],
                    },
                }


def _best_stores() -> Iterator[Document]:
    """Prizes for the best three stores of a department each month."""
    for department in DEPARTMENTS[:8]:
        yield {
            "id": f"best-{_name(department)}",
            "period": _year("month"),
            "scope": {"category": department},
            "reward": {
                "ranking": [
                    {"place": 1, "at_least": 500, "flat": 250},
                    {"place": 2, "at_least": 250, "flat": 100},
                    {"place": 3, "flat": 50},
                ]
            },
        }


def _contests() -> Iterator[Document]:
    """The first stores to sell so many pieces."""
    for month, department in zip((2, 5, 8, 11), DEPARTMENTS[2:6], strict=True):
        yield {
            "id": f"contest-{month:02d}",
            "period": _month(month),
            "scope": {"category": department},
            "measure": "quantity",
            "reward": {
                "race": [
                    {"reach": 50, "flat": 50, "winners": 10},
                    {"reach": 200, "flat": 100, "winners": 3},
                ]
            },
        }


def _growth() -> Iterator[Document]:
    """Rebates for growing over the month or the quarter before."""
    for every in ("month", "quarter"):
        for department in DEPARTMENTS[:3]:
            yield {
                "id": f"growth-{_name(department)}-{every}",
                "period": _year(every),
                "scope": {"category": department},
                "measure": {"growth": "revenue", "over": "previous"},
                "reward": {
                    "mode": "retroactive",
                    "tiers": [
                        {"from": "5%", "rate": "0.5%"},
                        {"from": "15%", "rate": "1%"},
                    ],
                    "of": "increment" if every == "quarter" else "revenue",
                },
            }


def _charity() -> Iterator[Document]:
    """A share of a weekday's sales for a good cause, over everything or one department."""
    for place, weekday in enumerate(
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "fri"]
    ):
        scope: Document = {"weekday": weekday}
        if place % 2:
            scope["category"] = DEPARTMENTS[place]
        yield {
            "id": f"charity-{place + 1}-{weekday}",
            "period": _year("month"),
            "scope": scope,
            "reward": {"rate": "1%"},
            "payee": "food-bank",
            "caps": {"budget": 2000},
        }


def _per_piece() -> Iterator[Document]:
    """An amount for each piece, of one product or of a brand of a department."""
    scopes: list[Document] = [{"product": product} for product in PRODUCTS]
    scopes += [
        {"category": department, "brand": "Private"} for department in DEPARTMENTS[5:8]
    ]
    for number, scope in enumerate(scopes, start=1):
        yield {
            "id": f"per-piece-{number:02d}",
            "period": _year("quarter"),
            "scope": scope,
            "measure": "quantity",
            "reward": {"per_unit": 0.02},
            "caps": {"per_party": 100},
        }


def _coupons() -> Iterator[Document]:
    """Four offers of which each household keeps its best one, each month."""
    for number, departments in enumerate(
        (DEPARTMENTS[:2], DEPARTMENTS[2:5], DEPARTMENTS[5:9])
    ):
        yield {
            "id": f"offer-{number + 1}",
            "period": _year("month"),
            "credit": "buyer",
            "scope": {"category": list(departments)},
            "reward": {"rate": f"{number + 1}%"},
            "stacking": {"group": "offers", "keep": "best"},
        }
    yield {
        "id": "offer-4",
        "period": _year("month"),
        "credit": "buyer",
        "reward": {"step": {"every": 100, "give": 1}},
        "stacking": {"group": "offers", "keep": "best"},
    }
