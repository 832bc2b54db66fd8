"""The tables of this room."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models

from setia.closing.models import Adjustment, Award, Booking, Hold
from setia.core.actor import Actor
from setia.people.models import Party


class DisputeQuerySet(models.QuerySet["Dispute"]):
    """Disputes, narrowed to whose an actor may see and to those without an end."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the disputes of those whom an actor may see."""
        return self.filter(payee__in=Party.objects.visible_to(actor))

    def standing(self) -> Self:
        """Keep what was neither answered nor withdrawn."""
        return self.filter(answer=None, withdrawal=None)

    def with_records(self) -> Self:
        """Fetch what a page tells of each."""
        return self.select_related(
            "award__program", "award__party", "payee", "booking__run__period"
        ).select_related("answer__adjustment", "withdrawal", "hold")


class Dispute(models.Model):
    """Somebody says that an award is not right: which, as booked in which run, and why.

    ``number`` counts the disputes of an award, so that of two raised at once one is told.
    ``by_partner`` where the payee itself raised it. The award is held back until the answer,
    which is promised by ``answer_due_on``. Only added.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="disputes")
    number = models.PositiveSmallIntegerField()
    booking = models.ForeignKey(
        Booking, models.DO_NOTHING, related_name="disputes", db_constraint=False
    )
    payee = models.ForeignKey(Party, models.PROTECT, related_name="disputes")
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=150)
    raised_by_key = models.CharField(max_length=40)
    by_partner = models.BooleanField()
    text = models.CharField(max_length=1000)
    answer_due_on = models.DateField()
    hold = models.OneToOneField(Hold, models.PROTECT, related_name="dispute")

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="dispute_once"),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} #{self.number}"

    @property
    def is_open(self) -> bool:
        """Tell whether it waits for an answer."""
        return not hasattr(self, "answer") and not hasattr(self, "withdrawal")

    def told(self) -> dict[str, str]:
        """Return what the sentences of its events name."""
        return {"payee": self.payee.name, "program": self.award.program.title_id}

    def is_overdue(self, day: date) -> bool:
        """Tell whether its answer was promised by an earlier day."""
        return self.is_open and self.answer_due_on < day


class DisputeAnswer(models.Model):
    """What was decided, by whom and why: with an adjustment where it was accepted.

    Only added.
    """

    dispute = models.OneToOneField(Dispute, models.PROTECT, related_name="answer")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)
    reason = models.CharField(max_length=1000)
    adjustment = models.OneToOneField(
        Adjustment, models.PROTECT, null=True, related_name="dispute_answer"
    )

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.at:%Y-%m-%d}"

    @property
    def accepted(self) -> bool:
        """Tell whether something was granted or charged."""
        return self.adjustment_id is not None


class DisputeWithdrawal(models.Model):
    """A dispute that was taken back: by whom, when and why. Only added."""

    dispute = models.OneToOneField(Dispute, models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.at:%Y-%m-%d}"
