"""A partner joins a program that asks for it, and leaves again as long as one may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from setia.core.errors import Conflict, Refused
from setia.portal.own.door import Visitor, for_partners
from setia.portal.told import why_not
from setia.programs.join_program import join_program, withdraw_enrolment
from setia.programs.models import Enrolment, Way
from setia.programs.seen_programs import seen_programs

MOST_DIGITS = 8


@for_partners
@require_POST
def enrolments(request: HttpRequest, visitor: Visitor, code: str) -> HttpResponse:
    """Join a program by the terms that were read."""
    actor, party = visitor.actor, visitor.party
    program = get_object_or_404(seen_programs(actor), code=code)
    seen = _number(request.POST.get("terms", ""))
    told = _("You joined.")
    return _done(
        request,
        code,
        told,
        lambda: join_program(program, party, actor, Way.PARTNER, seen),
    )


@for_partners
@require_POST
def enrolment_withdrawal(
    request: HttpRequest, visitor: Visitor, code: str, pk: int
) -> HttpResponse:
    """Leave a program again."""
    rows = Enrolment.objects.visible_to(visitor.actor).filter(program__code=code)
    row = get_object_or_404(rows.select_related("program", "party"), pk=pk)
    told = _("You no longer take part.")
    return _done(request, code, told, lambda: withdraw_enrolment(row, visitor.actor))


def _done(
    request: HttpRequest, code: str, told: str, act: Callable[[], object]
) -> HttpResponse:
    """Do it, and tell on the page that one came from whether it was done, or why not."""
    try:
        act()
    except (Refused, Conflict) as wrong:
        for one in why_not(wrong)[0]:
            messages.error(request, one)
    else:
        messages.success(request, told)
    try:
        window = date.fromisoformat(request.GET.get("window", ""))
    except ValueError:
        return redirect("partners:contests")
    return redirect("partners:contest", code=code, window=window.isoformat())


def _number(text: str) -> int:
    ours = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if ours else 0
