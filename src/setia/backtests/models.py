"""The tables of this room."""

from __future__ import annotations

from django.db import models

from setia.backtests.report import Report
from setia.people.models import Party
from setia.programs.models import Program


class Holdout(models.Model):
    """Chance decided who goes without a program at first: from how many, with which seed.

    A program has one, drawn before it begins; drawing again until one likes the result would
    be no chance any more. Only added.
    """

    program = models.OneToOneField(Program, models.PROTECT, related_name="holdout")
    percent = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    eligible = models.PositiveIntegerField()
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=150)
    drawn_by_key = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.program_id} {self.percent}%"


class HeldOut(models.Model):
    """One party that was drawn, and among whom: its territory and tier on that day."""

    holdout = models.ForeignKey(Holdout, models.PROTECT, related_name="parties")
    party = models.ForeignKey(Party, models.PROTECT, related_name="held_out")
    stratum = models.CharField(max_length=200)

    class Meta:
        ordering = ["stratum", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["holdout", "party"], name="held_out_once"),
        ]

    def __str__(self) -> str:
        return f"{self.holdout_id} {self.party_id}"


class Backtest(models.Model):
    """What was found about a program, and all that it depended on. Only added.

    ``promises`` names the versions with their digests, ``cursor`` how far the facts were,
    ``until`` the last day of the windows that were looked at.
    """

    program = models.ForeignKey(Program, models.PROTECT, related_name="backtests")
    until = models.DateField(null=True, blank=True)
    as_of = models.DateTimeField()
    promises = models.JSONField()
    cursor = models.JSONField()
    engine = models.CharField(max_length=40)
    verdict = models.CharField(max_length=20)
    report = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.program_id} {self.verdict}"

    @property
    def read(self) -> Report:
        """Return the report as it was found."""
        return Report.from_json(self.report)
