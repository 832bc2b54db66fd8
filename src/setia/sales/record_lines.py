"""Book sale lines: whole or not at all, and the same delivery only once."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from setia.catalog.models import Product
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.people.resolve_code import codes_to_ids
from setia.sales.drafts import LineDraft
from setia.sales.events import LINES_RECORDED
from setia.sales.models import Arrival, SaleLine
from setia.sales.models.arrival import ArrivalKind

MOST_LINES = 1_000
COMPARED = (
    "sold_at",
    "quantity_milli",
    "amount_minor",
    "cost_minor",
    "channel",
    "returns_order_id",
)


@dataclass(frozen=True)
class Delivery:
    """By which door lines come, from whom, and the key that makes a retry the same."""

    kind: ArrivalKind
    source: str
    key: str


@dataclass(frozen=True)
class Recorded:
    """How many lines were new, how many stood already; whether the call was a repetition."""

    new: int
    known: int
    replayed: bool = False


def record_lines(drafts: Sequence[LineDraft], delivery: Delivery, by: Actor) -> Recorded:
    """Book up to a thousand lines in one transaction.

    Raises:
        NotPermitted: The actor may not book sales.
        Refused: Everything that is wrong, line by line; nothing was booked.
        Conflict: The key was used for something else, or somebody booked the same lines at
            this very moment.
    """
    by.must("sale.write")
    _check_shape(drafts, delivery)
    digest = _digest(drafts)
    earlier = Arrival.objects.filter(source=delivery.source, key=delivery.key).first()
    if earlier is not None:
        return _replayed(earlier, digest)
    try:
        with transaction.atomic():
            return _booked(drafts, delivery, digest, by)
    except IntegrityError as error:
        # Whoever was first has committed by now: a repetition finds its answer.
        same = Arrival.objects.filter(source=delivery.source, key=delivery.key).first()
        if same is not None:
            return _replayed(same, digest)
        raise Conflict("arrival.meanwhile") from error


def _check_shape(drafts: Sequence[LineDraft], delivery: Delivery) -> None:
    problems = []
    if not 0 < len(delivery.key) <= 120:
        problems.append(Problem("arrival.key_missing", "key"))
    if not drafts:
        problems.append(Problem("line.none", "lines"))
    if len(drafts) > MOST_LINES:
        sizes = {"most": MOST_LINES, "found": len(drafts)}
        raise Refused([*problems, Problem("line.too_many", "lines", sizes)])
    times = Counter((draft.order_id, draft.line_no) for draft in drafts)
    for number, draft in enumerate(drafts):
        at = f"lines[{number}]"
        problems += draft.problems(at)
        if times[draft.order_id, draft.line_no] > 1:
            params = {"order": draft.order_id, "line": draft.line_no}
            problems.append(Problem("line.twice", f"{at}.line_no", params))
    if problems:
        raise Refused(problems)


def _booked(
    drafts: Sequence[LineDraft], delivery: Delivery, digest: str, by: Actor
) -> Recorded:
    arrival = Arrival.objects.create(
        kind=delivery.kind,
        source=delivery.source,
        key=delivery.key,
        digest=digest,
        at=now(),
        by=by.name,
    )
    rows = _rows(drafts, arrival)
    # In the order of their keys, so that two deliveries lock in one order.
    fresh = sorted(_not_yet_booked(rows), key=lambda row: (row.order_id, row.line_no))
    SaleLine.objects.bulk_create(fresh)
    recorded = Recorded(len(fresh), len(rows) - len(fresh))
    answer = {"new": recorded.new, "known": recorded.known}
    Arrival.objects.filter(pk=arrival.pk).update(answer=answer)
    params = {"lines": recorded.new, "source": delivery.source}
    record_event(LINES_RECORDED, by, ("arrival", arrival.pk), params, after=answer)
    return recorded


def _rows(drafts: Sequence[LineDraft], arrival: Arrival) -> list[SaleLine]:
    """Find parties and products, or refuse with every code that leads to nobody."""
    named = {one.seller for one in drafts} | {one.buyer for one in drafts if one.buyer}
    parties, wanted = codes_to_ids(named), {one.product for one in drafts}
    found = Product.objects.filter(code__in=wanted).order_by()
    products = dict(found.values_list("code", "pk"))
    problems = []
    for number, one in enumerate(drafts):
        for name, code, known in (
            ("seller", one.seller, one.seller in parties),
            ("buyer", one.buyer, not one.buyer or one.buyer in parties),
            ("product", one.product, one.product in products),
        ):
            if not known:
                place = f"lines[{number}].{name}"
                problems.append(Problem(f"line.{name}_unknown", place, {"code": code}))
    if problems:
        raise Refused(problems)
    return [
        SaleLine(
            order_id=one.order_id,
            line_no=one.line_no,
            seller_id=parties[one.seller],
            buyer_id=parties[one.buyer] if one.buyer else None,
            product_id=products[one.product],
            recorded_at=arrival.at,
            arrival=arrival,
            **{name: getattr(one, name) for name in COMPARED},
        )
        for one in drafts
    ]


def _not_yet_booked(rows: Sequence[SaleLine]) -> list[SaleLine]:
    """Leave out lines that stand with the same content; give the rest their revision."""
    orders = {row.order_id for row in rows}
    standing: dict[tuple[str, int], SaleLine] = {}
    last: dict[tuple[str, int], int] = {}
    # One statement sees one moment. In two, a line that somebody books in between would be
    # no standing one and yet give the number after which ours would stand beside it.
    for one in SaleLine.objects.filter(order_id__in=orders).select_related("reversal"):
        key = (one.order_id, one.line_no)
        last[key] = max(one.revision, last.get(key, 0))
        if not hasattr(one, "reversal"):
            standing[key] = one
    fresh, problems = [], []
    for number, row in enumerate(rows):
        key = (row.order_id, row.line_no)
        there = standing.get(key)
        if there is None:
            row.revision = last.get(key, 0) + 1
            fresh.append(row)
        elif not same_content(there, row):
            params = {"order": row.order_id, "line": row.line_no}
            problems.append(Problem("line.differs", f"lines[{number}]", params))
    if problems:
        raise Refused(problems)
    return fresh


def same_content(one: SaleLine, other: SaleLine) -> bool:
    """Tell whether two lines say the same."""
    ids = ("seller_id", "buyer_id", "product_id")
    return all(getattr(one, name) == getattr(other, name) for name in (*COMPARED, *ids))


def _replayed(arrival: Arrival, digest: str) -> Recorded:
    if arrival.digest != digest:
        raise Conflict("arrival.key_reused")
    answer = arrival.answer or {"new": 0, "known": 0}
    return Recorded(answer["new"], answer["known"], replayed=True)


def _digest(drafts: Sequence[LineDraft]) -> str:
    content = [asdict(draft) for draft in drafts]
    text = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
