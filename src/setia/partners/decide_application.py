"""Decide about somebody who wants to become a reseller: take them in, or say no."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.partners.events import APPLICATION_APPROVED, APPLICATION_DECLINED
from setia.partners.models import Application, ApplicationDecision, JoiningReason
from setia.people.drafts import AddressDraft, ContactDraft, PartyDraft
from setia.people.keep_details import record_consent
from setia.people.models import Party
from setia.people.models.knowing import ConsentAct, ConsentChannel
from setia.people.models.party import PartyRole
from setia.people.register_party import register_party


@dataclass(frozen=True)
class Joining:
    """As what somebody joins, and why they do so as the office sees it."""

    category: str
    territory: str
    reason: str


def approve_application(application: Application, joining: Joining, by: Actor) -> Party:
    """Register the applicant as a reseller, with their consents as they gave them.

    Raises:
        NotPermitted: The actor may not decide about applications.
        Refused: Something is wrong with category, territory or reason.
        Conflict: Somebody has decided already.
    """
    by.must("application.decide")
    _must_be_known(joining.reason)
    try:
        with transaction.atomic():
            locked = Application.objects.select_for_update().get(pk=application.pk)
            if ApplicationDecision.objects.filter(application=locked).exists():
                raise Conflict("application.decided")
            party = register_party(_draft(application, joining), by)
            _keep_consents(application, party, by)
            _decided(application, by, party=party, reason=joining.reason)
            told = {"name": application.name}
            record_event(APPLICATION_APPROVED, by, ("party", party.pk), told)
    except IntegrityError as error:
        raise Conflict("application.decided") from error
    return party


def decline_application(application: Application, reason: str, why: str, by: Actor) -> None:
    """Say no, with a reason for whoever looks later.

    Raises:
        NotPermitted: The actor may not decide about applications.
        Refused: It does not say why.
        Conflict: Somebody has decided already.
    """
    by.must("application.decide")
    _must_be_known(reason)
    if not why.strip() or len(why) > 300:
        raise Refused([Problem("application.why_missing", "why")])
    try:
        with transaction.atomic():
            _decided(application, by, reason=reason, why=why.strip())
            told, about = {"name": application.name}, ("application", application.pk)
            record_event(APPLICATION_DECLINED, by, about, told, after={"why": why})
    except IntegrityError as error:
        raise Conflict("application.decided") from error


def _must_be_known(reason: str) -> None:
    if reason not in JoiningReason.values:
        raise Refused([Problem("application.reason_unknown", "reason")])


def _draft(application: Application, joining: Joining) -> PartyDraft:
    return PartyDraft(
        name=application.name,
        role=PartyRole.RESELLER,
        category=joining.category,
        territory=joining.territory,
        joined_on=today(settings.TIME_ZONE),
        contacts=(ContactDraft("whatsapp", application.phone),),
        address=AddressDraft(city=application.city),
        notes=application.words,
    )


def _keep_consents(application: Application, party: Party, by: Actor) -> None:
    words = (application.consent_text, application.consent_source)
    for channel in (ConsentChannel.DATA, ConsentChannel.WHATSAPP):
        record_consent(party, channel, ConsentAct.GIVEN, words, application.at, by)


def _decided(
    application: Application,
    by: Actor,
    *,
    reason: str,
    party: Party | None = None,
    why: str = "",
) -> None:
    ApplicationDecision.objects.create(
        application=application, party=party, reason=reason, why=why, at=now(), by=by.name
    )
