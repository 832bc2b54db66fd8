"""Tables whose rows the database itself refuses to change or delete."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

SQLITE = """
CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION setia_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
   USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
FOR EACH ROW EXECUTE FUNCTION setia_append_only()
"""


class AppendOnly(Operation):
    """Migration step: from here on rows of the table can only be added."""

    reversible = True
    reduces_to_sql = False

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing in the models: this is the database's own promise."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create one trigger for each forbidden act."""
        sql = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
        for act in ("update", "delete"):
            schema_editor.execute(sql.format(table=self.table, act=act), params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop them again."""
        on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {self.table}"
        for act in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {self.table}_no_{act}{on}", params=None)

    def describe(self) -> str:
        """Say what the step does, as migrations print it."""
        return f"Refuse update and delete of rows of {self.table}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return what a migration file writes down."""
        return (type(self).__name__, [self.table], {})
