"""Answer an invitation: by staff who asked, or by the partner through a signed link."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction

from setia.core.actor import Actor, ActorKind, holder_of_link
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.events.events import INVITATION_ANSWERED
from setia.events.guests import Coming, guests_of
from setia.events.invite_parties import must_be_ahead
from setia.events.models import AnswerKind, Gathering, Invitation, InvitationAnswer
from setia.people.models import Party

SALT = "setia.events.invitation"
LONGEST_NOTE = 300
LONGEST_TOKEN = 100


@dataclass(frozen=True)
class Said:
    """What somebody answers: yes with whom, no, or not sure yet."""

    kind: str
    coming: Coming = field(default_factory=lambda: Coming(1))
    note: str = ""


def invitation_token(invitation: Invitation) -> str:
    """Return the token of an invitation's link; nobody makes one without our secret."""
    return Signer(salt=SALT).sign(str(invitation.pk))


def invitation_of(token: str) -> Invitation:
    """Return the invitation that a link opens, until the gathering is over.

    Raises:
        NotFound: The link opens nothing, whatever the reason.
    """
    try:
        key = Signer(salt=SALT).unsign(token[:LONGEST_TOKEN])
    except BadSignature as error:
        raise NotFound("invitation", "") from error
    rows = Invitation.objects.with_records().select_related("gathering__cancellation")
    found = rows.filter(pk=int(key)).first()
    if found is None or found.gathering.ends_at < now():
        raise NotFound("invitation", "")
    return found


def answer_invitation(invitation: Invitation, said: Said, by: Actor) -> InvitationAnswer:
    """Record what somebody at work was told.

    Raises:
        NotPermitted: The actor may not record answers.
        NotFound: The party is not theirs to see.
        Refused: It is over, cancelled, or the answer makes no sense.
        Conflict: Somebody else answered in the same moment.
    """
    by.must("gathering.answer")
    if not Party.objects.visible_to(by).filter(pk=invitation.party_id).exists():
        raise NotFound("invitation", str(invitation.pk))
    return _answered(invitation, said, by)


def answer_by_link(token: str, said: Said) -> InvitationAnswer:
    """Take the answer of whoever holds the link: the invited party itself.

    Raises:
        NotFound: The link opens nothing.
        Refused: It has begun, was cancelled, or the answer makes no sense.
        Conflict: Somebody else answered in the same moment.
    """
    found = invitation_of(token)
    if found.gathering.starts_at <= now():
        raise Refused([Problem("answer.late")])
    mine = frozenset({found.party_id})
    return _answered(
        found, said, holder_of_link(found.pk, found.party.name, mine, frozenset())
    )


def _answered(invitation: Invitation, said: Said, by: Actor) -> InvitationAnswer:
    must_be_ahead(invitation.gathering)
    if said.kind not in AnswerKind.values:
        raise Refused([Problem("answer.kind", "kind")])
    if len(said.note) > LONGEST_NOTE or not is_plain(said.note):
        raise Refused([Problem("gathering.too_long", "note", {"most": LONGEST_NOTE})])
    comes = said.kind != AnswerKind.NO
    guests = guests_of(invitation.party, said.coming) if comes else []
    last = invitation.answers.order_by("number").last()
    try:
        with transaction.atomic():
            row = InvitationAnswer.objects.create(
                invitation=invitation,
                number=last.number + 1 if last else 1,
                kind=said.kind,
                heads=said.coming.heads if comes else 0,
                guests=guests,
                note=said.note.strip(),
                by_partner=by.kind == ActorKind.LINK,
                at=now(),
                by=by.name,
            )
            _told(invitation.gathering, row, invitation.party, by)
    except IntegrityError as error:
        raise Conflict("answer.at_once") from error
    return row


def _told(gathering: Gathering, row: InvitationAnswer, party: Party, by: Actor) -> None:
    params = {"party": party.name, "title": gathering.title, "answer": row.kind}
    after = {"heads": row.heads, "guests": row.guests}
    record_event(INVITATION_ANSWERED, by, ("party", party.pk), params, after=after)
