"""Pages of opting in: the terms of a program, and who joined."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.actor import Actor
from setia.core.clock import today
from setia.core.errors import Conflict, NotFound, Refused
from setia.core.permissions import Reach
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form, tell_outcome
from setia.office.rewards.forms import OptInForm
from setia.people.models import Party
from setia.people.resolve_code import resolve_code
from setia.programs.ask_opt_in import ask_opt_in, newest_opt_in
from setia.programs.invited import invited
from setia.programs.join_program import join_program, withdraw_enrolment
from setia.programs.models import Enrolment, OptIn, Program, Way
from setia.programs.seen_programs import seen_programs
from setia.ui.listing import Listing

SORTS = {"at": ("at",), "party": ("party__name_key",)}
MOST_INVITED = 30


@permitted("program.write")
@require_http_methods(["GET", "POST"])
def opt_in(request: HttpRequest, code: str) -> HttpResponse:
    """Ask partners to join a program, or give them more time."""
    program = get_object_or_404(Program, code=code)
    last = newest_opt_in(program)
    form = OptInForm(request.POST or None, initial=_filled(last))
    if request.method == "POST" and form.is_valid():
        try:
            ask_opt_in(program, form.terms(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("From now on only those who join take part."))
            return redirect("office:program", code=code)
    context = {"form": form, "program": program, "last": last}
    status = 422 if form.errors else 200
    return render(request, "office/rewards/opt_in.html", context, status=status)


@permitted("program.see")
@require_GET
def enrolments(request: HttpRequest, code: str) -> HttpResponse:
    """Show who joined, and who was asked and did not."""
    actor = actor_at(request)
    program = get_object_or_404(seen_programs(actor), code=code)
    terms = newest_opt_in(program)
    if terms is None:
        raise NotFound("opt_in", code)
    if actor.reach == Reach.SELF:
        return redirect("office:program", code=code)
    rows = Enrolment.objects.visible_to(actor).standing().filter(program=program)
    asked = _not_joined(program, actor)
    context = {
        "program": program,
        "terms": terms,
        "over": terms.until < today(settings.TIME_ZONE),
        "listing": Listing(request.GET, SORTS, "-at").over(rows.select_related("party")),
        "missing": asked[:MOST_INVITED],
        "missing_count": (count := asked.count()),
        "missing_more": max(0, count - MOST_INVITED),
    }
    return render(request, "office/rewards/enrolments.html", context)


@permitted("program.join")
@require_POST
def withdrawal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Let somebody no longer take part."""
    actor = actor_at(request)
    rows = Enrolment.objects.visible_to(actor).filter(program__code=code)
    row = get_object_or_404(rows.select_related("program", "party"), pk=pk)
    tell_outcome(request, lambda: withdraw_enrolment(row, actor))
    own = actor.reach == Reach.SELF
    return redirect("office:program" if own else "office:program-enrolments", code=code)


@permitted("program.join")
@require_POST
def enrolment_new(request: HttpRequest, code: str) -> HttpResponse:
    """Let a partner join: itself, or somebody who told the office."""
    actor = actor_at(request)
    program = get_object_or_404(seen_programs(actor), code=code)
    own = actor.reach == Reach.SELF
    if own:
        party = Party.objects.visible_to(actor).standing().first()
    else:
        party = resolve_code(request.POST.get("party", "").replace("\0", "").strip()[:64])
    seen = request.POST.get("terms", "")
    number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0
    way = Way.PARTNER if own else Way.OFFICE
    if party is None:
        messages.error(request, _("There is nobody with this code."))
    else:
        tell_outcome(request, lambda: join_program(program, party, actor, way, number))
    target = "office:program" if own else "office:program-enrolments"
    return redirect(target, code=program.code)


def _not_joined(program: Program, actor: Actor) -> Any:  # noqa: ANN401 - a queryset
    joined = Enrolment.objects.standing().filter(program=program).values("party")
    seen = Party.objects.visible_to(actor).values("pk")
    rows = invited(program).filter(pk__in=seen).exclude(pk__in=joined)
    return rows.order_by("name_key", "pk")


def _filled(last: OptIn | None) -> dict[str, Any]:
    if last is None:
        return {"seen": 0}
    names = ("until", "text_id", "text_en")
    return {name: getattr(last, name) for name in names} | {"seen": last.number}
