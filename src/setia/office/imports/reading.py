"""The page on which somebody checks how a file is read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from setia.core.errors import Conflict, Refused
from setia.intake.choose_mapping import choose_mapping
from setia.intake.models import Batch
from setia.intake.propose_mapping import Proposal, propose_mapping, zone
from setia.intake.reading.row import XLSX
from setia.intake.reading.workbook import open_workbook
from setia.intake.sentences import sentence
from setia.intake.take_in_file import same_file_imported
from setia.intake.uploads import path_of
from setia.office.imports.asked import asked_of
from setia.office.imports.mapping_form import (
    fields_of,
    is_found_otherwise,
    mapping_from,
    targets_of,
)
from setia.office.imports.samples import samples_of
from setia.office.imports.work import going_on, preview_or_begin
from setia.office.middleware import actor_at
from setia.office.permitted import permitted


@permitted("import.run")
@require_http_methods(["GET", "POST"])
def mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the guess on real rows, and take what the person changes."""
    batch = get_object_or_404(Batch.objects.with_records(), pk=pk)
    if not batch.is_draft:
        return redirect("office:import", pk=pk)
    if going_on(request, pk) is not None:
        return redirect("office:import-progress", pk=pk)
    try:
        given = mapping_from(batch, request.POST.dict(), zone()) if request.POST else None
        # Nobody goes on from columns that were just guessed anew and not yet seen.
        seen = not is_found_otherwise(request.POST.dict())
        if request.POST.get("act") == "go" and given is not None and seen:
            return _gone_on(request, batch, given)
        return _page(request, batch, propose_mapping(batch, given or batch.mapping))
    except Refused as refused:
        return _refused(request, batch, refused)


def _gone_on(request: HttpRequest, batch: Batch, given: dict[str, Any]) -> HttpResponse:
    """Keep the mapping and preview; what is still open is shown on the same page."""
    actor = actor_at(request)
    proposal = propose_mapping(batch, given)
    if proposal.problems or proposal.questions:
        return _page(request, batch, proposal, status=422)
    version = request.POST.get("version", "")
    try:
        chosen = choose_mapping(
            batch, proposal, actor, int(version) if version.isdecimal() else 0
        )
        begun = preview_or_begin(chosen, actor)
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
        return redirect("office:import", pk=batch.pk)
    name = "office:import-progress" if begun else "office:import-preview"
    return redirect(name, pk=batch.pk)


def _page(
    request: HttpRequest, batch: Batch, proposal: Proposal, status: int = 200
) -> HttpResponse:
    found = proposal.found
    is_workbook = found.mapping.reading.form == XLSX
    sheets = open_workbook(path_of(batch.stored_as)).sheets if is_workbook else ()
    context = {
        "batch": batch,
        "same": same_file_imported(batch),
        "known_source": batch.source.mapping is not None,
        "fields": fields_of(found.mapping, sheets),
        "heads": list(enumerate(found.heads)),
        "targets": targets_of(found.mapping),
        "questions": [asked_of(one) for one in proposal.questions],
        "missing": proposal.problems,
        "samples": samples_of(batch, found),
        "tried": status != 200,
    }
    return render(request, "office/imports/mapping.html", context, status=status)


def _refused(request: HttpRequest, batch: Batch, refused: Refused) -> HttpResponse:
    told = [sentence(one.code, one.params) for one in refused.problems]
    context = {"batch": batch, "told": told}
    return render(request, "office/imports/unreadable.html", context, status=422)
