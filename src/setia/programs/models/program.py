"""Programs: promises that live through versions."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import get_language


class Program(models.Model):
    """One promise, by its plan's id; what it says is in its versions.

    Titles and days are those of the newest version that was approved, or of the draft while
    there is none: lists sort by them.
    """

    code = models.CharField(max_length=80, unique=True)
    # As long as the language lets a title be, which sets no bound of its own.
    title_id = models.TextField()
    title_en = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
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
    """A program that was ended before its time: its last day, by whom, when and why."""

    program = models.OneToOneField(Program, models.PROTECT, related_name="retirement")
    last_day = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.program_id} {self.last_day}"


class Settlement(models.Model):
    """A program that is over and paid: its results are frozen, by whom and when."""

    program = models.OneToOneField(Program, models.PROTECT, related_name="settlement")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.program_id} {self.at:%Y-%m-%d}"


def last_day_of(program: Program) -> date | None:
    """Return the day after which nothing counts any more; None for an open end."""
    retirement: Retirement | None = getattr(program, "retirement", None)
    if retirement is None:
        return program.ends_on
    ends = program.ends_on or retirement.last_day
    return min(ends, retirement.last_day)
