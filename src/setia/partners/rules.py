"""Read and change what the business allows on partner pages."""

from __future__ import annotations

from django.db import transaction

from setia.core.actor import Actor
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.partners.events import RULES_CHANGED
from setia.partners.models import LeaderboardNames, PartnerRules


def partner_rules() -> PartnerRules:
    """Return the rules; as long as nobody chose, the safest."""
    return PartnerRules.objects.filter(pk=1).first() or PartnerRules(pk=1)


def change_rules(names: str, version: int, by: Actor) -> PartnerRules:
    """Choose how others are named on leaderboards.

    Raises:
        NotPermitted: The actor may not change the business.
        Refused: There is no such choice.
        Conflict: Somebody else chose in the meantime.
    """
    by.must("business.write")
    if names not in LeaderboardNames.values:
        raise Refused([Problem("partner.names_unknown", "leaderboard_names")])
    with transaction.atomic():
        PartnerRules.objects.get_or_create(pk=1)
        kept = PartnerRules.objects.select_for_update().get(pk=1)
        if kept.version != version:
            raise Conflict("partner.rules_changed")
        before = {"leaderboard_names": kept.leaderboard_names}
        kept.leaderboard_names, kept.version = names, version + 1
        kept.save()
        after = {"leaderboard_names": names}
        record_event(RULES_CHANGED, by, ("partner_rules", 1), before=before, after=after)
    return kept
