"""What parties had been paid too much, as far as no payout is going to keep it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Subquery

from setia.ledger.balances import balances_of
from setia.ledger.models.account import AccountKind
from setia.payouts.models import Payout, PayoutAttempt


def free_arrears(currency: str, ends: Mapping[int, int]) -> dict[int, int]:
    """Return arrears by payee, in hundredths; ``ends`` leads merged records to the kept one.

    What a payout that is prepared, or that failed and will be sent again, is going to keep
    back is not there for another one.
    """
    found: Counter[int] = Counter()
    for owner, minor in balances_of(AccountKind.ARREARS, currency).items():
        found[ends.get(int(owner), int(owner))] += minor
    for payee, minor in promised(currency):
        found[ends.get(payee, payee)] -= minor
    return dict(found)


def promised(currency: str) -> list[tuple[int, int]]:
    """Return payee and amount of every netting that stands and is not in the ledger now."""
    attempts = PayoutAttempt.objects.filter(payout=OuterRef("pk"))
    last = attempts.order_by("-number").values("outcome__confirmed")[:1]
    rows = Payout.objects.standing().filter(run__currency=currency, netted_minor__gt=0)
    told = rows.annotate(tried=Exists(attempts), last=Subquery(last))
    waiting = told.filter(tried=False) | told.filter(last=False)
    return list(waiting.values_list("payee_id", "netted_minor"))
