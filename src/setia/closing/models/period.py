"""Periods, and what was done to close them."""

from __future__ import annotations

from django.db import models


class Period(models.Model):
    """One month of the business, by its first day."""

    month = models.DateField(unique=True)

    class Meta:
        ordering = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class CloseRun(models.Model):
    """One evaluation of a period that was booked: over which facts, by whom, what came out.

    ``number`` counts the runs of all periods, and the database lets each exist only once, so
    that of two people who close at once one is told. ``cutoff`` is the moment up to which
    facts were known, ``cursor`` what had been recorded by then; ``promises`` names the versions with the days that they were cut to.
    Only added.
    """

    number = models.BigIntegerField(primary_key=True)
    period = models.ForeignKey(Period, models.PROTECT, related_name="runs")
    revision = models.PositiveIntegerField()
    cutoff = models.DateTimeField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    engine = models.CharField(max_length=40)
    cursor = models.JSONField(default=dict)
    promises = models.JSONField()
    summary = models.JSONField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.period} r{self.revision} #{self.number}"


class Finalisation(models.Model):
    """Somebody declared a revision of a period final; its awards may be released. Only added."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="finalisations")
    revision = models.PositiveIntegerField()
    run = models.OneToOneField(CloseRun, models.PROTECT, related_name="finalisation")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "revision"], name="final_once"),
        ]

    def __str__(self) -> str:
        return f"{self.period} r{self.revision} final"


class Reopening(models.Model):
    """A final period was opened again: the next revision, by whom and why. Only added."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="reopenings")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "revision"], name="reopened_once"),
        ]

    def __str__(self) -> str:
        return f"{self.period} r{self.revision}"


class PaidOff(models.Model):
    """All that a revision of a period released was paid. Only added."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="paid_off")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "revision"], name="paid_off_once"),
        ]

    def __str__(self) -> str:
        return f"{self.period} r{self.revision} paid"
