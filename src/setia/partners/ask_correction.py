"""Ask that something kept about oneself be put right, and answer it."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.partners.events import CORRECTION_ANSWERED, CORRECTION_ASKED
from setia.partners.models import CorrectionAnswer, CorrectionRequest
from setia.people.models import Party

LONGEST = 1_000
MOST_WAITING = 3


def ask_correction(party: Party, text: str, by: Actor) -> CorrectionRequest:
    """Say what is wrong; the office reads it and answers.

    Raises:
        NotPermitted: The actor is not at partner pages.
        NotFound: It is not their own record.
        Refused: There are no words, too many, or enough requests wait already.
    """
    by.must("portal.use")
    if not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("party", party.code)
    words = _words(text)
    with transaction.atomic():
        # Two requests at once are counted one after the other.
        Party.objects.select_for_update().get(pk=party.pk)
        waiting = CorrectionRequest.objects.waiting().filter(party__in=by.party_ids)
        if waiting.count() >= MOST_WAITING:
            raise Refused([Problem("correction.too_many", "text")])
        asked = CorrectionRequest.objects.create(party=party, text=words, at=now())
        record_event(CORRECTION_ASKED, by, ("party", party.pk), after={"text": words})
    return asked


def answer_correction(asked: CorrectionRequest, text: str, by: Actor) -> None:
    """Tell the partner what was done, once.

    Raises:
        NotPermitted: The actor may not answer.
        Refused: There are no words, or too many.
        Conflict: Somebody has answered already.
    """
    by.must("correction.answer")
    words = _words(text)
    try:
        with transaction.atomic():
            CorrectionAnswer.objects.create(request=asked, text=words, at=now(), by=by.name)
            about, params = ("party", asked.party_id), {"party": asked.party.name}
            record_event(CORRECTION_ANSWERED, by, about, params, after={"text": words})
    except IntegrityError as error:
        raise Conflict("correction.answered") from error


def _words(text: str) -> str:
    words = text.replace("\0", "").strip()
    if not words:
        raise Refused([Problem("correction.text_missing", "text")])
    if len(words) > LONGEST:
        raise Refused([Problem("correction.too_long", "text", {"most": LONGEST})])
    return words
