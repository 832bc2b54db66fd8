"""Under which codes the engine knows a partner: its own, and those merged into it."""

from __future__ import annotations

from setia.core.actor import Actor
from setia.people.models import Party


def codes_of(actor: Actor) -> frozenset[str]:
    """Return the codes of a partner's records."""
    rows = Party.objects.visible_to(actor)
    return frozenset(rows.values_list("code", flat=True))
