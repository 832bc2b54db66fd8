"""One file that somebody handed in."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.intake.models.kind import BatchKind
from setia.intake.models.source import Source

__all__ = ["Batch", "BatchKind", "Stage"]


class Stage(models.TextChoices):
    """How far a batch has come; told by its records, never kept beside them."""

    TAKEN_IN = "taken_in", _("To be checked")
    PREVIEWED = "previewed", _("Waits for your yes")
    COMMITTED = "committed", _("Imported")
    UNDONE = "undone", _("Undone")
    DISCARDED = "discarded", _("Discarded")


class BatchQuerySet(models.QuerySet["Batch"]):
    """Batches with the records that tell how far each has come."""

    def with_records(self) -> Self:
        """Read each batch together with its source and records."""
        return self.select_related("source", "commit__undo", "discard")


class Batch(models.Model):
    """A file on its way: how it is read, what it would do.

    Until it is committed a batch is a draft and may change; ``version`` counts the
    changes, so that a preview is committed as it was seen or not at all. ``summary`` holds
    the numbers of the preview, ``samples`` the first rows of each class.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="batches")
    kind = models.CharField(max_length=10, choices=BatchKind.choices)
    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=80)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64, db_index=True)
    taken_in_at = models.DateTimeField(db_index=True)
    taken_in_by = models.CharField(max_length=150)
    mapping = models.JSONField(null=True)
    choices = models.JSONField(default=dict)
    summary = models.JSONField(null=True)
    samples = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_in_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def stage(self) -> Stage:
        """Tell how far the batch has come."""
        if commit := getattr(self, "commit", None):
            return Stage.UNDONE if hasattr(commit, "undo") else Stage.COMMITTED
        if hasattr(self, "discard"):
            return Stage.DISCARDED
        return Stage.PREVIEWED if self.summary else Stage.TAKEN_IN

    @property
    def promise(self) -> dict[str, Any]:
        """Return in numbers what the preview says an import would do; empty without one."""
        return dict(self.summary or {})

    @property
    def is_draft(self) -> bool:
        """Tell whether nothing was decided about the batch yet."""
        return self.stage in {Stage.TAKEN_IN, Stage.PREVIEWED}
