"""What a partner says is wrong about what is kept of them."""

from __future__ import annotations

from typing import Self

from django.db import models

from setia.people.models import Party


class CorrectionRequestQuerySet(models.QuerySet["CorrectionRequest"]):
    """Requests, narrowed to those that wait for an answer."""

    def waiting(self) -> Self:
        """Keep what nobody has answered."""
        return self.filter(answer=None)


class CorrectionRequest(models.Model):
    """A partner asks that something kept about them be put right. Only added."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="correction_requests")
    text = models.CharField(max_length=1_000)
    at = models.DateTimeField()

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]


class CorrectionAnswer(models.Model):
    """What was done about it, in words, by whom and when. Only added."""

    request = models.OneToOneField(CorrectionRequest, models.PROTECT, related_name="answer")
    text = models.CharField(max_length=1_000)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return self.text[:60]
