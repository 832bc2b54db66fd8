"""Acts on claims, each a small form of the claim's page."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from setia.claims.accept_claim import accept_claim
from setia.claims.dispute_claim import dispute_claim
from setia.claims.models import Claim
from setia.claims.raise_claims import raise_claims
from setia.claims.receive_claim import receive_claim
from setia.claims.send_claim import send_claim
from setia.claims.withdraw_claim import withdraw_claim
from setia.claims.write_off_claim import write_off_claim
from setia.core.actor import Actor
from setia.core.errors import Refused
from setia.office.claims.forms import (
    AmountForm,
    AmountWithReasonForm,
    RaisingForm,
    ReasonForm,
    ReceiptForm,
    SendingForm,
)
from setia.office.claims.views import claim_at
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome, tell_refused, tell_wrong


@permitted("claim.write")
@require_POST
def claim_raising(request: HttpRequest) -> HttpResponse:
    """Raise the claims of a month, and tell how many there were."""
    form = RaisingForm(request.POST)
    if not form.is_valid():
        tell_wrong(request, form)
        return redirect("office:claims")
    try:
        raised = raise_claims(form.cleaned_data["month"], actor_at(request))
    except Refused as refused:
        tell_refused(request, refused)
        return redirect("office:claims")
    count = len(raised)
    told = ngettext("%(count)s claim was raised.", "%(count)s claims were raised.", count)
    nothing = _("There is nothing new to claim.")
    messages.success(request, told % {"count": count} if raised else nothing)
    return redirect("office:claims")


@permitted("claim.write")
@require_POST
def claim_sending(request: HttpRequest, claim: str) -> HttpResponse:
    """Record that a claim went out."""
    form = SendingForm(request.POST)
    return _done(
        request, claim, form, lambda kept, by: send_claim(kept, form.cleaned_data["to"], by)
    )


@permitted("claim.answer")
@require_POST
def claim_acceptance(request: HttpRequest, claim: str) -> HttpResponse:
    """Record that the supplier agrees."""
    form = AmountForm(request.POST)
    return _done(
        request,
        claim,
        form,
        lambda kept, by: accept_claim(kept, form.cleaned_data["amount"], by),
    )


@permitted("claim.answer")
@require_POST
def claim_dispute(request: HttpRequest, claim: str) -> HttpResponse:
    """Record what the supplier does not agree with."""
    form = AmountWithReasonForm(request.POST)
    return _done(
        request,
        claim,
        form,
        lambda kept, by: dispute_claim(
            kept, form.cleaned_data["amount"], form.cleaned_data["reason"], by
        ),
    )


@permitted("claim.write")
@require_POST
def claim_receipt(request: HttpRequest, claim: str) -> HttpResponse:
    """Record money; the same form sent twice records it once."""
    form = ReceiptForm(request.POST)
    return _done(
        request, claim, form, lambda kept, by: receive_claim(kept, form.money(), by)
    )


@permitted("claim.write")
@require_POST
def claim_write_off(request: HttpRequest, claim: str) -> HttpResponse:
    """Give up what will not be paid."""
    form = AmountWithReasonForm(request.POST)
    return _done(
        request,
        claim,
        form,
        lambda kept, by: write_off_claim(
            kept, form.cleaned_data["amount"], form.cleaned_data["reason"], by
        ),
    )


@permitted("claim.write")
@require_POST
def claim_withdrawal(request: HttpRequest, claim: str) -> HttpResponse:
    """Take back a claim that was not sent."""
    form = ReasonForm(request.POST)
    return _done(
        request,
        claim,
        form,
        lambda kept, by: withdraw_claim(kept, form.cleaned_data["reason"], by),
    )


def _done(
    request: HttpRequest,
    number: str,
    form: forms.Form,
    act: Callable[[Claim, Actor], object],
) -> HttpResponse:
    """Do an act with what a small form says, tell what came of it, and go back."""
    kept = claim_at(request, number)
    if form.is_valid():
        tell_outcome(request, lambda: act(kept, actor_at(request)))
    else:
        tell_wrong(request, form)
    return redirect("office:claim", kept.number)
