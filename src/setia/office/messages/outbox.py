"""What was written and what came in, and the page of one message."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from setia.core.errors import Conflict, Refused
from setia.messages.adapters.by_hand import whatsapp_link
from setia.messages.cancel_message import BY_PERSON, PENDING, cancel_message
from setia.messages.confirm_hand_sending import confirm_hand_sending
from setia.messages.models import Channel, Inbound, Message, MessageState
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_refused
from setia.office.sentences import sentence
from setia.ui.listing import Listing

SORTS = {"at": ("queued_at",), "due": ("due_at",)}
INBOUND_SORTS = {"at": ("at",)}
FAILED = Q(failure__isnull=False) | Q(states__state=MessageState.FAILED)
SHOWN = {
    "waiting": PENDING,
    "failed": FAILED & Q(cancellation=None),
    "cancelled": Q(cancellation__isnull=False),
    "gone": ~PENDING & Q(cancellation=None, failure=None),
}


@permitted("message.see")
@require_GET
def messages_sent(request: HttpRequest) -> HttpResponse:
    """List what was written, the newest first; or what waits, failed, or was taken back."""
    rows = Message.objects.visible_to(actor_at(request)).with_records()
    show = request.GET.get("show", "all")
    if show in SHOWN:
        rows = rows.filter(SHOWN[show]).distinct()
    channel = request.GET.get("channel", "")
    if channel in Channel.values:
        rows = rows.filter(channel=channel)
    context = {
        "listing": Listing(request.GET, SORTS, "-at").over(rows),
        "show": show,
        "channel": channel,
        "channels": Channel.choices,
    }
    return render(request, "office/messages/messages.html", context)


@permitted("message.see")
@require_GET
def messages_inbound(request: HttpRequest) -> HttpResponse:
    """List what people wrote to us."""
    rows = Inbound.objects.visible_to(actor_at(request)).select_related("party", "stop")
    context = {"listing": Listing(request.GET, INBOUND_SORTS, "-at").over(rows)}
    return render(request, "office/messages/inbound.html", context)


@permitted("message.see")
@require_GET
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one message: its words, where it is, and what its provider told."""
    row = _message(request, pk)
    actor = actor_at(request)
    pending = Message.objects.filter(PENDING, pk=pk).exists()
    failure = getattr(row, "failure", None)
    failed = row.states.filter(state=MessageState.FAILED).first()
    context = {
        "message_row": row,
        "why": _why(failure.code) if failure else _why(failed.code) if failed else "",
        "trouble": failure or failed,
        "may_cancel": pending and actor.may("message.send"),
        "by_hand": pending and row.channel == Channel.BY_HAND,
        "link": whatsapp_link(row.address, row.text),
    }
    return render(request, "office/messages/message.html", context)


@permitted("message.send")
@require_POST
def message_cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a message back."""
    row, actor = _message(request, pk), actor_at(request)
    try:
        cancel_message(row, BY_PERSON, actor)
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
    else:
        messages.success(request, _("The message was taken back."))
    return redirect("office:message", pk=pk)


@permitted("message.send")
@require_POST
def message_hand_sending(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one sent it."""
    row, actor = _message(request, pk), actor_at(request)
    try:
        confirm_hand_sending(row, actor)
    except Refused as refused:
        tell_refused(request, refused)
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
    else:
        messages.success(request, _("Written down as sent by you."))
    return redirect("office:message", pk=pk)


def _message(request: HttpRequest, pk: int) -> Message:
    rows = Message.objects.visible_to(actor_at(request)).with_records()
    return get_object_or_404(rows.select_related("consent", "charge__budget"), pk=pk)


def _why(code: str) -> str:
    """Say what a provider's code means, where it is one of the usual."""
    told = {
        "131026": _(
            "This number has no WhatsApp, or does not take messages of businesses."
        ),
        "131047": _("More than a day has passed since the person wrote."),
        "131049": _("WhatsApp holds back marketing to this person for now."),
        "131050": _("The person told WhatsApp to stop marketing from you."),
        "132000": _("The template at WhatsApp has another number of places."),
        "132001": _("WhatsApp does not know this template, or not in this language."),
        "403": _("The person blocked the bot."),
        "not_set_up": _("The channel is not set up."),
        "no_connection": _("The provider could not be reached."),
        "cut_off": _("The connection ended before an answer came."),
        "message.needs_template": _(
            "The person had not written within a day, and no approved template was chosen."
        ),
    }
    return told.get(code, "")
