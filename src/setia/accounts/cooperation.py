"""How somebody works with us: appointments kept, payment on time, information shared.

Each part is a share that somebody can count again: so many of so many. The score is the
average of the parts that are known, out of 100. Where nothing can be judged yet a part is
not known, and weighs nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q, QuerySet, Sum

from setia.core.days import end_of
from setia.people.resolve_code import survivors
from setia.sales.models import Payment, SaleLine
from setia.sales.models.payment import PaymentMethod

LOOKED_BACK = timedelta(days=180)


@dataclass(frozen=True)
class Part:
    """So many of so many; of none nothing is known."""

    done: int = 0
    of: int = 0

    @property
    def known(self) -> bool:
        """Tell whether there was anything to judge."""
        return self.of > 0

    def plus(self, other: Part) -> Part:
        """Count two together."""
        return Part(self.done + other.done, self.of + other.of)


@dataclass(frozen=True)
class Cooperation:
    """The three parts, and what they come to."""

    appointments: Part
    payment: Part
    information: Part

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the parts, known or not."""
        return (self.appointments, self.payment, self.information)

    @property
    def score(self) -> int | None:
        """Return 0 to 100, halves upwards; nothing where no part is known."""
        known = [one for one in self.parts if one.known]
        if not known:
            return None
        whole = sum((Decimal(100 * one.done) / one.of for one in known), Decimal(0))
        return int((whole / len(known)).quantize(Decimal(1), ROUND_HALF_UP))

    @property
    def known(self) -> int:
        """Return how many parts the score rests on."""
        return sum(one.known for one in self.parts)


@dataclass(frozen=True)
class Heard:
    """What visits know of somebody: appointments kept, and information shared when asked."""

    appointments: Part = Part()
    information: Part = Part()


def cooperation_of(
    parties: Collection[int], heard: Mapping[int, Heard], day: date
) -> dict[int, Cooperation]:
    """Return how each of some parties works with us, over the 180 days before a day."""
    paid = paid_on_time(parties, day)
    nothing = Heard()
    return {
        one: Cooperation(
            heard.get(one, nothing).appointments,
            paid.get(one, Part()),
            heard.get(one, nothing).information,
        )
        for one in parties
    }


def paid_on_time(parties: Collection[int], day: date) -> dict[int, Part]:
    """Count the orders on credit that fell due: how many were paid in full by their day."""
    promised, buyers = _promised(parties, day)
    received, worth = _received(promised), _worth(promised)
    parts: dict[int, Part] = defaultdict(Part)
    for order, promises in promised.items():
        kept = all(
            _sum_by(received[order], until) >= worth[order] - _due_after(promises, until)
            for until, _ in promises
        )
        parts[buyers[order]] = parts[buyers[order]].plus(Part(int(kept), 1))
    return dict(parts)


def _promised(
    parties: Collection[int], day: date
) -> tuple[dict[str, list[tuple[date, int]]], dict[str, int]]:
    """Return what was promised for when, by order, and who bought each of the orders."""
    due = Payment.objects.filter(
        method=PaymentMethod.TEMPO,
        void=None,
        due_on__gte=day - LOOKED_BACK,
        due_on__lt=day,
    )
    buyers = _buyers(due, parties)
    promised: dict[str, list[tuple[date, int]]] = defaultdict(list)
    rows = due.filter(order_id__in=list(buyers)).order_by("due_on", "pk")
    for order, due_on, amount in rows.values_list("order_id", "due_on", "amount_minor"):
        if due_on is not None:
            promised[order].append((due_on, amount))
    return promised, buyers


def _buyers(payments: QuerySet[Payment], parties: Collection[int]) -> dict[str, int]:
    ends = survivors()
    wanted = set(parties)
    keys = [*wanted, *(gone for gone, kept in ends.items() if kept in wanted)]
    orders = payments.order_by().values("order_id")
    lines = SaleLine.objects.filter(reversal=None, buyer__in=keys, order_id__in=orders)
    rows = lines.order_by("order_id", "buyer").values_list("order_id", "buyer").distinct()
    return {order: ends.get(buyer, buyer) for order, buyer in rows}


def _received(orders: Collection[str]) -> dict[str, list[tuple[datetime, int]]]:
    """Return what came in for each order: transfers once they were checked."""
    money = Payment.objects.filter(order_id__in=list(orders), void=None)
    counted = ~Q(method__in=[PaymentMethod.TEMPO, PaymentMethod.TRANSFER])
    counted |= Q(method=PaymentMethod.TRANSFER, check_record__isnull=False)
    received: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    rows = money.filter(counted).values_list("order_id", "paid_at", "amount_minor")
    for order, paid_at, amount in rows:
        received[order].append((paid_at, amount))
    return received


def _sum_by(received: list[tuple[datetime, int]], until: date) -> int:
    end = end_of(until)
    return sum(amount for at, amount in received if at < end)


def _due_after(promises: list[tuple[date, int]], until: date) -> int:
    return sum(amount for due_on, amount in promises if due_on > until)


def _worth(orders: Collection[str]) -> dict[str, int]:
    """Return what each order came to: what is not promised for later was to be paid."""
    lines = SaleLine.objects.filter(reversal=None, order_id__in=list(orders)).order_by()
    sums = lines.values("order_id").annotate(sum=Sum("amount_minor"))
    return {row["order_id"]: row["sum"] or 0 for row in sums}
