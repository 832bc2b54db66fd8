"""Take products into the books, one or many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F

from setia.catalog.events import PRODUCT_ADDED, PRODUCT_CHANGED, PRODUCTS_BROUGHT_IN
from setia.catalog.models import Product
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.events import EventKind
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.people.resolve_code import codes_to_ids

AT_ONCE = 500
MOST_MINOR = 10**15
SHORT = {"code": 64, "name": 160, "category": 80, "brand": 80}
VALUES = ("name", "category", "brand", "supplier_id", "price_minor", "cost_minor")


@dataclass(frozen=True)
class ProductDraft:
    """A product as a form, a file or a call gives it; ``supplier`` is a code."""

    code: str
    name: str
    category: str = ""
    brand: str = ""
    supplier: str = ""
    price_minor: int | None = None
    cost_minor: int | None = None

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with it, each at its place."""
        found = [
            Problem(f"product.{place}_missing", place)
            for place in ("code", "name")
            if not getattr(self, place).strip()
        ]
        for place, most in SHORT.items():
            text = getattr(self, place)
            if len(text) > most or "\0" in text:
                found.append(Problem("product.too_long", place, {"most": most}))
            elif place == "name" and not is_plain(text):
                found.append(Problem("product.name_unreadable", "name"))
        for place in ("price_minor", "cost_minor"):
            value = getattr(self, place)
            if value is not None and not 0 <= value <= MOST_MINOR:
                found.append(Problem("product.amount", place.removesuffix("_minor")))
        return found


@dataclass(frozen=True)
class BulkResult:
    """How many products were new, and how many were refreshed."""

    new: int
    changed: int


def register_product(draft: ProductDraft, by: Actor) -> Product:
    """Add a product.

    Raises:
        NotPermitted: The actor may not write products.
        Refused: Everything that is wrong with the draft.
        Conflict: The code is taken.
    """
    by.must("product.write")
    supplier = _checked(draft)
    try:
        with transaction.atomic():
            product = Product.objects.create(
                **_columns(draft, supplier), registered_at=now()
            )
            _record_one(PRODUCT_ADDED, product, by, {}, _told(product))
    except IntegrityError as error:
        raise Conflict("product.code_taken", code=draft.code) from error
    return product


def change_product(
    product: Product, draft: ProductDraft, version: int, by: Actor
) -> Product:
    """Write new values over the version that the person had before them; the code stays.

    Raises:
        NotPermitted: The actor may not write products.
        Refused: Everything that is wrong with the draft.
        Conflict: Somebody else changed it in the meantime.
    """
    by.must("product.write")
    supplier = _checked(draft)
    columns = _columns(draft, supplier)
    del columns["code"]
    with transaction.atomic():
        rows = Product.objects.filter(pk=product.pk, version=version)
        before = rows.first()
        if before is None or not rows.update(**columns, version=version + 1):
            raise Conflict("product.changed_meanwhile", product=product.name)
        product.refresh_from_db()
        _record_one(PRODUCT_CHANGED, product, by, _told(before), _told(product))
    return product


def bulk_register_products(drafts: Sequence[ProductDraft], by: Actor) -> BulkResult:
    """Add products that are new and refresh the known, in the caller's transaction.

    Each draft is without problems; an unknown supplier's code is left out.
    """
    by.must("product.write")
    suppliers = codes_to_ids({draft.supplier for draft in drafts if draft.supplier})
    wanted = {one.code: _columns(one, suppliers.get(one.supplier)) for one in drafts}
    with transaction.atomic():
        known = {row.code: row for row in Product.objects.filter(code__in=list(wanted))}
        fresh = [
            Product(**columns, registered_at=now())
            for code, columns in wanted.items()
            if code not in known
        ]
        Product.objects.bulk_create(fresh, batch_size=AT_ONCE)
        changed = 0
        for code, row in known.items():
            values = {name: wanted[code][name] for name in VALUES}
            if any(getattr(row, name) != value for name, value in values.items()):
                rows = Product.objects.filter(pk=row.pk)
                changed += rows.update(**values, version=F("version") + 1)
        result = BulkResult(len(fresh), changed)
        params = {"new": result.new, "changed": result.changed}
        record_event(PRODUCTS_BROUGHT_IN, by, ("product", "bulk"), params)
    return result


def _checked(draft: ProductDraft) -> int | None:
    """Return the supplier's id, or refuse with everything that is wrong."""
    problems = draft.problems()
    supplier = (
        codes_to_ids([draft.supplier]).get(draft.supplier) if draft.supplier else None
    )
    if draft.supplier and supplier is None:
        params = {"code": draft.supplier}
        problems.append(Problem("product.supplier_unknown", "supplier", params))
    if problems:
        raise Refused(problems)
    return supplier


def _columns(draft: ProductDraft, supplier: int | None) -> dict[str, object]:
    return {
        "code": draft.code.strip(),
        "name": draft.name.strip(),
        "category": draft.category.strip(),
        "brand": draft.brand.strip(),
        "supplier_id": supplier,
        "price_minor": draft.price_minor,
        "cost_minor": draft.cost_minor,
    }


def _told(product: Product) -> dict[str, object]:
    return {name: getattr(product, name) for name in VALUES}


def _record_one(
    kind: EventKind,
    product: Product,
    by: Actor,
    before: dict[str, object],
    after: dict[str, object],
) -> None:
    about = ("product", product.pk)
    record_event(kind, by, about, {"product": product.name}, before=before, after=after)
