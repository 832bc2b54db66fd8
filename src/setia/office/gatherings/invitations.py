"""Whom to invite, and what each answered."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from setia.coaching.targets_of_week import numbers_of
from setia.core.errors import Conflict, Refused
from setia.core.models import Business
from setia.events.answer_invitation import (
    Said,
    answer_invitation,
    invitation_token,
)
from setia.events.guests import Coming, numbers_in
from setia.events.invitation_words import invitation_words
from setia.events.invite_parties import MOST, invite_party, invite_segment
from setia.events.models import Gathering, Invitation
from setia.events.segment import parties_in
from setia.office.gatherings.forms import AnswerForm, SegmentForm
from setia.office.gatherings.gatherings import family_of
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import (
    put_conflict_on_form,
    put_on_form,
    tell_outcome,
    tell_refused,
)
from setia.office.sentences import sentence
from setia.people.models import Party

SAMPLE = 12


@permitted("gathering.write")
@require_http_methods(["GET", "POST"])
def invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a segment and see whom it means; invite them, or one by hand."""
    row, actor = get_object_or_404(Gathering, pk=pk), actor_at(request)
    if request.method == "POST" and "party" in request.POST:
        return _by_hand(request, row)
    asked = request.POST if request.method == "POST" else request.GET
    form = SegmentForm(asked or None)
    context = {"gathering": row, "form": form, "most": MOST}
    if form.is_bound and form.is_valid():
        segment = form.segment()
        if request.method == "POST" and _invited(request, row, form):
            return redirect("office:gathering", pk=pk)
        there = row.invitations.values("party")
        fits = parties_in(segment, actor)
        context |= {
            "count": fits.exclude(pk__in=there).count(),
            "already": fits.filter(pk__in=there).count(),
            "sample": fits.exclude(pk__in=there).order_by("name_key", "pk")[:SAMPLE],
        }
    return render(request, "office/gatherings/invitations.html", context)


def _invited(request: HttpRequest, row: Gathering, form: SegmentForm) -> bool:
    try:
        count = invite_segment(row, form.segment(), actor_at(request))
    except Refused as refused:
        tell_refused(request, refused)
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
    else:
        told = ngettext("%(count)s person invited.", "%(count)s people invited.", count)
        messages.success(request, told % {"count": count})
        return True
    return False


def _by_hand(request: HttpRequest, row: Gathering) -> HttpResponse:
    actor, code = actor_at(request), request.POST.get("party", "").replace("\0", "")
    people = Party.objects.visible_to(actor).standing()
    party = people.filter(code__iexact=code.strip()[:64]).first()
    if party is None:
        messages.error(request, _("Nobody has this code."))
    else:
        reason = request.POST.get("reason", "").replace("\0", "")
        tell_outcome(request, lambda: invite_party(row, party, reason, actor))
    return redirect("office:gathering-invitations", pk=row.pk)


@permitted("gathering.see")
@require_GET
def invitation(request: HttpRequest, pk: int, guest: int) -> HttpResponse:
    """Show one invitation: words to send, and what was answered."""
    row = _invitation(request, pk, guest)
    answer = row.answer
    first = {"kind": answer.kind, "heads": max(answer.heads, 1)} if answer else {}
    return _shown(request, row, AnswerForm(initial=first))


@permitted("gathering.answer")
@require_POST
def invitation_answer(request: HttpRequest, pk: int, guest: int) -> HttpResponse:
    """Record what somebody answered."""
    row, form = _invitation(request, pk, guest), AnswerForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        coming = Coming(told["heads"], numbers_in(request.POST.getlist("family")))
        said = Said(told["kind"], coming, told["note"])
        try:
            answer_invitation(row, said, actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:gathering-invitation", pk=pk, guest=guest)
    return _shown(request, row, form)


def _invitation(request: HttpRequest, pk: int, guest: int) -> Invitation:
    rows = Invitation.objects.visible_to(actor_at(request)).with_records()
    return get_object_or_404(rows.select_related("gathering"), gathering=pk, party=guest)


def _shown(request: HttpRequest, row: Invitation, form: AnswerForm) -> HttpResponse:
    answer = row.answer
    path = reverse("partners:invitation", args=[invitation_token(row)])
    link = request.build_absolute_uri(path)
    context = {
        "invitation": row,
        "gathering": row.gathering,
        "form": form,
        "family": family_of([row.party_id])[row.party_id],
        "with": {one["id"] for one in answer.guests} if answer else set(),
        "answers": row.answers.order_by("-number"),
        "link": link,
        "may_answer": actor_at(request).may("gathering.answer"),
        **_words(row, link),
    }
    status = 422 if form.errors else 200
    return render(request, "office/gatherings/invitation.html", context, status=status)


def _words(row: Invitation, link: str) -> dict[str, str]:
    """Return what to write to whoever is invited, in the language of the business."""
    business = Business.objects.filter(pk=1).first()
    with translation.override(business.language if business else "id"):
        text = invitation_words(row, link)
    number = numbers_of([row.party_id]).get(row.party_id, "")
    return {
        "text": text,
        "chat": f"https://wa.me/{number}?text={quote(text)}" if number else "",
    }
