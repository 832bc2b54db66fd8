"""Somebody asked to be called later, and later is now."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from setia.care.models import Outcome, Touch
from setia.care.reasons.found import Found, Looked


def come_back(looked: Looked) -> Iterator[Found]:
    """Find those whose last touch ended in "later" and whose day has come."""
    newer = Touch.objects.filter(party=OuterRef("party"), pk__gt=OuterRef("pk"))
    rows = Touch.objects.filter(
        ~Exists(newer),
        party__in=list(looked.parties),
        outcome=Outcome.LATER,
        back_on__lte=looked.day,
    )
    for touch in rows.order_by("back_on", "pk"):
        params = {"asked_on": touch.back_on.isoformat() if touch.back_on else ""}
        params |= {"note": touch.note} if touch.note else {}
        yield Found(touch.party_id, "come_back", params, due=True)
