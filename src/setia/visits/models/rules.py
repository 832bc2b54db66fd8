"""How often whom, by whom, and within which hours."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from setia.accounts.models import Rank
from setia.people.models import Party
from setia.people.models.party import PartyRole


class VisitRule(models.Model):
    """From this day on parties of a class are visited every so many weeks. Only added.

    A class is a role, and a rank where one is named: the narrower rule counts. No weeks: they
    are not visited on their own account. Of two rules from the same day the later one counts.
    """

    role = models.CharField(max_length=16, choices=PartyRole.choices)
    rank = models.CharField(max_length=8, choices=Rank.choices, blank=True)
    every_weeks = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    from_day = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)

    class Meta:
        ordering = ["role", "rank", "from_day", "pk"]

    def __str__(self) -> str:
        return f"{self.role} {self.rank} {self.every_weeks}"


class Assignment(models.Model):
    """From this day on somebody visits a party; nobody in particular where none is named.

    Without one it is whoever owns the relationship. Only added.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="visitors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="visits_to"
    )
    from_day = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["party", "from_day", "pk"]

    def __str__(self) -> str:
        return f"{self.party_id} {self.user_id}"


class WorkDay(models.Model):
    """From this day on the days of somebody, or of everybody, begin and end like this.

    A day starts and ends at a place where one is known, else at the first and last visit.
    Ways are measured as the crow flies, times ``road_percent``, at ``speed_kmh``. Only added.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="work_days"
    )
    begins = models.TimeField()
    ends = models.TimeField()
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    speed_kmh = models.PositiveSmallIntegerField(default=25)
    road_percent = models.PositiveSmallIntegerField(default=140)
    from_day = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["from_day", "pk"]

    def __str__(self) -> str:
        return f"{self.begins}–{self.ends}"

    @property
    def start_text(self) -> str:
        """Return where a day starts, as one writes a place; nothing where none is known."""
        return "" if self.latitude is None else f"{self.latitude}, {self.longitude}"
