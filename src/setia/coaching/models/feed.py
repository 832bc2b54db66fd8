"""Secret addresses under which a person's calendar is read by other programs."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from setia.people.models import Party


class FeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Feeds, narrowed to those that open something."""

    def standing(self) -> Self:
        """Leave out what was revoked."""
        return self.filter(revocation=None)


class CalendarFeed(models.Model):
    """A feed of a partner or of somebody at work. Only added.

    The token is told once; this row keeps its digest.
    """

    digest = models.CharField(max_length=64, unique=True)
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="feeds")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="feeds"
    )
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(party=None, user__isnull=False)
                | models.Q(party__isnull=False, user=None),
                name="feed_of_one_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id or self.user_id} {self.made_at:%Y-%m-%d}"


class FeedRevocation(models.Model):
    """A feed that opens nothing any more: since when and by whom. Only added."""

    feed = models.OneToOneField(CalendarFeed, models.PROTECT, related_name="revocation")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.feed_id} {self.at:%Y-%m-%d}"
