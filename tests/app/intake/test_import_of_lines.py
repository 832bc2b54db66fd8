"""Sale lines of a file on their way into the books, and out of them again."""

from __future__ import annotations

from datetime import timedelta

import builders
import pytest
from intake_rows import DAY, a_row

from setia.core.errors import Conflict, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.core.verify_trail import verify_trail
from setia.intake.commit_batch import commit_batch
from setia.intake.discard_batch import discard_batch
from setia.intake.models import Stage
from setia.intake.undo_batch import undo_batch, undo_consequences
from setia.people.models import Alias, Merge, Party
from setia.sales.models import Payment, PaymentVoid, Reversal, SaleLine

OWNER = builders.an_actor()


def commit(batch):
    return commit_batch(batch, OWNER, batch.version)


def standing():
    lines = SaleLine.objects.standing().order_by("order_id", "line_no")
    return [(line.order_id, line.revision, line.amount_minor) for line in lines]


def classes(batch):
    return {name: found["rows"] for name, found in batch.summary["classes"].items()}


def test_new_lines_come_in_with_their_moment_and_arrival(desk):
    batch = desk.hand_in([a_row("A-1"), a_row("A-2", 3, amount_minor=-2_500_000)])

    done = commit(batch)

    line = SaleLine.objects.get(order_id="A-1")
    assert done.counts == {"new": 2, "corrected": 0, "payments": 0}
    assert (line.sold_at, line.seller.code, line.arrival) == (DAY, "R1", done.arrival)
    assert batch.summary["classes"]["new"]["amount_minor"] == 0
    assert SaleLine.objects.filter(sold_at=DAY).count() == 2
    assert TrailEntry.objects.latest("number").act == "import.committed"
    assert verify_trail().flaws == ()


def test_the_same_file_again_changes_nothing(desk):
    rows = [a_row("A-1"), a_row("A-2", 3)]
    commit(desk.hand_in(rows))
    again = desk.hand_in(rows, name="copy.csv", source="Another")

    with pytest.raises(Conflict) as told:
        commit(again)

    assert classes(again) == {"known": 2}
    assert told.value.code == "import.file_known"
    assert len(standing()) == 2


def test_a_file_that_overlaps_with_the_last_brings_in_what_is_new(desk):
    commit(desk.hand_in([a_row("A-1"), a_row("A-2", 3)]))

    batch = desk.hand_in([a_row("A-2"), a_row("A-3", 3)])
    commit(batch)

    assert classes(batch) == {"known": 1, "new": 1}
    assert [row[0] for row in standing()] == ["A-1", "A-2", "A-3"]


@pytest.mark.parametrize(
    ("choice", "expected", "reversals"),
    [
        pytest.param("keep", [("A-1", 1, 2_500_000)], 0, id="the old one is kept"),
        pytest.param("correct", [("A-1", 2, 999)], 1, id="it is reversed and rebooked"),
    ],
)
def test_a_line_that_says_something_else(desk, choice, expected, reversals):
    commit(desk.hand_in([a_row("A-1")]))

    batch = desk.hand_in([a_row("A-1", amount_minor=999)], conflicts=choice)
    commit(batch)

    sample = batch.samples["conflict"][0]
    assert (sample["amount_minor"], sample["standing"]["amount_minor"]) == (999, 2_500_000)
    assert standing() == expected
    assert Reversal.objects.count() == reversals


def test_unknown_names_are_refused_with_their_row(desk):
    batch = desk.hand_in(
        [
            a_row("A-1", seller="R9"),
            a_row("A-2", 3, buyer="C9"),
            a_row("A-3", 4, product="X"),
        ]
    )
    commit(batch)

    assert batch.summary["reasons"] == {
        "import.seller_unknown": 1,
        "import.buyer_unknown": 1,
        "import.product_unknown": 1,
    }
    assert batch.summary["refused"] == 3
    assert standing() == []


def test_unknown_names_are_registered_where_the_person_wants_it(desk):
    rows = [a_row("A-1", seller="R9", buyer="C9"), a_row("A-2", 3, product="X")]
    batch = desk.hand_in(rows, create_parties=True, create_products=True)

    done = commit(batch)

    assert done.counts["parties"] == 2
    assert done.counts["products"] == 1
    assert len(standing()) == 2
    assert list(Party.objects.order_by("code").values_list("code", "role")) == [
        ("C9", "customer"),
        ("R1", "reseller"),
        ("R9", "reseller"),
    ]


def test_the_old_id_of_a_merged_party_leads_to_who_was_kept(desk):
    kept, gone = builders.a_party("R2"), builders.a_party("R3")
    commit(desk.hand_in([a_row("A-1", seller="R3")]))
    Merge.objects.create(gone=gone, kept=kept, at=DAY, by="x")
    Alias.objects.create(code="OLD-3", party=kept, since=DAY)

    batch = desk.hand_in([a_row("A-1", seller="R2"), a_row("A-2", 3, seller="OLD-3")])
    commit(batch)

    assert classes(batch) == {"known": 1, "new": 1}
    assert SaleLine.objects.get(order_id="A-2").seller == kept


def test_a_key_twice_in_the_file_counts_once_where_both_say_the_same(desk):
    batch = desk.hand_in([a_row("A-1"), a_row("A-1", 7)])
    commit(batch)

    assert classes(batch) == {"new": 1, "repeated": 1}
    assert len(standing()) == 1


