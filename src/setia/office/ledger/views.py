"""Pages of the ledger: the trial balance, accounts, entries. Nothing can be changed here."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from setia.ledger.balances import Sums, sums_of
from setia.ledger.models import Account, AccountKind, Entry
from setia.ledger.trial_balance import trial_balances
from setia.office.ledger.owners import Owner, accounts_of, owners_of
from setia.office.ledger.told import told
from setia.office.permitted import permitted
from setia.ui.listing import Listing

Row = tuple[Account, Owner, Sums, int]
"""An account, whose it is, its sums and its balance."""
ACCOUNTS = {"owner": ("owner",)}
ENTRIES = {"number": ("pk",)}


@permitted("ledger.see")
@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """Show the trial balance of each unit."""
    context = {"balances": trial_balances()}
    return render(request, "office/ledger/ledger.html", context)


@permitted("ledger.see")
@require_GET
def ledger_kind(request: HttpRequest, unit: str, account_kind: str) -> HttpResponse:
    """List the accounts of one kind with their balances."""
    if account_kind not in AccountKind.values:
        raise Http404(account_kind)
    kind = AccountKind(account_kind)
    rows = Account.objects.filter(kind=kind, unit=unit)
    if who := request.GET.get("q", "").strip():
        rows = accounts_of(rows, kind, who)
    listing = Listing(request.GET, ACCOUNTS, "owner").over(rows)
    owners = owners_of(listing.rows)
    sums = sums_of(Account.objects.filter(pk__in=[one.pk for one in listing.rows]))
    context = {
        "kind": kind,
        "unit": unit,
        "listing": listing,
        "who": who,
        "accounts": [_row(one, owners[one.pk], sums) for one in listing.rows],
    }
    return render(request, "office/ledger/kind.html", context)


@permitted("ledger.see")
@require_GET
def ledger_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one account with its entries, the newest first."""
    account = get_object_or_404(Account, pk=pk)
    rows = Entry.objects.filter(Q(debit=account) | Q(credit=account))
    listing = Listing(request.GET, ENTRIES, "-number").over(
        rows.select_related("debit", "credit")
    )
    sums = sums_of(Account.objects.filter(pk=pk)).get(pk, Sums())
    context = {
        "account": account,
        "owner": owners_of([account])[pk],
        "sums": sums,
        "balance_minor": sums.balance(account.kind),
        "listing": listing,
        "entries": told(listing.rows),
    }
    return render(request, "office/ledger/account.html", context)


@permitted("ledger.see")
@require_GET
def ledger_batch(request: HttpRequest, batch: str) -> HttpResponse:
    """Show what was posted in one act."""
    rows = Entry.objects.filter(batch=batch)
    if not rows.exists():
        raise Http404(batch)
    listing = Listing(request.GET, ENTRIES, "number").over(
        rows.select_related("debit", "credit")
    )
    context = {"batch": batch, "listing": listing, "entries": told(listing.rows)}
    return render(request, "office/ledger/batch.html", context)


def _row(account: Account, owner: Owner, sums: Mapping[int, Sums]) -> Row:
    mine = sums.get(account.pk, Sums())
    return account, owner, mine, mine.balance(account.kind)
