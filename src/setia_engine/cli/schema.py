"""``setia schema``: the plan language as JSON Schema, for editors and other programs."""

from __future__ import annotations

import json

import typer

from setia_engine.plan.schema import plan_schema


def schema() -> None:
    """Print the JSON Schema of plan documents; editors complete plans with it.

    Write it to plan.schema.json and begin a plan with the line
    `# yaml-language-server: $schema=plan.schema.json`.
    """
    typer.echo(json.dumps(plan_schema(), indent=2, ensure_ascii=False))
