"""Surveys and their versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a survey is for; the desk sends the first two by itself."""

    SATISFACTION = "satisfaction", _("After a solution")
    WHY_NOT_BACK = "why_not_back", _("Why somebody did not come back")
    BEFORE_SERVICE = "before_service", _("Before a new service")
    OTHER = "other", _("Something else")


class Survey(models.Model):
    """A few questions under one name.

    Where it is ``anonymous``, no answer is tied to whoever gave it; this never changes, since
    people were told so.
    """

    code = models.SlugField(max_length=60, unique=True)
    title_id = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    anonymous = models.BooleanField()
    made_at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> str:
        """Return its name in the reader's language."""
        english = (get_language() or settings.LANGUAGE_CODE) == "en"
        return self.title_en if english else self.title_id


class Version(models.Model):
    """The questions of a survey as they were saved; who was asked, was asked these.

    Only added. ``questions`` holds what ``questions.read_questions`` reads.
    """

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    questions = models.JSONField()
    made_at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "number"], name="survey_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.number}"
