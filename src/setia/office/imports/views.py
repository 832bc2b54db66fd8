"""Pages of files that came in, and of one that comes in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from setia.core.errors import Refused
from setia.intake.models import Batch, BatchKind, Source, Stage
from setia.intake.refused_rows import refused_csv
from setia.intake.sentences import sentence
from setia.intake.sweep_leftovers import sweep_leftovers
from setia.intake.take_in_file import same_file_imported, take_in_file
from setia.office.imports.forms import FileForm
from setia.office.imports.told import told_aside, told_counts, told_reasons
from setia.office.imports.work import going_on
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.ui.listing import Listing

SORTS = {
    "at": ("taken_in_at",),
    "file": ("file_name",),
    "source": ("source__name",),
    "size": ("size",),
}


@permitted("import.see")
@require_GET
def imports(request: HttpRequest) -> HttpResponse:
    """List files that were handed in, the newest first."""
    rows = Batch.objects.with_records()
    kind, text = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    if kind in BatchKind.values:
        rows = rows.filter(kind=kind)
    if text:
        rows = rows.filter(file_name__icontains=text) | rows.filter(
            source__name__icontains=text
        )
    listing = Listing(request.GET, sorts=SORTS, default="-at").over(rows)
    context = {"listing": listing, "kinds": BatchKind.choices, "asked": bool(kind or text)}
    return render(request, "office/imports/imports.html", context)


@permitted("import.run")
@require_http_methods(["GET", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Take a file in."""
    form = FileForm(request.POST or None, request.FILES or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        file, filled = form.cleaned_data["file"], form.cleaned_data
        try:
            batch = take_in_file(
                filled["kind"],
                filled["source"],
                file.name,
                file.chunks(),
                actor_at(request),
            )
        except Refused as refused:
            for problem in refused.problems:
                place = problem.at if problem.at in form.fields else None
                form.add_error(place, sentence(problem.code, problem.params))
        else:
            sweep_leftovers()
            return redirect("office:import-mapping", pk=batch.pk)
    form.offer_to(actor_at(request))
    context = {"form": form, "sources": Source.objects.values_list("name", flat=True)}
    status = 422 if form.errors else 200
    return render(request, "office/imports/new.html", context, status=status)


@permitted("import.see")
@require_GET
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a file where it is: being read, to be decided about, imported or undone."""
    batch = get_object_or_404(Batch.objects.with_records(), pk=pk)
    may_run = actor_at(request).may("import.run")
    if going_on(request, pk) is not None:
        return redirect("office:import-progress", pk=pk)
    if batch.stage == Stage.PREVIEWED:
        return redirect("office:import-preview", pk=pk)
    if batch.stage == Stage.TAKEN_IN and may_run:
        return redirect("office:import-mapping", pk=pk)
    summary = batch.summary or {}
    context = {
        "batch": batch,
        "same": same_file_imported(batch),
        "counts": told_counts(batch.commit.counts) if hasattr(batch, "commit") else [],
        "undo_counts": _undo_counts(batch),
        "reasons": told_reasons(summary.get("reasons", {})),
        "aside": told_aside(summary.get("aside_reasons", {})),
        "summary": summary,
    }
    return render(request, "office/imports/import.html", context)


@permitted("import.see")
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the work is; it goes on by itself."""
    batch = get_object_or_404(Batch.objects.with_records(), pk=pk)
    going = going_on(request, pk)
    if going is None:
        return _onward(request, reverse("office:import", args=[pk]))
    context = {"batch": batch, "going": going}
    partial = bool(getattr(request, "htmx", False))
    name = "_progress.html" if partial else "progress.html"
    return render(request, f"office/imports/{name}", context)


@permitted("import.see")
@require_GET
def refused(_request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Hand out the rows that do not come in, each with its reason."""
    batch = get_object_or_404(Batch, pk=pk)
    head = [_("row"), _("column"), _("reason"), _("the row as it was")]
    # The sentences are of the language of the page, also while they are sent.
    lines = list(refused_csv(batch.pk, head))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="import-{batch.pk}-refused.csv"'
    return answer


def _undo_counts(batch: Batch) -> list[Any]:
    commit = getattr(batch, "commit", None)
    undo = getattr(commit, "undo", None)
    return told_counts(undo.counts) if undo is not None else []


def _onward(request: HttpRequest, address: str) -> HttpResponse:
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return redirect(address)
