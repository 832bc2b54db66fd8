"""The sales and payments of the generated business, as one delivery."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pyarrow as pa

from setia.catalog.models import Product
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.record_event import record_event
from setia.demo.business import Business
from setia.people.resolve_code import codes_to_ids
from setia.sales.events import LINES_RECORDED
from setia.sales.models import Arrival, Payment, PaymentCheck, SaleLine
from setia.sales.models.arrival import ArrivalKind
from setia.sales.models.payment import PaymentMethod

ROWS_AT_ONCE = 20_000
DAYS_OF_TEMPO = 30


def load_sales(business: Business, by: Actor) -> None:
    """Book every line with the moment at which it became known, and every payment."""
    at = now()
    arrival = Arrival.objects.create(
        kind=ArrivalKind.DEMO, source="demo", key="sales", at=at, by=by.name
    )
    people = codes_to_ids(business.parties["party_id"].to_pylist())
    goods = dict(Product.objects.values_list("code", "pk"))
    for rows in _pieces(business.sale_lines):
        SaleLine.objects.bulk_create(_line(row, people, goods, arrival) for row in rows)
    for rows in _pieces(business.payments):
        _book_payments(rows, arrival, by)
    params = {"lines": business.sale_lines.num_rows, "source": "demo"}
    record_event(LINES_RECORDED, by, ("arrival", arrival.pk), params)


def _pieces(table: pa.Table) -> Iterator[list[dict[str, Any]]]:
    for batch in table.to_batches(max_chunksize=ROWS_AT_ONCE):
        yield batch.to_pylist()


def _line(
    row: dict[str, Any], people: dict[str, int], goods: dict[str, int], arrival: Arrival
) -> SaleLine:
    return SaleLine(
        order_id=row["order_id"],
        line_no=row["line_no"],
        sold_at=row["sold_at"],
        recorded_at=row["recorded_at"],
        seller_id=people[row["seller_id"]],
        buyer_id=people[row["buyer_id"]] if row["buyer_id"] else None,
        product_id=goods[row["product_id"]],
        quantity_milli=row["quantity_milli"],
        amount_minor=row["amount_minor"],
        cost_minor=row["cost_minor"],
        channel=row["channel"] or "",
        returns_order_id=row["returns_order_id"] or "",
        arrival=arrival,
    )


def _book_payments(rows: list[dict[str, Any]], arrival: Arrival, by: Actor) -> None:
    booked = Payment.objects.bulk_create(
        [
            Payment(
                order_id=row["order_id"],
                method=row["method"],
                paid_at=row["paid_at"],
                amount_minor=row["amount_minor"],
                due_on=_due(row),
                recorded_at=row["paid_at"],
                arrival=arrival,
            )
            for row in rows
        ],
        batch_size=ROWS_AT_ONCE // 10,
    )
    checked = [one for one, row in zip(booked, rows, strict=True) if row["checked"]]
    PaymentCheck.objects.bulk_create(
        [
            PaymentCheck(payment=one, at=one.paid_at + timedelta(hours=3), by=by.name)
            for one in checked
        ],
        batch_size=ROWS_AT_ONCE // 10,
    )


def _due(row: dict[str, Any]) -> Any:  # noqa: ANN401 - a day or none
    if row["method"] != PaymentMethod.TEMPO:
        return None
    return (row["paid_at"] + timedelta(days=DAYS_OF_TEMPO)).date()
