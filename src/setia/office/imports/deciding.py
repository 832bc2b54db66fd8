"""Pages on which somebody decides about a file: preview, commit, discard, undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from setia.core.errors import Conflict, Refused
from setia.intake.choices import choices_from
from setia.intake.choose_mapping import choose_choices
from setia.intake.discard_batch import discard_batch
from setia.intake.jobs import LARGE_ROWS, begin_beside, undo_beside
from setia.intake.models import Batch, BatchKind, Stage
from setia.intake.progress import forget_progress
from setia.intake.sentences import sentence
from setia.intake.take_in_file import same_file_imported
from setia.intake.undo_batch import undo_batch, undo_consequences
from setia.office.imports.forms import ChoicesForm, UndoForm
from setia.office.imports.shown_preview import CLASSES, shown_class, shown_preview
from setia.office.imports.told import told_counts
from setia.office.imports.work import commit_or_begin, going_on, preview_or_begin
from setia.office.middleware import actor_at
from setia.office.permitted import permitted


@permitted("import.see")
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an import would do, class by class; a POST changes what is decided."""
    batch = get_object_or_404(Batch.objects.with_records(), pk=pk)
    if request.method == "POST":
        return _chosen(request, batch)
    if batch.stage != Stage.PREVIEWED:
        return redirect("office:import", pk=pk)
    if going_on(request, pk) is not None:
        return redirect("office:import-progress", pk=pk)
    asked = request.GET.get("class", "")
    name = asked if asked in CLASSES else ""
    form = ChoicesForm(initial=choices_from(batch.choices).as_json())
    context = {
        "batch": batch,
        "same": same_file_imported(batch),
        "shown": shown_preview(batch),
        "rows": shown_class(batch, name),
        "form": form,
        "is_sales": batch.kind == BatchKind.SALES,
    }
    return render(request, "office/imports/preview.html", context)


@permitted("import.run")
@require_POST
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the file in as its preview said."""
    batch = get_object_or_404(Batch.objects.with_records(), pk=pk)
    version = request.POST.get("version", "")
    try:
        begun = commit_or_begin(
            batch, actor_at(request), int(version) if version.isdecimal() else 0
        )
    except Conflict as conflict:
        forget_progress(pk)
        messages.error(request, sentence(conflict.code, conflict.params))
        return redirect("office:import", pk=pk)
    if not begun:
        messages.success(request, _("The file was imported."))
    return redirect("office:import-progress" if begun else "office:import", pk=pk)


@permitted("import.run")
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the file away."""
    batch = get_object_or_404(Batch.objects.with_records(), pk=pk)
    try:
        discard_batch(batch, actor_at(request))
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
    else:
        messages.success(request, _("The file was discarded; nothing was imported."))
    return redirect("office:imports")


@permitted("import.undo")
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show in numbers what undoing would do, and undo."""
    batch = get_object_or_404(Batch.objects.with_records(), pk=pk)
    if batch.stage != Stage.COMMITTED or batch.kind != BatchKind.SALES:
        return redirect("office:import", pk=pk)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _undone(request, batch, form.cleaned_data["reason"])
    found = undo_consequences(batch)
    context = {
        "batch": batch,
        "form": form,
        "amount_minor": found["amount_minor"],
        "counts": told_counts(found),
    }
    status = 422 if form.errors else 200
    return render(request, "office/imports/undo.html", context, status=status)


def _undone(request: HttpRequest, batch: Batch, reason: str) -> HttpResponse:
    actor = actor_at(request)
    if batch.commit.counts.get("new", 0) > LARGE_ROWS:
        begin_beside(batch)
        undo_beside.enqueue(batch.pk, actor.id, reason)
        return redirect("office:import-progress", pk=batch.pk)
    try:
        undo_batch(batch, actor, reason)
    except (Conflict, Refused) as refused:
        messages.error(request, _sentence_of(refused))
    else:
        messages.success(request, _("The import was undone."))
    return redirect("office:import", pk=batch.pk)


def _chosen(request: HttpRequest, batch: Batch) -> HttpResponse:
    actor = actor_at(request)
    actor.must("import.run")
    form = ChoicesForm(request.POST)
    if not form.is_valid():
        return redirect("office:import-preview", pk=batch.pk)
    try:
        changed = choose_choices(batch, choices_from(form.cleaned_data), actor)
        begun = preview_or_begin(changed, actor)
    except (Conflict, Refused) as refused:
        messages.error(request, _sentence_of(refused))
        return redirect("office:import", pk=batch.pk)
    return redirect(
        "office:import-progress" if begun else "office:import-preview", pk=batch.pk
    )


def _sentence_of(error: Any) -> str:  # noqa: ANN401 - one of two errors
    if isinstance(error, Conflict):
        return sentence(error.code, error.params)
    return " ".join(sentence(one.code, one.params) for one in error.problems)
