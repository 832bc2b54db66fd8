"""The media kit: texts and pictures that partners share."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from setia.catalog.models import Product
from setia.programs.models import Program


class MaterialQuerySet(models.QuerySet["Material"]):
    """Materials, narrowed to those that partners are offered on a day."""

    def offered(self, day: date) -> Self:
        """Keep what is not withdrawn and whose days these are."""
        begun = Q(from_date=None) | Q(from_date__lte=day)
        lasts = Q(to_date=None) | Q(to_date__gte=day)
        return self.filter(begun, lasts, withdrawal=None)


class Material(models.Model):
    """A text to share, with a picture where there is one, about a product or a program.

    ``picture`` names a file of ours, drawn anew from what was uploaded. Without days it is
    offered until it is withdrawn.
    """

    title = models.CharField(max_length=120)
    text_id = models.TextField(max_length=1_500)
    text_en = models.TextField(max_length=1_500, blank=True)
    picture = models.CharField(max_length=80, blank=True)
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="materials"
    )
    program = models.ForeignKey(
        Program, models.PROTECT, null=True, blank=True, related_name="materials"
    )
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)
    version = models.PositiveIntegerField(default=1)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def text(self) -> str:
        """Return the text in the reader's language, as far as it was written."""
        return self.text_en if get_language() == "en" and self.text_en else self.text_id


class MaterialWithdrawal(models.Model):
    """A material that is no longer offered: since when, by whom. Only added."""

    material = models.OneToOneField(Material, models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.material_id} {self.at:%Y-%m-%d}"
