"""Where somebody is found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.people.models import Party


class PlaceSource(models.TextChoices):
    """How a place became known."""

    TYPED = "typed", _("Typed in")
    PHONE = "phone", _("From a phone on the spot")
    LINK = "link", _("From a link to a map")


class Place(models.Model):
    """Where a party is visited, as somebody found it; the last one counts. Only added."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="places")
    latitude = models.DecimalField(max_digits=9, decimal_places=6)
    longitude = models.DecimalField(max_digits=9, decimal_places=6)
    source = models.CharField(max_length=8, choices=PlaceSource.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["party", "pk"]

    def __str__(self) -> str:
        return f"{self.latitude},{self.longitude}"
