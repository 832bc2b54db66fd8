"""Whatever is booked, corrected and reversed: at most one revision stands, and none is lost."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
from builders import NOON, a_business, a_line, a_party, a_product, a_user, an_actor
from django.db import DatabaseError, connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from setia.catalog.models import Product
from setia.core.errors import Conflict, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.people.models import Party
from setia.sales.correct_lines import Correction, correct_line, reverse_order
from setia.sales.drafts import MOST, LineDraft
from setia.sales.models import Arrival, Reversal, SaleLine
from setia.sales.models.arrival import ArrivalKind
from setia.sales.record_lines import Delivery, record_lines

BY = an_actor()
keys = count(1)


def a_draft(order_id="INV/1", line_no=1, **rest) -> LineDraft:
    columns = {
        "sold_at": NOON,
        "seller": "R-1",
        "product": "P-1",
        "quantity_milli": 1_000,
        "amount_minor": 50_000_00,
    }
    return LineDraft(order_id, line_no, **(columns | rest))


def booked(*drafts, key="", source="shop", by=BY):
    key = key or f"key-{next(keys)}"
    return record_lines(drafts, Delivery(ArrivalKind.API, source, key), by)


@pytest.fixture
def books(db):
    a_party("R-1")
    a_product("P-1")


class Books(RuleBasedStateMachine):
    """A few orders with a few lines, and a plain-Python idea of what stands."""

    def __init__(self) -> None:
        super().__init__()
        self.stands: dict[tuple[str, int], int] = {}
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        a_party("R-1")
        a_product("P-1")

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    @rule(order=st.sampled_from("AB"), line=st.integers(1, 2), amount=st.integers(-9, 9))
    def book(self, order, line, amount):
        there = self.stands.get((order, line))
        draft = a_draft(order, line, amount_minor=amount)
        if there is not None and there != amount:
            with pytest.raises(Refused):
                booked(draft)
            return
        told = booked(draft)
        assert (told.new, told.known) == ((0, 1) if there is not None else (1, 0))
        self.stands[order, line] = amount

    @rule(order=st.sampled_from("AB"), line=st.integers(1, 2), amount=st.integers(-9, 9))
    def correct(self, order, line, amount):
        row = SaleLine.objects.filter(order_id=order, line_no=line).standing().first()
        assert (row is not None) == ((order, line) in self.stands)
        if row is not None:
            correct_line(row, Correction(1_000, amount), "salah", BY)
            self.stands[order, line] = amount

    @rule(order=st.sampled_from("AB"))
    def reverse(self, order):
        lines = [key for key in self.stands if key[0] == order]
        if not lines:
            with pytest.raises(Refused):
                reverse_order(order, "batal", BY)
            return
        assert reverse_order(order, "batal", BY) == len(lines)
        for key in lines:
            del self.stands[key]

    @invariant()
    def what_stands_is_what_was_said_last(self):
        rows = SaleLine.objects.standing()
        found = {(row.order_id, row.line_no): row.amount_minor for row in rows}
        assert len(rows) == len(found)
        assert found == self.stands

    @invariant()
    def every_revision_but_the_last_is_reversed(self):
        rows = SaleLine.objects.count()
        assert rows == Reversal.objects.count() + len(self.stands)


def test_books_hold_whatever_is_done_to_them(db):
    run_state_machine_as_test(
        Books, settings=settings(max_examples=25, stateful_step_count=15, deadline=None)
    )


def test_a_delivery_is_booked_once_however_often_it_is_sent(books):
    first = booked(a_draft(), key="k")
    again = booked(a_draft(), key="k")
    assert (first.new, again.new, again.replayed) == (1, 1, True)
    assert SaleLine.objects.count() == 1


def test_a_key_serves_for_one_content(books):
    booked(a_draft(), key="k")
    with pytest.raises(Conflict, match="key_reused"):
        booked(a_draft(amount_minor=1), key="k")


def test_the_same_key_of_another_source_is_another(books):
    booked(a_draft(), key="k", source="shop")
    assert booked(a_draft("INV/2"), key="k", source="till").new == 1


def test_a_delivery_with_one_wrong_line_books_nothing(books):
    with pytest.raises(Refused) as refused:
        booked(a_draft(), a_draft("INV/2", seller="R-404"), a_draft("INV/3", product="?"))
    assert [(one.code, one.at) for one in refused.value.problems] == [
        ("line.seller_unknown", "lines[1].seller"),
        ("line.product_unknown", "lines[2].product"),
    ]
    assert (SaleLine.objects.count(), Arrival.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (a_draft(""), "line.order_missing"),
        (a_draft("x" * 65), "line.too_long"),
        (a_draft("x\0"), "line.too_long"),
        (a_draft(amount_minor=MOST + 1), "line.number_out_of_range"),
        (a_draft(quantity_milli=-MOST - 1), "line.number_out_of_range"),
        (a_draft(line_no=2**31), "line.number_out_of_range"),
        (a_draft(sold_at=NOON.replace(tzinfo=None)), "line.moment"),
    ],
)
def test_a_line_that_cannot_be_is_refused(books, draft, code):
    with pytest.raises(Refused) as refused:
        booked(draft)
    assert [one.code for one in refused.value.problems] == [code]


def test_a_line_twice_in_one_delivery_is_refused(books):
    with pytest.raises(Refused):
        booked(a_draft(), a_draft())


@pytest.mark.parametrize("act", ["UPDATE {} SET amount_minor = 1", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["sales_saleline", "sales_reversal"])
def test_the_database_refuses_to_change_what_was_booked(books, table, act):
    booked(a_draft())
    line = SaleLine.objects.get()
    if table == "sales_reversal":
        reverse_order("INV/1", "batal", BY)
        act = act.replace("amount_minor = 1", "reason = 'x'")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format(table))
    line.refresh_from_db()
    assert line.amount_minor == 50_000_00


def test_a_correction_keeps_the_cost_of_one_piece(books):
    line = a_line("INV/9", *parties(), quantity_milli=3_000, cost_minor=30_000_00)
    again = correct_line(line, Correction(2_000, 40_000_00), "salah", BY)
    assert (again.revision, again.cost_minor, again.sold_at) == (2, 20_000_00, line.sold_at)


def test_a_reason_is_needed(books):
    line = a_line("INV/9", *parties())
    with pytest.raises(Refused):
        correct_line(line, Correction(1, 1), " ", BY)
    with pytest.raises(Refused):
        reverse_order("INV/9", "", BY)
    assert Reversal.objects.count() == 0


@pytest.mark.parametrize(
    "role", [Role.SALESPERSON, Role.CASHIER, Role.FINANCE, Role.PARTNER]
)
def test_few_may_correct(books, role):
    line = a_line("INV/9", *parties())
    with pytest.raises(NotPermitted):
        correct_line(line, Correction(1, 1), "salah", an_actor(role))


def test_every_act_is_in_the_trail_with_before_and_after(books):
    booked(a_draft())
    correct_line(SaleLine.objects.get(), Correction(2_000, 100), "salah hitung", BY)
    reverse_order("INV/1", "batal", BY)
    entries = list(TrailEntry.objects.order_by("number"))
    assert [entry.act for entry in entries] == [
        "sale.recorded",
        "sale.corrected",
        "sale.reversed",
    ]
    assert entries[1].before["amount_minor"] == 50_000_00
    assert entries[1].after["amount_minor"] == 100


def test_the_sums_of_the_largest_lines_are_summed(books, client):
    a_business()
    seller, product = parties()
    for number in range(20):
        moment = NOON + timedelta(seconds=number)
        a_line(f"INV/{number}", seller, product, amount_minor=MOST, sold_at=moment)
    client.force_login(a_user(Role.OWNER))
    for path in (
        "/sales/?from=2026-11-01&to=2026-11-30",
        f"/people/{seller.pk}/",
        "/people/",
    ):
        assert client.get(path).status_code == 200


def parties():
    return Party.objects.get(code="R-1"), Product.objects.get(code="P-1")
