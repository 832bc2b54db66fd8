"""What the framework leaves out of the OpenAPI document: errors, scopes, headers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from setia.api.problem_details import MEDIA_TYPE

ABOUT = (
    "Parties, products, sale lines, payments, programs, awards, statements, disputes, payouts, "
    "claims, rewards and enrolments of one business. Money and quantities are decimal texts; moments carry their "
    "offset; every error is a "
    "problem detail (RFC 9457) in the language of Accept-Language (id or en)."
)
TEXT = {"type": "string"}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "ProblemDetails",
    "description": "What is wrong (RFC 9457), and every single problem with its place.",
    "required": ["type", "title", "status", "detail", "instance", "problems"],
    "properties": {
        "type": {**TEXT, "examples": ["urn:setia:problem:line.product_unknown"]},
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "instance": TEXT,
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "at", "message", "params"],
                "properties": {
                    "code": {**TEXT, "examples": ["line.product_unknown"]},
                    "at": {**TEXT, "examples": ["lines[0].product"]},
                    "message": TEXT,
                    "params": {"type": "object"},
                },
            },
        },
    },
}
MEANINGS = {
    400: "The request cannot be read.",
    401: "No valid token.",
    403: "The token lacks the scope.",
    404: "There is no such thing.",
    409: "It stands in conflict with what is there.",
    412: "It was changed in the meantime.",
    413: "The body is too large.",
    415: "The body is no JSON.",
    422: "Something in the request is wrong.",
    428: "If-Match is missing.",
    500: "Something went wrong in Setia.",
}
ALWAYS = (400, 401, 403, 413, 422, 500)
METHODS = {"get", "post", "put", "patch", "delete"}


def completed(document: Any, permissions: Mapping[str, str]) -> Any:  # noqa: ANN401 - JSON
    """Add to every operation its scope, its errors, and the headers of its answers."""
    document["components"]["schemas"]["ProblemDetails"] = PROBLEM
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                scope = permissions[operation["operationId"]]
                _complete(operation, path, scope)
    return document


def _complete(operation: dict[str, Any], path: str, scope: str) -> None:
    operation["x-scope"] = scope
    told = operation.get("description", "")
    operation["description"] = f"{told}\n\nNeeds the scope `{scope}`.".strip()
    for status in _errors(operation, path):
        operation["responses"][status] = {
            "description": MEANINGS[status],
            "content": {
                MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
            },
        }


def _errors(operation: Mapping[str, Any], path: str) -> list[int]:
    statuses = {*ALWAYS}
    headers = {one["name"] for one in operation["parameters"] if one["in"] == "header"}
    if "{" in path or path.endswith("/awards"):
        statuses.add(404)
    if "requestBody" in operation:
        statuses |= {409, 415}
    if path.endswith("/approval"):
        statuses.add(409)
    if "If-Match" in headers:
        statuses |= {412, 428}
    return sorted(statuses)
