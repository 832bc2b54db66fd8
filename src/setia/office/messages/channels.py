"""Set up channels, the rules of messages, and try a channel out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.errors import Conflict, Refused
from setia.messages.channels import is_set_up, setup_of
from setia.messages.models import Channel
from setia.messages.rules import change_rules, message_rules
from setia.messages.send_broadcast import WAYS
from setia.messages.set_up_channel import SetupDraft, close_channel, set_up_channel
from setia.messages.try_channel import connect_telegram, try_channel
from setia.office.messages.channel_forms import CHANNEL_FORMS, ChannelForm
from setia.office.messages.forms import RulesForm, rules_as_kept
from setia.office.messages.territories import places_listed
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form, tell_refused
from setia.office.sentences import sentence


@permitted("channel.manage")
@require_GET
def channels(request: HttpRequest) -> HttpResponse:
    """List the channels, and the rules as they stand."""
    listed = [(one, is_set_up(one), setup_of(one)) for one in WAYS]
    context = {"channels": listed, "rules": message_rules()}
    return render(request, "office/messages/channels.html", context)


@permitted("channel.manage")
@require_http_methods(["GET", "POST"])
def channel_rules(request: HttpRequest) -> HttpResponse:
    """Set quiet hours, the cap, stop-words and prices; beside them, by whose clock."""
    form = RulesForm(request.POST or None, initial=rules_as_kept(message_rules()))
    if request.method == "POST" and form.is_valid():
        try:
            change_rules(form.draft(), form.cleaned_data["version"], actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The rules are kept."))
            return redirect("office:channels")
    context = {"form": form, **places_listed(request.GET, actor_at(request))}
    status = 422 if form.errors else 200
    return render(request, "office/messages/rules.html", context, status=status)


@permitted("channel.manage")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def channel(request: HttpRequest, channel: str) -> HttpResponse:
    """Set up a channel; a word that we made is shown on this answer and never again."""
    kind, made = _known(channel), ""
    form = _form(channel, request)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            draft = SetupDraft(channel, form.told())
            _setup, made = set_up_channel(draft, version, actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            if kind != Channel.WHATSAPP or not made:
                messages.success(request, _("The channel is set up."))
                return redirect("office:channel", channel=channel)
            form = _form(channel, None)
    return _shown(request, kind, form, made)


@permitted("channel.manage")
@require_POST
def channel_closure(request: HttpRequest, channel: str) -> HttpResponse:
    """Forget how a channel is spoken to."""
    _known(channel)
    try:
        close_channel(channel, actor_at(request))
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
    else:
        messages.success(request, _("The channel is closed."))
    return redirect("office:channels")


@permitted("channel.manage")
@require_POST
def channel_trial(request: HttpRequest, channel: str) -> HttpResponse:
    """Send oneself a trial."""
    _known(channel)
    address = request.POST.get("address", "")[:254]
    try:
        try_channel(channel, address, actor_at(request))
    except Refused as refused:
        tell_refused(request, refused)
    else:
        messages.success(request, _("The provider took the trial. Look whether it came."))
    return redirect("office:channel", channel=channel)


@permitted("channel.manage")
@require_POST
def channel_connection(request: HttpRequest, channel: str) -> HttpResponse:
    """Tell Telegram where to give what people write."""
    if _known(channel) != Channel.TELEGRAM:
        raise Http404(channel)
    try:
        connect_telegram(_hook(request, Channel.TELEGRAM), actor_at(request))
    except Refused as refused:
        tell_refused(request, refused)
    else:
        messages.success(request, _("Telegram gives us what people write to the bot."))
    return redirect("office:channel", channel=channel)


def _known(channel: str) -> Channel:
    if channel not in WAYS:
        raise Http404(channel)
    return Channel(channel)


def _form(channel: str, request: HttpRequest | None) -> ChannelForm:
    setup = setup_of(channel)
    first: dict[str, Any] = {"version": setup.version if setup else 0}
    first |= setup.values if setup else {}
    posted = request.POST if request and request.method == "POST" else None
    return CHANNEL_FORMS[channel](posted, initial=first)


def _hook(request: HttpRequest, kind: Channel) -> str:
    return request.build_absolute_uri(reverse(f"api:hook-{kind.value}"))


def _shown(
    request: HttpRequest, kind: Channel, form: ChannelForm, made: str
) -> HttpResponse:
    context = {
        "kind": kind,
        "form": form,
        "made": made,
        "ready": is_set_up(kind),
        "setup": setup_of(kind),
        "hook": "" if kind == Channel.EMAIL else _hook(request, kind),
    }
    status = 422 if form.errors else 200
    return render(request, "office/messages/channel.html", context, status=status)
