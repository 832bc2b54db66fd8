"""Statements are issued with a run: sums that add up, once, and fast for many."""

from __future__ import annotations

from datetime import date

from builders import NOON, a_promise
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from months import NOVEMBER, OCTOBER, sold
from told import MONTHLY, closed, finalised, reopened

from setia.closing.models import CloseRun, Period
from setia.core.write_rows import write_rows
from setia.ledger.models import Account, Entry
from setia.people.models import Party
from setia.statements.issue_statements import issue_statements
from setia.statements.models import IssuedStatement


def issued(run):
    """Return opening, earned, adjusted, paid, closing of each payee in rupiah."""
    rows = IssuedStatement.objects.filter(run=run).order_by("payee__code", "unit")
    names = ("opening", "earned", "adjusted", "paid", "closing")
    return {
        (row.payee.code, row.unit): [getattr(row, f"{n}_minor") // 100 for n in names]
        for row in rows.select_related("payee")
    }


def test_a_run_issues_a_statement_for_everybody_with_anything_in_it(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    sold("B", world.budi, world.goods, "2026-10-06", 500_000)
    first = finalised(OCTOBER, "2026-11-03")
    sold("C", world.ani, world.goods, "2026-10-20", 200_000, known="2026-11-10")
    sold("D", world.ani, world.goods, "2026-11-20", 300_000)
    second = closed(NOVEMBER, "2026-12-03")

    assert issued(first) == {
        ("R-1", "IDR"): [0, 100_000, 0, 0, 100_000],
        ("R-2", "IDR"): [0, 50_000, 0, 0, 50_000],
    }
    assert issued(second) == {
        ("R-1", "IDR"): [100_000, 30_000, 20_000, 0, 150_000],
        ("R-2", "IDR"): [50_000, 0, 0, 0, 50_000],
    }


def test_a_revision_issues_its_change_as_one(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    reopened(OCTOBER, "2026-11-05")
    sold("B", world.ani, world.goods, "2026-10-20", 500_000, known="2026-11-05")

    run = closed(OCTOBER, "2026-11-06")

    assert issued(run) == {("R-1", "IDR"): [0, 100_000, 50_000, 0, 150_000]}


def test_issuing_again_adds_nothing_even_after_more_was_posted(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    run = finalised(OCTOBER, "2026-11-03")
    before = issued(run)
    reopened(OCTOBER, "2026-11-05")
    sold("B", world.ani, world.goods, "2026-10-20", 500_000, known="2026-11-05")
    closed(OCTOBER, "2026-11-06")

    assert issue_statements(run) == 0
    assert issued(run) == before


def test_many_payees_take_no_more_queries_than_few(world):
    period = Period.objects.create(month=OCTOBER)
    run = CloseRun.objects.create(
        number=1,
        period=period,
        revision=1,
        cutoff=NOON,
        at=NOON,
        by="test",
        engine="1",
        promises=[],
        summary={},
    )
    with transaction.atomic():
        many_owed(3_000)

    with CaptureQueriesContext(
        connection,
    ) as told:
        assert issue_statements(run) == 3_000

    assert len(told) <= 30
    assert IssuedStatement.objects.filter(earned_minor=5_000_00).count() == 3_000


def many_owed(count):
    """Let a run owe so many parties Rp5.000 each."""
    columns = ("code", "name", "name_key", "role", "registered_at", "version")
    more = ("tier", "category", "territory")
    rows = [(f"M-{n}", "x", "x", "reseller", NOON, 1, "", "", "") for n in range(count)]
    write_rows(Party, columns + more, rows)
    keys = list(Party.objects.filter(name="x").values_list("pk", flat=True))
    write_rows(
        Account,
        ("kind", "owner", "unit"),
        [("accrued", str(key), "IDR") for key in keys] + [("reward_cost", "p", "IDR")],
    )
    owed = dict(Account.objects.values_list("owner", "pk"))
    columns = (
        "key event at on debit_id credit_id unit amount_minor about_kind about_id batch"
    )
    rest = ("IDR", 5_000_00, "award")
    entries = [
        (
            f"k{key}",
            "award_accrued",
            NOON,
            date(2026, 10, 31),
            owed["p"],
            owed[str(key)],
            *rest,
            key,
            "close 1",
        )
        for key in keys
    ]
    write_rows(Entry, columns.split(), entries)
