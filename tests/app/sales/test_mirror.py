"""The copy in columns says what the books say, however it was brought up to date."""

from __future__ import annotations

from datetime import timedelta

import duckdb
import pytest
from builders import NOON, a_line, a_party, a_product, an_arrival
from django.conf import settings

from setia.sales.mirror import refresh_facts as refreshing
from setia.sales.mirror.refresh_facts import facts_at_rest
from setia.sales.models import Reversal


@pytest.fixture
def world(own_business):
    return a_party("R-1"), a_product("P-1")


def orders():
    with facts_at_rest() as folder:
        lines = str(folder / "sale_lines/*.parquet")
        sql = "SELECT order_id FROM read_parquet(?) ORDER BY 1"
        rows = duckdb.execute(sql, [lines]).fetchall()
    return [row[0] for row in rows]


def parts():
    return sorted((settings.FACTS_FOLDER / "standing/sale_lines").glob("month=2026-11*"))


def test_a_month_that_only_grew_gets_one_more_part(world):
    a_line("A", *world)
    assert orders() == ["A"]
    a_line("B", *world)

    assert orders() == ["A", "B"]
    assert len(parts()) == 2


def test_a_month_in_which_a_line_was_reversed_is_written_anew(world):
    line = a_line("A", *world)
    orders()
    a_line("B", *world)
    orders()
    Reversal.objects.create(line=line, at=NOON + timedelta(days=1), arrival=an_arrival())

    assert orders() == ["B"]
    assert len(parts()) == 1


def test_many_parts_become_one(world, monkeypatch):
    monkeypatch.setattr(refreshing, "MOST_PARTS", 2)
    for order in "ABCD":
        a_line(order, *world)
        orders()

    assert orders() == list("ABCD")
    assert len(parts()) == 1


@pytest.mark.parametrize("reversed_too", [False, True], ids=["grown", "changed"])
def test_a_refresh_that_was_broken_off_repeats_no_line(world, monkeypatch, reversed_too):
    line = a_line("A", *world)
    orders()
    a_line("B", *world)
    if reversed_too:
        Reversal.objects.create(
            line=line, at=NOON + timedelta(days=1), arrival=an_arrival()
        )

    def killed(folder, cursor):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(refreshing, "keep_cursor", killed)
        with pytest.raises(KeyboardInterrupt):
            orders()
    a_line("C", *world)

    assert orders() == (["B", "C"] if reversed_too else ["A", "B", "C"])
