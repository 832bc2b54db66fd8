"""Quotas: how many touches of a kind somebody is asked for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.care.models.touch import TouchKind


class Span(models.TextChoices):
    """How often a quota begins anew."""

    DAY = "day", _("each day")
    WEEK = "week", _("each week")
    MONTH = "month", _("each month")


class Quota(models.Model):
    """From this day on somebody is asked for so many touches of a kind; 0 asks for none.

    Who was ever given a quota of a kind may do that kind. Only added: of several the one
    that begins last counts, and of one day the last that was written.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="quotas"
    )
    kind = models.CharField(max_length=8, choices=TouchKind.choices)
    span = models.CharField(max_length=5, choices=Span.choices)
    count = models.PositiveSmallIntegerField()
    from_day = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["from_day", "pk"]
        indexes = [models.Index(fields=["user", "kind", "span"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.count}/{self.span}"
