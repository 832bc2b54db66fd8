"""What stands before an approval: a report of what a version would cost, or an exception."""

from __future__ import annotations

from django.db import models

from setia.programs.models.version import ProgramVersion


class Verdict(models.TextChoices):
    """What a report came to; the words are told on pages, beside the figures."""

    PASSED = "pass"
    FAILED = "fail"
    REFUSED = "refused"


class GuardReport(models.Model):
    """What a version would cost and leave, as it was found on a day. Only added.

    It counts for the document with this digest. ``assumptions`` and ``report`` are plain data
    in the layout of the simulation; ``cursor`` says which facts were known.
    """

    version = models.ForeignKey(ProgramVersion, models.PROTECT, related_name="guardings")
    digest = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10, choices=Verdict)
    assumptions = models.JSONField()
    report = models.JSONField()
    cursor = models.JSONField()
    engine = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.version_id} {self.verdict}"


class GuardException(models.Model):
    """A second person lets a version bind without a passing report, and says why. Only added."""

    version = models.ForeignKey(ProgramVersion, models.PROTECT, related_name="exceptions")
    digest = models.CharField(max_length=64)
    report = models.ForeignKey(GuardReport, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.version_id} {self.by}"
