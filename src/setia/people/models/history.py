"""What changes about a party, by date."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.people.models.party import Party

SINCE_EVER = date(1900, 1, 1)
"""The day that a value without a known beginning counts from."""


class Attribute(models.TextChoices):
    """What keeps a history; the words of spec/data.md."""

    TIER = "tier", _("Tier")
    CATEGORY = "category", _("Category")
    TERRITORY = "territory", _("Territory")
    PARENT = "parent_id", _("Upline")


class PartyAttribute(models.Model):
    """From this day on the attribute had this value; for a parent, the parent's code.

    A wrong row is not edited: a later row of the same day counts instead of it.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="history")
    attribute = models.CharField(max_length=12, choices=Attribute.choices)
    value = models.CharField(max_length=80, blank=True)
    from_date = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["from_date", "pk"]
        indexes = [models.Index(fields=["party", "attribute", "from_date"])]

    def __str__(self) -> str:
        return f"{self.attribute} {self.value} {self.from_date}"
