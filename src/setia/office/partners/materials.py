"""Pages of the media kit: what partners are given to share."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.clock import today
from setia.core.errors import Conflict, Refused
from setia.office.middleware import actor_at
from setia.office.partners.forms import MaterialForm, filled_material
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form, tell_outcome
from setia.partners.keep_material import (
    MaterialDraft,
    add_material,
    change_material,
    withdraw_material,
)
from setia.partners.models import Material
from setia.partners.picture import keep_picture, pictures_folder
from setia.ui.listing import Listing

SORTS = {"added": ("added_at",), "title": ("title",), "until": ("to_date", "title")}


@permitted("material.see")
@require_GET
def materials(request: HttpRequest) -> HttpResponse:
    """List what is offered, and on request also what was."""
    show = request.GET.get("show", "offered")
    day = today(settings.TIME_ZONE)
    rows = Material.objects.select_related("product", "program", "withdrawal")
    if show != "all":
        rows = rows.filter(pk__in=Material.objects.offered(day))
    context = {
        "listing": Listing(request.GET, SORTS, "-added", per_page=24).over(rows),
        "show": show,
        "day": day,
    }
    return render(request, "office/partners/materials.html", context)


@permitted("material.write")
@require_http_methods(["GET", "POST"])
def material_new(request: HttpRequest) -> HttpResponse:
    """Offer something new to share."""
    form = MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_material(_draft(form, ""), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("Partners find it under “Share” from now on."))
            return redirect("office:materials")
    return _form(request, form, None)


@permitted("material.write")
@require_http_methods(["GET", "POST"])
def material_edit(request: HttpRequest, material: int) -> HttpResponse:
    """Change what is offered."""
    kept = get_object_or_404(Material, pk=material)
    form = MaterialForm(
        request.POST or None, request.FILES or None, initial=filled_material(kept)
    )
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            change_material(kept, _draft(form, kept.picture), version, actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:materials")
    return _form(request, form, kept)


@permitted("material.write")
@require_POST
def material_withdrawal(request: HttpRequest, material: int) -> HttpResponse:
    """Take something out of the media kit."""
    kept = get_object_or_404(Material, pk=material)
    tell_outcome(request, lambda: withdraw_material(kept, actor_at(request)))
    return redirect("office:materials")


@permitted("material.see")
@require_GET
def material_picture(request: HttpRequest, material: int) -> HttpResponseBase:
    """Give the picture of a material."""
    del request
    kept = get_object_or_404(Material.objects.exclude(picture=""), pk=material)
    path = pictures_folder() / kept.picture
    if not path.is_file():
        raise Http404(kept.picture)
    return FileResponse(path.open("rb"), content_type="image/jpeg")


def _draft(form: MaterialForm, before: str) -> MaterialDraft:
    """Return what was filled in; a picture is kept before the draft names it.

    Raises:
        Refused: The picture is none, or too large.
    """
    uploaded = form.cleaned_data["picture"]
    if uploaded:
        return form.draft(keep_picture(uploaded, uploaded.size))
    return form.draft("" if form.cleaned_data.get("without_picture") else before)


def _form(request: HttpRequest, form: MaterialForm, kept: Material | None) -> HttpResponse:
    if kept is None or not kept.picture:
        del form.fields["without_picture"]
    gone = kept is not None and hasattr(kept, "withdrawal")
    context = {"form": form, "material": kept, "gone": gone}
    status = 422 if form.errors else 200
    return render(request, "office/partners/material.html", context, status=status)
