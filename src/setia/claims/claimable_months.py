"""Months whose claims can be raised: those that are final."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from setia.closing.models import Finalisation, Reopening


def claimable_months(most: int = 24) -> list[date]:
    """Return the latest months that are final and were not opened again, the newest first."""
    reopened = Reopening.objects.filter(
        period=OuterRef("period"), revision=OuterRef("revision")
    )
    rows = Finalisation.objects.filter(~Exists(reopened)).order_by("-period__month")
    return list(rows.values_list("period__month", flat=True)[:most])
