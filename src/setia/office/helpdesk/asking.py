"""The question after a solution: let it go out by itself, or no more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from setia.helpdesk.ask_solved import begin_solved_asking, end_solved_asking
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome
from setia.office.surveys.links import links_below


@permitted("survey.write")
@require_POST
def inbox_asking(request: HttpRequest) -> HttpResponse:
    """Let people be asked by themselves whether it is solved, or no more."""
    actor = actor_at(request)
    if request.POST.get("act") == "end":
        tell_outcome(request, lambda: end_solved_asking(actor))
    else:
        tell_outcome(request, lambda: begin_solved_asking(links_below(request), actor))
    return redirect("office:inbox-hours")
