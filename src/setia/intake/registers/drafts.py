"""A row of a file as the draft of a party or of a product."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from setia.catalog.models import Product
from setia.catalog.register_product import ProductDraft
from setia.core.errors import Problem
from setia.intake.models import BatchKind
from setia.people.drafts import AddressDraft, ContactDraft, PartyDraft
from setia.people.models import Contact
from setia.people.models.contact import ContactKind
from setia.people.models.party import PartyRole
from setia.people.resolve_code import codes_to_ids

AT_ONCE = 500
SEVERAL = re.compile(r"[/;,]|\s+(?:dan|atau|and|or)\s+")
NEW, KNOWN, GAINS = "new", "known", "gains"
Draft = PartyDraft | ProductDraft
CONTACTS = (
    ("whatsapp", ContactKind.WHATSAPP),
    ("phone", ContactKind.WHATSAPP),
    ("email", ContactKind.EMAIL),
)


@dataclass(frozen=True)
class Judged:
    """A row with its draft, what becomes of it, and what is wrong with it."""

    row_no: int
    draft: Draft
    verdict: str = NEW
    problems: Sequence[Problem] = field(default_factory=tuple)


def judge_rows(kind: str, rows: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """Hold the rows of a file against the books."""
    if kind == BatchKind.PARTIES:
        drafts: list[tuple[int, Draft]] = [(row["row_no"], _party(row)) for row in rows]
        verdict_of = _verdicts_of_parties([draft for _, draft in drafts])
    else:
        known = _products({_text(row, "code") for row in rows})
        drafts = [(row["row_no"], _product(row, known)) for row in rows]
        verdict_of = _verdicts_of_products(known)
    first_row: dict[str, int] = {}
    judged = []
    for row_no, draft in drafts:
        problems = list(draft.problems())
        if first_row.setdefault(draft.code, row_no) != row_no:
            params = {"code": draft.code, "row": first_row[draft.code]}
            problems.append(Problem("import.code_twice", "code", params))
        judged.append(Judged(row_no, draft, verdict_of(draft), problems))
    return judged


def _party(row: Mapping[str, Any]) -> PartyDraft:
    return PartyDraft(
        name=_text(row, "name") or _text(row, "code"),
        role=_text(row, "role") or PartyRole.CUSTOMER,
        code=_text(row, "code"),
        tier=_text(row, "tier"),
        category=_text(row, "category"),
        territory=_text(row, "territory"),
        parent=_text(row, "parent"),
        joined_on=row.get("joined_on"),
        birth_date=row.get("birth_date"),
        contacts=tuple(
            ContactDraft(kind, text)
            for name, kind in CONTACTS
            for text in _each(_text(row, name))
        ),
        address=AddressDraft(
            _text(row, "street"),
            _text(row, "city"),
            _text(row, "province"),
        ),
        notes=_text(row, "notes"),
    )


def _product(row: Mapping[str, Any], known: Mapping[str, Product]) -> ProductDraft:
    """Take what the file says, and leave the rest of a known product as it is."""
    code = _text(row, "code")
    past = known.get(code)
    supplier = past.supplier.code if past and past.supplier else ""
    return ProductDraft(
        code=code,
        name=_text(row, "name") or (past.name if past else code),
        category=_text(row, "category") or (past.category if past else ""),
        brand=_text(row, "brand") or (past.brand if past else ""),
        supplier=_text(row, "supplier") or supplier,
        price_minor=_or(row.get("price_minor"), past.price_minor if past else None),
        cost_minor=_or(row.get("cost_minor"), past.cost_minor if past else None),
    )


def _verdicts_of_parties(drafts: Sequence[Draft]) -> Any:  # noqa: ANN401 - a verdict of a draft
    ids = codes_to_ids({draft.code for draft in drafts})
    there = set()
    keys = sorted(set(ids.values()))
    for start in range(0, len(keys), AT_ONCE):
        some = Contact.objects.filter(party__in=keys[start : start + AT_ONCE])
        there |= set(some.values_list("party", "kind", "normal"))

    def verdict(draft: PartyDraft) -> str:
        key = ids.get(draft.code)
        if key is None:
            return NEW
        lacks = any((key, one.kind, one.normal()) not in there for one in draft.contacts)
        return GAINS if lacks else KNOWN

    return verdict


def _verdicts_of_products(known: Mapping[str, Product]) -> Any:  # noqa: ANN401 - as above
    def verdict(draft: ProductDraft) -> str:
        past = known.get(draft.code)
        if past is None:
            return NEW
        names = ("name", "category", "brand", "price_minor", "cost_minor")
        same = all(getattr(past, name) == getattr(draft, name) for name in names)
        supplier = past.supplier.code if past.supplier else ""
        return KNOWN if same and supplier == draft.supplier else GAINS

    return verdict


def _products(codes: set[str]) -> dict[str, Product]:
    wanted = sorted(codes)
    found: dict[str, Product] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = Product.objects.filter(code__in=wanted[start : start + AT_ONCE])
        found |= {row.code: row for row in some.select_related("supplier")}
    return found


def _each(text: str) -> list[str]:
    """Return every number or address of a cell: people write two into one."""
    return [part.strip() for part in SEVERAL.split(text) if part.strip()]


def _text(row: Mapping[str, Any], name: str) -> str:
    return str(row.get(name) or "").strip()


def _or(value: int | None, past: int | None) -> int | None:
    return past if value is None else value
