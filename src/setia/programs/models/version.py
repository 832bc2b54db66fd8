"""Versions of a program: each a document that is drafted, linted, approved, then frozen."""

from __future__ import annotations

from typing import Self

from django.db import models

from setia.programs.models.program import Program


class ProgramVersionQuerySet(models.QuerySet["ProgramVersion"]):
    """Versions, narrowed to those that bind."""

    def approved(self) -> Self:
        """Keep what a second person approved."""
        return self.filter(approval__isnull=False)

    def drafts(self) -> Self:
        """Keep what nobody has decided about."""
        return self.filter(approval=None, rejection=None)


class ProgramVersion(models.Model):
    """What a program says from a day on; the document is kept as it was written.

    A draft may be written anew; once approved it never changes, and a change of the promise
    is the next version, with a day and a reason. ``edition`` counts the drafts, so that two
    people who write at once do not overwrite each other.
    """

    program = models.ForeignKey(Program, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    from_date = models.DateField()
    document = models.TextField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=300, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=150)
    drafted_by_key = models.CharField(max_length=40)
    edition = models.PositiveIntegerField(default=1)

    objects = ProgramVersionQuerySet.as_manager()

    class Meta:
        ordering = ["program", "number"]
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} v{self.number}"


class Linting(models.Model):
    """The linter read a draft and found no error: how many warnings, and of which document.

    It counts only for the document with this digest, and asks for approval.
    """

    version = models.ForeignKey(ProgramVersion, models.PROTECT, related_name="lintings")
    digest = models.CharField(max_length=64)
    warnings = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.version_id} {self.at:%Y-%m-%d}"


class Approval(models.Model):
    """A second person approved a version; the digest says which document. Only added."""

    version = models.OneToOneField(ProgramVersion, models.PROTECT, related_name="approval")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.version_id} {self.by}"


class Rejection(models.Model):
    """A draft that will not be: turned down or withdrawn, by whom and why."""

    version = models.OneToOneField(ProgramVersion, models.PROTECT, related_name="rejection")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.version_id} {self.by}"
