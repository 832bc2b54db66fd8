"""Orders as they stand."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from setia.api.sale_lines import SaleLineOut, told_line
from setia.api.token import Token, actor_at
from setia.api.values import money
from setia.core.clock import today
from setia.sales.order import order_of

router = Router(tags=["orders"])


class OrderOut(Schema):
    """An order: its standing lines, what it comes to, and how far it is paid."""

    order: str
    total: str = Field(examples=["25000.00"])
    paid: str
    state: str = Field(description="unpaid, waiting, part, paid, credit or overdue.")
    lines: list[SaleLineOut]


@router.get("/orders/{path:order}", auth=Token("sale.see"), response=OrderOut)
def get_order(request: HttpRequest, order: str) -> dict[str, Any]:
    """Return one order; its number may hold slashes."""
    by = actor_at(request)
    found = order_of(order, by, today(settings.TIME_ZONE))
    return {
        "order": found.order_id,
        "total": money(found.total_minor),
        "paid": money(found.paid_minor),
        "state": str(found.state),
        "lines": [told_line(line, by) for line in found.lines],
    }
