"""The page on which somebody checks how a file is read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from setia.intake.models import Batch
from setia.office.permitted import permitted


@permitted("import.run")
@require_http_methods(["GET", "POST"])
def mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the guess on real rows, and take what the person changes."""
    get_object_or_404(Batch, pk=pk)
    return redirect("office:imports")
