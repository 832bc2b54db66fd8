"""Ask people by a link of their own."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.core.token_digest import token_digest
from setia.people.models import Party
from setia.people.resolve_code import survivors
from setia.surveys.add_survey import latest
from setia.surveys.events import SURVEY_SENT
from setia.surveys.models import Invitation, Survey

LIVES = timedelta(days=30)
SALT = "setia.surveys.link"
MOST = 200
"""Links that are made at a time: each is shown once, and sent by a person."""


@dataclass(frozen=True)
class Invited:
    """An invitation with the token of its link, which is told only now."""

    invitation: Invitation
    token: str


def invite(
    survey: Survey, people: Sequence[Party], by: Actor, ref: str = ""
) -> list[Invited]:
    """Make a link for each, and return the links; who was asked about ``ref`` is left out.

    Raises:
        NotPermitted: The actor may not send surveys.
        Refused: Nobody is left to ask, or too many.
    """
    by.must("survey.send")
    name = ref or f"survey {survey.pk}"
    left = _not_asked(people, name, by)
    if not left:
        raise Refused([Problem("survey.nobody", "segment")])
    if len(left) > MOST:
        params = {"count": len(left), "most": MOST}
        raise Refused([Problem("survey.many", "segment", params)])
    try:
        with transaction.atomic():
            return _invited(survey, left, name, by)
    except IntegrityError as error:
        raise Conflict("survey.asked_already") from error


def _not_asked(people: Sequence[Party], ref: str, by: Actor) -> list[Party]:
    ends = survivors()
    keys = {ends.get(one.pk, one.pk) for one in people}
    rows = Party.objects.visible_to(by).filter(pk__in=keys)
    asked = Invitation.objects.filter(ref=ref).values("party")
    return list(rows.exclude(pk__in=asked).order_by("name_key", "pk"))


def _invited(survey: Survey, people: list[Party], ref: str, by: Actor) -> list[Invited]:
    version, at, made = latest(survey), now(), []
    for one in people:
        token = _signer().sign(secrets.token_urlsafe(24))
        row = Invitation.objects.create(
            version=version,
            party=one,
            digest=token_digest(token),
            ref=ref,
            made_at=at,
            expires_at=at + LIVES,
            by=by.name,
        )
        made.append(Invited(row, token))
    params = {"survey": survey.title_id, "count": len(made)}
    record_event(SURVEY_SENT, by, ("survey", survey.pk), params, after={"ref": ref})
    return made


def opened_by(token: str) -> Invitation:
    """Return the invitation that a link opens now.

    The signature is compared in constant time before the database is asked. Whether a link is
    unknown or over is not told.

    Raises:
        NotFound: It opens nothing.
    """
    try:
        _signer().unsign(token, max_age=LIVES)
    except BadSignature as error:
        raise NotFound("survey", "") from error
    rows = Invitation.objects.select_related("version__survey", "party")
    found = rows.filter(digest=token_digest(token), expires_at__gt=now()).first()
    if found is None:
        raise NotFound("survey", "")
    return found


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=SALT)
