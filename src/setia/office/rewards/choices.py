"""Pages of what was chosen: what waits to be sent, and its way into somebody's hands."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from setia.core.actor import Actor
from setia.core.clock import today
from setia.core.errors import NotFound
from setia.core.permissions import Reach
from setia.documents.kept_photo import photo_bytes
from setia.office.middleware import actor_at
from setia.office.payouts.forms import ReasonForm
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome, tell_wrong
from setia.office.rewards.forms import ProofForm, SendForm
from setia.people.models import Party
from setia.rewards.cancel_choice import cancel_choice
from setia.rewards.confirm_handover import Proof, confirm_handover
from setia.rewards.fulfil_choice import fulfil_choice
from setia.rewards.menus import choices_open_to
from setia.rewards.models import Choice
from setia.rewards.state import ChoiceState, is_late, state_of_choice
from setia.rewards.still_owed import not_owed
from setia.ui.listing import Listing

SORTS = {
    "due": ("done", "promised_on"),
    "party": ("party__name_key",),
    "reward": ("reward__title_id", "promised_on"),
}
SHOWS = ("waiting", "sent", "given", "all")
MOST_ON_LIST = 500


@permitted("reward.see")
@require_GET
def rewards(request: HttpRequest) -> HttpResponse:
    """Show what waits to be sent, the oldest promise on top; a partner sees its own page."""
    actor = actor_at(request)
    if actor.reach == Reach.SELF:
        return _own(request, actor)
    show = request.GET.get("show", "waiting")
    show = show if show in SHOWS else "waiting"
    rows = _narrowed(Choice.objects.visible_to(actor), show)
    listing = Listing(request.GET, SORTS, "due").over(rows.with_records())
    context = {
        "listing": listing,
        "rows": _shown(listing.rows),
        "show": show,
        "counts": _counts(actor),
        "tab": "choices",
    }
    return render(request, "office/rewards/rewards.html", context)


@permitted("reward.fulfil")
@require_GET
def rewards_list(request: HttpRequest) -> HttpResponse:
    """Show what waits, as a list to print and take along: who gets what, with a place to sign."""
    rows = Choice.objects.visible_to(actor_at(request)).waiting().with_records()
    ordered = rows.order_by("promised_on", "party__name_key", "pk")
    found = list(ordered[: MOST_ON_LIST + 1])
    context = {
        "rows": _shown(found[:MOST_ON_LIST]),
        "more": len(found) > MOST_ON_LIST,
        "day": today(settings.TIME_ZONE),
    }
    return render(request, "office/rewards/list.html", context)


@permitted("reward.see")
@require_GET
def choice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one choice: what it is for, how far it is, and what may be done."""
    actor, row = actor_at(request), _choice(request, pk)
    state, day = state_of_choice(row), today(settings.TIME_ZONE)
    own = actor.reach == Reach.SELF
    open_ = state in {ChoiceState.WAITING, ChoiceState.SENT}
    waits, sends = state == ChoiceState.WAITING, actor.may("reward.fulfil")
    context = {
        "choice": row,
        "state": state,
        "late": is_late(row, day),
        "taken_back": open_ and bool(row.award_id) and bool(not_owed([row.award_id or 0])),
        "own": own,
        "may_send": waits and sends,
        "may_confirm": state == ChoiceState.SENT and (sends or own),
        "may_cancel": (open_ and sends) or (waits and own),
        "may_change": waits and row.award_id is not None and actor.may("reward.choose"),
        "send": SendForm(initial={"sent_on": day}),
        "proof": ProofForm(initial={"day": day}),
        "reason": ReasonForm(),
    }
    return render(request, "office/rewards/choice.html", context)


@permitted("reward.fulfil")
@require_POST
def choice_fulfilment(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a reward went out."""
    row, form = _choice(request, pk), SendForm(request.POST)
    if form.is_valid():
        sending = form.sending()
        tell_outcome(request, lambda: fulfil_choice(row, sending, actor_at(request)))
    else:
        tell_wrong(request, form)
    return redirect("office:choice", pk=pk)


@permitted("reward.fulfil")
@require_POST
def choice_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Record with proof that a reward arrived."""
    row, form = _choice(request, pk), ProofForm(request.POST, request.FILES)
    if form.is_valid():
        proof = form.proof()
        tell_outcome(request, lambda: confirm_handover(row, proof, actor_at(request)))
    else:
        tell_wrong(request, form)
    return redirect("office:choice", pk=pk)


@permitted("reward.choose")
@require_POST
def choice_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """A partner says with one tap that its reward arrived; its log-in stands for its name."""
    actor, row = actor_at(request), _choice(request, pk)
    if actor.reach != Reach.SELF:
        raise Http404
    proof = Proof(today(settings.TIME_ZONE), row.party.name)
    tell_outcome(request, lambda: confirm_handover(row, proof, actor))
    return redirect("office:choice", pk=pk)


@permitted("reward.choose")
@require_POST
def choice_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """A partner takes its own choice back."""
    if actor_at(request).reach != Reach.SELF:
        raise Http404
    return _cancelled(request, pk)


@permitted("reward.fulfil")
@require_POST
def choice_cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a choice back for a partner, or because it came back."""
    return _cancelled(request, pk)


def _cancelled(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _choice(request, pk), ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        tell_outcome(request, lambda: cancel_choice(row, reason, actor_at(request)))
    else:
        tell_wrong(request, form)
    return redirect("office:choice", pk=pk)


@permitted("reward.see")
@require_GET
def choice_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the picture that proves a handing over."""
    proof = getattr(_choice(request, pk), "proof", None)
    data = photo_bytes(proof.photo, proof.digest) if proof else None
    if data is None:
        raise Http404
    answer = HttpResponse(data, content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def _own(request: HttpRequest, actor: Actor) -> HttpResponse:
    party = Party.objects.visible_to(actor).standing().first()
    if party is None:
        raise NotFound("page", request.path)
    rows = Choice.objects.visible_to(actor).with_records().order_by("-pk")
    context = {
        "open": choices_open_to(party),
        "party": party,
        "choices": _shown(list(rows[:100])),
    }
    return render(request, "office/rewards/own.html", context)


def _narrowed(rows: Any, show: str) -> Any:  # noqa: ANN401 - a queryset of choices
    waits = When(proof=None, cancellation=None, adjustment=None, then=Value(0))
    rows = rows.annotate(done=Case(waits, default=Value(1), output_field=IntegerField()))
    if show == "waiting":
        return rows.waiting().filter(fulfilment=None)
    if show == "sent":
        return rows.waiting().exclude(fulfilment=None)
    if show == "given":
        return rows.standing().exclude(proof=None, adjustment=None)
    return rows


def _counts(actor: Actor) -> dict[str, int]:
    waiting = Choice.objects.visible_to(actor).waiting()
    late = waiting.filter(promised_on__lt=today(settings.TIME_ZONE))
    return {
        "waiting": waiting.filter(fulfilment=None).count(),
        "sent": waiting.exclude(fulfilment=None).count(),
        "late": late.count(),
    }


def _shown(rows: Any) -> list[tuple[Choice, ChoiceState, bool]]:  # noqa: ANN401 - choices
    day = today(settings.TIME_ZONE)
    return [(one, state_of_choice(one), is_late(one, day)) for one in rows]


def _choice(request: HttpRequest, pk: int) -> Choice:
    rows = Choice.objects.visible_to(actor_at(request)).with_records()
    return get_object_or_404(rows.select_related("spend", "adjustment"), pk=pk)
