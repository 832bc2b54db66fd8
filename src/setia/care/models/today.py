"""The list of a day: whom somebody should turn to, why, and in which drawn order."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from setia.core.actor import Actor
from setia.people.models import Party


class DayList(models.Model):
    """The list of one person for one day, drawn once. Only added.

    Lots are made from ``seed``, which stays for a month, so that whoever stands late in a
    band stands late for the whole month and the proof has somebody to compare with.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="day_lists"
    )
    day = models.DateField()
    seed = models.CharField(max_length=32)
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="day_list_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day}"


class DayEntryQuerySet(models.QuerySet["DayEntry"]):
    """Entries, narrowed to parties whom an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the entries of those whom an actor may see."""
        return self.filter(party__in=Party.objects.visible_to(actor))


class DayEntry(models.Model):
    """One party on a list: the reasons, the worth, the band, the lot and the place.

    Band 0 is what cannot wait and is not drawn. ``reasons`` is a list of codes with their
    figures, the one that weighs most first. Only added.
    """

    list = models.ForeignKey(DayList, models.PROTECT, related_name="entries")
    party = models.ForeignKey(Party, models.PROTECT, related_name="day_entries")
    band = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    lot = models.BigIntegerField()
    worth_minor = models.BigIntegerField()
    channel = models.CharField(max_length=12, blank=True)
    reasons = models.JSONField()

    objects = DayEntryQuerySet.as_manager()

    class Meta:
        ordering = ["list", "position"]
        constraints = [
            models.UniqueConstraint(fields=["list", "party"], name="day_entry_once"),
        ]
        indexes = [
            models.Index(fields=["list", "position"]),
            models.Index(fields=["party", "list"]),
        ]

    def __str__(self) -> str:
        return f"{self.list_id} #{self.position}"
