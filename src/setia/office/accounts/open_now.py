"""Everything that an account waits for, or that we wait for, in one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Sum
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from setia.core.actor import Actor
from setia.core.currency import currency
from setia.core.days import start_of
from setia.disputes.models import Dispute
from setia.payouts.unpaid import unpaid
from setia.people.models import Party
from setia.people.resolve_code import with_merged
from setia.promises.models import Promise
from setia.rewards.models import Choice
from setia.sales.models import Payment, SaleLine
from setia.sales.models.payment import PaymentMethod
from setia.ui.figures import rupiah
from setia.visits.models import CheckIn, Seen, SeenKind, VisitAsk

HEARD_LATELY = timedelta(days=60)
ANSWERED_WITHIN = timedelta(days=7)
MOST = 20


@dataclass(frozen=True)
class Waiting:
    """One thing that is open: what sort, which, since or until when, and where it is seen."""

    label: str | Lazy
    text: str
    due_on: date | None
    late: bool
    href: str = ""


def open_now(party: Party, by: Actor, day: date) -> list[Waiting]:
    """Return what is open with a party, the longest overdue first."""
    keys = with_merged(party.pk)
    found = [*_promises(party, by, day), *_rewards(party, by, day)]
    found += [*_disputes(party, by, day), *_unpaid(party, by), *_owed(keys, by, day)]
    if by.may("visit.see"):
        found += [*_complaints(party, day), *_asks(party, day)]
    return sorted(found, key=lambda one: (not one.late, one.due_on or date.max, one.text))


def _promises(party: Party, by: Actor, day: date) -> Iterator[Waiting]:
    if not by.may("promise.see"):
        return
    rows = Promise.objects.waiting().filter(to=party).order_by("due_at", "pk")
    for one in rows[:MOST]:
        due_on = localtime(one.due_at).date()
        yield Waiting(one.get_kind_display(), one.text or one.ref, due_on, due_on < day)


def _rewards(party: Party, by: Actor, day: date) -> Iterator[Waiting]:
    if not by.may("reward.see"):
        return
    rows = Choice.objects.waiting().filter(party=party).select_related("reward")
    for one in rows.order_by("promised_on", "pk")[:MOST]:
        href = reverse("office:choice", args=[one.pk])
        late = one.promised_on < day
        yield Waiting(_("Reward"), one.reward.title, one.promised_on, late, href)


def _disputes(party: Party, by: Actor, day: date) -> Iterator[Waiting]:
    if not by.may("dispute.see"):
        return
    for one in Dispute.objects.standing().filter(payee=party).order_by("pk")[:MOST]:
        href = reverse("office:dispute", args=[one.pk])
        yield Waiting(_("Dispute"), one.text, one.answer_due_on, one.is_overdue(day), href)


def _unpaid(party: Party, by: Actor) -> Iterator[Waiting]:
    if not by.may("award.see"):
        return
    amount = sum(one.amount_minor for one in unpaid(currency(), [party.pk]))
    if amount > 0:
        yield Waiting(_("Awards not paid yet"), rupiah(amount), None, late=False)


def _owed(keys: frozenset[int], by: Actor, day: date) -> Iterator[Waiting]:
    """Name the orders on credit that fell due and are not covered by what came in."""
    if not by.may("sale.see"):
        return
    mine = SaleLine.objects.filter(buyer__in=keys, reversal=None).order_by()
    due = Payment.objects.filter(
        method=PaymentMethod.TEMPO,
        void=None,
        due_on__lt=day,
        order_id__in=mine.values("order_id"),
    )
    days = {one.order_id: one.due_on for one in due.order_by("-due_on", "-pk")}
    worth = mine.filter(order_id__in=list(days)).values("order_id")
    sums = dict(worth.annotate(sum=Sum("amount_minor")).values_list("order_id", "sum"))
    received = _received(list(days))
    missing = {order: sums.get(order, 0) - received.get(order, 0) for order in days}
    late = sorted((on, order) for order, on in days.items() if on and missing[order] > 0)
    for due_on, order in late[:MOST]:
        href = reverse("office:order", args=[order])
        text = f"{order} · {rupiah(missing[order])}"
        yield Waiting(_("Payment to us"), text, due_on, late=True, href=href)


def _received(orders: list[str]) -> dict[str, int]:
    """Return what came in for orders; a transfer that nobody checked yet is taken on trust."""
    rows = Payment.objects.filter(order_id__in=orders, void=None)
    rows = rows.exclude(method=PaymentMethod.TEMPO).order_by()
    sums = rows.values("order_id").annotate(sum=Sum("amount_minor"))
    return dict(sums.values_list("order_id", "sum"))


def _complaints(party: Party, day: date) -> Iterator[Waiting]:
    rows = Seen.objects.filter(
        check_in__party=party,
        kind=SeenKind.COMPLAINT,
        check_in__at__gte=start_of(day - HEARD_LATELY),
    ).select_related("check_in")
    for one in rows.order_by("-pk")[:MOST]:
        heard = localtime(one.check_in.at).date()
        late = heard < day - ANSWERED_WITHIN
        yield Waiting(_("Complaint heard at a visit"), one.text, heard, late)


def _asks(party: Party, day: date) -> Iterator[Waiting]:
    newer = CheckIn.objects.filter(party=party, at__gte=OuterRef("at"))
    rows = VisitAsk.objects.filter(~Exists(newer), party=party).order_by("by_day", "pk")
    for one in rows[:MOST]:
        yield Waiting(_("Visit asked for"), one.text, one.by_day, one.by_day < day)
