"""What was decided about a batch: by whom, when and why."""

from __future__ import annotations

from django.db import models

from setia.intake.models.batch import Batch
from setia.sales.models import Arrival


class Commit(models.Model):
    """The batch was brought in, as a whole; ``counts`` tells what it changed."""

    batch = models.OneToOneField(Batch, models.PROTECT, related_name="commit")
    arrival = models.OneToOneField(Arrival, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    counts = models.JSONField()

    def __str__(self) -> str:
        return f"{self.batch_id} {self.at:%Y-%m-%d}"


class Undo(models.Model):
    """The batch was taken back, as a whole, by reversing what still stood of it."""

    commit = models.OneToOneField(Commit, models.PROTECT, related_name="undo")
    arrival = models.OneToOneField(Arrival, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)
    counts = models.JSONField()

    def __str__(self) -> str:
        return f"{self.commit_id} {self.at:%Y-%m-%d}"


class Discard(models.Model):
    """The batch was put away without bringing anything in."""

    batch = models.OneToOneField(Batch, models.PROTECT, related_name="discard")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.batch_id} {self.at:%Y-%m-%d}"
