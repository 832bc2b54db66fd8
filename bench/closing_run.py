"""Close a month of a large business, in a process and an installation of its own.

``python -m bench.closing_run LINES`` prints the seconds of each part as JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime, timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after Django is set up, as all below
from django.db import transaction  # noqa: E402

from bench.closing_plans import BRANDS, CATEGORIES, SUPPLIERS, documents  # noqa: E402
from bench.figures import Stopwatch  # noqa: E402
from setia.catalog.models import Product  # noqa: E402
from setia.closing.models import Award  # noqa: E402
from setia.core.actor import Actor, person, system  # noqa: E402
from setia.core.clock import as_if_at  # noqa: E402
from setia.core.models import Business  # noqa: E402
from setia.core.roles import Role  # noqa: E402
from setia.core.write_rows import write_rows  # noqa: E402
from setia.ledger.models import Entry  # noqa: E402
from setia.people.models import Party  # noqa: E402
from setia.programs.add_program import add_program  # noqa: E402
from setia.programs.approve_version import approve_version  # noqa: E402
from setia.programs.models import Linting  # noqa: E402
from setia.programs.sign_exception import sign_exception  # noqa: E402
from setia.sales.mirror.refresh_facts import facts_at_rest  # noqa: E402
from setia.sales.models import Arrival, SaleLine  # noqa: E402
from setia.statements.close_month import close_month  # noqa: E402

OCTOBER = date(2026, 10, 1)
CLOSING = datetime(2026, 11, 3, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)
SELLERS, OUTLETS, DISTRIBUTORS, PRODUCTS = 2_000, 7_885, 100, 600
COLUMNS = (
    "order_id",
    "line_no",
    "revision",
    "sold_at",
    "recorded_at",
    "seller_id",
    "buyer_id",
    "product_id",
    "quantity_milli",
    "amount_minor",
    "cost_minor",
    "channel",
    "returns_order_id",
    "arrival_id",
)


def main() -> None:
    """Prepare the business, then close its month three times."""
    lines = int(sys.argv[1])
    call_command("migrate", verbosity=0)
    with as_if_at(CLOSING - timedelta(days=34)):
        people = _people()
        _programs()
    _sell(lines, people)
    watch = Stopwatch()
    told = _closed(watch, people)
    took = {"parts": watch.took.parts, "cores": watch.took.cores}
    sys.stdout.write(json.dumps({**took, **told}))


def _closed(watch: Stopwatch, people: dict[str, int]) -> dict[str, int]:
    by = system("bench")
    with watch.timing("copy the facts"), facts_at_rest():
        pass
    with watch.timing("close"), as_if_at(CLOSING):
        close_month(OCTOBER, by)
    entries = Entry.objects.count()
    with watch.timing("close again"), as_if_at(CLOSING + HOUR):
        again = close_month(OCTOBER, by)
    _write([_line(0, people, order="LATE-1", at=CLOSING + HOUR * 2)])
    with watch.timing("one late line"), as_if_at(CLOSING + HOUR * 3):
        late = close_month(OCTOBER, by)
    return {
        "awards": Award.objects.count(),
        "entries": entries,
        "again": again.booked.entries,
        "late": late.booked.awards,
    }


def _people() -> dict[str, int]:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    Business.objects.create(pk=1, name="Bench", founded_at=at)
    roles = [
        ("SUP-", SUPPLIERS, "supplier"),
        ("D", DISTRIBUTORS, "distributor"),
        ("R", SELLERS, "reseller"),
        ("O", OUTLETS, "outlet"),
    ]
    for letter, count, role in roles:
        Party.objects.bulk_create(
            Party(
                code=f"{letter}{n + 1}",
                name="x",
                name_key="x",
                role=role,
                registered_at=at,
            )
            for n in range(count)
        )
    people = dict(Party.objects.values_list("code", "pk"))
    for n in range(SELLERS):
        parent = people[f"D{n % DISTRIBUTORS + 1}"]
        Party.objects.filter(code=f"R{n + 1}").update(parent=parent)
    Product.objects.bulk_create(
        Product(
            code=f"P{n}",
            name="x",
            category=f"C{n % CATEGORIES + 1}",
            brand=f"B{n % BRANDS + 1}",
            supplier_id=people[f"SUP-{n % SUPPLIERS + 1}"],
            registered_at=at,
        )
        for n in range(PRODUCTS)
    )
    people |= {
        f"P{n}": key for n, key in enumerate(Product.objects.values_list("pk", flat=True))
    }
    return people


def _programs() -> None:
    writer, second = _person(1), _person(2)
    for document in documents():
        draft = add_program(document, writer).versions.get()
        Linting.objects.create(
            version=draft, digest=draft.digest, warnings=0, at=CLOSING, by="bench"
        )
        sign_exception(draft, second, draft.digest, "bench")
        approve_version(draft, second, draft.digest)


def _person(number: int) -> Actor:
    return person(number, f"Person {number}", Role.OWNER)


def _sell(lines: int, people: dict[str, int]) -> None:
    Arrival.objects.create(
        pk=1, kind="file", source="bench", key="1", at=CLOSING, by="bench"
    )
    with transaction.atomic():
        write_rows(SaleLine, COLUMNS, [_line(n, people) for n in range(lines)])


def _write(rows: list[tuple[object, ...]]) -> None:
    with transaction.atomic():
        write_rows(SaleLine, COLUMNS, rows)


def _line(
    n: int, people: dict[str, int], order: str = "", at: datetime | None = None
) -> tuple[object, ...]:
    minute = n * 7919 % (31 * 24 * 60 - 8 * 60)
    sold = datetime(2026, 10, 1, tzinfo=UTC) + timedelta(minutes=minute)
    return (
        order or f"ORD-{n // 3:08d}",
        n % 3 + 1,
        1,
        sold,
        at or sold,
        people[f"R{n * 31 % SELLERS + 1}"],
        people[f"O{n * 17 % OUTLETS + 1}"],
        people[f"P{n * 13 % PRODUCTS}"],
        (n % 5 + 1) * 1000,
        (n % 5 + 1) * 25_000_00,
        None,
        "shop",
        "",
        1,
    )


if __name__ == "__main__":
    main()
