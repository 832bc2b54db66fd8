"""Payouts: prepared in runs, approved by a second actor, read with what became of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from setia.api.forms import Incoming
from setia.api.once import OPTIONAL_HEADER, once, tell_replayed
from setia.api.pages import PageQuery, page_of
from setia.api.token import Token, actor_at
from setia.api.values import Day, money
from setia.core.errors import NotFound
from setia.payouts.approve_payouts import approve_payouts
from setia.payouts.bank_file_of import fetch_bank_file
from setia.payouts.models import Payout, PayoutRun
from setia.payouts.prepare_payouts import prepare_payouts
from setia.payouts.state import (
    last_attempt,
    outcome_of,
    state_of_payout,
    state_of_run,
)
from setia.people.models import Party

router = Router(tags=["payouts"])
MOST_RUN = 2**31 - 1
AMOUNT = Field(examples=["970000.00"])


class RunIn(Incoming):
    """A run for one day of payment."""

    day: Day
    note: str = Field("", max_length=120)


class RunOut(Schema):
    """A run of payouts; `prepared` waits for a second actor."""

    number: int
    day: date
    note: str
    currency: str
    state: str
    prepared_at: datetime
    payouts: int
    net: str = AMOUNT


class CarriedOut(Schema):
    """Somebody who waits for the next run, with the reason."""

    payee: str
    reason: str
    gross: str = AMOUNT


class PreparedOut(RunOut):
    """A run with who is carried over to the next one."""

    carried: list[CarriedOut]


class PayoutOut(Schema):
    """What one payee is paid: `gross` less `netted` and `tax` is `net`."""

    key: str
    run: int
    payee: str
    gross: str = AMOUNT
    netted: str = AMOUNT
    tax: str = AMOUNT
    net: str = AMOUNT
    article: str
    state: str
    attempts: int
    told_on: date | None = Field(description="The day that the bank told.")
    message: str


class ItemOut(Schema):
    """A part of an award, or an adjustment, that a payout settles."""

    program: str
    party: str
    window_from: date
    order: str
    adjustment: str = Field(description="Its key; empty for the award itself.")
    amount: str = AMOUNT


class PayoutWholeOut(PayoutOut):
    """A payout with what it settles."""

    items: list[ItemOut]


class FileQuery(Schema):
    """Which of a run's files; the newest where none is named."""

    file: int | None = Field(None, ge=1, le=MOST_RUN)


class PayoutPage(Schema):
    """One page of payouts."""

    items: list[PayoutOut]
    next: str | None = Field(description="The address of the next page.")


class PayoutQuery(PageQuery):
    """Which payouts."""

    run: int | None = Field(None, ge=1, le=MOST_RUN)
    payee: str = Field("", max_length=64, description="The code of a party.")


@router.get("/payouts", auth=Token("payout.see"), response=PayoutPage)
def list_payouts(request: HttpRequest, asked: Query[PayoutQuery]) -> dict[str, Any]:
    """List payouts in the order in which they were prepared."""
    rows = _payouts()
    if asked.run is not None:
        rows = rows.filter(run=asked.run)
    if asked.payee:
        rows = rows.filter(payee__code=asked.payee)
    found, following = page_of(request, rows, asked, "pk")
    return {"items": [_told(row) for row in found], "next": following}


@router.get("/payouts/{key}", auth=Token("payout.see"), response=PayoutWholeOut)
def get_payout(
    request: HttpRequest,  # noqa: ARG001 - the framework's first argument
    key: str,
) -> dict[str, Any]:
    """Return one payout with what it settles."""
    found = _payouts().filter(key=key).first()
    if found is None:
        raise NotFound("payout", key)
    items = found.items.select_related(
        "award__program", "award__party", "adjustment__award__program"
    ).select_related("adjustment__award__party")
    told = [_item(one) for one in items.order_by("pk")]
    return {**_told(found), "items": told}


