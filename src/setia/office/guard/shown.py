"""A guard's report for its page: figures first, then pictures, then who and what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from setia.catalog.models import Product
from setia.guard.told import Remark, case_name, cases_of, remarks_of
from setia.office.guard.pictures import cost_picture, margin_picture, window_picture
from setia.office.language import language
from setia.people.models import Party
from setia.programs.models import GuardReport

FIRST_ROWS, MOST_ROWS = 10, 200
"""Rows that are read at once, and more than anybody reads; those that matter come first."""


@dataclass(frozen=True)
class Row:
    """One product or party: what it sold, and what is left of it."""

    name: str
    code: str
    href: str
    quantity: int
    revenue: int
    margin: int | None
    others: int
    cost: int
    after: int | None
    per_unit: int | None


@dataclass(frozen=True)
class Told:
    """One remark with ways to the products that it names."""

    remark: Remark
    links: tuple[tuple[str, str], ...]


def report_shown(report: GuardReport) -> dict[str, Any]:
    """Return what a page shows of a report; one that was refused early has no figures."""
    figures = report.report["figures"]
    remarks = remarks_of(report, language())
    named = {code for one in remarks for code in one.products}
    products = _products([*named, *_keys(figures, "products")])
    shown: dict[str, Any] = {
        "remarks": [
            Told(one, tuple(_named(code, products) for code in one.products))
            for one in remarks
        ],
        "everybody": next(
            one for one in report.assumptions["responses"] if one["by"] == "all"
        ),
        "groups": [one for one in report.assumptions["responses"] if one["by"] != "all"],
    }
    if figures is None:
        return shown
    parties = _parties(_keys(figures, "parties"))
    rows = _rows(figures["products"], products)
    return shown | {
        "figures": figures,
        "looked": {
            name: _day(one) if isinstance(one, str) else one
            for name, one in figures["looked"].items()
        },
        "after": _after(figures["margins"]),
        "worst_case": case_name(figures["costs"]["worst_case"], language()),
        "break_even": _share(figures["break_even"], 10_000),
        "anyway": _share(figures["anyway"], 1_000_000),
        "used_up_on": _day(figures["used_up_on"]),
        "cases": cases_of(report, language()),
        "products": _cut(rows, _count(figures, "products")),
        "parties": _cut(_rows(figures["parties"], parties), _count(figures, "parties")),
        "cost_picture": cost_picture(figures),
        "margin_picture": margin_picture(rows),
        "window_picture": window_picture(figures),
    }


@dataclass(frozen=True)
class Cut:
    """Rows to be read at once, those behind them, and how many are not shown."""

    first: list[Row]
    rest: list[Row]
    more: int
    left: int


def _cut(rows: list[Row], count: int) -> Cut:
    more, left = max(0, count - FIRST_ROWS), max(0, count - MOST_ROWS)
    return Cut(rows[:FIRST_ROWS], rows[FIRST_ROWS:MOST_ROWS], more, left)


def _count(figures: Mapping[str, Any], name: str) -> int:
    """Return of how many a report tells, also where it keeps only some of them."""
    kept: Mapping[str, int] = figures.get("counts", {})
    return kept.get(name, len(figures[name]))


def _rows(
    found: Iterable[Mapping[str, Any]], names: Mapping[str, tuple[str, str]]
) -> list[Row]:
    return [_row(one, names) for one in found]


def _row(one: Mapping[str, Any], names: Mapping[str, tuple[str, str]]) -> Row:
    name, href = _named(one["key"], names)
    has_cost = one["revenue"] != one["without_cost"] or not one["revenue"]
    quantity = one["quantity"]
    return Row(
        name=name,
        code=one["key"],
        href=href,
        quantity=quantity,
        revenue=one["revenue"],
        margin=one["margin"] if has_cost else None,
        others=one["others"],
        cost=one["house"],
        after=one["margin"] - one["others"] - one["house"] if has_cost else None,
        per_unit=_whole(one["house"], quantity),
    )


def _whole(cost: int, quantity: int) -> int | None:
    """Return what one unit earns in whole rupiah: enough to see whether it is worthwhile."""
    return cost * 1_000 // quantity // 100 * 100 if quantity > 0 else None


def _named(code: str, names: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    return names.get(code, (code, ""))


def _keys(figures: Mapping[str, Any] | None, name: str) -> list[str]:
    return [] if figures is None else [one["key"] for one in figures[name]]


def _products(codes: Sequence[str]) -> dict[str, tuple[str, str]]:
    rows = Product.objects.filter(code__in=codes).values_list("pk", "code", "name")
    return {code: (name, reverse("office:product", args=[pk])) for pk, code, name in rows}


def _parties(codes: Sequence[str]) -> dict[str, tuple[str, str]]:
    rows = Party.objects.filter(code__in=codes).values_list("pk", "code", "name")
    return {code: (name, reverse("office:person", args=[pk])) for pk, code, name in rows}


def _after(margins: Mapping[str, int]) -> int:
    return margins["before"] - margins["others"] - margins["house"]


def _share(part: int | None, whole: int) -> Decimal | None:
    return None if part is None else Decimal(part) / whole


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
