"""A program as people read it: the promise in plain words, and what the linter says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from setia.catalog.models import Product
from setia.programs.models import ProgramVersion
from setia.programs.promises import promises
from setia.programs.read_document import read_document
from setia_engine.plan.document import Plan
from setia_engine.plan.lint.catalogue import Product as Priced
from setia_engine.plan.lint.every import lint
from setia_engine.plan.words.describe import describe
from setia_engine.plan.words.languages import LANGUAGES


@dataclass(frozen=True)
class Remark:
    """One remark of the linter: how grave, where, what, and an example in rupiah."""

    severity: str
    path: str
    says: str
    example: str


def in_words(document: str, language: str) -> str:
    """Return the promise as text that a partner could sign.

    Raises:
        Refused: The document breaks the language.
    """
    return describe(read_document(document), LANGUAGES[language])


def remarks_on(version: ProgramVersion, language: str) -> list[Remark]:
    """Return what the linter says of a version, with the business's own prices.

    It is read beside the programs that bind, so that plans which pay the same lines twice
    are told; of the remarks only those about this version are kept.
    """
    plan = read_document(version.document)
    others = [one.plan for one in promises() if one.code != plan.id]
    return remarks_about(plan, others, language)


def remarks_about(plan: Plan, others: Sequence[Plan], language: str) -> list[Remark]:
    """Return what the linter says of a plan beside others."""
    tongue = LANGUAGES[language]
    alone = {one.id: one for one in others}
    found = lint([plan, *alone.values()], _priced())
    return [
        Remark(
            one.severity, one.path, tongue.sentence(one.says), tongue.sentence(one.example)
        )
        for one in found
        if one.plan == plan.id
    ]


def _priced() -> list[Priced]:
    rows = Product.objects.select_related("supplier")
    return [
        Priced(
            product=row.code,
            category=row.category or None,
            brand=row.brand or None,
            supplier=row.supplier.code if row.supplier else None,
            price=_money(row.price_minor),
            cost=_money(row.cost_minor),
        )
        for row in rows
    ]


def _money(minor: int | None) -> Decimal | None:
    return None if minor is None else Decimal(minor).scaleb(-2)
