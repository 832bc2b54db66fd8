"""A small business with programs of every nature, what can happen in it, and the whole answer.

The whole answer is one evaluation of everything by the engine, explained: what the standing
that is kept up to date is held to.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from builders import a_party, a_product, a_promise, an_actor, approved
from django.conf import settings

from setia.awards.live.tables import MOMENT
from setia.awards.standing import Standing
from setia.catalog.models import Product
from setia.core.clock import now, today
from setia.core.errors import Conflict, Refused
from setia.people.change_attribute import change_attribute
from setia.people.models import Merge, Party
from setia.programs.draft_version import draft_version
from setia.programs.models import Program
from setia.programs.promises import promises, runs_of
from setia.sales.correct_lines import Correction, correct_line, reverse_order
from setia.sales.drafts import LineDraft
from setia.sales.mirror.facts_as_known import facts_as_known
from setia.sales.models import SaleLine
from setia.sales.models.arrival import ArrivalKind
from setia.sales.record_lines import Delivery, record_lines
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import Outcome, evaluate
from setia_engine.run.load import open_facts
from setia_engine.run.write import in_one

HEAD = "setia: 1\nid: {id}\ntitle: {{id: {id}, en: {id}}}\n"
SEASON = "period: {from: 2026-09-01, to: 2026-12-31"
PROGRAMS = {
    "bulanan": SEASON
    + """, every: month}
conditions: [{measure: orders, at_least: 2}]
reward: {mode: incremental, tiers: [{from: 0, rate: 1%}, {from: 300000, rate: 3%}]}
""",
    "tumbuh": SEASON
    + """, every: month}
measure: {growth: revenue, over: previous}
reward: {mode: retroactive, tiers: [{from: 10%, rate: 2%}, {from: 50%, rate: 5%}]}
""",
    "tahunan": """period: {from: 2026-10-01, to: 2026-12-31, every: month}
measure: {growth: quantity, over: last_year}
reward: {rate: 2%}
""",
    "koreksi": SEASON
    + """, every: week}
returns: restate
measure: quantity
reward: {step: {every: 2, give: 1000}}
""",
    "per-pesanan": SEASON
    + """, every: order}
credit: buyer
returns: restate
reward: {step: {every: 50000, give: 1}}
settlement: {as: points}
""",
    "anggaran": SEASON
    + """, every: month}
reward: {rate: 5%}
caps: {budget: 20000}
""",
    "dulu-dulu": SEASON
    + """, every: week}
credit: upline
reward: {rate: 4%}
caps: {budget: 9000, on_budget: first_come}
""",
    "pilih-satu": SEASON
    + """, every: month}
reward: {rate: 3%}
stacking: {group: rebat, keep: best}
""",
    "pilih-dua": SEASON
    + """, every: month}
scope: {category: kopi}
reward: {rate: 6%}
stacking: {group: rebat, keep: best}
""",
    "peringkat": """period: {from: 2026-11-01, to: 2026-11-14}
measure: quantity
reward:
  ranking: [{place: 1, at_least: 5, flat: 9000}, {place: 2, flat: 5000}, {place: 3, flat: 1000}]
""",
    "balapan": SEASON
    + """, every: month}
