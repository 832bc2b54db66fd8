"""Write to many: choose, see who is left out and why, then confirm."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from setia.core.errors import Conflict, Refused
from setia.messages.models import Broadcast, Message
from setia.messages.preview_broadcast import preview_broadcast
from setia.messages.send_broadcast import BroadcastDraft, send_broadcast
from setia.office.messages.forms import SegmentForm
from setia.office.messages.reasons import reason_words
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form
from setia.ui.listing import Listing

SORTS = {"at": ("at",)}
LEFT_OUT_SORTS = {"name": ("party__name_key",), "why": ("code", "party__name_key")}


@permitted("message.broadcast")
@require_GET
def broadcasts(request: HttpRequest) -> HttpResponse:
    """List broadcasts with how many they reached."""
    rows = Broadcast.objects.select_related("template", "end")
    listing = Listing(request.GET, SORTS, "-at").over(rows)
    keys = [one.pk for one in listing.rows]
    reached = Message.objects.filter(broadcast__in=keys).values_list("broadcast")
    counts = dict(reached.order_by("broadcast").annotate(count=Count("pk")))
    listed = [(one, counts.get(one.pk, 0)) for one in listing.rows]
    context = {"listing": listing, "broadcasts": listed}
    return render(request, "office/messages/broadcasts.html", context)


@permitted("message.broadcast")
@require_http_methods(["GET", "POST"])
def broadcast_new(request: HttpRequest) -> HttpResponse:
    """Choose who gets what; look at the preview; confirm it by posting the same choice."""
    asked = request.POST if request.method == "POST" else request.GET
    form = SegmentForm(asked or None, initial={"language": "id"})
    preview: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        if request.method == "POST" and (sent := _confirmed(request, form)):
            return sent
        preview = _previewed(request, form)
    context = {"form": form, "key": secrets.token_hex(16), **preview}
    status = 422 if form.errors and request.method == "POST" else 200
    return render(request, "office/messages/compose.html", context, status=status)


@permitted("message.broadcast")
@require_GET
def broadcast(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of a broadcast, and who was left out and why."""
    rows = Broadcast.objects.select_related("template", "end")
    row = get_object_or_404(rows, pk=pk)
    left = row.left_out.select_related("party")
    listing = Listing(request.GET, LEFT_OUT_SORTS, "why").over(left)
    counted = left.values_list("code").order_by("code").annotate(count=Count("pk"))
    context = {
        "broadcast": row,
        "listing": listing,
        "left_out": [(one, reason_words(one.code)) for one in listing.rows],
        "reasons": [(reason_words(code), count) for code, count in counted],
        "written": row.messages.count(),
        "last": row.messages.with_records().order_by("-pk")[:10],
    }
    return render(request, "office/messages/broadcast.html", context)


def _previewed(request: HttpRequest, form: SegmentForm) -> dict[str, Any]:
    filled = form.cleaned_data
    found = preview_broadcast(
        form.segment(),
        filled["channel"],
        filled["template"],
        filled["language"],
        actor_at(request),
    )
    reasons = sorted(found.reasons.values(), key=lambda one: -one.count)
    told = [(reason_words(one.code), one) for one in reasons]
    return {"preview": found, "reasons": told, "template": filled["template"]}


def _confirmed(request: HttpRequest, form: SegmentForm) -> HttpResponse | None:
    filled = form.cleaned_data
    draft = BroadcastDraft(
        form.segment(),
        filled["channel"],
        filled["template"],
        filled["language"],
        request.POST.get("key", "").replace("\0", "")[:40] or secrets.token_hex(16),
    )
    try:
        made = send_broadcast(draft, actor_at(request))
    except Refused as refused:
        put_on_form(form, refused.problems)
        return None
    except Conflict as conflict:
        put_conflict_on_form(form, conflict)
        return None
    messages.success(request, _("Confirmed. The messages go out one by one."))
    return redirect("office:broadcast", pk=made.pk)
