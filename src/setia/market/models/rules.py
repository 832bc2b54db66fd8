"""From when on something of the market is a conflict."""

from __future__ import annotations

from django.db import models


class MarketRules(models.Model):
    """From when on something is told as a conflict: the last row counts. Only added.

    Shares in ten-thousandths: ``under_list`` how far below the list price a price may be seen,
    ``swing`` how much a price may change from one look to the next at the same place, and
    ``net_gap`` how far below the others an outlet's own net price may lie. ``still_weeks``: how
    many weeks of its own sales a party may have on its shelves. ``window_days``: how many days
    of sales are looked at.
    """

    under_list = models.PositiveIntegerField(default=1_000)
    swing = models.PositiveIntegerField(default=1_500)
    net_gap = models.PositiveIntegerField(default=1_000)
    still_weeks = models.PositiveSmallIntegerField(default=8)
    window_days = models.PositiveSmallIntegerField(default=90)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