def test_a_key_twice_in_the_file_is_refused_where_they_differ(desk):
    batch = desk.hand_in([a_row("A-1"), a_row("A-1", 7, amount_minor=1), a_row("A-2", 8)])
    commit(batch)

    assert batch.summary["reasons"] == {"import.two_ways": 2}
    assert [row[0] for row in standing()] == ["A-2"]


def test_payments_are_booked_by_order_and_way(desk):
    rows = [
        a_row("A-1", method="cash"),
        a_row("A-1", 3, line_no=2, method="cash"),
        a_row("A-2", 4, method="transfer", paid_at=DAY + timedelta(hours=2)),
        a_row("A-3", 5),
    ]
    commit(desk.hand_in(rows))

    booked = Payment.objects.order_by("order_id").values_list(
        "order_id", "method", "amount_minor", "paid_at"
    )
    assert list(booked) == [
        ("A-1", "cash", 5_000_000, DAY),
        ("A-2", "transfer", 2_500_000, DAY + timedelta(hours=2)),
    ]


def test_a_preview_that_the_books_have_left_behind_is_not_committed(desk):
    batch = desk.hand_in([a_row("A-1"), a_row("A-2", 3)])
    builders.a_line("A-1", Party.objects.get(), builders.a_product("P2"))

    with pytest.raises(Conflict) as told:
        commit(batch)

    assert told.value.code == "import.world_changed"
    assert [row[0] for row in standing()] == ["A-1"]


def test_undoing_reverses_every_line_and_lets_the_file_in_again(desk):
    rows = [a_row("A-1", method="cash"), a_row("A-2", 3)]
    batch = desk.hand_in(rows)
    commit(batch)

    undone = undo_batch(batch, OWNER, "wrong month")
    after_undo = standing()
    again = desk.hand_in(rows)
    commit(again)

    assert undone.counts == {"reversed": 2, "restored": 0, "voided": 1, "left": 0}
    assert after_undo == []
    assert PaymentVoid.objects.get().reason == "wrong month"
    assert standing() == [("A-1", 2, 2_500_000), ("A-2", 2, 2_500_000)]
    assert Payment.objects.filter(void=None).count() == 1


def test_undoing_puts_corrected_lines_back_as_they_were(desk):
    commit(desk.hand_in([a_row("A-1")]))
    batch = desk.hand_in([a_row("A-1", amount_minor=999)], conflicts="correct")
    commit(batch)

    told = undo_consequences(batch)
    undone = undo_batch(batch, OWNER, "it was right before")

    assert told == {
        "reversed": 1,
        "amount_minor": 999,
        "left": 0,
        "restored": 1,
        "voided": 0,
    }
    assert (undone.counts["reversed"], undone.counts["restored"]) == (1, 1)
    assert standing() == [("A-1", 3, 2_500_000)]


def test_undoing_leaves_lines_alone_that_were_corrected_since(desk):
    first = desk.hand_in([a_row("A-1"), a_row("A-2", 3)])
    commit(first)
    commit(desk.hand_in([a_row("A-1", amount_minor=999)], conflicts="correct"))

    undone = undo_batch(first, OWNER, "wrong file")

    assert undone.counts == {"reversed": 1, "restored": 0, "voided": 0, "left": 1}
    assert standing() == [("A-1", 2, 999)]


def test_an_import_is_undone_once(desk):
    batch = desk.hand_in([a_row("A-1")])
    commit(batch)
    undo_batch(batch, OWNER, "wrong")

    with pytest.raises(Conflict) as told:
        undo_batch(batch, OWNER, "wrong")

    assert told.value.code == "import.undone_already"
    assert Reversal.objects.count() == 1


def test_a_batch_is_committed_as_it_was_seen_or_not_at_all(desk):
    batch = desk.hand_in([a_row("A-1")])

    with pytest.raises(Conflict) as told:
        commit_batch(batch, OWNER, batch.version - 1)

    assert told.value.code == "import.changed_meanwhile"
    assert standing() == []


def test_a_discarded_batch_cannot_be_committed(desk):
    batch = desk.hand_in([a_row("A-1")])
    discard_batch(batch, OWNER)

    with pytest.raises(Conflict) as told:
        commit(batch)

    batch.refresh_from_db()
    assert told.value.code == "import.decided_already"
    assert batch.stage == Stage.DISCARDED
    assert standing() == []


def test_undoing_asks_for_a_reason(desk):
    batch = desk.hand_in([a_row("A-1")])
    commit(batch)

    with pytest.raises(Refused) as told:
        undo_batch(batch, OWNER, "  ")

    assert told.value.problems[0].code == "import.reason_missing"
    assert len(standing()) == 1


def test_finance_may_import_and_not_undo():
    finance = builders.an_actor(Role.FINANCE)

    assert finance.may("import.run")
    assert not finance.may("import.undo")


def test_amounts_whose_sum_leaves_64_bits_are_summed(desk):
    most = 9_000_000_000_000_000_000
    batch = desk.hand_in([a_row(f"A-{n}", n, amount_minor=most) for n in range(2, 5)])

    assert batch.summary["classes"]["new"]["amount_minor"] == 3 * most