@router.post(
    "/payout-runs",
    auth=Token("payout.make"),
    response={201: PreparedOut, 200: PreparedOut},
    openapi_extra={"parameters": [OPTIONAL_HEADER]},
)
def prepare(request: HttpRequest, body: RunIn, response: HttpResponse) -> Status[Any]:
    """Prepare a run; nothing is posted before somebody else approves it."""
    by = actor_at(request)

    def act() -> dict[str, Any]:
        made = prepare_payouts(by, body.day, body.note)
        codes = dict(
            Party.objects.filter(pk__in=[one.payee.id for one in made.carried]).values_list(
                "pk", "code"
            )
        )
        carried = [
            {
                "payee": codes[one.payee.id],
                "reason": str(one.carried),
                "gross": money(one.gross_minor or one.held_minor),
            }
            for one in made.carried
        ]
        return {"number": made.run.number, "carried": carried}

    done = once(request, by, "payout-run", act)
    tell_replayed(response, replayed=done.replayed)
    told = {**_run_told(_run(done.answer["number"])), "carried": done.answer["carried"]}
    return Status(200 if done.replayed else 201, told)


@router.post(
    "/payout-runs/{number}/approval", auth=Token("payout.approve"), response=RunOut
)
def approve(request: HttpRequest, number: int) -> dict[str, Any]:
    """Approve a run that somebody else prepared: its money leaves for the bank."""
    approve_payouts(_run(number), actor_at(request))
    return _run_told(_run(number))


@router.get(
    "/payout-runs/{number}/bank-file",
    auth=Token("payout.see"),
    openapi_extra={
        "responses": {
            200: {
                "description": "The file, in the layout of the bank.",
                "content": {"text/csv": {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def bank_file(request: HttpRequest, number: int, asked: Query[FileQuery]) -> HttpResponse:
    """Return the file for the bank, the newest where none is named; it is noted who took it."""
    run = _run(number)
    data = fetch_bank_file(run, actor_at(request), asked.file)
    answer = HttpResponse(data, content_type="text/csv")
    answer["Content-Disposition"] = f'attachment; filename="{run}.csv"'
    return answer


def _payouts() -> Any:  # noqa: ANN401 - a queryset with what is read along
    rows = Payout.objects.select_related("payee", "run__approval", "run__cancellation")
    return rows.with_outcomes()


def _run(number: int) -> PayoutRun:
    rows = PayoutRun.objects.select_related("approval", "cancellation")
    found = rows.filter(number=number).first() if 0 < number <= MOST_RUN else None
    if found is None:
        raise NotFound("payout_run", str(number))
    return found


def _run_told(run: PayoutRun) -> dict[str, Any]:
    nets = list(run.payouts.values_list("net_minor", flat=True))
    names = ("number", "day", "note", "currency", "prepared_at")
    return {
        **{name: getattr(run, name) for name in names},
        "state": str(state_of_run(run)),
        "payouts": len(nets),
        "net": money(sum(nets)),
    }


def _told(payout: Payout) -> dict[str, Any]:
    last = last_attempt(payout)
    outcome = outcome_of(last) if last else None
    sums = ("gross", "netted", "tax", "net")
    return {
        "key": payout.key,
        "run": payout.run_id,
        "payee": payout.payee.code,
        **{name: money(getattr(payout, f"{name}_minor")) for name in sums},
        "article": payout.article,
        "state": str(state_of_payout(payout)),
        "attempts": last.number if last else 0,
        "told_on": outcome.day if outcome else None,
        "message": outcome.message if outcome else "",
    }


def _item(item: Any) -> dict[str, Any]:  # noqa: ANN401 - an item with either side
    award = item.award or item.adjustment.award
    return {
        "program": award.program.code,
        "party": award.party.code,
        "window_from": award.window_from,
        "order": award.order_id,
        "adjustment": item.adjustment.key if item.adjustment else "",
        "amount": money(item.amount_minor),
    }
