"""The demo's tables hang together, and are the same every time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from dataclasses import fields
from datetime import date

import duckdb
import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from setia.demo.business import Business, generate
from setia.demo.duplicates import SAME_PHONE
from setia.demo.sales.moments import end_of
from setia.demo.size import Size

TENTH = Size(resellers=60, customers=400, key_accounts=8)
DIGEST_IN_ANOTHER_PROCESS = """
from datetime import date
from test_generated_business import TENTH, digest
from setia.demo.business import generate
print(digest(generate(1, date(2026, 11, 24), size=TENTH)))
"""
KEYS = {
    "parties": ["party_id"],
    "products": ["product_id"],
    "sale_lines": ["order_id", "line_no"],
    "party_history": ["party_id", "attribute", "from_date"],
    "addresses": ["party_id"],
    "contacts": ["party_id", "kind", "value"],
    "consents": ["party_id", "channel"],
    "likes": ["party_id", "text"],
    "special_dates": ["party_id", "kind"],
    "duplicates": ["party_id"],
}
REFERENCES = [
    ("sale_lines", "seller_id", "parties", "party_id"),
    ("sale_lines", "buyer_id", "parties", "party_id"),
    ("sale_lines", "product_id", "products", "product_id"),
    ("sale_lines", "returns_order_id", "sale_lines", "order_id"),
    ("payments", "order_id", "sale_lines", "order_id"),
    ("products", "supplier_id", "parties", "party_id"),
    ("parties", "parent_id", "parties", "party_id"),
    ("duplicates", "of_party_id", "parties", "party_id"),
    ("notes", "by", "parties", "party_id"),
    *(
        (table, "party_id", "parties", "party_id")
        for table in (
            "contacts", "addresses", "special_dates", "family", "likes", "notes", "consents",
            "party_history", "duplicates",
        )
    ),
]  # fmt: skip


def tables_of(business: Business) -> dict[str, pa.Table]:
    held = {one.name: getattr(business, one.name) for one in fields(business)}
    return {name: value for name, value in held.items() if isinstance(value, pa.Table)}


def digest(business: Business) -> str:
    told = hashlib.sha256(repr(sorted(business.plans.items())).encode())
    for name, table in sorted(tables_of(business).items()):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table.combine_chunks())
        told.update(name.encode() + sink.getvalue().to_pybytes())
    return told.hexdigest()


def asked(business: Business, question: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'Asia/Jakarta'")
        for name, table in tables_of(business).items():
            connection.register(name, table)
        return connection.execute(question).fetchall()


def test_two_runs_make_the_same_business_byte_by_byte(tenth: Business) -> None:
    assert digest(generate(1, tenth.last_day, size=TENTH)) == digest(tenth)


def test_another_process_with_another_hash_seed_makes_the_same_business(
    tenth: Business,
) -> None:
    paths = os.pathsep.join(path for path in sys.path if path)
    told = subprocess.run(
        [sys.executable, "-c", DIGEST_IN_ANOTHER_PROCESS],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == digest(tenth)


def test_another_seed_makes_another_business(tenth: Business) -> None:
    other = generate(1, tenth.last_day, seed=1, size=TENTH)
    assert other.sale_lines != tenth.sale_lines
    assert other.parties["name"] != tenth.parties["name"]


def test_as_many_people_and_products_as_were_asked_for(business: Business) -> None:
    assert Counter(business.parties["role"].to_pylist()) == {
        "supplier": 3,
        "charity": 1,
        "distributor": 8,
        "salesperson": 12,
        "outlet": 40,
        "reseller": 600,
        "customer": 4_000,
    }
    assert business.products.num_rows == 60
    assert 60_000 <= business.sale_lines.num_rows <= 100_000


def test_a_scale_multiplies_partners_and_buyers_and_lines(tenth: Business) -> None:
    thrice = generate(3, tenth.last_day, size=TENTH)
    roles = Counter(thrice.parties["role"].to_pylist())
    assert (roles["reseller"], roles["customer"], roles["outlet"]) == (180, 1_200, 24)
    assert roles["salesperson"] == 12
    assert 2.3 < thrice.sale_lines.num_rows / tenth.sale_lines.num_rows < 3.7


@pytest.mark.parametrize("table", KEYS)
def test_every_key_is_unique(business: Business, table: str) -> None:
    keys = ", ".join(KEYS[table])
    twice = f"SELECT {keys} FROM {table} GROUP BY {keys} HAVING count(*) > 1"  # noqa: S608 - our own list
    assert asked(business, twice) == []


@pytest.mark.parametrize(
    ("table", "column", "other", "key"), REFERENCES, ids=lambda part: part
)
def test_whatever_a_row_refers_to_is_there(
    business: Business, table: str, column: str, other: str, key: str
) -> None:
    named = pc.unique(getattr(business, table)[column]).drop_null()
    assert len(named) > 0
    assert pc.all(pc.is_in(named, getattr(business, other)[key].combine_chunks())).as_py()


def test_a_return_takes_back_what_the_same_two_people_traded_earlier(
    business: Business,
) -> None:
    (count,) = asked(
        business,
        """SELECT count(*) FROM sale_lines back JOIN sale_lines sold
           ON back.returns_order_id = sold.order_id AND back.product_id = sold.product_id
           WHERE back.quantity_milli < 0 AND back.amount_minor < 0
             AND -back.quantity_milli <= sold.quantity_milli
             AND back.amount_minor * sold.quantity_milli
                 = sold.amount_minor * back.quantity_milli
             AND back.sold_at > sold.sold_at AND back.seller_id = sold.seller_id
             AND back.buyer_id IS NOT DISTINCT FROM sold.buyer_id""",
    )
    negative = asked(business, "SELECT count(*) FROM sale_lines WHERE quantity_milli < 0")
    named = asked(
        business, "SELECT count(*) FROM sale_lines WHERE returns_order_id IS NOT NULL"
    )
    assert [count] == negative == named
    assert count[0] > 500


def test_sales_become_known_after_they_happen_and_some_days_later(
    business: Business,
) -> None:
    ((early, late, beyond, first, last),) = asked(
        business,
        f"""SELECT count(*) FILTER (recorded_at < sold_at),
                  avg((recorded_at > sold_at + INTERVAL 1 DAY)::INT),
                  count(*) FILTER (recorded_at > TIMESTAMPTZ '{end_of(business.last_day)}Z'),
                  min(sold_at)::DATE, max(sold_at)::DATE
           FROM sale_lines""",  # noqa: S608 - a day of our own
    )
    assert (early, beyond) == (0, 0)
    assert 0.04 < late < 0.08
    assert (first, last) == (date(2025, 5, 1), business.last_day)


def test_nothing_is_sold_before_its_launch_and_a_launch_has_a_honeymoon(
    business: Business,
) -> None:
    early = asked(
        business,
        """SELECT count(*) FROM sale_lines JOIN products USING (product_id)
           WHERE sold_at::DATE < launched_on""",
    )
    weeks = asked(
        business,
        """SELECT count(*) FILTER (age < 42), count(*) FILTER (age BETWEEN 56 AND 97)
           FROM (SELECT sold_at::DATE - launched_on AS age
                 FROM sale_lines JOIN products USING (product_id)
                 WHERE launched_on BETWEEN '2025-07-01' AND '2026-08-01')""",
    )
    assert early == [(0,)]
    assert weeks[0][0] > 1.7 * weeks[0][1]


def test_sellers_ask_different_prices_for_the_same_product(business: Business) -> None:
    cheapest = asked(
        business,
        """SELECT min(unit) / max(unit) FROM (
             SELECT product_id, amount_minor / quantity_milli AS unit FROM sale_lines
             WHERE seller_id LIKE 'RES-%' AND product_id = 'P-002')""",
    )
    assert 0.7 < cheapest[0][0] < 0.95


def test_some_commissions_on_a_unit_are_below_thirty_thousand(business: Business) -> None:
    quarter = pc.divide(business.products["price_minor"], 4)
    small = pc.less(quarter, 3_000_000).to_pylist()
    assert 10 < small.count(True) < 60


def test_every_order_is_paid_in_full_or_promised(business: Business) -> None:
    wrong = asked(
        business,
        """WITH due AS (SELECT order_id, sum(amount_minor) AS amount FROM sale_lines
                        WHERE quantity_milli > 0 GROUP BY ALL)
           SELECT count(*) FROM due FULL JOIN payments USING (order_id)
           WHERE due.amount IS DISTINCT FROM payments.amount_minor""",
    )
    methods = asked(business, "SELECT DISTINCT method FROM payments ORDER BY method")
    ((unchecked, others),) = asked(
        business,
        """SELECT avg((NOT checked)::INT) FILTER (method = 'transfer'),
                  count(*) FILTER (method <> 'transfer' AND checked) FROM payments""",
    )
    assert wrong == [(0,)]
    assert methods == [("card",), ("cash",), ("tempo",), ("transfer",)]
    assert 0.01 < unchecked < 0.05
    assert others == 0


def test_every_phone_is_an_indonesian_mobile_number_in_one_of_many_spellings(
    business: Business,
) -> None:
    rows = business.contacts.to_pylist()
    spelt = [row["value"] for row in rows if row["kind"] in {"phone", "whatsapp"}]
    kinds = {
        phonenumbers.number_type(phonenumbers.parse(value, "ID")) for value in spelt[:800]
    }
    shapes = {"".join("9" if sign.isdigit() else sign for sign in value) for value in spelt}
    assert kinds == {phonenumbers.PhoneNumberType.MOBILE}
    assert len(shapes) >= 9


def test_mail_goes_to_domains_that_are_reserved_for_examples(business: Business) -> None:
    domains = {one.split("@")[1] for one in business.parties["email"].to_pylist() if one}
    assert {domain for domain in domains if not domain.endswith(".example")} == {
        "example.com",
        "example.net",
        "example.org",
    }


def test_twelve_people_stand_in_the_register_twice(business: Business) -> None:
    people = {row["party_id"]: row for row in business.parties.to_pylist()}
    homes = dict(asked(business, "SELECT party_id, city FROM addresses"))
    rows = business.duplicates.to_pylist()
    assert len(rows) == 12
    for row in rows:
        copy, one = people[row["party_id"]], people[row["of_party_id"]]
        assert homes[copy["party_id"]] == homes[one["party_id"]]
        if row["why"] == SAME_PHONE:
            assert copy["name"] != one["name"]
            assert _number(copy["phone"]) == _number(one["phone"])
        else:
            assert copy["name"] == one["name"]
            assert _number(copy["phone"]) != _number(one["phone"])


def test_a_customer_is_known_since_the_first_purchase_at_the_latest(
    business: Business,
) -> None:
    late = asked(
        business,
        """SELECT count(*) FROM sale_lines JOIN parties ON buyer_id = party_id
           WHERE joined_on > (sold_at AT TIME ZONE 'Asia/Jakarta')::DATE""",
    )
    early = asked(
        business,
        """SELECT count(*) FROM sale_lines JOIN parties ON seller_id = party_id
           WHERE joined_on > (sold_at AT TIME ZONE 'Asia/Jakarta')::DATE""",
    )
    assert (late, early) == ([(0,)], [(0,)])


def test_an_upline_joined_before_those_it_recruited(business: Business) -> None:
    rows = asked(
        business,
        """SELECT up.role, count(*), bool_and(up.joined_on <= down.joined_on)
           FROM parties down JOIN parties up ON down.parent_id = up.party_id
           WHERE down.role = 'reseller' GROUP BY 1 ORDER BY 1""",
    )
    assert [(role, early) for role, _, early in rows] == [
        ("distributor", True),
        ("reseller", True),
    ]
    assert rows[1][1] > 60


def _number(value: str) -> int | None:
    return phonenumbers.parse(value, "ID").national_number
