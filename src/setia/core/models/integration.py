"""Other programs that speak to Setia with a token."""

from __future__ import annotations

from django.db import models


class Integration(models.Model):
    """A program with a token: what it may do, and a digest of the token, never the token."""

    name = models.CharField(max_length=120)
    scopes = models.JSONField()
    token_digest = models.CharField(max_length=64, unique=True)
    token_hint = models.CharField(max_length=12)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=150)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Revocation(models.Model):
    """A token that no longer counts: by whom, when and why."""

    integration = models.OneToOneField(
        Integration, models.CASCADE, related_name="revocation"
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.integration} {self.at:%Y-%m-%d}"
