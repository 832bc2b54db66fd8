"""``setia schema``: the plan language as JSON Schema, for editors and other programs."""

from __future__ import annotations

import json

import typer

from setia_engine.plan.schema import plan_schema


def schema() -> None:
    """Print the JSON Schema of plan documents; editors complete plans with it."""
    typer.echo(json.dumps(plan_schema(), indent=2, ensure_ascii=False))
