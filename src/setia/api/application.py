"""The API put together: its nouns, its one form of errors, its OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ninja import NinjaAPI
from ninja.operation import Operation

from setia.api import (
    awards,
    claims,
    deliveries,
    disputes,
    enrolments,
    guard,
    orders,
    parties,
    payments,
    payouts,
    products,
    programs,
    reward_choices,
    rewards,
    sale_lines,
    standing,
    statements,
    stock_counts,
    webhooks,
)
from setia.api.answers import answer
from setia.api.known_query import knowing_its_query
from setia.api.openapi import ABOUT, completed
from setia.api.reading import StrictParser


class SetiaAPI(NinjaAPI):
    """An API whose every error is answered in one place."""

    def set_default_exception_handlers(self) -> None:
        """Answer everything ourselves."""
        self.add_exception_handler(Exception, answer)  # type: ignore[arg-type]

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Name an operation by its noun and verb."""
        module = operation.view_func.__module__.rsplit(".", 1)[1]
        return f"{module}_{operation.view_func.__name__}"

    def get_openapi_schema(self, **rest: Any) -> Any:  # noqa: ANN401 - as in the framework
        """Return the document with every answer that is an error."""
        return completed(super().get_openapi_schema(**rest), permissions())


api = SetiaAPI(
    title="Setia",
    version="1",
    description=ABOUT,
    docs_url=None,
    urls_namespace="api",
    parser=StrictParser(),
)
api.add_decorator(knowing_its_query, mode="view")
NOUNS = (
    *(parties, products, sale_lines, orders, payments, programs, guard, awards, standing),
    *(statements, disputes, payouts, claims, webhooks),
    *(rewards, reward_choices, enrolments),
    *(deliveries, stock_counts),
)
for noun in NOUNS:
    api.add_router("", noun.router)


def operations() -> Iterator[tuple[str, str, str]]:
    """Yield method, path and permission of every operation, for whoever walks them."""
    for bound in api._get_bound_routers():  # noqa: SLF001 - the framework's only list
        for path, view in bound.path_operations.items():
            for operation in view.operations:
                (door,) = operation.auth_callbacks
                for method in operation.methods:
                    yield method, path, door.permission  # type: ignore[attr-defined]


def permissions() -> dict[str, str]:
    """Return the permission of each operation by its id."""
    return {
        api.get_openapi_operation_id(operation): operation.auth_callbacks[0].permission  # type: ignore[attr-defined]
        for bound in api._get_bound_routers()  # noqa: SLF001 - as above
        for view in bound.path_operations.values()
        for operation in view.operations
    }
