"""A claim for its page: its sums, its records in their order, the forms of what can be done."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from setia.claims.ageing import days_since
from setia.claims.models import Claim, ClaimLine
from setia.claims.state import OVER, Standing, State, standing_of
from setia.core.actor import Actor
from setia.office.claims.forms import (
    AmountForm,
    AmountWithReasonForm,
    ReasonForm,
    ReceiptForm,
    SendingForm,
)
from setia.people.models import Contact
from setia.programs.models import Program
from setia.ui.templatetags.ui import day


@dataclass(frozen=True)
class Record:
    """One thing that became of a claim: when, by whom, which amount, and why."""

    at: datetime
    by: str
    what: str
    amount_minor: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Part:
    """What a claim contains of a program for one month; earlier months came late."""

    program: Program
    home_month: date
    awards: int
    amount_minor: int
    late: bool


def claim_shown(claim: Claim, actor: Actor, on: date) -> dict[str, Any]:
    """Return what the page of a claim draws."""
    standing = standing_of(claim)
    return {
        "claim": claim,
        "standing": standing,
        "days": days_since(standing, on),
        "parts": parts_of(claim),
        "records": sorted(_records(claim), key=lambda one: one.at),
        "forms": _forms(claim, standing, actor, on),
        "needs_another": _may_receive(standing, actor) and claim.by_key == actor.key,
    }


def parts_of(claim: Claim) -> list[Part]:
    """Return what a claim contains, by program and the month that it belongs to."""
    lines: QuerySet[ClaimLine] = claim.lines.order_by()
    rows = list(
        lines.values("award__program", "home_month").annotate(
            awards=Count("award", distinct=True), amount=Sum("amount_minor")
        )
    )
    programs = Program.objects.in_bulk({row["award__program"] for row in rows})
    found = [
        Part(
            programs[row["award__program"]],
            row["home_month"],
            row["awards"],
            row["amount"],
            late=row["home_month"] < claim.month,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.program.code, one.home_month))


def _records(claim: Claim) -> Iterator[Record]:
    yield Record(claim.raised_at, claim.by, _("Raised"), claim.amount_minor)
    if (sent := getattr(claim, "sent", None)) is not None:
        yield Record(sent.at, sent.by, _("Sent"), note=sent.to)
    for one in claim.disputes.all():
        yield Record(one.at, one.by, _("Disputed"), one.amount_minor, one.reason)
    if (accepted := getattr(claim, "accepted", None)) is not None:
        yield Record(accepted.at, accepted.by, _("Accepted"), accepted.amount_minor)
    for receipt in claim.receipts.all():
        note = f"{day(receipt.day)} {receipt.reference}".strip()
        yield Record(receipt.at, receipt.by, _("Received"), receipt.amount_minor, note)
    for lost in claim.write_offs.all():
        yield Record(lost.at, lost.by, _("Written off"), lost.amount_minor, lost.reason)
    if (back := getattr(claim, "withdrawal", None)) is not None:
        yield Record(back.at, back.by, _("Taken back"), note=back.reason)


def _forms(claim: Claim, standing: Standing, actor: Actor, on: date) -> dict[str, Any]:
    """Return a form for each act that the actor can do now."""
    left = {"amount": standing.open_minor}
    forms: dict[str, Any] = {}
    if standing.state == State.RAISED and actor.may("claim.write"):
        forms["sending"] = SendingForm(initial={"to": _address(claim)})
        forms["withdrawal"] = ReasonForm()
    if _may_receive(standing, actor):
        first = {**left, "day": on, "key": secrets.token_hex(16)}
        forms["receipt"] = ReceiptForm(initial=first)
        if claim.by_key != actor.key:
            forms["write_off"] = AmountWithReasonForm(initial=left)
    sent = standing.sent is not None and standing.state not in OVER
    if sent and actor.may("claim.answer") and not hasattr(claim, "accepted"):
        forms["acceptance"] = AmountForm(initial={"amount": claim.amount_minor})
        forms["dispute"] = AmountWithReasonForm(initial=left)
    for name, form in forms.items():
        form.auto_id = f"{name}_%s"
    return forms


def _may_receive(standing: Standing, actor: Actor) -> bool:
    sent = standing.sent is not None and standing.state not in OVER
    return sent and actor.may("claim.write")


def _address(claim: Claim) -> str:
    mail = Contact.objects.filter(party=claim.supplier_id, kind="email").first()
    return claim.supplier.name if mail is None else mail.value
