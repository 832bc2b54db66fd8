"""Links to a statement, for chat."""

from __future__ import annotations

from django.db import models

from setia.people.models import Party


class StatementLink(models.Model):
    """A link that opens one payee's statement of one month until a moment. Only added.

    The token itself is never kept, only a digest of it.
    """

    digest = models.CharField(max_length=64, unique=True)
    payee = models.ForeignKey(Party, models.PROTECT, related_name="statement_links")
    month = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.payee_id} {self.month:%Y-%m}"


class LinkRevocation(models.Model):
    """A link that no longer opens anything: since when and by whom. Only added."""

    link = models.OneToOneField(StatementLink, models.PROTECT, related_name="revocation")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.link_id} {self.at:%Y-%m-%d}"


class LinkVisit(models.Model):
    """A link was opened. Only added."""

    link = models.ForeignKey(StatementLink, models.PROTECT, related_name="visits")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.link_id} {self.at:%Y-%m-%d %H:%M}"
