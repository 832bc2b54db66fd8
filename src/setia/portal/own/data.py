"""What is kept about a partner, what it agreed to, and what should be put right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from setia.core.errors import Refused
from setia.core.models import Business
from setia.partners.ask_correction import ask_correction
from setia.partners.models import CorrectionRequest
from setia.people.models import Address, Consent, Contact, FamilyMember, Like, SpecialDate
from setia.people.models.knowing import ConsentAct, ConsentChannel, Note
from setia.people.say_consent import say_consent
from setia.portal.own.consent_words import consent_words
from setia.portal.own.door import Visitor, for_partners, page
from setia.portal.told import why


@for_partners
@require_GET
def data(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what is kept, and the consents."""
    return _shown(request, visitor)


@for_partners
@require_POST
def consents(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Keep that a consent is given or taken back."""
    channel, act = request.POST.get("channel", ""), request.POST.get("act", "")
    text = consent_words(channel, act, _business())
    source = _("Partner pages, on %(device)s") % {"device": visitor.session.device}
    try:
        say_consent(visitor.party, channel, act, (text, source), visitor.actor)
    except Refused as refused:
        return _shown(request, visitor, why(refused))
    messages.success(request, _("Saved. It counts from now on."))
    return redirect("partners:data")


@for_partners
@require_POST
def corrections(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Ask that something be put right."""
    try:
        ask_correction(visitor.party, request.POST.get("text", ""), visitor.actor)
    except Refused as refused:
        return _shown(request, visitor, why(refused))
    messages.success(request, _("Thank you. You find the answer here."))
    return redirect("partners:data")


def _shown(
    request: HttpRequest, visitor: Visitor, wrong: list[str] | None = None
) -> HttpResponse:
    party, keys = visitor.party, visitor.actor.party_ids
    context = {
        "party": party,
        "contacts": Contact.objects.filter(party__in=keys),
        "addresses": Address.objects.filter(party__in=keys),
        "dates": SpecialDate.objects.filter(party__in=keys),
        "family": FamilyMember.objects.filter(party__in=keys),
        "likes": Like.objects.filter(party__in=keys),
        "notes": Note.objects.filter(party__in=keys).count(),
        "channels": _channels(keys),
        "requests": CorrectionRequest.objects.filter(party__in=keys).select_related(
            "answer"
        )[:20],
        "wrong": wrong or [],
        "text": request.POST.get("text", "") if wrong else "",
    }
    return page(request, visitor, "data", context, status=422 if wrong else 200)


def _channels(keys: frozenset[int]) -> list[dict[str, Any]]:
    """Return each channel with the consent that counts today, and the words of the next."""
    last: dict[str, Consent] = {}
    for one in Consent.objects.filter(party__in=keys).order_by("at", "pk"):
        last[one.channel] = one
    business, found = _business(), []
    for channel in ConsentChannel:
        consent = last.get(channel.value)
        given = consent is not None and consent.act == ConsentAct.GIVEN
        act = ConsentAct.WITHDRAWN if given else ConsentAct.GIVEN
        found.append(
            {
                "channel": channel,
                "consent": consent,
                "given": given,
                "act": act,
                "words": consent_words(channel.value, act.value, business),
            }
        )
    return found


def _business() -> str:
    kept = Business.objects.filter(pk=1).first()
    return kept.name if kept else "Setia"
