"""When somebody is there to answer, and how soon whom."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class HoursQuerySet(models.QuerySet["Hours"]):
    """Hours, found by the day on which they hold."""

    def in_force(self, day: date) -> Hours | None:
        """Return the hours that hold on a day: of those that began the latest written."""
        return self.filter(from_day__lte=day).order_by("-from_day", "-pk").first()


class Hours(models.Model):
    """Hours and promised times as they hold from a day on, until others do. Only added."""

    from_day = models.DateField()
    zone = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    objects = HoursQuerySet.as_manager()

    class Meta:
        ordering = ["-from_day", "-pk"]
        verbose_name_plural = "hours"

    def __str__(self) -> str:
        return f"{self.from_day:%Y-%m-%d}"


class HoursSpan(models.Model):
    """A stretch of a weekday (Monday is 0) in minutes of the day: open, or night duty."""

    hours = models.ForeignKey(Hours, models.PROTECT, related_name="spans")
    weekday = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()
    night = models.BooleanField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(
                fields=["hours", "weekday", "opens"], name="helpdesk_span_once"
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6, closes__lte=1440)
                & models.Q(opens__lt=models.F("closes")),
                name="helpdesk_span_has_a_length",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}–{self.closes}"


class Fits(models.TextChoices):
    """By what a promised time finds its people."""

    EVERYBODY = "everybody", _("Everybody")
    ROLE = "role", _("Role")
    TIER = "tier", _("Tier")
    CATEGORY = "category", _("Category")


class AnswerRule(models.Model):
    """How many minutes a class of people waits at most, by day and by night. Only added."""

    hours = models.ForeignKey(Hours, models.PROTECT, related_name="rules")
    fits = models.CharField(max_length=10, choices=Fits.choices)
    value = models.CharField(max_length=60, blank=True)
    day_minutes = models.PositiveIntegerField()
    night_minutes = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hours", "fits", "value"], name="helpdesk_rule_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fits} {self.value} {self.day_minutes}"


class Holiday(models.Model):
    """A day on which nobody is there."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"
