"""What a scheme comes to for a few sample sales, as the engine's plain meaning computes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo

from setia.programs.gallery.scheme import Scheme
from setia.programs.read_document import read_document
from setia.programs.write_document import yaml_text
from setia_engine.plan.document import CREDITED, Plan
from setia_engine.plan.words.languages import LANGUAGES
from setia_engine.plan.words.phrase import Measured, Sum
from setia_engine.reference.evaluate import evaluate
from setia_engine.reference.rows import Facts, Line, Party, Product, Standing

LONG_AFTER = timedelta(days=800)
"""Every window of a sample is over by then."""
FRIDAY = 4


@dataclass(frozen=True)
class Worked:
    """One party's part of a worked example: what was counted, and what it gets.

    ``unmet`` says that a condition failed; ``payee`` is who receives it, where that is
    somebody else.
    """

    plan: str
    who: str
    counted: str
    gets: str
    amount: Decimal
    unit: str
    place: int | None
    unmet: bool
    payee: str


def worked_example(
    scheme: Scheme, today: date, language: Literal["id", "en"]
) -> list[Worked]:
    """Return what everybody in a scheme's sample gets, in the words of a language."""
    documents = scheme.documents(today)
    plans = {plan.id: plan for plan in map(_plan, documents)}
    start = min(plan.period.start for plan in plans.values())
    zone = ZoneInfo("Asia/Jakarta")
    as_of = datetime.combine(start + LONG_AFTER, time(), zone)
    found = evaluate(list(plans.values()), _facts(scheme.sample, start), as_of)
    told = [_told(row, plans[row.plan_id], language) for row in found.standings]
    order = list(plans)
    return sorted(told, key=lambda one: (order.index(one.plan), -one.amount, one.who))


def _plan(document: Mapping[str, Any]) -> Plan:
    return read_document(yaml_text(document))


def _told(row: Standing, plan: Plan, language: Literal["id", "en"]) -> Worked:
    tongue = LANGUAGES[language]
    unit = plan.settlement.given
    counted = row.measure
    return Worked(
        plan=plan.id,
        who=row.party_id,
        counted="–" if counted is None else tongue.say(Measured(counted, plan.measure)),
        gets=tongue.say(Sum(row.amount, unit)),
        amount=row.amount,
        unit=unit,
        place=row.place,
        unmet=bool(row.failed),
        payee="" if plan.payee == CREDITED else plan.payee,
    )


def _facts(sample: Mapping[str, Any], start: date) -> Facts:
    """Return the tables of a sample, its days counted from the day on which it begins."""
    return Facts(
        lines=[_line(number, row, start) for number, row in enumerate(sample["lines"])],
        parties=[Party(**row) for row in sample.get("parties", ())],
        products=[Product(**row) for row in sample.get("products", ())],
    )


def _line(number: int, row: Mapping[str, Any], start: date) -> Line:
    columns = {name: value for name, value in row.items() if name not in WHEN}
    for name in ("quantity", "amount", "cost"):
        if name in columns:
            columns[name] = Decimal(columns[name])
    hour = time.fromisoformat(row.get("at", "10:00"))
    return Line(
        order_id=f"{number + 1}",
        line_no=1,
        sold_at=datetime.combine(_day(row, start), hour),
        **{"product_id": "A", **columns},
    )


WHEN = {"day", "at", "last_year"}


def _day(row: Mapping[str, Any], start: date) -> date:
    """Return the day of a sale: the third day, the first Friday, or the day after that."""
    friday = start + timedelta(days=(FRIDAY - start.weekday()) % 7)
    names = {"fri": friday, "sat": friday + timedelta(days=1)}
    day = names.get(row["day"]) or start + timedelta(days=row["day"] - 1)
    return _a_year_before(day) if row.get("last_year") else day


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28))
