"""The language as JSON Schema (draft 2020-12), generated from the models that validate.

An editor that knows JSON Schema completes and checks a plan with it. What it cannot say is
listed in ``BEYOND_SCHEMA``: rules between keys, the calendar of dates and zones, decimals.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import DEFAULT_REF_TEMPLATE, GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from setia_engine.plan.document import Plan

SCHEMA_ID = "urn:setia:plan:1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

BEYOND_SCHEMA = frozenset(
    {
        "basis",
        "cap-unit",
        "character",
        "decimals",
        "depth",
        "digits",
        "funding-party",
        "funding-sum",
        "growth-window",
        "increment-measure",
        "incremental-measure",
        "min-per-unit",
        "nodes",
        "own-scope",
        "period-order",
        "place-minimum",
        "place-order",
        "race-measure",
        "repeated",
        "table",
        "tier-order",
        "tier-payment",
        "unit",
        "zone",
    }
)
"""Codes of the problems that a document may still have when it passes the schema."""


class _Schema(GenerateJsonSchema):
    """Says what the reader says: a key without a value is an error, defaults are plain."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        inner = super().default_schema(schema)
        default = schema.get("default")
        if default is None or not isinstance(default, str | int | bool):
            return {key: value for key, value in inner.items() if key != "default"}
        return inner


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of plans: one plan, or a list of them."""
    models = TypeAdapter(Plan).json_schema(
        schema_generator=_Schema, ref_template=DEFAULT_REF_TEMPLATE
    )
    parts = models.pop("$defs")
    plan = {"$ref": "#/$defs/Plan"}
    return {
        "$schema": DIALECT,
        "$id": SCHEMA_ID,
        "title": "Setia plan",
        "description": "One plan, or a list of plans: promises made to partners.",
        "if": {"type": "array"},
        "then": {"type": "array", "minItems": 1, "items": plan},
        "else": plan,
        "$defs": {"Plan": models, **parts},
    }
