"""What the tests of lint share: plans with a bound on money, and how findings read."""

from __future__ import annotations

from decimal import Decimal

from setia_engine.plan.lint.catalogue import Product
from setia_engine.plan.lint.every import lint
from setia_engine.plan.lint.finding import Finding
from setia_engine.plan.words.languages import LANGUAGES
from setia_engine.plan.words.tell import tell
from setia_engine.testing.builders import a_plan

CAPPED = {"caps": {"budget": 1_000_000_000}}
OCTOBER = {"from": "2026-10-01", "to": "2026-10-31"}
NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}
GROWTH = {"growth": "revenue", "over": "previous"}
PRODUCTS = [
    Product("sabun", "A", price=Decimal(25_000), cost=Decimal(20_000)),
    Product("kopi", "B", price=Decimal(80_000), cost=Decimal(60_000)),
    Product("mesin", "C", price=Decimal(900_000), cost=Decimal(500_000)),
    Product("tanpa-harga", "A"),
]


def found(code: str, *plans, **given) -> list[Finding]:
    return [finding for finding in lint(plans, **given) if finding.code == code]


def of(code: str, **parts: object) -> list[Finding]:
    return found(code, a_plan(**{**CAPPED, **parts}))


def text(finding: Finding) -> str:
    """Return the finding in English, on one line."""
    return " ".join(tell(finding, LANGUAGES["en"]).split())


def tiers(*tiers: dict, mode: str = "retroactive", **more: object) -> dict:
    return {"tiers": list(tiers), "mode": mode, **more}


def ranking(*places: dict) -> dict:
    numbered = [{"place": number, **place} for number, place in enumerate(places, start=1)]
    return {"ranking": numbered}
