"""A partner gives or takes back its own consent, for one channel."""

from __future__ import annotations

from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.people.events import CONSENT_RECORDED
from setia.people.models import Consent, Party
from setia.people.models.knowing import ConsentAct, ConsentChannel


def say_consent(
    party: Party, channel: str, act: str, words: tuple[str, str], by: Actor
) -> Consent:
    """Keep what the partner said just now: the text it read, and where.

    Raises:
        NotPermitted: The actor is not at partner pages.
        NotFound: It is not their own record.
        Refused: There is no such channel or act.
    """
    by.must("portal.use")
    if not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("party", party.code)
    if channel not in ConsentChannel.values or act not in ConsentAct.values:
        raise Refused([Problem("party.consent_incomplete", "channel")])
    text, source = words
    at = now()
    with transaction.atomic():
        consent = Consent.objects.create(
            party=party,
            channel=channel,
            act=act,
            text=text,
            source=source,
            at=at,
            recorded_at=at,
            recorded_by=by.name,
        )
        params = {"party": party.name, "channel": str(channel), "act": str(act)}
        record_event(CONSENT_RECORDED, by, ("party", party.pk), params)
    return consent
