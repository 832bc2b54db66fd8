"""Whether what was chosen is still owed: a return may have taken the piece back."""

from __future__ import annotations

from collections.abc import Collection

from setia.closing.models import Hold
from setia.rewards.errors import refused
from setia.rewards.menus import goods_of_menus
from setia.rewards.models import Choice


def must_still_be_owed(choice: Choice) -> None:
    """Refuse to give away what a return took back or a dispute holds.

    Raises:
        Refused: The award is held back, or has fewer pieces than choices wait for.
    """
    if choice.award_id is None:
        return
    if Hold.objects.standing().filter(award=choice.award_id).exists():
        raise refused("reward.held")
    if not_owed([choice.award_id]):
        raise refused("reward.taken_back")


def not_owed(awards: Collection[int]) -> frozenset[int]:
    """Return those of some awards of which more is chosen than is left."""
    rows = goods_of_menus().filter(pk__in=awards, pieces__lt=0)
    return frozenset(rows.values_list("pk", flat=True))
