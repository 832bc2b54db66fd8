"""Pages of those who fell silent: whom nobody has asked yet, and asking by itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from setia.core.errors import Conflict, Refused
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import (
    tell_outcome,
    tell_refused,
    tell_wrong,
)
from setia.office.sentences import sentence
from setia.office.surveys.forms import AskingForm
from setia.office.surveys.links import links_below, show_links
from setia.surveys.ask_silent import ask_about, begin_asking, end_asking, unasked
from setia.surveys.find_silences import asking_now
from setia.surveys.models import Silence
from setia.ui.listing import Listing

SORTS = {"since": ("since",), "found": ("-found_at",), "who": ("party__name_key",)}


@permitted("survey.see")
@require_GET
def silences(request: HttpRequest) -> HttpResponse:
    """List who fell silent and was not asked, and say whether asking goes by itself."""
    actor = actor_at(request)
    context = {
        "listing": Listing(request.GET, SORTS, "found").over(unasked(actor)),
        "asking": asking_now(),
        "form": AskingForm(),
        "may_write": actor.may("survey.write"),
        "may_send": actor.may("survey.send"),
    }
    return render(request, "office/surveys/silences.html", context)


@permitted("survey.write")
@require_POST
def asking(request: HttpRequest) -> HttpResponse:
    """Let those who fall silent be asked by themselves, or no more."""
    actor, form = actor_at(request), AskingForm(request.POST)
    if request.POST.get("act") == "end":
        tell_outcome(request, lambda: end_asking(actor))
    elif not form.is_valid():
        tell_wrong(request, form)
    else:
        tenths, least = int(form.cleaned_data["times"] * 10), form.cleaned_data["least"]
        below = links_below(request)
        tell_outcome(request, lambda: begin_asking(tenths, least, below, actor))
    return redirect("office:silences")


@permitted("survey.send")
@require_POST
def link(request: HttpRequest, silence: int) -> HttpResponse:
    """Make the link for one who fell silent, to send oneself."""
    row = get_object_or_404(Silence.objects.select_related("party"), pk=silence)
    try:
        made = ask_about(row, actor_at(request))
    except Refused as refused:
        tell_refused(request, refused)
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
    else:
        return show_links(request, made.invitation.version.survey, [made])
    return redirect("office:silences")
