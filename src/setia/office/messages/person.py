"""Write to one person, and see what was written before."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from setia.core.actor import Actor
from setia.core.errors import Refused
from setia.messages.history import correspondence
from setia.messages.models import Channel
from setia.messages.queue_message import queue_message
from setia.office.messages.forms import WritingForm
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_on_form
from setia.people.models import Party
from setia.people.resolve_code import with_merged

MOST_SHOWN = 40


@permitted("message.see")
@require_http_methods(["GET", "POST"])
def person_messages(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was written with somebody, and write."""
    actor = actor_at(request)
    party = get_object_or_404(Party.objects.visible_to(actor).standing(), pk=pk)
    form = WritingForm(request.POST or None, initial={"key": secrets.token_hex(8)})
    if request.method == "POST":
        actor.must("message.send")
        if form.is_valid() and (sent := _written(request, party, form)):
            return sent
    context = {
        "party": party,
        "form": form if actor.may("message.send") else None,
        "history": correspondence(with_merged(pk), MOST_SHOWN),
    }
    status = 422 if form.errors else 200
    return render(request, "office/messages/person.html", context, status=status)


def _written(request: HttpRequest, party: Party, form: WritingForm) -> HttpResponse | None:
    try:
        message = queue_message(party, form.writing(), actor_at(request))
    except Refused as refused:
        put_on_form(form, refused.problems)
        return None
    if message.channel == Channel.BY_HAND:
        return redirect("office:message", pk=message.pk)
    if message.is_postponed:
        words = _("These are quiet hours: the message goes when they are over.")
    else:
        words = _("The message is on its way.")
    messages.success(request, words)
    return redirect("office:person-messages", pk=party.pk)


def written_with(keys: Collection[int], actor: Actor) -> dict[str, Any]:
    """Return the last words with somebody, for the page of the person."""
    if not actor.may("message.see"):
        return {}
    return {"may_write": actor.may("message.send"), "letters": correspondence(keys, 5)}
