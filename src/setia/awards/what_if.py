"""What if somebody sold this much more: a sale like their last one, evaluated with the rest."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from setia.awards.inquiry import Inquiry
from setia.awards.told import Stood, found_in
from setia.sales.mirror.lines_of_orders import SALE_LINES
from setia_engine.reference.directory import Directory
from setia_engine.reference.lines import Sale, sales_of
from setia_engine.reference.rows import Facts, HistoryRow, Line, Party, Product
from setia_engine.run.load.relay_orders import relay_orders
from setia_engine.values.window import day_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
THOUSANDTH, HUNDREDTH = Decimal("0.001"), Decimal("0.01")
MOST_LOOKED_AT = 300
OWN_LINES = """
SELECT order_id, line_no, sold_us, recorded_us, seller, buyer, product,
       CAST(quantity AS BIGINT) AS quantity, CAST(amount AS BIGINT) AS amount, channel
FROM {lines}
WHERE (list_contains($sellers, seller) OR buyer = $buyer) AND quantity > 0 AND amount > 0
ORDER BY sold_us DESC, order_id, line_no LIMIT {most}
"""


@dataclass(frozen=True)
class Pattern:
    """The sale after which a further one is modelled: who to whom, what, at which price."""

    line: Line

    @property
    def price(self) -> Decimal:
        """Return what one unit was sold for."""
        return self.line.amount / self.line.quantity

    def sold(
        self, *, quantity: Decimal | None = None, amount: Decimal | None = None
    ) -> Line:
        """Return a sale like it of so many units, or for so much money."""
        if quantity is None:
            quantity = ((amount or Decimal(0)) / self.price).quantize(
                THOUSANDTH, ROUND_HALF_UP
            )
            quantity = max(quantity, THOUSANDTH)
        if amount is None:
            amount = (quantity * self.price).quantize(Decimal(1), ROUND_HALF_UP)
        return Line(
            order_id=secrets.token_hex(16),
            line_no=1,
            sold_at=self.line.sold_at,
            seller_id=self.line.seller_id,
            buyer_id=self.line.buyer_id,
            product_id=self.line.product_id,
            quantity=quantity,
            amount=amount,
            channel=self.line.channel,
        )


def pattern_of(inquiry: Inquiry, party: str) -> Pattern | None:
    """Return the party's last counted sale in the window; None where it has none."""
    facts = _own_facts(inquiry, party)
    plan, window = inquiry.asked.plan, inquiry.asked.window
    sales = sales_of(plan, facts.lines, Directory(facts), inquiry.at)
    counted = [
        sale
        for sale in sales
        if sale.party_id == party and _is_in(sale, window) and _counts(sale, inquiry)
    ]
    return Pattern(counted[-1].line) if counted else None


def _is_in(sale: Sale, window: object) -> bool:
    return sale.window is not None and sale.window.start == window


def _counts(sale: Sale, inquiry: Inquiry) -> bool:
    return inquiry.asked.plan.scope.matches(sale.attributes)


@contextmanager
def sold_too(inquiry: Inquiry, line: Line) -> Iterator[None]:
    """Let a sale be among the facts of an inquiry for a while, made at its moment."""
    row = {
        "order_id": line.order_id,
        "line_no": line.line_no,
        "sold_at": inquiry.at,
        "recorded_at": inquiry.at,
        "seller_id": line.seller_id,
        "buyer_id": line.buyer_id,
        "product_id": line.product_id,
        "quantity": line.quantity,
        "amount": line.amount.quantize(HUNDREDTH),
        "channel": line.channel,
    }
    _lay(inquiry, line.order_id, [row])
    try:
        yield
    finally:
        _lay(inquiry, line.order_id, [])


def stands(inquiry: Inquiry, party: str) -> Stood | None:
    """Return where a party stands by what an inquiry's facts say."""
    rows = inquiry.standings()
    here = rows.filter(pc.field("window_from") == inquiry.asked.window)
    return found_in(here, inquiry.asked.plan, party)


def _lay(inquiry: Inquiry, order_id: str, rows: Sequence[dict[str, Any]]) -> None:
    folder = inquiry.folder / "what-if"
    folder.mkdir(exist_ok=True)
    table = pa.Table.from_pylist(list(rows), SALE_LINES)
    pq.write_table(table, folder / "sale_lines.parquet")
    relay_orders(inquiry.facts, [order_id], folder)


def _own_facts(inquiry: Inquiry, party: str) -> Facts:
    """Return a party's last sales and purchases, and those of whoever stands below it."""
    facts = inquiry.facts
    parties, products = facts.parties.to_pylist(), facts.products.to_pylist()
    codes = {row["party_id"]: code for code, row in enumerate(parties)}
    own = codes.get(party, -1)
    below = {code for code, row in enumerate(parties) if row["parent"] == own}
    below |= {
        row["party"]
        for row in facts.history.to_pylist()
        if row["attribute"] == "parent_id" and row["value"] == party
    }
    table = next(iter(facts.lines.values()))
    sql = OWN_LINES.format(lines=table, most=MOST_LOOKED_AT)
    asked = {"sellers": [own, *sorted(below)], "buyer": own}
    found = facts.connection.execute(sql, asked).to_arrow_table().to_pylist()
    named = {own} | {row[side] for row in found for side in ("seller", "buyer")} - {None}
    return Facts(
        lines=[_line(row, parties, products) for row in found],
        parties=[_party(parties[code], parties) for code in sorted(named) if code >= 0],
        history=_history(facts.history, named, parties),
        products=[_product(products[code]) for code in {row["product"] for row in found}],
    )


def _line(row: dict[str, Any], parties: list[Any], products: list[Any]) -> Line:
    buyer = row["buyer"]
    return Line(
        order_id=row["order_id"],
        line_no=row["line_no"],
        sold_at=EPOCH + timedelta(microseconds=row["sold_us"]),
        recorded_at=EPOCH + timedelta(microseconds=row["recorded_us"]),
        seller_id=parties[row["seller"]]["party_id"],
        buyer_id=None if buyer is None else parties[buyer]["party_id"],
        product_id=products[row["product"]]["product_id"],
        quantity=Decimal(row["quantity"]).scaleb(-3),
        amount=Decimal(row["amount"]).scaleb(-2),
        channel=row["channel"],
    )


def _party(row: dict[str, Any], parties: list[Any]) -> Party:
    parent = row["parent"]
    names = ("party_id", "role", "tier", "category", "territory")
    return Party(
        **{name: row[name] for name in names},
        parent_id=None if parent is None else parties[parent]["party_id"],
        joined_on=None if row["joined_on"] is None else day_of(row["joined_on"]),
    )


def _product(row: dict[str, Any]) -> Product:
    names = ("product_id", "category", "brand", "supplier_id")
    return Product(**{name: row[name] for name in names})


def _history(rows: pa.Table, named: set[int], parties: list[Any]) -> list[HistoryRow]:
    return [
        HistoryRow(
            party_id=parties[row["party"]]["party_id"],
            attribute=row["attribute"],
            value=row["value"],
            from_date=day_of(row["from_day"]),
        )
        for row in rows.to_pylist()
        if row["party"] in named
    ]
