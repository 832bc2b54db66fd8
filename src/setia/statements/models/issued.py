"""Statements as they were issued with a run: the sums, to list and to compare."""

from __future__ import annotations

from typing import Self

from django.db import models

from setia.closing.models import CloseRun
from setia.core.actor import Actor
from setia.people.models import Party


class IssuedStatementQuerySet(models.QuerySet["IssuedStatement"]):
    """Statements, narrowed to whose an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the statements of those whom an actor may see."""
        return self.filter(payee__in=Party.objects.visible_to(actor))


class IssuedStatement(models.Model):
    """What a payee's month came to in one unit, as it was known in a run. Only added.

    Amounts in hundredths of the unit: what was there before, what the month's own awards
    gave, what changed of earlier months or by hand, what was paid out, spent or withheld,
    and what is there afterwards. Its lines are read from the books whenever they are asked
    for.
    """

    run = models.ForeignKey(
        CloseRun, models.DO_NOTHING, related_name="statements", db_constraint=False
    )
    payee = models.ForeignKey(
        Party, models.DO_NOTHING, related_name="statements", db_constraint=False
    )
    unit = models.CharField(max_length=10)
    opening_minor = models.BigIntegerField()
    earned_minor = models.BigIntegerField()
    adjusted_minor = models.BigIntegerField()
    paid_minor = models.BigIntegerField()
    closing_minor = models.BigIntegerField()

    objects = IssuedStatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "payee", "unit"], name="issued_once"),
            models.CheckConstraint(
                condition=models.Q(
                    closing_minor=models.F("opening_minor")
                    + models.F("earned_minor")
                    + models.F("adjusted_minor")
                    + models.F("paid_minor")
                ),
                name="issued_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.payee_id} {self.unit}"
