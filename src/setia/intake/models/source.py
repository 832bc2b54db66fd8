"""Where files come from, again and again."""

from __future__ import annotations

from django.db import models

from setia.intake.models.kind import BatchKind


class Source(models.Model):
    """A till, a marketplace, a distributor's report: files of one shape.

    ``mapping`` is how the last file from here was read; the next one begins with it.
    """

    kind = models.CharField(max_length=10, choices=BatchKind.choices)
    name = models.CharField(max_length=80)
    mapping = models.JSONField(null=True)
    mapped_at = models.DateTimeField(null=True)
    mapped_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="source_once"),
        ]

    def __str__(self) -> str:
        return self.name
