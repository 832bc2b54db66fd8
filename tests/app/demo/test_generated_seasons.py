"""The demo's sales follow the year and the ways of resellers."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pytest

from setia.demo.business import Business, generate
from setia.demo.seasons import IDUL_FITRI, first_day_of, in_ramadan
from setia.demo.size import Size


def sold_between(business: Business, first: date, last: date) -> int:
    lines = business.sale_lines  # noqa: F841 - DuckDB finds it by its name
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'Asia/Jakarta'")
        (total,) = connection.execute(
            """SELECT sum(amount_minor) FROM lines
               WHERE sold_at::DATE BETWEEN ? AND ? AND quantity_milli > 0""",
            [first, last],
        ).fetchone()  # type: ignore[misc]  # a sum is always one row
    return int(total)


def active_resellers(business: Business, last_day: date) -> int:
    lines = business.sale_lines  # noqa: F841 - DuckDB finds it by its name
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'Asia/Jakarta'")
        (count,) = connection.execute(
            """SELECT count(DISTINCT seller_id) FROM lines
               WHERE seller_id LIKE 'RES-%' AND quantity_milli > 0
                 AND sold_at::DATE BETWEEN ? AND ?""",
            [last_day - timedelta(days=29), last_day],
        ).fetchone()  # type: ignore[misc]  # a count is always one row
    return int(count)


@pytest.mark.parametrize(
    "last_day",
    [date(2025, 12, 31), date(2026, 4, 2), date(2026, 11, 24), date(2028, 2, 29)],
    ids=str,
)
def test_a_fifth_to_three_tenths_of_the_resellers_sold_in_the_last_month(
    last_day: date,
) -> None:
    sellers = active_resellers(generate(1, last_day), last_day)
    assert 0.20 <= sellers / Size().resellers <= 0.30


def test_most_resellers_are_active_for_about_three_months(business: Business) -> None:
    lines, parties = business.sale_lines, business.parties  # noqa: F841 - as above
    with duckdb.connect() as connection:
        months = connection.execute(
            """SELECT count(DISTINCT date_trunc('month', sold_at)) AS months
               FROM lines JOIN parties ON seller_id = party_id
               WHERE role = 'reseller' AND quantity_milli > 0
                 AND joined_on BETWEEN '2025-06-01' AND '2026-05-31'
               GROUP BY seller_id"""
        ).fetchall()
    active = sorted(count for (count,) in months)
    assert active[len(active) // 2] in {3, 4, 5}
    assert sum(2 <= count <= 6 for count in active) / len(active) > 0.7
    assert active[-1] >= 12


def test_the_month_before_lebaran_outsells_the_months_around_it(business: Business) -> None:
    feast = date(2026, 3, 21)
    assert feast in IDUL_FITRI
    month = timedelta(days=30)
    during = sold_between(business, feast - month, feast - timedelta(days=1))
    before = sold_between(business, feast - 2 * month, feast - month - timedelta(days=1))
    after = sold_between(business, feast, feast + month - timedelta(days=1))
    assert during > 1.2 * before
    assert during > 1.4 * after


def test_the_days_of_the_feast_are_the_quietest_of_the_month(business: Business) -> None:
    feast = date(2026, 3, 21)
    quiet = sold_between(business, feast, feast + timedelta(days=6))
    week_before = sold_between(
        business, feast - timedelta(days=7), feast - timedelta(days=1)
    )
    assert quiet < week_before / 3


def test_saturdays_and_paydays_sell_more(business: Business) -> None:
    lines = business.sale_lines  # noqa: F841 - as above
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'Asia/Jakarta'")
        orders = dict(
            connection.execute(
                "SELECT isodow(sold_at), count(DISTINCT order_id) FROM lines GROUP BY 1"
            ).fetchall()
        )
        ((paid, unpaid),) = connection.execute(
            """SELECT count(*) FILTER (day(sold_at) >= 25) / 6.5,
                      count(*) FILTER (day(sold_at) BETWEEN 12 AND 22) / 11 FROM lines"""
        ).fetchall()
    assert max(orders, key=lambda day: orders[day]) == 6
    assert orders[6] > 1.2 * orders[1]
    assert paid > 1.1 * unpaid


def test_key_accounts_differ_widely_and_a_busy_one_went_quiet(business: Business) -> None:
    lines = business.sale_lines  # noqa: F841 - as above
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'Asia/Jakarta'")
        rows = connection.execute(
            """SELECT sum(amount_minor), max(sold_at)::DATE FROM lines
               WHERE buyer_id LIKE 'KEY-%' AND quantity_milli > 0
               GROUP BY buyer_id ORDER BY 1 DESC"""
        ).fetchall()
    assert len(rows) == 40
    assert rows[0][0] > 10 * rows[-1][0]
    quiet = [
        last for _, last in rows[:20] if last <= business.last_day - timedelta(days=35)
    ]
    assert len(quiet) == 1


@pytest.mark.parametrize(
    ("last_day", "first_day"),
    [
        (date(2026, 11, 30), date(2025, 6, 1)),
        (date(2026, 11, 24), date(2025, 5, 1)),
        (date(2027, 1, 1), date(2025, 7, 1)),
        (date(2028, 2, 29), date(2026, 9, 1)),
    ],
    ids=str,
)
def test_eighteen_months_begin_on_the_first_of_a_month(
    last_day: date, first_day: date
) -> None:
    assert first_day_of(last_day, 18) == first_day


def test_ramadan_ends_the_day_before_the_feast() -> None:
    assert in_ramadan(date(2026, 3, 20))
    assert not in_ramadan(date(2026, 3, 21))
    assert not in_ramadan(date(2026, 2, 18))
