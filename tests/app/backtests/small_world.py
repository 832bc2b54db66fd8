"""A world of two dozen sellers and half a year, in which every figure can be worked out."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from setia.backtests.backtest import Question, backtest
from setia.backtests.report import Report
from setia_engine.plan.read import read_plan_text

MONDAY = date(2026, 1, 5)
WEEKS = 28
BEGINS = 20
"""The program runs in weeks 20 to 23; the two weeks before it are set apart."""
RUNS = range(BEGINS, BEGINS + 4)
OURS = [f"A{number:02d}" for number in range(12)]
OTHERS = [f"B{number:02d}" for number in range(12)]
AS_OF = datetime(2026, 8, 31, tzinfo=UTC)
DOCUMENT = """
setia: 1
id: bonus
period: {{from: {start}, to: {end}, timezone: Asia/Jakarta}}
eligible: {eligible}
scope: {{category: skincare}}
reward: {{rate: 10%}}
{more}
"""


@dataclass(frozen=True)
class Sale:
    """What one party sells of one product in one week: whole rupiah, and what it cost."""

    amount: int
    cost: int | None = None
    product: str = "serum"


Sells = Callable[[str, int], list[Sale]]


def of_size(party: str) -> int:
    """Sellers differ: 100,000 to 1,200,000 a week."""
    return 100_000 * (int(party[1:]) + 1)


def half_more(party: str, week: int) -> list[Sale]:
    """Let those with the program sell half as much again while it runs; margin is 40 %."""
    amount = of_size(party)
    if party in OURS and week in RUNS:
        amount = amount * 3 // 2
    return [Sale(amount, amount * 6 // 10)]


def write_world(folder: Path, sells: Sells, territory: Callable[[str], str]) -> Path:
    folder.mkdir(exist_ok=True)
    parties = [*OURS, *OTHERS]
    _write(
        folder / "parties.csv",
        ["party_id", "name", "role", "tier", "territory"],
        [[one, one, "reseller", one[0], territory(one)] for one in parties],
    )
    products = [["serum", "Serum", "skincare"], ["kopi", "Kopi", "coffee"]]
    _write(folder / "products.csv", ["product_id", "name", "category"], products)
    _write(folder / "sale_lines.csv", HEAD, list(_lines(parties, sells)))
    return folder


HEAD = [
    *("order_id", "line_no", "sold_at", "seller_id"),
    *("product_id", "quantity", "amount", "cost"),
]


def _lines(parties: list[str], sells: Sells):
    for party in parties:
        for week in range(WEEKS):
            day = MONDAY + timedelta(days=7 * week + 2)
            for number, sale in enumerate(sells(party, week), 1):
                quantity = 1 if sale.amount > 0 else -1
                yield [
                    *(f"{party}-{week}", number, f"{day} 10:00:00", party),
                    *(sale.product, quantity, sale.amount),
                    "" if sale.cost is None else sale.cost,
                ]


def _write(path: Path, head: list[str], rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


def looked_back(
    folder: Path,
    sells: Sells = half_more,
    eligible: str = "{tier: A}",
    held_out: list[str] | None = None,
    **rest,
) -> Report:
    """Write the world and look back; ``territory``, ``more`` of the plan, ``as_of`` as given."""
    write_world(folder, sells, rest.get("territory", lambda party: "Jawa"))
    start = MONDAY + timedelta(days=7 * BEGINS)
    end, more = start + timedelta(days=27), rest.get("more", "")
    text = DOCUMENT.format(start=start, end=end, eligible=eligible, more=more)
    (plan,) = read_plan_text(text, "bonus.yaml")
    asked = Question((plan,), rest.get("as_of", AS_OF), frozenset(held_out or ()))
    asked = replace(asked, open_to=rest.get("open_to"))
    return backtest(asked, folder)
