"""Whether a payout may go out as it was prepared, or what has changed underneath."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from setia.closing.models import Award, Hold
from setia.core.errors import Problem, Refused
from setia.payouts.free_arrears import free_arrears
from setia.payouts.models import Payout, PayoutItem
from setia.payouts.payables import Terms, families, terms_on
from setia.payouts.payees import Payee, payees
from setia.people.resolve_code import survivors

AT_ONCE = 500


@dataclass(frozen=True)
class Now:
    """What is known now about the payees and the items of some payouts."""

    ends: Mapping[int, int]
    known: Mapping[int, Payee]
    owed: Mapping[int, int]
    terms: Terms
    held: frozenset[int]
    overdrawn: frozenset[int]


def changes_since(payouts: Sequence[Payout]) -> list[Problem]:
    """Return what changed since payouts were prepared, told by payout; nothing where all holds.

    Raises:
        Refused: The table of taxes cannot be read.
    """
    here = _now(payouts)
    return [problem for one in payouts for problem in _changes(one, here)]


def obstacles(payout: Payout) -> list[Problem]:
    """Return what keeps a payout from being sent once more; its sums stay as they were."""
    here = _now([payout])
    found = list(_kept_back(payout, here))
    end = here.ends.get(payout.payee_id, payout.payee_id)
    # Its own netting is promised and so counted; below zero not all that is promised is owed.
    if here.owed.get(end, 0) < 0:
        found.append(_problem("arrears", payout))
    return found


def _changes(payout: Payout, here: Now) -> Iterator[Problem]:
    yield from _kept_back(payout, here)
    if payout.payee_id in here.ends:
        yield _problem("merged", payout)
        return
    payee = here.known[payout.payee_id]
    if payee.account is None or payee.account.account != payout.account:
        yield _problem("account", payout)
    # The payout's own netting is promised, so it is not free.
    owed = here.owed.get(payout.payee_id, 0) + payout.netted_minor
    if here.terms.netted(payout.gross_minor, owed) != payout.netted_minor:
        yield _problem("arrears", payout)
    elif _tax(payout, payee, here.terms) != payout.tax_minor:
        yield _problem("tax", payout)


def _kept_back(payout: Payout, here: Now) -> Iterator[Problem]:
    awards = {one.award_id for one in payout.items.all() if one.award_id}
    if awards & here.held:
        yield _problem("held", payout)
    if awards & here.overdrawn:
        yield _problem("released", payout)


def _tax(payout: Payout, payee: Payee, terms: Terms) -> int | None:
    try:
        return terms.tax(payee, payout.gross_minor - payout.netted_minor).amount_minor
    except Refused:
        return None


def _problem(what: str, payout: Payout) -> Problem:
    params = {"key": payout.key, "payee": payout.payee.name}
    return Problem(f"payout.changed.{what}", payout.key, params)


def _now(payouts: Sequence[Payout]) -> Now:
    ends = survivors()
    run = payouts[0].run
    awards = sorted(
        {item.award_id for one in payouts for item in one.items.all() if item.award_id}
    )
    held: set[int] = set()
    overdrawn: set[int] = set()
    for start in range(0, len(awards), AT_ONCE):
        some = awards[start : start + AT_ONCE]
        standing = Hold.objects.standing().filter(award__in=some)
        held |= set(standing.values_list("award", flat=True))
        overdrawn |= _overdrawn(some)
    return Now(
        ends,
        payees(families({one.payee_id for one in payouts}, ends)),
        free_arrears(run.currency, ends),
        terms_on(run.day),
        frozenset(held),
        frozenset(overdrawn),
    )


def _overdrawn(awards: Sequence[int]) -> set[int]:
    """Return the awards of which payouts settle more than was released."""
    items = PayoutItem.objects.filter(award__in=awards, payout__run__cancellation=None)
    settled: dict[int | None, int] = defaultdict(int)
    for row in items.order_by().values("award").annotate(sum=Sum("amount_minor")):
        settled[row["award"]] = row["sum"]
    released = Award.objects.filter(pk__in=awards).values_list("pk", "released_minor")
    return {pk for pk, minor in released if settled[pk] > minor}
