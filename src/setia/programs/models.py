"""Programs: promises as plan documents."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language


class Program(models.Model):
    """One promise, by its plan's id; the document is kept as it was written."""

    code = models.CharField(max_length=80, unique=True)
    title_id = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    document = models.TextField()
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-starts_on", "code"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Return the title in the reader's language, as far as the document gives it."""
        english = get_language() == "en" and self.title_en
        return self.title_en if english else self.title_id


class Retirement(models.Model):
    """A program that is no longer evaluated: by whom, when and why."""

    program = models.OneToOneField(Program, models.PROTECT, related_name="retirement")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.program_id} {self.at:%Y-%m-%d}"
