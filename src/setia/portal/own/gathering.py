"""An invitation by link: what it is, and the answer, without signing in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Refused
from setia.events.answer_invitation import Said, answer_by_link, invitation_of
from setia.events.guests import Coming, numbers_in
from setia.events.models import AnswerKind, Invitation
from setia.people.models import FamilyMember
from setia.portal.own.door import for_everybody, page
from setia.portal.told import why_not


@csrf_exempt
@for_everybody
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation to whoever holds its link, and take the answer.

    The only secret is in the address, so that no other site can answer in somebody's name.
    """
    try:
        found = invitation_of(token)
        if request.method == "GET":
            return _shown(request, found)
        answer_by_link(token, _said(request))
    except NotFound:
        answer = page(request, None, "link_gone", {}, status=404)
    except (Refused, Conflict) as wrong:
        told, status = why_not(wrong)
        answer = _shown(request, found, {"wrong": told}, status)
    else:
        answer = redirect("partners:invitation", token=token)
    return answer


def _shown(
    request: HttpRequest,
    found: Invitation,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    answer = found.answer
    sent = request.POST if request.method == "POST" else None
    guests = {one["id"] for one in answer.guests} if answer else set()
    context = {
        "invitation": found,
        "gathering": found.gathering,
        "answer": answer,
        "open": found.gathering.starts_at > now(),
        "kinds": AnswerKind.choices,
        "kind": sent.get("kind") if sent else answer.kind if answer else "",
        "heads": sent.get("heads") if sent else max(answer.heads, 1) if answer else 1,
        "chosen": set(numbers_in(sent.getlist("family"))) if sent else guests,
        "note": sent.get("note", "") if sent else answer.note if answer else "",
        "family": FamilyMember.objects.filter(party=found.party_id).order_by("pk"),
        **(more or {}),
    }
    answered = page(request, None, "gathering", context, status=status)
    answered["Referrer-Policy"] = "no-referrer"
    return answered


def _said(request: HttpRequest) -> Said:
    heads = numbers_in([request.POST.get("heads", "1")])
    coming = Coming(heads[0] if heads else 0, numbers_in(request.POST.getlist("family")))
    note = request.POST.get("note", "").replace("\0", "")
    return Said(request.POST.get("kind", ""), coming, note)
