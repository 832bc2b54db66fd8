"""Tables made together are those that the steps make one by one."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from django.db.migrations.state import ProjectState

from setia.core.create_together import CreateTogether

KEY = ("id", models.BigAutoField(primary_key=True))
STEPS = [
    CreateModel("Basket", [KEY, ("name", models.CharField(max_length=20))]),
    CreateModel("Egg", [KEY, ("laid_on", models.DateField())]),
    AddField("Egg", "basket", models.ForeignKey("core.basket", models.PROTECT)),
    AddConstraint(
        "Egg", models.UniqueConstraint(fields=["basket", "laid_on"], name="once")
    ),
    AddIndex("Egg", models.Index(fields=["laid_on"], name="egg_laid")),
]


@pytest.fixture
def described(own_business):
    """Return what makes the tables by some steps, describes them, and drops them again."""

    def describe(operations):
        migration, before = Migration("made", "core"), ProjectState()
        migration.operations = operations
        with connection.schema_editor() as editor:
            migration.apply(before.clone(), editor)
        with connection.cursor() as cursor:
            told = {
                table: (
                    sorted(one[:5] for one in _columns(cursor, table)),
                    sorted(map(str, _constraints(cursor, table))),
                )
                for table in ("core_basket", "core_egg")
            }
        with connection.schema_editor() as editor:
            migration.unapply(before.clone(), editor)
        return told

    return describe


def _columns(cursor, table):
    return connection.introspection.get_table_description(cursor, table)


def _constraints(cursor, table):
    found = connection.introspection.get_constraints(cursor, table).values()
    return [{**one, "columns": tuple(one["columns"])} for one in found]


def test_tables_made_together_are_those_made_one_by_one(described):
    assert described([CreateTogether(STEPS)]) == described(STEPS)


def test_going_back_leaves_no_table(described):
    described([CreateTogether(STEPS)])
    assert not {"core_basket", "core_egg"} & set(connection.introspection.table_names())


def test_a_migration_that_prints_itself_writes_the_steps_down():
    name, args, _ = CreateTogether(STEPS).deconstruct()
    assert (name, args) == ("CreateTogether", [STEPS])
