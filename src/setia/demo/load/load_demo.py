"""Fill an empty installation with the generated business, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db import transaction

from setia.catalog.register_product import ProductDraft, bulk_register_products
from setia.core.actor import Actor, system
from setia.core.clock import as_if_at, now
from setia.core.events import BUSINESS_FOUNDED
from setia.core.models import Business as Founded
from setia.core.record_event import record_event
from setia.demo.business import Business, generate
from setia.demo.load.load_people import load_people
from setia.demo.load.load_sales import load_sales
from setia.demo.load.past_program import PAST_PROGRAM, add_past_program
from setia.demo.load.sign_in import actor_named, give_log_ins
from setia.demo.load.spiff import ask_to_join
from setia.programs.add_program import add_program
from setia.programs.approve_version import approve_version
from setia.programs.sign_exception import sign_exception
from setia.programs.submit_version import submit_version

BEFORE_SETIA = "Program sudah berjalan sebelum riwayat penjualan dimasukkan."
"""Why the programs of the demo bind without a report: there was no history to try them on."""
Tell = Callable[[str], None]


def load_demo(last_day: date, scale: int, tell: Tell) -> bool:
    """Generate and load; return whether there was anything to do."""
    if Founded.objects.exists():
        return False
    by = system("Setia Demo")
    tell("generating a business")
    business = generate(scale, last_day)
    with transaction.atomic():
        _found(business, by)
        tell(f"registering {business.parties.num_rows:,} people")
        load_people(business, last_day, by)
        _add_products(business, by)
        tell(f"booking {business.sale_lines.num_rows:,} sale lines")
        load_sales(business, by)
        give_log_ins(by)
        # A few days before the first of them begins.
        with as_if_at(now() - timedelta(days=150)):
            _add_programs(
                text for name, text in business.plans.items() if name != PAST_PROGRAM
            )
        add_past_program(business)
    return True


def _found(business: Business, by: Actor) -> None:
    Founded.objects.create(pk=1, name=business.name, founded_at=now())
    record_event(BUSINESS_FOUNDED, by, ("business", 1), {"business": business.name})


def _add_products(business: Business, by: Actor) -> None:
    drafts = [
        ProductDraft(
            row["product_id"],
            row["name"],
            row["category"],
            row["brand"],
            row["supplier_id"],
            row["price_minor"],
            row["cost_minor"],
        )
        for row in business.products.to_pylist()
    ]
    bulk_register_products(drafts, by)


def _add_programs(documents: Iterable[str]) -> None:
    """The channel manager drafts every program; the owner reads and approves it."""
    writer, approver = actor_named("bayu"), actor_named("ratna")
    for document in documents:
        program = add_program(document, writer)
        ask_to_join(program, writer)
        draft = program.versions.get(number=1)
        submit_version(draft, writer)
        sign_exception(draft, approver, draft.digest, BEFORE_SETIA)
        approve_version(draft, approver, draft.digest)
