"""The builder over a program that is there: its draft, or its next version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.errors import Conflict, Problem, Refused
from setia.core.permissions import Reach
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_on_form
from setia.office.programs.builder.bench import Bench, bench_of, draw_bench, is_too_large
from setia.office.programs.forms import ChangeForm
from setia.programs.draft_version import draft_version
from setia.programs.models import Program, ProgramVersion
from setia.programs.proofread import same_plan
from setia.programs.write_document import data_of, json_text, yaml_text
from setia.programs.write_draft import write_draft


@permitted("program.write")
@require_http_methods(["GET", "POST"])
def program_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Fill the draft of a program in anew."""
    draft = get_object_or_404(ProgramVersion.objects.drafts(), program__code=code)
    plan: Any = data_of(draft.document)
    if request.method == "GET" and is_too_large(plan):
        messages.info(
            request, _("This plan is too large for a form; here is its document.")
        )
        return redirect("office:program-document-edit", code=code)
    bench = bench_of(request, [plan])
    refused: Sequence[Problem] = ()
    if bench.saves:
        try:
            write_draft(
                draft, _text(bench, draft), actor_at(request), _edition(request, draft)
            )
        except Refused as problems:
            refused = problems.problems
        except Conflict as conflict:
            refused = [Problem(conflict.code, "", conflict.params)]
        else:
            messages.success(request, _("The draft was saved. Have it linted next."))
            return redirect("office:program", code=code)
    return _page(request, bench, refused, draft)


@permitted("program.write")
@require_http_methods(["GET", "POST"])
def program_version_new(request: HttpRequest, code: str) -> HttpResponse:
    """Fill a change of a promise in: what it says, from which day, and why."""
    kept = get_object_or_404(Program, code=code, retirement=None)
    newest = kept.versions.order_by("number").last()
    if newest is None:
        raise Http404(code)
    plan: Any = data_of(newest.document)
    if request.method == "GET" and is_too_large(plan):
        messages.info(
            request, _("This plan is too large for a form; here is its document.")
        )
        return redirect("office:program-version-document-new", code=code)
    bench = bench_of(request, [plan])
    change = ChangeForm(request.POST if bench.saves else None, initial=_sent(request))
    refused: Sequence[Problem] = ()
    if bench.saves and change.is_valid():
        day, reason = change.cleaned_data["from_date"], change.cleaned_data["reason"]
        try:
            draft_version(kept, _text(bench, newest), day, reason, actor_at(request))
        except Refused as problems:
            refused = problems.problems
            put_on_form(change, [one for one in refused if one.at in change.fields])
        except Conflict as conflict:
            refused = [Problem(conflict.code, "", conflict.params)]
        else:
            messages.success(request, _("The draft was saved. Have it linted next."))
            return redirect("office:program", code=code)
    others = [one for one in refused if one.at not in change.fields]
    return _page(request, bench, others, newest, change)


@permitted("program.write")
@require_POST
def program_notes(request: HttpRequest) -> HttpResponse:
    """Read plans while they are being filled in: notes for their fields, words beside."""
    drawn = draw_bench(bench_of(request, ()))
    return render(request, "office/programs/builder/notes.html", drawn)


@permitted("program.see")
@require_GET
def program_document(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give a version's document away: YAML as it was written, or JSON."""
    if actor_at(request).reach == Reach.SELF:
        raise Http404(code)
    version = get_object_or_404(ProgramVersion, program__code=code, number=number)
    if request.GET.get("format") == "json":
        kind, text = "json", json_text(data_of(version.document))
    else:
        document: Any = data_of(version.document)
        is_json = version.document.lstrip().startswith("{")
        kind, text = "yaml", yaml_text(document) if is_json else version.document
    answer = HttpResponse(text, content_type=f"application/{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}-v{number}.{kind}"'
    return answer


def _text(bench: Bench, version: ProgramVersion) -> str:
    """Return the plan as a document; as it was written, where it still says the same."""
    text = bench.texts[0]
    return version.document if same_plan(text, version.document) else text


def _edition(request: HttpRequest, draft: ProgramVersion) -> int:
    sent = request.POST.get("version", "")
    return (
        int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else draft.edition
    )


def _sent(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ChangeForm.base_fields}


def _page(
    request: HttpRequest,
    bench: Bench,
    refused: Sequence[Problem],
    version: ProgramVersion,
    change: forms.Form | None = None,
) -> HttpResponse:
    drawn = draw_bench(bench, refused)
    context = {
        "program": version.program,
        "heading": version.program.title,
        "edition": version.edition if change is None else "",
        "change": change,
        "has_comments": "#" in version.document,
    }
    status = 422 if bench.saves else 200
    return render(
        request, "office/programs/builder.html", {**drawn, **context}, status=status
    )
