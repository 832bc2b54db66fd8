"""Make all tables of a room in one step of a migration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Step = CreateModel | AddField | AddConstraint | AddIndex


class CreateTogether(Operation):
    """Migration step: tables that are made at once, as they are after all the inner steps.

    Django renders every model that relates to a new one again, after each step. Where most
    models lead to a person, that is nearly all of them, and an empty database took a minute
    of one core. Here the models are rendered once, and each table is made with the
    constraints and indexes that the inner steps give it.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = steps

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Take in all steps, unrendered; whoever asks next renders once."""
        state.__dict__.pop("apps", None)
        for step in self.steps:
            step.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make each table; its constraints and indexes come with it."""
        for step in self._tables():
            step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop each table, those that lead to others first."""
        for step in reversed(self._tables()):
            step.database_backwards(app_label, schema_editor, from_state, to_state)

    def _tables(self) -> list[CreateModel]:
        return [step for step in self.steps if isinstance(step, CreateModel)]

    def describe(self) -> str:
        """Say what the step does, as migrations print it."""
        return "Create " + ", ".join(step.name for step in self._tables())

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return what a migration file writes down."""
        return (type(self).__name__, [self.steps], {})
