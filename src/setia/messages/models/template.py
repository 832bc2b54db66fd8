"""Words that are written often."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.messages.models.words import Purpose


class Template(models.Model):
    """Words in both languages, with places that a person's facts fill.

    ``whatsapp_name`` is the name under which WhatsApp has approved the same words; without it
    they go by WhatsApp only to whoever wrote within a day. What was sent keeps its own words,
    so that a template may change; ``version`` guards against two who change it at once.
    """

    name = models.CharField(_("Name"), max_length=80, unique=True)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    subject_id = models.CharField(max_length=120, blank=True)
    subject_en = models.CharField(max_length=120, blank=True)
    text_id = models.TextField(max_length=1_000)
    text_en = models.TextField(max_length=1_000)
    whatsapp_name = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def text(self, language: str) -> str:
        """Return the words in a language, with their places unfilled."""
        return self.text_en if language == "en" else self.text_id

    def subject(self, language: str) -> str:
        """Return the subject of an e-mail in a language."""
        return self.subject_en if language == "en" else self.subject_id


class TemplateRetirement(models.Model):
    """A template that is no longer offered: since when, and by whom."""

    template = models.OneToOneField(Template, models.PROTECT, related_name="retirement")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.template_id} {self.at:%Y-%m-%d}"
