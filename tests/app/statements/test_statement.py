"""What a payee is told for a month: every amount by hand, and always what the ledger says."""

from __future__ import annotations

from datetime import date

from builders import a_party, a_promise, an_actor
from months import NOVEMBER, OCTOBER, balance, moment, on, sold
from told import (
    MONTHLY,
    QUARTERLY,
    adjusted,
    closed,
    end_of_day,
    finalised,
    reopened,
    rupiah_of,
    sums,
    three,
)

from setia.closing.hold_award import hold_award, lift_hold
from setia.closing.models import Award
from setia.closing.state import State
from setia.ledger.models.account import AccountKind
from setia.people.merge_parties import merge_parties
from setia.sales.correct_lines import Correction, correct_line
from setia.sales.payments import PaymentDraft, record_payment
from setia.statements.kinds import LineKind, Section
from setia.statements.statement_of import statement_of
from setia.statements.waits import WaitsFor


def test_a_first_month_has_no_opening_and_tells_each_award(world):
    a_promise(MONTHLY)
    a_promise(QUARTERLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    closed(OCTOBER, "2026-11-03")

    part = rupiah_of(world.ani, OCTOBER)

    assert sums(part) == (0, [("award", 100_000), ("award", 10_000)], 110_000)
    first = part.lines[0]
    assert (first.award.program.code, first.total_minor) == ("komisi", 100_000_00)
    assert first.award.due_on == date(2026, 11, 14), "14 days after the window ends"
    assert first.booking.measure.startswith("1000000")
    assert three(part.closing) == (110_000, 0, 0)


def test_the_month_after_opens_with_what_was_left_and_tells_the_release(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    sold("B", world.ani, world.goods, "2026-11-05", 2_000_000)
    finalised(OCTOBER, "2026-11-03")
    finalised(NOVEMBER, "2026-12-03")

    part = rupiah_of(world.ani, NOVEMBER)

    assert sums(part) == (100_000, [("award", 200_000), ("release", 0)], 300_000)
    release = part.lines[1]
    assert (release.on, release.moved_minor) == (date(2026, 11, 3), 100_000_00)
    assert three(part.opening) == (100_000, 0, 0)
    assert three(part.closing) == (200_000, 100_000, 0)


def test_a_late_sale_and_a_return_are_changes_that_name_their_month_and_lines(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    sold("B", world.ani, world.goods, "2026-10-20", 500_000, known="2026-11-10")
    back = {"returns_order_id": "A", "quantity_milli": -1_000}
    sold("A-R", world.ani, world.goods, "2026-11-06", -200_000, **back)
    sold("C", world.ani, world.goods, "2026-11-07", 300_000)
    closed(NOVEMBER, "2026-12-03")

    part = rupiah_of(world.ani, NOVEMBER)

    assert sums(part) == (
        100_000,
        [("award", 30_000), ("earlier", 30_000), ("release", 0)],
        160_000,
    )
    earlier = part.lines[1]
    assert (earlier.home, earlier.total_minor) == (OCTOBER, 130_000_00)
    told = [(one.line.order_id, one.amount_minor // 100) for one in earlier.why.sales]
    assert told == [("B", 500_000), ("A-R", -200_000)]
    assert not earlier.why.version
    assert rupiah_of(world.ani, OCTOBER).closing.amount_minor == 100_000_00


def test_an_award_that_a_return_undoes_whole_still_names_its_month(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    back = {"returns_order_id": "A", "quantity_milli": -1_000}
    sold("A-R", world.ani, world.goods, "2026-11-06", -1_000_000, **back)
    closed(NOVEMBER, "2026-12-03")

    part = rupiah_of(world.ani, NOVEMBER)

    (earlier,) = [line for line in part.lines if line.kind == LineKind.EARLIER]
    assert (earlier.home, earlier.amount_minor) == (OCTOBER, -100_000_00)
    assert three(part.closing) == (0, 100_000, 100_000)
    assert part.closing.amount_minor == 0


def test_a_revision_tells_what_changed_against_the_one_before(world):
    a_promise(MONTHLY)
    line = sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    reopened(OCTOBER, "2026-11-05")
    with on("2026-11-05"):
        correct_line(line, Correction(1_000, 1_500_000_00), "Salah ketik", an_actor())
    closed(OCTOBER, "2026-11-06")

    part = rupiah_of(world.ani, OCTOBER)

    assert sums(part) == (0, [("award", 100_000), ("revision", 50_000)], 150_000)
    revised = part.lines[1]
    told = [(one.gone, one.amount_minor // 100) for one in revised.why.sales]
    assert told == [(True, -1_000_000), (False, 1_500_000)]
    statement = statement_of(world.ani, OCTOBER, end_of_day("2026-11-06"))
    assert (statement.revision, statement.state) == (2, State.REVIEW)


def test_as_known_on_a_day_tells_neither_more_nor_less(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    reopened(OCTOBER, "2026-11-05")
    sold("B", world.ani, world.goods, "2026-10-20", 500_000, known="2026-11-05")
    finalised(OCTOBER, "2026-11-06")

    assert sums(rupiah_of(world.ani, OCTOBER, "2026-11-02")) == (0, [], 0)
    before = statement_of(world.ani, OCTOBER, end_of_day("2026-11-04"))
    assert sums(before.unit("IDR")) == (0, [("award", 100_000)], 100_000)
    assert (before.revision, before.state) == (1, State.FINAL)
    after = statement_of(world.ani, OCTOBER, end_of_day("2026-11-06"))
    assert after.unit("IDR").closing.amount_minor == 150_000_00
    assert (after.revision, after.state) == (2, State.FINAL)
    again = statement_of(world.ani, OCTOBER, end_of_day("2026-11-04"))
    assert again == before, "the same question gives the same answer"


def test_an_adjustment_stands_beside_its_award(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    with on("2026-11-04"):
        adjusted(Award.objects.get(), "a", 25_000, "Janji toko")
        adjusted(Award.objects.get(), "b", -5_000, "Keliru")

    part = rupiah_of(world.ani, NOVEMBER)

    assert sums(part) == (
        100_000,
        [("adjustment", 25_000), ("adjustment", -5_000), ("release", 0)],
        120_000,
    )
    assert part.lines[0].adjustment.reason == "Janji toko"
    assert part.sum_of(Section.ADJUSTED) == 20_000_00
    assert three(part.closing) == (0, 125_000, 5_000)


def test_a_running_window_waits_for_its_end_and_an_ended_one_for_the_final_month(world):
    a_promise(MONTHLY)
    a_promise(QUARTERLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    closed(OCTOBER, "2026-11-03")

    waits = {one.award.program.code: one for one in rupiah_of(world.ani, OCTOBER).waits}

    assert (waits["komisi"].reason, waits["komisi"].until) == (WaitsFor.FINAL, None)
    running = waits["rabat"]
    assert (running.reason, running.until) == (WaitsFor.WINDOW, date(2026, 12, 31))
    assert running.amount_minor == 10_000_00


def test_what_came_to_a_running_window_later_does_not_wait_on_an_earlier_month(world):
    a_promise(QUARTERLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    sold("B", world.ani, world.goods, "2026-11-05", 2_000_000)
    finalised(OCTOBER, "2026-11-03")
    finalised(NOVEMBER, "2026-12-03")

    (october,) = rupiah_of(world.ani, OCTOBER).waits
    (november,) = rupiah_of(world.ani, NOVEMBER).waits

    assert (october.amount_minor, november.amount_minor) == (10_000_00, 30_000_00)
    (line,) = rupiah_of(world.ani, NOVEMBER).lines
    assert (line.amount_minor, line.total_minor) == (20_000_00, 30_000_00)


def test_an_award_waits_for_its_return_window_until_a_day(world):
    a_promise(MONTHLY.replace("within: 14d", "within: 14d, hold: 7d"))
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")

    (wait,) = rupiah_of(world.ani, OCTOBER, "2026-11-04").waits
    assert (wait.reason, wait.until) == (WaitsFor.RETURNS, date(2026, 11, 7))
    (later,) = rupiah_of(world.ani, OCTOBER, "2026-11-08").waits
    assert later.reason == WaitsFor.RELEASE


def test_an_award_waits_for_the_payment_of_its_sales(world):
    a_promise(MONTHLY.replace("within: 14d", "within: 14d, release: when_paid"))
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    sold("B", world.ani, world.goods, "2026-10-06", 500_000)
    with on("2026-10-07"):
        paid = PaymentDraft("B", "cash", moment("2026-10-07"), 500_000_00)
        record_payment(paid, an_actor())
    finalised(OCTOBER, "2026-11-03")

    part = rupiah_of(world.ani, OCTOBER, "2026-11-04")
    (wait,) = part.waits
    assert (wait.reason, wait.amount_minor) == (WaitsFor.PAYMENT, 100_000_00)
    assert part.lines[0].wait == wait


def test_a_hold_is_told_while_it_holds(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    with on("2026-11-05"):
        hold = hold_award(Award.objects.get(), "Diperiksa", an_actor())
    with on("2026-11-08"):
        lift_hold(hold, an_actor())

    assert rupiah_of(world.ani, OCTOBER, "2026-11-04").holds == ()
    assert rupiah_of(world.ani, OCTOBER, "2026-11-06").lines[0].hold == hold
    assert rupiah_of(world.ani, OCTOBER, "2026-11-09").holds == ()


def test_who_was_merged_is_told_with_who_was_kept(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    sold("B", world.budi, world.goods, "2026-10-06", 500_000)
    finalised(OCTOBER, "2026-11-03")
    with on("2026-11-10"):
        merge_parties(world.budi, world.ani, {}, an_actor())

    kept, gone = rupiah_of(world.ani, OCTOBER), rupiah_of(world.budi, OCTOBER)

    assert kept == gone
    assert sums(kept) == (0, [("award", 100_000), ("award", 50_000)], 150_000)


def test_points_are_told_apart_from_money(world):
    a_promise(MONTHLY)
    points = MONTHLY.replace("id: komisi", "id: poin").replace("as: money", "as: points")
    a_promise(points.replace("rate: 10%", "step: {every: 10000, give: 1}"))
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    closed(NOVEMBER, "2026-12-03")

    statement = statement_of(world.ani, NOVEMBER, end_of_day("2026-12-04"))

    assert [one.unit for one in statement.units] == ["IDR", "points"]
    assert sums(statement.unit("points")) == (100, [("release", 0)], 100)
    assert three(statement.unit("points").closing) == (0, 100, 0)


def test_what_is_paid_to_a_charity_is_on_the_charitys_statement(world):
    charity = a_party("YAY", role="charity")
    a_promise(MONTHLY + "payee: YAY\n")
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    closed(OCTOBER, "2026-11-03")

    assert sums(rupiah_of(charity, OCTOBER)) == (0, [("award", 100_000)], 100_000)
    assert sums(rupiah_of(world.ani, OCTOBER)) == (0, [], 0)


def test_two_months_by_hand_are_what_the_ledger_says(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    sold("B", world.ani, world.goods, "2026-10-20", 500_000, known="2026-11-10")
    reopened(OCTOBER, "2026-11-11")
    finalised(OCTOBER, "2026-11-12")
    back = {"returns_order_id": "B", "quantity_milli": -1_000}
    sold("B-R", world.ani, world.goods, "2026-11-20", -500_000, **back)
    sold("C", world.ani, world.goods, "2026-11-21", 700_000)
    with on("2026-11-25"):
        adjusted(Award.objects.get(window_from=OCTOBER), "a", 10_000)
    finalised(NOVEMBER, "2026-12-03")

    october, november = rupiah_of(world.ani, OCTOBER), rupiah_of(world.ani, NOVEMBER)

    assert sums(october) == (0, [("award", 100_000), ("revision", 50_000)], 150_000)
    assert sums(november) == (
        150_000,
        [
            ("award", 70_000),
            ("earlier", -50_000),
            ("adjustment", 10_000),
            ("release", 0),
            ("release", 0),
        ],
        180_000,
    )
    december = rupiah_of(world.ani, date(2026, 12, 1))
    assert three(december.closing) == tuple(
        balance(kind, world.ani)
        for kind in (AccountKind.ACCRUED, AccountKind.PAYABLE, AccountKind.ARREARS)
    )
