"""Write down that somebody turned to a party, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, transaction

from setia.care.events import TOUCH_RECORDED
from setia.care.models import Outcome, Touch, TouchKind
from setia.core.actor import Actor, ActorKind
from setia.core.clock import now, today
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.plain_text import plain_text
from setia.core.record_event import record_event
from setia.people.keep_details import record_consent
from setia.people.models import Party
from setia.people.models.contact import ContactKind
from setia.people.models.knowing import ConsentAct
from setia.people.resolve_code import survivors

LONGEST_NOTE, LONGEST_KEY = 1000, 64
CLOCKS_DIFFER = timedelta(minutes=5)
COMES_BACK_AFTER = timedelta(days=1)
CHANNEL_OF: dict[str, str] = {
    TouchKind.CHAT: ContactKind.WHATSAPP,
    TouchKind.MESSAGE: ContactKind.WHATSAPP,
    TouchKind.CALL: ContactKind.PHONE,
}
"""The consent that a touch rests on where nothing else was said."""
STOP_SAID = "Diminta berhenti: tidak ingin dihubungi lagi."


@dataclass(frozen=True)
class Done:
    """What was done and what came of it; ``key`` makes a second sending the same act.

    ``channel`` where it is not the usual one of its kind, ``back_on`` where "later" named a
    day; otherwise it comes back tomorrow.
    """

    kind: str
    outcome: str
    at: datetime
    note: str = ""
    key: str = ""
    channel: str = ""
    back_on: date | None = None


def record_touch(party: Party, done: Done, by: Actor) -> Touch:
    """Write down a touch; what says "stop" takes the consent back in the same moment.

    A party that was merged meanwhile counts as the one that was kept.

    Raises:
        NotPermitted: The actor may not write touches.
        NotFound: The party is not theirs to see.
        Refused: It cannot be a touch.
        Conflict: Something else was sent under its key.
    """
    by.must("touch.write")
    party = _kept(party)
    if not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("party", party.code)
    problems = list(_problems(done))
    if problems:
        raise Refused(problems)
    try:
        with transaction.atomic():
            return _same(party, done) or _recorded(party, done, by)
    except IntegrityError:
        # Somebody sent the same act in the same moment.
        found = _same(party, done)
        if found is None:
            raise
        return found


def _kept(party: Party) -> Party:
    end = survivors().get(party.pk)
    return party if end is None else Party.objects.get(pk=end)


def _problems(done: Done) -> list[Problem]:
    day = today(settings.TIME_ZONE)
    back_early = done.back_on is not None and done.back_on <= day
    wrong = (
        ("touch.kind_unknown", "kind", done.kind not in TouchKind.values, 0),
        ("touch.outcome_unknown", "outcome", done.outcome not in Outcome.values, 0),
        ("touch.note_long", "note", len(done.note.strip()) > LONGEST_NOTE, LONGEST_NOTE),
        ("touch.key_long", "key", len(done.key) > LONGEST_KEY, LONGEST_KEY),
        ("touch.ahead", "at", done.at > now() + CLOCKS_DIFFER, 0),
        ("touch.back_on", "back_on", back_early, 0),
    )
    return [
        Problem(code, at, {"most": most} if most else {})
        for code, at, is_wrong, most in wrong
        if is_wrong
    ]


def _same(party: Party, done: Done) -> Touch | None:
    """Return the touch that this act is already; None where it is new."""
    found = Touch.objects.filter(key=done.key).first() if done.key else None
    if found is None:
        return None
    if (found.party_id, found.kind, found.outcome) != (party.pk, done.kind, done.outcome):
        raise Conflict("touch.key_taken")
    return found


def _recorded(party: Party, done: Done, by: Actor) -> Touch:
    channel = _channel(done)
    touch = Touch.objects.create(
        party=party,
        kind=done.kind,
        channel=channel,
        outcome=done.outcome,
        at=done.at,
        back_on=_back_on(done),
        note=plain_text(done.note.strip()),
        key=done.key or uuid4().hex,
        user_id=by.id if by.kind == ActorKind.USER else None,
        by=by.name,
        recorded_at=now(),
    )
    if done.outcome == Outcome.STOP:
        _withdraw(touch, by)
    told = {"kind": done.kind, "outcome": done.outcome}
    about = ("party", party.pk)
    record_event(TOUCH_RECORDED, by, about, {"party": party.name}, after=told)
    return touch


def _channel(done: Done) -> str:
    if done.channel in ContactKind.values:
        return done.channel
    return str(CHANNEL_OF.get(done.kind, ""))


def _back_on(done: Done) -> date | None:
    if done.outcome != Outcome.LATER:
        return None
    return done.back_on or today(settings.TIME_ZONE) + COMES_BACK_AFTER


def _withdraw(touch: Touch, by: Actor) -> None:
    """Take back the consent of the channel; of all where it was said face to face."""
    words = (touch.note or STOP_SAID, f"{touch.get_kind_display()} · {by.name}"[:120])
    for channel in [touch.channel] if touch.channel else ContactKind.values:
        record_consent(touch.party, channel, ConsentAct.WITHDRAWN, words, touch.at, by)