eligible: {tier: [emas, perak]}
measure: quantity
reward: {race: [{reach: 3, flat: 1000, winners: 2}, {reach: 6, flat: 5000}]}
""",
}
"""Every reward kind whose windows hang on one another, and every rule that moves a day."""
CHANGED = SEASON + ", every: month}\nreward: {rate: 9%}\n"
SINCE = date(2026, 11, 1)
SELLERS = ("R-1", "R-2", "R-3")


@dataclass
class World:
    """The business, and the orders there are so far."""

    goods: tuple[str, ...] = ("P-1", "P-2")
    orders: list[str] = field(default_factory=list)
    numbers: int = 0

    @classmethod
    def founded(cls) -> World:
        """Register few people, who stand one above the other, and let every program bind."""
        top = a_party("R-1", tier="emas")
        a_party("R-2", tier="perak", parent=top)
        a_party("R-3", parent=top)
        a_party("C-1", role="customer")
        a_product("P-1", category="kopi")
        a_product("P-2", category="teh")
        for code, rest in PROGRAMS.items():
            a_promise(HEAD.format(id=code) + rest)
        return cls()

    def do(self, act: str, one: int, other: int) -> None:
        """Do one act; what cannot be done now is left."""
        getattr(self, act)(one, other)

    def sell(self, one: int, other: int) -> None:
        """Sell something, on a day up to fourteen months back or just now."""
        self._book(self._new_order(), one, other)

    def add_to_order(self, one: int, other: int) -> None:
        """Let an order have one more line, perhaps of an earlier day."""
        if self.orders:
            self._book(self.orders[one % len(self.orders)], one, other, line=2 + other % 7)

    def bring_back(self, one: int, other: int) -> None:
        """Return something of an order, which may itself become known only later."""
        undone = (
            self.orders[one % len(self.orders)] if self.orders and other % 4 else "O-99"
        )
        self._book(self._new_order(), one, other, sign=-1, returns=undone)

    def sell_late_what_was_returned(self, one: int, other: int) -> None:
        """Book an order that a return named before it was known."""
        self._book("O-99", one, other)

    def correct(self, one: int, other: int) -> None:
        """Correct a line that stands."""
        lines = list(SaleLine.objects.standing().order_by("pk"))
        if lines:
            figures = Correction(1_000 * (1 + other % 6), 1_000_000 * (1 + one % 9))
            correct_line(lines[one % len(lines)], figures, "typed wrongly", an_actor())

    def reverse(self, one: int, other: int) -> None:
        """Take a whole order back."""
        if self.orders and other % 2:
            _tolerant(
                lambda: reverse_order(self.orders[one % len(self.orders)], "x", an_actor())
            )

    def change_tier(self, one: int, other: int) -> None:
        """Move a party to another tier from a day on, also from one to come."""
        party = Party.objects.get(code=SELLERS[one % 3])
        day = today(settings.TIME_ZONE) + timedelta(days=(-40, -3, 0, 1)[other % 4])
        tier = ("emas", "perak", "")[other % 3]
        change_attribute(party, "tier", tier, day, an_actor())

    def rename(self, one: int, other: int) -> None:
        """Change what no program looks at, and let somebody new in."""
        Party.objects.filter(code=SELLERS[one % 3]).update(
            name=f"Toko {other}", version=other + 2
        )
        a_party(f"N-{self._next()}")

    def merge(self, one: int, other: int) -> None:
        """Find that two records are one person."""
        gone, kept = (Party.objects.get(code=code) for code in ("R-3", "R-2"))
        if one % 3 == 0 and not Merge.objects.exists():
            Merge.objects.create(gone=gone, kept=kept, at=now(), by="test")

    def change_product(self, one: int, other: int) -> None:
        """Put a product into another category."""
        category = ("kopi", "teh")[other % 2]
        rows = Product.objects.filter(code=self.goods[one % 2])
        rows.update(category=category, version=100 + self._next())

    def change_program(self, one: int, other: int) -> None:
        """Approve a new version of a program from a window on."""
        del other
        code = ("bulanan", "anggaran", "pilih-satu")[one % 3]
        rest = CHANGED + (
            "stacking: {group: rebat, keep: best}\n" if code == "pilih-satu" else ""
        )
        program = Program.objects.get(code=code)
        day = date(2026, 12, 1) if today(settings.TIME_ZONE) >= SINCE else SINCE

        def change() -> None:
            draft_version(program, HEAD.format(id=code) + rest, day, "more", an_actor())
            approved(program)

        if program.versions.count() == 1:
            _tolerant(change)

    def _book(
        self,
        order: str,
        one: int,
        other: int,
        *,
        line: int = 1,
        sign: int = 1,
        returns: str = "",
    ) -> None:
        days = (0, 0, 0, 1, 6, 12, 35, 370)[other % 8]
        quantity = 1 + one % 4
        draft = LineDraft(
            order_id=order,
            line_no=line,
            sold_at=now() - timedelta(days=days, minutes=one),
            seller=SELLERS[one % 3],
            product=self.goods[other % 2],
            quantity_milli=sign * 1_000 * quantity,
            amount_minor=sign * 4_000_000 * quantity,
            buyer="C-1" if other % 3 else "",
            returns_order_id=returns,
        )
        delivery = Delivery(ArrivalKind.API, "test", f"k{self._next()}")
        _tolerant(lambda: record_lines([draft], delivery, an_actor()))

    def _new_order(self) -> str:
        self.orders.append(f"O-{self._next() + 100}")
        return self.orders[-1]

    def _next(self) -> int:
        self.numbers += 1
        return self.numbers


def _tolerant(act: Any) -> None:
    """Do what may be refused, as a line that stands already with other figures is."""
    try:
        act()
    except (Refused, Conflict):
        return


def whole() -> dict[str, dict[str, pa.Table]]:
    """Evaluate everything that binds over all facts, explained: the meaning of the standing."""
    found: dict[str, list[Outcome]] = defaultdict(list)
    with facts_as_known(now()) as data, open_facts(data, {settings.TIME_ZONE}) as facts:
        for run in runs_of(promises()):
            plans = [one.plan for one in run]
            for outcome in evaluate(plans, facts, DuckDBEngine(facts), now(), explain=True):
                found[outcome.plan.id].append(outcome)
    return {code: _joined(parts) for code, parts in found.items()}


def _joined(parts: list[Outcome]) -> dict[str, pa.Table]:
    return {
        "awards": pa.concat_tables([one.awards for one in parts]).drop_columns(MOMENT),
        "standings": pa.concat_tables([one.standings for one in parts]).drop_columns(
            MOMENT
        ),
        "explain": pa.concat_tables([in_one(one.explain) for one in parts]),
    }


def kept(standing: Standing, name: str) -> dict[str, pa.Table]:
    """Return a table of a standing by program."""
    files = (standing.folder / name).glob("[!_]*.parquet")
    return {path.stem: pq.read_table(path) for path in files}
