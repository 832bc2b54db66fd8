"""Who was there, and which lesson they had."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from setia.coaching.models.series import Series
from setia.core.actor import Actor
from setia.people.models import Party


class Presence(models.TextChoices):
    """Whether somebody came."""

    PRESENT = "present", _("Present")
    ABSENT = "absent", _("Absent")
    EXCUSED = "excused", _("Excused")


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Attendance, narrowed to whose an actor may see and to what counts."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep that of those whom an actor may see."""
        return self.filter(party__in=Party.objects.visible_to(actor))

    def counting(self) -> Self:
        """Keep the last row of each person at each date."""
        later = Attendance.objects.filter(
            series=models.OuterRef("series"),
            on=models.OuterRef("on"),
            party=models.OuterRef("party"),
            number__gt=models.OuterRef("number"),
        )
        return self.filter(~models.Exists(later))


class Attendance(models.Model):
    """Whether a party was at one date of a series; a correction is a further row.

    Only added; the last row counts.
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="attendance")
    on = models.DateField()
    party = models.ForeignKey(Party, models.PROTECT, related_name="attendance")
    number = models.PositiveIntegerField()
    presence = models.CharField(max_length=8, choices=Presence.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "on", "party", "number"], name="attendance_once"
            ),
        ]
        indexes = [models.Index(fields=["party", "on"])]

    def __str__(self) -> str:
        return f"{self.party_id} {self.on} {self.presence}"


class Lesson(models.Model):
    """One lesson of the curriculum: its place in it, and its material in both languages."""

    place = models.PositiveIntegerField()
    title_id = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    link = models.URLField(max_length=300, blank=True)
    text_id = models.TextField(max_length=4_000, blank=True)
    text_en = models.TextField(max_length=4_000, blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.title_id

    @property
    def title(self) -> str:
        """Return its title in the reader's language, else in Indonesian."""
        return (self.title_en if get_language() == "en" else "") or self.title_id

    @property
    def text(self) -> str:
        """Return its text in the reader's language, else in Indonesian."""
        return (self.text_en if get_language() == "en" else "") or self.text_id


class Taught(models.Model):
    """Which lesson was given at one date of a series; who was present had it.

    Of several for one date the last one counts; without a lesson none was given. Only added.
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="taught")
    on = models.DateField()
    number = models.PositiveIntegerField()
    lesson = models.ForeignKey(Lesson, models.PROTECT, null=True, related_name="occasions")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "on", "number"], name="taught_once"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.on} {self.lesson_id}"


class LessonHad(models.Model):
    """A party had a lesson outside the calendar, such as alone with its coach. Only added."""

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="had")
    party = models.ForeignKey(Party, models.PROTECT, related_name="lessons_had")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "party"], name="lesson_had_once"),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id} {self.party_id}"
