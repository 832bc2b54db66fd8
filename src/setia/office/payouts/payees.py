"""The page of a payee: the account, the tax, and what was paid."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from setia.ledger.balances import balances_of
from setia.ledger.models.account import AccountKind
from setia.office.middleware import actor_at
from setia.office.payouts.forms import AccountForm, PointsForm, TaxForm
from setia.office.payouts.shown import shown_payouts
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome, tell_wrong
from setia.payouts.models import BankAccount, PayeeTax, Payout
from setia.payouts.payees import payees
from setia.payouts.points.lots import POINTS
from setia.payouts.points.spend_points import spend_points
from setia.payouts.record_payee import record_bank_account, record_payee_tax
from setia.people.models import Party
from setia.people.resolve_code import with_merged
from setia.ui.listing import Listing

SORTS = {"when": ("pk",)}
MOST_ACCOUNTS = 10


@permitted("payout.see")
@never_cache
@require_GET
def payee(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where somebody's money goes, how it is taxed, and what was paid so far."""
    party = _party(request, pk)
    family = with_merged(pk)
    rows = Payout.objects.filter(payee__in=family).with_outcomes()
    rows = rows.select_related("payee", "run__approval", "run__cancellation")
    listing = Listing(request.GET, SORTS, "-when", per_page=20).over(rows)
    accounts = BankAccount.objects.filter(party__in=family).order_by("-pk")
    tax = PayeeTax.objects.filter(party__in=family).order_by("-pk").first()
    known = payees({pk: family})[pk]
    context = {
        "party": party,
        "accounts": accounts[:MOST_ACCOUNTS],
        "tax": tax,
        "known": known,
        "listing": listing,
        "payouts": shown_payouts(listing.rows),
        "points": sum(
            balances_of(AccountKind.POINTS, POINTS, [str(one) for one in family]).values()
        ),
        "points_form": PointsForm(
            initial={"key": secrets.token_hex(16)}, auto_id="points-%s"
        ),
        "account_form": AccountForm(auto_id="account-%s"),
        "tax_form": TaxForm(
            initial={"kind": known.tax_kind, "tax_id": tax.tax_id if tax else ""},
            auto_id="tax-%s",
        ),
    }
    return render(request, "office/payouts/payee.html", context)


@permitted("payout.make")
@require_POST
def payee_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Record another account; what was known stays."""
    party, form = _party(request, pk), AccountForm(request.POST)
    if form.is_valid():
        filled, by = form.cleaned_data, actor_at(request)
        code, number = filled["bank_code"], filled["account_no"]
        name = filled["account_name"]
        tell_outcome(request, lambda: record_bank_account(party, code, number, name, by))
    else:
        tell_wrong(request, form)
    return redirect("office:payee", pk=pk)


@permitted("payout.make")
@require_POST
def payee_tax(request: HttpRequest, pk: int) -> HttpResponse:
    """Record how somebody is taxed."""
    party, form = _party(request, pk), TaxForm(request.POST)
    if form.is_valid():
        kind, tax_id = form.cleaned_data["kind"], form.cleaned_data["tax_id"]
        tell_outcome(
            request, lambda: record_payee_tax(party, kind, tax_id, actor_at(request))
        )
    else:
        tell_wrong(request, form)
    return redirect("office:payee", pk=pk)


@permitted("payout.make")
@require_POST
def payee_points(request: HttpRequest, pk: int) -> HttpResponse:
    """Take points for what somebody chose; the same form sent twice takes them once."""
    party, form = _party(request, pk), PointsForm(request.POST)
    if form.is_valid():
        filled, by = form.cleaned_data, actor_at(request)
        minor, key, reason = filled["points"] * 100, filled["key"], filled["reason"]
        tell_outcome(request, lambda: spend_points(party, minor, key, reason, by))
    else:
        tell_wrong(request, form)
    return redirect("office:payee", pk=pk)


def _party(request: HttpRequest, pk: int) -> Party:
    seen = Party.objects.visible_to(actor_at(request)).standing()
    return get_object_or_404(seen, pk=pk)
