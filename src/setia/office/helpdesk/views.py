"""Pages of the inbox: who waits, and the conversation with each."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Refused
from setia.core.models import User
from setia.helpdesk.answer_conversation import add_note, answer_conversation
from setia.helpdesk.assign_conversation import assign_conversation, those_who_answer
from setia.helpdesk.close_conversation import close_conversation
from setia.helpdesk.models import Conversation
from setia.helpdesk.models.conversation import ConversationQuerySet
from setia.helpdesk.take_message import Incoming, take_message
from setia.helpdesk.tie_conversation import tie_conversation
from setia.helpdesk.who_is import who_is
from setia.office.helpdesk.forms import ClosingForm, ConversationForm, WritingForm
from setia.office.helpdesk.shown import shown
from setia.office.helpdesk.solved import ask_whether_solved
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import (
    put_conflict_on_form,
    put_on_form,
    tell_outcome,
    tell_wrong,
)
from setia.people.models import Party
from setia.ui.listing import Listing

SORTS = {
    "due": ("rests", "desk__due_at", "-opened_at"),
    "opened": ("opened_at",),
    "who": ("party__name_key", "contact", "opened_at"),
}
SHOWS = ("mine", "unassigned", "overdue", "all", "closed")


@permitted("inbox.see")
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """List conversations: whose answer is due first on top."""
    actor = actor_at(request)
    asked = request.GET.get("show", "all")
    show = asked if asked in SHOWS else "all"
    waits = When(desk__due_at__isnull=False, then=Value(0))
    seen = Conversation.objects.visible_to(actor)
    rows = _shown(seen, show, actor).annotate(
        rests=Case(waits, default=Value(1), output_field=IntegerField())
    )
    counts = {one: _shown(seen, one, actor).count() for one in SHOWS[:4]}
    context = {
        "listing": Listing(request.GET, SORTS, "due").over(rows.with_people()),
        "show": show,
        "counts": counts,
        "now": now(),
    }
    return render(request, "office/inbox/inbox.html", context)


def _shown(rows: ConversationQuerySet, show: str, actor: Actor) -> ConversationQuerySet:
    match show:
        case "mine":
            return rows.standing().filter(desk__assignee=actor.id)
        case "unassigned":
            return rows.standing().filter(desk__assignee=None)
        case "overdue":
            return rows.standing().filter(desk__due_at__lt=now())
        case "closed":
            return rows.filter(desk=None)
        case _:
            return rows.standing()


@permitted("inbox.answer")
@require_http_methods(["GET", "POST"])
def inbox_new(request: HttpRequest) -> HttpResponse:
    """Write down what somebody told us outside of Setia."""
    begun = {"who": request.GET.get("who", "")[:254], "topic": "question"}
    form = ConversationForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            entry = take_message(_incoming(form), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            return redirect("office:conversation", pk=entry.conversation_id)
    status = 422 if form.errors else 200
    return render(request, "office/inbox/new.html", {"form": form}, status=status)


def _incoming(form: ConversationForm) -> Incoming:
    filled = form.cleaned_data
    who = who_is(filled["who"])
    return Incoming(
        filled["channel"],
        filled["text"],
        now(),
        f"desk {filled['key']}",
        who.party,
        who.contact,
        "" if who.party else filled["name"],
        filled["topic"],
    )


@permitted("inbox.see")
@require_GET
def conversation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was said, what is promised, and what may be done."""
    return _page(request, _conversation(request, pk))


@permitted("inbox.answer")
@require_POST
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer."""
    row, form = _conversation(request, pk), WritingForm(request.POST)
    if form.is_valid():
        try:
            answer_conversation(row, form.writing(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            return redirect("office:conversation", pk=pk)
    return _page(request, row, writing=form)


@permitted("inbox.answer")
@require_POST
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Note something among ourselves."""
    row, form = _conversation(request, pk), WritingForm(request.POST)
    if not form.is_valid():
        tell_wrong(request, form)
    else:
        tell_outcome(request, lambda: add_note(row, form.writing(), actor_at(request)))
    return redirect("office:conversation", pk=pk)


@permitted("inbox.answer")
@require_POST
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it, give it to somebody, or lay it back."""
    row, actor = _conversation(request, pk), actor_at(request)
    told = request.POST.get("assignee", "")
    key = str(actor.id) if told == "me" else told
    to = next((one for one in those_who_answer() if str(one.pk) == key), None)
    if told and to is None:
        to = User(pk=0)
    tell_outcome(request, lambda: assign_conversation(row, to, actor))
    return redirect("office:conversation", pk=pk)


@permitted("inbox.answer")
@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it with how it ended."""
    row, actor = _conversation(request, pk), actor_at(request)
    form = ClosingForm(request.POST, row=row, by=actor)
    if form.is_valid():
        try:
            made = close_conversation(row, form.to_close(), actor)
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            if form.cleaned_data.get("survey"):
                return ask_whether_solved(request, row, made)
            messages.success(request, _("The conversation is closed."))
            return redirect("office:conversation", pk=pk)
    return _page(request, row, closing=form)


@permitted("inbox.answer")
@require_POST
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who a stranger is."""
    row, actor = _conversation(request, pk), actor_at(request)
    code = request.POST.get("person", "").replace("\0", "")[:64]
    party = get_object_or_404(Party.objects.visible_to(actor), code=code)
    tell_outcome(request, lambda: tie_conversation(row, party, actor))
    return redirect("office:conversation", pk=pk)


def _conversation(request: HttpRequest, pk: int) -> Conversation:
    rows = Conversation.objects.visible_to(actor_at(request)).with_people()
    return get_object_or_404(rows, pk=pk)


def _page(
    request: HttpRequest,
    row: Conversation,
    writing: WritingForm | None = None,
    closing: ClosingForm | None = None,
) -> HttpResponse:
    actor = actor_at(request)
    wrong = any(one is not None and one.errors for one in (writing, closing))
    context = shown(row, actor) | {
        "writing": writing or WritingForm(),
        "closing": closing or ClosingForm(row=row, by=actor),
    }
    status = 422 if wrong else 200
    return render(request, "office/inbox/conversation.html", context, status=status)
