"""Confirm that a chosen reward is with whoever chose it, with proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, Problem, Refused
from setia.core.permissions import Reach
from setia.core.record_event import record_event
from setia.documents.kept_photo import Photo, forget_photo, keep_photo
from setia.ledger.post import hold_ledger
from setia.payouts.hand_over_goods import give_goods
from setia.rewards.errors import refused
from setia.rewards.events import HANDED_OVER
from setia.rewards.fulfil_choice import waiting_choice
from setia.rewards.menus import PIECE
from setia.rewards.models import Choice, HandoverProof, Movement, ProofWay
from setia.rewards.still_owed import must_still_be_owed
from setia.rewards.stock import move


@dataclass(frozen=True)
class Proof:
    """What proves it: a picture, the name and words of who received it, or both."""

    day: date
    received_by: str = ""
    words: str = ""
    photo: bytes = b""


def confirm_handover(choice: Choice, proof: Proof, by: Actor) -> HandoverProof:
    """Record with proof that a reward was handed over; the piece is no longer owed.

    A partner confirms what is its own, by its word alone, once it was sent. Anybody else
    brings a photo, or the name and the words of who received it.

    Raises:
        NotPermitted: The actor may not hand over, or not choose for itself.
        NotFound: It is not theirs to see.
        Refused: It was not sent yet, the proof is missing, or the piece was taken back.
        Conflict: It was handed over or cancelled before.
    """
    own = by.reach == Reach.SELF
    by.must("reward.choose" if own else "reward.fulfil")
    _check(proof, own=own)
    # A picture takes its time, so it is drawn before anybody waits for the books.
    photo = keep_photo(proof.photo) if proof.photo else None
    try:
        with transaction.atomic():
            hold_ledger()
            return _confirmed(waiting_choice(choice, by), proof, photo, by)
    except IntegrityError as error:
        _forget(photo)
        raise Conflict("reward.handed_over_meanwhile") from error
    except (Conflict, Refused):
        _forget(photo)
        raise


def _confirmed(
    choice: Choice, proof: Proof, photo: Photo | None, by: Actor
) -> HandoverProof:
    if not hasattr(choice, "fulfilment"):
        raise refused("reward.not_sent", "day")
    if proof.day < choice.fulfilment.sent_on:
        raise refused("reward.before_sending", "day")
    must_still_be_owed(choice)
    handover = None
    if choice.award is not None:
        handover = give_goods(choice.award, PIECE, choice.reward.title_id, by)
    way = ProofWay.SIGNATURE if by.reach != Reach.SELF else ProofWay.PARTNER
    made = HandoverProof.objects.create(
        choice=choice,
        handover=handover,
        way=ProofWay.PHOTO if photo else way,
        day=proof.day,
        received_by=proof.received_by.strip()[:150],
        words=proof.words.strip()[:300],
        photo=photo.name if photo else "",
        digest=photo.digest if photo else "",
        at=now(),
        by=by.name,
        by_key=by.key,
    )
    if choice.reward.has_stock:
        move(choice.reward, Movement.HANDED_OVER, by, choice=choice)
    params = {"party": choice.party.name, "reward": choice.reward.title_id}
    after = {"way": made.way, "received_by": made.received_by, "digest": made.digest}
    record_event(HANDED_OVER, by, ("choice", choice.pk), params, after=after)
    return made


def _check(proof: Proof, *, own: bool) -> None:
    problems = []
    if proof.day > today(settings.TIME_ZONE):
        problems.append(Problem("reward.handed_over_in_future", "day"))
    named = proof.received_by.strip() and proof.words.strip()
    if not own and not proof.photo and not named:
        problems.append(Problem("reward.proof_missing", "photo"))
    if problems:
        raise Refused(problems)


def _forget(photo: Photo | None) -> None:
    if photo is not None:
        forget_photo(photo.name)
