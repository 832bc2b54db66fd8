"""Write to us: a partner's conversations, and a form for anybody with a phone number."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from setia.core.clock import now
from setia.core.errors import Conflict, Refused
from setia.helpdesk.answer_times import promised_to
from setia.helpdesk.models import Conversation, Entry, EntryKind, Topic
from setia.helpdesk.words import LONGEST
from setia.partners.write_to_us import Letter, write_as_partner, write_as_stranger
from setia.portal.own.applying import TRAP
from setia.portal.own.door import (
    Visitor,
    for_everybody,
    for_partners,
    page,
    place_of,
    visitor_of,
)
from setia.portal.told import SENTENCES
from setia.programs.sentences import worded

MOST, MOST_SAID = 30, 200


def new_key() -> str:
    """Return the name of one filling in of a form."""
    return uuid4().hex


class LetterForm(forms.Form):
    """What a partner writes."""

    topic = forms.ChoiceField(
        label=_("What is it about?"), choices=Topic.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Your message"), max_length=LONGEST, widget=forms.Textarea({"rows": 4})
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput, initial=new_key)

    def letter(self) -> Letter:
        """Return what was filled in."""
        told = self.cleaned_data
        return Letter(
            told["text"],
            told["topic"],
            told["key"],
            told.get("name", ""),
            told.get("contact", ""),
        )


class StrangerForm(LetterForm):
    """What somebody writes whom we do not know yet."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=160,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    contact = forms.CharField(
        label=_("WhatsApp number"),
        max_length=40,
        widget=forms.TextInput(
            {"inputmode": "tel", "autocomplete": "tel", "placeholder": "0812-3456-7890"}
        ),
    )
    field_order = ("name", "contact", "topic", "text", "key")


@for_everybody
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Show a partner's conversations, and take what they or anybody writes."""
    visitor = visitor_of(request)
    kind = LetterForm if visitor else StrangerForm
    form = kind(request.POST or None, initial={"topic": Topic.QUESTION})
    if request.method == "POST":
        if request.POST.get(TRAP):
            return redirect("partners:contacted")
        entry = _written(request, visitor, form)
        if entry is not None and visitor is not None:
            return redirect("partners:conversation", pk=entry.conversation_id)
        if entry is not None:
            return redirect("partners:contacted")
    context: dict[str, Any] = {"form": form, "trap": TRAP}
    if visitor is not None:
        rows = Conversation.objects.visible_to(visitor.actor).select_related("desk")
        context["conversations"] = rows[:MOST]
    status = 422 if form.errors else 200
    return page(request, visitor, "contact", context, status=status)


def _written(
    request: HttpRequest, visitor: Visitor | None, form: LetterForm
) -> Entry | None:
    if not form.is_valid():
        return None
    try:
        if visitor is not None:
            return write_as_partner(visitor.party, form.letter(), visitor.actor)
        return write_as_stranger(form.letter(), place_of(request))
    except Refused as refused:
        for one in refused.problems:
            told = worded(SENTENCES, one.code, one.params, one.at)
            form.add_error(one.at if one.at in form.fields else None, told)
    except Conflict as conflict:
        form.add_error(None, worded(SENTENCES, conflict.code, conflict.params))
    return None


@for_everybody
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """Say by when we answer whoever writes now."""
    context = {"due_at": promised_to(None, now()).due_at}
    return page(request, None, "contacted", context)


@for_partners
@require_http_methods(["GET", "POST"])
def conversation(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Show one conversation, without what we note among ourselves, and take more words."""
    rows = Conversation.objects.visible_to(visitor.actor).select_related("desk")
    row = get_object_or_404(rows, pk=pk)
    form = LetterForm(request.POST or None)
    form.fields["topic"].required = False
    if request.method == "POST":
        form.data = form.data.copy()
        form.data["topic"] = row.topic
        entry = _written(request, visitor, form)
        if entry is not None:
            return redirect("partners:conversation", pk=entry.conversation_id)
    said = row.entries.exclude(kind=EntryKind.NOTE).order_by("-recorded_at", "-pk")
    context = {
        "conversation": row,
        "entries": list(said[:MOST_SAID])[::-1],
        "form": form,
        "closing": None if row.is_open else row.closings.last(),
    }
    status = 422 if form.errors else 200
    return page(request, visitor, "conversation", context, status=status)
