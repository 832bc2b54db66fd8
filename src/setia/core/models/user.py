"""Log-ins of people."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from setia.core.roles import Role


class User(AbstractUser):
    """A log-in: who signs in, in which role, and which party they are, if any.

    ``party_id`` names a party without a foreign key, since this room lies below the room
    of parties; it is required for partners and suppliers, who see only what is theirs.
    """

    role = models.CharField(max_length=20, choices=Role.choices)
    language = models.CharField(max_length=2, default="id")
    party_id = models.BigIntegerField(null=True, blank=True)

    REQUIRED_FIELDS = ["role"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(party_id__isnull=False)
                | ~models.Q(role__in=[Role.PARTNER, Role.SUPPLIER]),
                name="partner_and_supplier_are_a_party",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def display_name(self) -> str:
        """Return the name that others read."""
        return str(self)


class UserTerritory(models.Model):
    """A territory that a salesperson works in."""

    user = models.ForeignKey(User, models.CASCADE, related_name="territories")
    territory = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "territory"], name="territory_once"),
        ]

    def __str__(self) -> str:
        return self.territory


class Closure(models.Model):
    """A log-in that was closed: by whom, when and why; reopening deletes this record."""

    user = models.OneToOneField(User, models.CASCADE, related_name="closure")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d}"
