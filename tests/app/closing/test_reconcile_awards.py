"""Awards are held against the ledger: what was tampered with is told, and not repaired."""

from __future__ import annotations

import pytest
from builders import a_party, a_promise
from django.core.management import CommandError, call_command
from django.db import connection
from months import NOVEMBER, OCTOBER, finalised, sold

from setia.closing.models import Award, AwardFunding
from setia.closing.reconcile_awards import reconcile_awards

MONTHLY = """
setia: 1
id: komisi
title: {id: Komisi, en: Commission}
period: {from: 2026-09-01, to: 2026-12-31, every: month}
reward: {rate: 10%}
returns: restate
funding: [{party: SUP-1, share: 60%}]
"""


@pytest.fixture
def books(world):
    """Two closed months with a release, arrears, an award that still waits, and points."""
    a_party("SUP-1", role="supplier")
    a_promise(MONTHLY)
    points = MONTHLY.replace("komisi", "poin") + "settlement: {as: points}\n"
    a_promise(points)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    returned = {"returns_order_id": "A", "quantity_milli": -1_000}
    sold("A-R", world.ani, world.goods, "2026-11-06", -400_000, **returned)
    sold("B", world.budi, world.goods, "2026-11-12", 500_000)
    finalised(NOVEMBER, "2026-12-03")
    return world


def told():
    return [(one.what, one.kept, one.counted) for one in reconcile_awards()]


def test_books_that_nobody_touched_agree(books, capsys):
    assert {one.arrears_minor for one in Award.objects.all()} == {0, 40_000_00}
    assert told() == []
    call_command("reconcile")
    assert "4 awards agree" in capsys.readouterr().out


def test_an_award_that_was_tampered_with_is_told_and_left_as_it_is(books):
    award = Award.objects.get(party=books.budi, program__code="komisi")
    assert (award.waiting_minor, award.released_minor) == (0, 50_000_00)
    Award.objects.filter(pk=award.pk).update(
        released_minor=60_000_00, booked_minor=60_000_00
    )

    assert told() == [
        (f"award {award.pk} released", 60_000_00, 50_000_00),
        (f"award {award.pk} booked", 60_000_00, 50_000_00),
    ]
    with pytest.raises(CommandError, match=f"award {award.pk} released") as ended:
        call_command("reconcile")
    assert ended.value.returncode == 1
    award.refresh_from_db()
    assert award.released_minor == 60_000_00


def test_what_waits_and_what_is_in_arrears_are_counted_each(books):
    award = Award.objects.get(party=books.ani, program__code="komisi")
    Award.objects.filter(pk=award.pk).update(waiting_minor=1_00, arrears_minor=40_001_00)

    assert told() == [
        (f"award {award.pk} waiting", 1_00, 0),
        (f"award {award.pk} arrears", 40_001_00, 40_000_00),
    ]


def test_a_suppliers_part_that_was_tampered_with_is_told(books):
    part = AwardFunding.objects.get(award__party=books.budi, award__unit="IDR")
    AwardFunding.objects.filter(pk=part.pk).update(booked_minor=29_999_00)

    name = f"award {part.award_id} borne by {part.supplier_id}"
    assert told() == [(name, 29_999_00, 30_000_00)]
    AwardFunding.objects.filter(pk=part.pk).delete()
    assert told() == [(name, 0, 30_000_00)]


def test_an_award_that_is_gone_is_told(books):
    award = Award.objects.get(party=books.budi, program__code="komisi")
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM closing_award WHERE id = %s", [award.pk])

    assert (f"award {award.pk} is missing", 0, 100_000_00) in told()
