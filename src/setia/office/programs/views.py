"""Pages of programs: the promise, what it gives so far, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.awards.explain_award import explain_award
from setia.awards.provisional import provisional
from setia.awards.standing import Asked, windows_of
from setia.core.errors import Conflict, Refused
from setia.core.permissions import Reach
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form
from setia.office.programs.forms import DocumentForm
from setia.office.programs.rows import page_of_rows, seen_codes
from setia.office.sentences import sentence
from setia.people.models import Party
from setia.programs.add_program import add_program
from setia.programs.in_words import in_words, remarks
from setia.programs.models import Program
from setia.programs.replace_program import replace_program
from setia.programs.retire_program import retire_program
from setia.programs.seen_programs import seen_programs


@permitted("program.see")
@require_GET
def programs(request: HttpRequest) -> HttpResponse:
    """List promises with what they come to so far."""
    now = provisional()
    actor = actor_at(request)
    parties = seen_codes(actor)
    sums: dict[str, list[Any]] = {}
    for window in windows_of(now.standing, Asked(parties=parties)):
        sums.setdefault(window.program, []).append(window)
    rows = seen_programs(actor, sums).select_related("retirement")
    ordered = rows.order_by("retirement", "-starts_on", "code")
    context = {
        "programs": [(row, sums.get(row.code, [])[:3]) for row in ordered],
        "now": now,
    }
    return render(request, "office/programs/programs.html", context)


@permitted("program.see")
@require_GET
def program(request: HttpRequest, code: str) -> HttpResponse:
    """Show one promise: its standing by window, the promise in words, the remarks."""
    actor, now = actor_at(request), provisional()
    parties = seen_codes(actor)
    windows = windows_of(now.standing, Asked(program=code, parties=parties))
    kept = get_object_or_404(seen_programs(actor, [code] if windows else []), code=code)
    window = _window(request, [one.window_from for one in windows])
    asked = Asked(code, window, parties, paid_only=request.GET.get("paid") == "1")
    context = {
        "program": kept,
        "now": now,
        "windows": windows,
        "window": window,
        "listing": page_of_rows(now.standing, asked, request.GET),
        "words": in_words(kept.document, _language()),
        "shows_document": actor.reach != Reach.SELF,
        "remarks": remarks(kept, _language()) if actor.may("program.write") else [],
    }
    return render(request, "office/programs/program.html", context)


@permitted("award.see")
@require_GET
def award(request: HttpRequest, code: str, party: str, window: str) -> HttpResponse:
    """Explain what somebody gets, from the sum down to the sale lines."""
    kept = get_object_or_404(Program, code=code)
    who = get_object_or_404(Party.objects.visible_to(actor_at(request)), code=party)
    now = provisional()
    order_id = request.GET.get("order", "")
    day = _day(window)
    tale = explain_award(now.standing, code, party, day, order_id, _language())
    context = {
        "program": kept,
        "party": who,
        "tale": tale,
        "now": now,
        "window": day,
        "order_id": order_id,
    }
    return render(request, "office/programs/award.html", context)


@permitted("program.write")
@require_http_methods(["GET", "POST"])
def program_new(request: HttpRequest) -> HttpResponse:
    """Take a plan document in."""
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_program(form.document(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The program was added."))
            return redirect("office:program", code=added.code)
    return _form(request, form)


@permitted("program.write")
@require_http_methods(["GET", "POST"])
def program_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Put another document in a program's place."""
    kept = get_object_or_404(Program, code=code, retirement=None)
    first = {"text": kept.document, "version": kept.version}
    form = DocumentForm(request.POST or None, request.FILES or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or kept.version
            replace_program(kept, form.document(), actor_at(request), version)
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The program was changed."))
            return redirect("office:program", code=code)
    return _form(request, form, program=kept)


@permitted("program.write")
@require_POST
def program_retirement(request: HttpRequest, code: str) -> HttpResponse:
    """Stop evaluating a program."""
    kept = get_object_or_404(Program, code=code)
    try:
        retire_program(kept, actor_at(request), request.POST.get("reason", "")[:300])
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
    else:
        messages.success(request, _("The program is no longer evaluated."))
    return redirect("office:programs")


def _form(request: HttpRequest, form: DocumentForm, **more: object) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, **more}
    return render(request, "office/programs/document.html", context, status=status)


def _window(request: HttpRequest, windows: list[date]) -> date | None:
    """Return the window that was asked for, else the latest that has awards."""
    asked = request.GET.get("window", "")
    if asked == "all":
        return None
    if asked:
        return _day(asked)
    return windows[0] if windows else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404(text) from error


def _language() -> Any:  # noqa: ANN401 - one of two words, which Django does not type
    return "en" if get_language() == "en" else "id"
