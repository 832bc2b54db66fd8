"""The postings by which a payout leaves the house, and those that take it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from setia.ledger.balances import balances_of
from setia.ledger.models import Entry
from setia.ledger.models.account import AccountKind
from setia.ledger.templates.arrears_moved import arrears_moved
from setia.ledger.templates.arrears_netted import arrears_netted
from setia.ledger.templates.arrears_put_back import arrears_put_back
from setia.ledger.templates.payable_moved import payable_moved
from setia.ledger.templates.payout_failed import payout_failed
from setia.ledger.templates.payout_sent import payout_sent
from setia.ledger.templates.tax_returned import tax_returned
from setia.ledger.templates.tax_withheld import tax_withheld
from setia.ledger.transfer import About, Transfer
from setia.payouts.models import Payout
from setia.people.resolve_code import with_merged


def sending(payout: Payout, attempt: int) -> Iterator[Transfer]:
    """Yield the postings of an attempt; their keys name the payout and the attempt.

    What is owed to records that were merged into the payee is first brought together.
    """
    key, unit = f"payout {payout.key} {attempt}", payout.run.currency
    payee, about = str(payout.payee_id), About("payout", payout.pk)
    yield from _together(payout, key)
    if payout.netted_minor:
        yield arrears_netted(f"{key} netted", payee, unit, payout.netted_minor, about)
    if payout.tax_minor:
        yield tax_withheld(f"{key} tax", payee, unit, payout.tax_minor, about)
    yield payout_sent(f"{key} sent", payee, unit, payout.net_minor, about)


def taking_back(payout: Payout, attempt: int) -> Iterator[Transfer]:
    """Yield the reverse of every posting of an attempt, so that balances are as before."""
    prefix = f"payout {payout.key} {attempt} "
    entries = Entry.objects.filter(about_kind="payout", about_id=payout.pk)
    posted = entries.filter(key__startswith=prefix).select_related("debit", "credit")
    for entry in posted.order_by("-pk"):
        yield _reverse(entry)


def _reverse(entry: Entry) -> Transfer:
    key, about = f"back {entry.key}", About(entry.about_kind, entry.about_id)
    rest = (entry.unit, entry.amount_minor, about)
    debit, credit = entry.debit.owner, entry.credit.owner
    match entry.event:
        case "payout_sent":
            return payout_failed(key, debit, *rest)
        case "tax_withheld":
            return tax_returned(key, debit, *rest)
        case "arrears_netted":
            return arrears_put_back(key, debit, *rest)
        case "payable_moved":
            return payable_moved(key, (credit, debit), *rest)
        case "arrears_moved":
            return arrears_moved(key, (debit, credit), *rest)
        case _:
            raise ValueError(entry.event)


def _together(payout: Payout, key: str) -> Iterator[Transfer]:
    payee, unit = str(payout.payee_id), payout.run.currency
    about = About("payout", payout.pk)
    parts: Counter[int] = Counter()
    for item in payout.items.all():
        parts[item.owner] += item.amount_minor
    for owner, minor in sorted(parts.items()):
        if owner != payout.payee_id:
            between = (str(owner), payee)
            yield payable_moved(f"{key} from {owner}", between, unit, minor, about)
    for gone, minor in _arrears_elsewhere(payout):
        yield arrears_moved(f"{key} owed by {gone}", (gone, payee), unit, minor, about)


def _arrears_elsewhere(payout: Payout) -> Iterator[tuple[str, int]]:
    """Yield what merged records had been paid too much, as far as the payee's own lacks."""
    lacking = payout.netted_minor
    if not lacking:
        return
    owners = [str(one) for one in sorted(with_merged(payout.payee_id))]
    balances = balances_of(AccountKind.ARREARS, payout.run.currency, owners)
    lacking -= min(lacking, max(0, balances.pop(str(payout.payee_id), 0)))
    for owner in owners:
        part = min(lacking, max(0, balances.get(owner, 0)))
        if part:
            yield owner, part
            lacking -= part
