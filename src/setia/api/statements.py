"""Statements: the sums of a month for everybody, and one payee's month line by line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from setia.api.awards import party_of
from setia.api.pages import PageQuery, page_of
from setia.api.token import Token, actor_at
from setia.api.values import Moment, Month, money
from setia.closing.models import Period
from setia.statements.asked import month_from
from setia.statements.issued import issued_run
from setia.statements.models import IssuedStatement
from setia.statements.statement import Line, Parts, SaleChange, UnitStatement
from setia.statements.statement_of import statement_of
from setia.statements.waits import Wait

router = Router(tags=["statements"])


class IssuedOut(Schema):
    """What a payee's month came to in one unit, as of the month's last run."""

    party: str
    month: str = Field(examples=["2026-10"])
    revision: int
    unit: str = Field(description="A currency, points or goods.")
    opening: str = Field(examples=["25000.00"])
    earned: str
    adjusted: str
    paid: str
    closing: str


class IssuedPage(Schema):
    """One page of statements."""

    items: list[IssuedOut]
    next: str | None = Field(description="The address of the next page.")


class IssuedQuery(PageQuery):
    """Of which month."""

    month: Month


class PartsOut(Schema):
    """An amount, and where it stands: it waits, can be paid, or is netted."""

    amount: str
    waiting: str
    payable: str
    arrears: str


class SaleChangeOut(Schema):
    """A sale line that became known, or was taken back, between two runs."""

    order: str
    line: int
    sold_at: datetime
    recorded_at: datetime
    taken_back: bool
    amount: str


class WaitOut(Schema):
    """An award of which something waits: for what, and until when if that is known."""

    award: int
    program: str
    amount: str
    waits_for: str
    until: date | None


class LineOut(Schema):
    """One line; those of awards name the program, the window and the sum they come to."""

    reference: str
    kind: str
    section: str
    on: date
    amount: str
    moved: str = Field(description="What it moved without changing what is owed.")
    award: int | None
    program: str | None
    version: int | None
    window_from: date | None
    window_to: date | None
    order: str
    party: str | None = Field(description="Whose sales earned it.")
    measure: str
    tier: int | None
    place: int | None
    total: str | None = Field(description="What the award comes to after this line.")
    home_month: str | None = Field(description="The month that a change belongs to.")
    due_on: date | None = Field(description="The day by which payment is promised.")
    waits_for: str | None
    held: bool
    reason: str
    sales: list[SaleChangeOut] = Field(description="Why an earlier sum changed.")


class UnitOut(Schema):
    """One unit: the amounts of the lines lead from opening to closing."""

    unit: str
    opening: PartsOut
    lines: list[LineOut]
    closing: PartsOut
    waits: list[WaitOut]


class StatementOut(Schema):
    """A payee's month as known at a moment."""

    party: str
    month: str
    known_at: datetime
    revision: int
    state: str
    cutoff: datetime | None
    final_at: datetime | None
    units: list[UnitOut]


class StatementQuery(Schema):
    """As known when."""

    known_at: Moment | None = None


@router.get("/statements", auth=Token("statement.see"), response=IssuedPage)
def list_statements(request: HttpRequest, asked: Query[IssuedQuery]) -> dict[str, Any]:
    """List what a month came to, in the order of issue; empty while it was not closed."""
    period = Period.objects.filter(month=asked.month).first()
    run = None if period is None else issued_run(period)
    rows = IssuedStatement.objects.filter(run=run).visible_to(actor_at(request))
    rows = rows.select_related("payee", "run__period")
    found, following = page_of(request, rows, asked, "pk")
    return {"items": [_issued(row) for row in found], "next": following}


@router.get(
    "/statements/{party}/{month}", auth=Token("statement.see"), response=StatementOut
)
def get_statement(
    request: HttpRequest, party: str, month: str, asked: Query[StatementQuery]
) -> dict[str, Any]:
    """Return one payee's month with every line, as known now or at a moment."""
    payee = party_of(party, actor_at(request))
    told = statement_of(payee, month_from(month), asked.known_at)
    return {
        "party": told.payee.code,
        "month": f"{told.month:%Y-%m}",
        "known_at": told.known_at,
        "revision": told.revision,
        "state": str(told.state),
        "cutoff": told.run.cutoff if told.run else None,
        "final_at": told.final_at,
        "units": [_unit(part) for part in told.units],
    }


def _issued(row: IssuedStatement) -> dict[str, Any]:
    names = ("opening", "earned", "adjusted", "paid", "closing")
    return {
        "party": row.payee.code,
        "month": f"{row.run.period.month:%Y-%m}",
        "revision": row.run.revision,
        "unit": row.unit,
        **{name: money(getattr(row, f"{name}_minor")) for name in names},
    }


def _unit(part: UnitStatement) -> dict[str, Any]:
    return {
        "unit": part.unit,
        "opening": _parts(part.opening),
        "lines": [_line(line) for line in part.lines],
        "closing": _parts(part.closing),
        "waits": [_wait(one) for one in part.waits],
    }


def _parts(parts: Parts) -> dict[str, str]:
    names = ("amount", "waiting", "payable", "arrears")
    return {name: money(getattr(parts, f"{name}_minor")) for name in names}


def _line(line: Line) -> dict[str, Any]:
    return {
        "reference": line.reference,
        "kind": str(line.kind),
        "section": str(line.section),
        "on": line.on,
        "amount": money(line.amount_minor),
        "moved": money(0 if line.amount_minor else line.moved_minor),
        "home_month": f"{line.home:%Y-%m}" if line.home else None,
        "waits_for": str(line.wait.reason) if line.wait and line.booking else None,
        "held": line.hold is not None,
        "reason": line.adjustment.reason if line.adjustment else "",
        "sales": _sales(line.why.sales if line.why else ()),
        **_award(line),
        **_booking(line),
    }


def _award(line: Line) -> dict[str, Any]:
    award = line.award
    return {
        "award": award.pk if award else None,
        "program": award.program.code if award else None,
        "window_from": award.window_from if award else None,
        "window_to": award.window_to if award else None,
        "order": award.order_id if award else "",
        "party": award.party.code if award else None,
        "due_on": award.due_on if award else None,
    }


def _booking(line: Line) -> dict[str, Any]:
    booking = line.booking
    return {
        "version": booking.version.number if booking else None,
        "measure": booking.measure if booking else "",
        "tier": booking.tier if booking else None,
        "place": booking.place if booking else None,
        "total": money(booking.total_minor) if booking else None,
    }


def _sales(changes: Iterable[SaleChange]) -> list[dict[str, Any]]:
    return [
        {
            "order": one.line.order_id,
            "line": one.line.line_no,
            "sold_at": one.line.sold_at,
            "recorded_at": one.line.recorded_at,
            "taken_back": one.gone,
            "amount": money(one.amount_minor),
        }
        for one in changes
    ]


def _wait(one: Wait) -> dict[str, Any]:
    return {
        "award": one.award.pk,
        "program": one.award.program.code,
        "amount": money(one.amount_minor),
        "waits_for": str(one.reason),
        "until": one.until,
    }
