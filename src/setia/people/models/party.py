"""Anybody the business deals with."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.core.actor import Actor
from setia.core.permissions import Reach


class PartyRole(models.TextChoices):
    """What a party is to the business; the words of spec/data.md."""

    DISTRIBUTOR = "distributor", _("Distributor")
    RESELLER = "reseller", _("Reseller")
    OUTLET = "outlet", _("Outlet")
    SALESPERSON = "salesperson", _("Salesperson")
    CUSTOMER = "customer", _("Customer")
    SUPPLIER = "supplier", _("Supplier")
    CHARITY = "charity", _("Charity")


class PartyQuerySet(models.QuerySet["Party"]):
    """Parties, narrowed to whom an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep what an actor may reach: all, their territories, or themselves."""
        match actor.reach:
            case Reach.ALL:
                return self
            case Reach.TERRITORY:
                return self.filter(territory__in=actor.territories)
            case _:
                return self.filter(pk__in=actor.party_ids)

    def standing(self) -> Self:
        """Leave out parties that were merged into another."""
        return self.filter(merge=None)


class Party(models.Model):
    """A person or firm with an id: distributor, reseller, outlet, customer and so on.

    ``code`` is the id that files, plans and awards use. Tier, category, territory and
    parent are the values in force today; what held when is in ``PartyAttribute``.
    """

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=160)
    role = models.CharField(max_length=16, choices=PartyRole.choices)
    tier = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=60, blank=True)
    territory = models.CharField(max_length=80, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="downline"
    )
    joined_on = models.DateField(null=True, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    caretaker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cares_for",
    )
    name_key = models.CharField(max_length=160, editable=False)
    registered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "code"]
        indexes = [
            models.Index(fields=["name_key", "code"]),
            models.Index(fields=["role", "name_key"]),
            models.Index(fields=["territory", "role"]),
        ]

    def __str__(self) -> str:
        return self.name


class ExtraRole(models.Model):
    """A second role of a party: a reseller who also buys for herself."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="extra_roles")
    role = models.CharField(max_length=16, choices=PartyRole.choices)
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "role"], name="extra_role_once"),
        ]

    def __str__(self) -> str:
        return self.get_role_display()
