"""Products."""

from __future__ import annotations

from typing import Self

from django.db import models

from setia.core.actor import Actor
from setia.core.permissions import Reach
from setia.people.models import Party


class ProductQuerySet(models.QuerySet["Product"]):
    """Products, narrowed to what an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep a supplier to its own products; everybody else sees all."""
        if actor.reach == Reach.OWN_PRODUCTS:
            return self.filter(supplier__in=actor.party_ids)
        return self


class Product(models.Model):
    """Something that is sold; ``code`` is the id that files and plans use."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=160)
    category = models.CharField(max_length=80, blank=True)
    brand = models.CharField(max_length=80, blank=True)
    supplier = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="products"
    )
    price_minor = models.BigIntegerField(null=True, blank=True)
    cost_minor = models.BigIntegerField(null=True, blank=True)
    registered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["name", "code"]
        indexes = [models.Index(fields=["category", "name"])]

    def __str__(self) -> str:
        return self.name
