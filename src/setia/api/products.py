"""Products: listed, added, changed; what they cost only for those who may know."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from setia.api.forms import Incoming
from setia.api.once import OPTIONAL_HEADER, once, tell_replayed
from setia.api.pages import PageQuery, page_of
from setia.api.problem_details import Refusal
from setia.api.token import Token, actor_at
from setia.api.values import Code, Minor, money
from setia.api.versions import IF_MATCH, known_version, tell_version
from setia.catalog.models import Product
from setia.catalog.register_product import (
    ProductDraft,
    change_product,
    register_product,
)
from setia.core.actor import Actor
from setia.core.errors import NotFound

router = Router(tags=["products"])
MONIES = ("price", "cost")


class ProductChangeIn(Incoming):
    """What shall be different; what is left out stays."""

    name: str | None = Field(None, min_length=1, max_length=160)
    category: str | None = Field(None, max_length=80)
    brand: str | None = Field(None, max_length=80)
    supplier: str | None = Field(None, max_length=64, description="The supplier's code.")
    price: Minor | None = None
    cost: Minor | None = Field(None, description="Needs the scope `product.cost`.")


class ProductIn(ProductChangeIn):
    """A product to add."""

    code: Code
    name: str = Field(min_length=1, max_length=160)


class ProductOut(Schema):
    """A product; `cost` is null for a token without the scope `product.cost`."""

    code: str
    name: str
    category: str
    brand: str
    supplier: str | None
    price: str | None = Field(examples=["25000.00"])
    cost: str | None
    version: int


class ProductPage(Schema):
    """One page of products."""

    items: list[ProductOut]
    next: str | None = Field(description="The address of the next page.")


class ProductQuery(PageQuery):
    """Which products."""

    category: str = Field("", max_length=80)
    supplier: str = Field("", max_length=64)


@router.get("/products", auth=Token("product.see"), response=ProductPage)
def list_products(request: HttpRequest, asked: Query[ProductQuery]) -> dict[str, Any]:
    """List products in the order in which they were added."""
    by = actor_at(request)
    rows = Product.objects.visible_to(by).select_related("supplier")
    if asked.category:
        rows = rows.filter(category=asked.category)
    if asked.supplier:
        rows = rows.filter(supplier__code=asked.supplier)
    found, following = page_of(request, rows, asked, "pk")
    return {"items": [_told(row, by) for row in found], "next": following}


@router.get("/products/{code}", auth=Token("product.see"), response=ProductOut)
def get_product(request: HttpRequest, code: str, response: HttpResponse) -> dict[str, Any]:
    """Return one product."""
    by = actor_at(request)
    return _shown(_found(code, by), by, response)


@router.post(
    "/products",
    auth=Token("product.write"),
    response={201: ProductOut, 200: ProductOut},
    openapi_extra={"parameters": [OPTIONAL_HEADER]},
)
def add(request: HttpRequest, body: ProductIn, response: HttpResponse) -> Status[Any]:
    """Add a product. A repetition with the same key answers 200 with the same product."""
    by = actor_at(request)
    draft = _changed(ProductDraft(body.code, body.name), body, by)
    done = once(request, by, "product", lambda: {"code": register_product(draft, by).code})
    tell_replayed(response, replayed=done.replayed)
    told = _shown(_found(done.answer["code"], by), by, response)
    return Status(200 if done.replayed else 201, told)


@router.patch(
    "/products/{code}",
    auth=Token("product.write"),
    response=ProductOut,
    openapi_extra={"parameters": [IF_MATCH]},
)
def change(
    request: HttpRequest, code: str, body: ProductChangeIn, response: HttpResponse
) -> dict[str, Any]:
    """Change a product, over the version that the caller knows."""
    by = actor_at(request)
    product, version = _found(code, by), known_version(request)
    if not body.model_fields_set:
        raise Refusal(422, "change.nothing")
    draft = _changed(_as_it_is(product), body, by)
    return _shown(change_product(product, draft, version, by), by, response)


def _as_it_is(product: Product) -> ProductDraft:
    return ProductDraft(
        code=product.code,
        name=product.name,
        category=product.category,
        brand=product.brand,
        supplier=product.supplier.code if product.supplier else "",
        price_minor=product.price_minor,
        cost_minor=product.cost_minor,
    )


def _changed(draft: ProductDraft, body: ProductChangeIn, by: Actor) -> ProductDraft:
    """Put what a body gives over a draft; a text that is null becomes empty."""
    given = body.model_dump(exclude_unset=True)
    given.pop("code", None)
    if "cost" in given:
        by.must("product.cost")
    if given.get("name", "") is None:
        del given["name"]
    values: dict[str, Any] = {k: v or "" for k, v in given.items() if k not in MONIES}
    minor = {f"{k}_minor": given[k] for k in MONIES if k in given}
    return replace(draft, **(values | minor))


def _found(code: str, by: Actor) -> Product:
    rows = Product.objects.visible_to(by).select_related("supplier")
    product = rows.filter(code=code).first()
    if product is None:
        raise NotFound("product", code)
    return product


def _shown(product: Product, by: Actor, response: HttpResponse) -> dict[str, Any]:
    tell_version(response, product.version)
    return _told(product, by)


def _told(product: Product, by: Actor) -> dict[str, Any]:
    cost = product.cost_minor if by.may("product.cost") else None
    price = product.price_minor
    return {
        **{
            k: getattr(product, k) for k in ("code", "name", "category", "brand", "version")
        },
        "supplier": product.supplier.code if product.supplier else None,
        "price": None if price is None else money(price),
        "cost": None if cost is None else money(cost),
    }
