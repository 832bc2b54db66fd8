"""Programs written as documents: pasted, or taken from a file, in YAML or JSON."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from setia.core.errors import Conflict, Refused
from setia.office.language import language
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form
from setia.office.programs.forms import DocumentForm, VersionForm
from setia.office.sentences import sentence
from setia.programs.add_program import add_program
from setia.programs.draft_version import draft_version
from setia.programs.in_words import in_words, remarks_about
from setia.programs.models import Program, ProgramVersion
from setia.programs.promises import promises
from setia.programs.read_document import read_document
from setia.programs.write_draft import write_draft


@permitted("program.write")
@require_http_methods(["GET", "POST"])
def program_document_new(request: HttpRequest) -> HttpResponse:
    """Take a plan document in as a first draft."""
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_program(form.document(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The draft was saved. Have it linted next."))
            return redirect("office:program", code=added.code)
    return _form(request, form)


@permitted("program.write")
@require_http_methods(["GET", "POST"])
def program_document_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Write the draft of a program anew."""
    draft = get_object_or_404(ProgramVersion.objects.drafts(), program__code=code)
    first = {"text": draft.document, "version": draft.edition}
    form = DocumentForm(request.POST or None, request.FILES or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            edition = form.cleaned_data["version"] or draft.edition
            write_draft(draft, form.document(), actor_at(request), edition)
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The draft was saved. Have it linted next."))
            return redirect("office:program", code=code)
    return _form(request, form, program=draft.program)


@permitted("program.write")
@require_http_methods(["GET", "POST"])
def program_version_document_new(request: HttpRequest, code: str) -> HttpResponse:
    """Draft a change of a promise: what it says, from which day, and why."""
    kept = get_object_or_404(Program, code=code, retirement=None)
    newest = kept.versions.order_by("number").last()
    first = {"text": newest.document if newest else ""}
    form = VersionForm(request.POST or None, request.FILES or None, initial=first)
    if request.method == "POST" and form.is_valid():
        day, reason = form.cleaned_data["from_date"], form.cleaned_data["reason"]
        try:
            draft_version(kept, form.document(), day, reason, actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The draft was saved. Have it linted next."))
            return redirect("office:program", code=code)
    return _form(request, form, program=kept)


@permitted("program.write")
@require_POST
def program_reading(request: HttpRequest) -> HttpResponse:
    """Read a document while it is being written: its mistakes, its remarks, its words."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    context: dict[str, object] = {}
    try:
        plan = read_document(text)
    except Refused as refused:
        context["problems"] = [
            sentence(one.code, one.params, one.at) for one in refused.problems
        ]
    else:
        others = [one.plan for one in promises() if one.code != plan.id]
        context["remarks"] = remarks_about(plan, others, language())
        context["words"] = in_words(text, language())
    return render(request, "office/programs/_reading.html", context)


def _form(request: HttpRequest, form: DocumentForm, **more: object) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, **more}
    return render(request, "office/programs/document.html", context, status=status)
