"""Templates of messages: a list, a new one, one that is changed or retired."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.errors import Conflict, Refused
from setia.messages.keep_template import add_template, change_template, retire_template
from setia.messages.models import Template
from setia.office.messages.forms import TemplateForm, places
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form, tell_outcome
from setia.ui.listing import Listing

SORTS = {"name": ("name",), "changed": ("changed_at",)}
FIELDS = (
    *("name", "purpose", "text_id", "text_en"),
    *("subject_id", "subject_en", "whatsapp_name", "version"),
)


@permitted("message.template")
@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    """List the templates that are offered."""
    rows = Template.objects.filter(retirement=None)
    context = {"listing": Listing(request.GET, SORTS, "name").over(rows)}
    return render(request, "office/messages/templates.html", context)


@permitted("message.template")
@require_http_methods(["GET", "POST"])
def template_new(request: HttpRequest) -> HttpResponse:
    """Add a template."""
    form = TemplateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_template(form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The template is kept."))
            return redirect("office:templates")
    return _shown(request, form, None)


@permitted("message.template")
@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a template."""
    kept = get_object_or_404(Template, pk=pk)
    first = {name: getattr(kept, name) for name in FIELDS}
    form = TemplateForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            change_template(kept, form.draft(), version, actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The template is kept."))
            return redirect("office:templates")
    return _shown(request, form, kept)


@permitted("message.template")
@require_POST
def template_retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a template no longer."""
    kept = get_object_or_404(Template, pk=pk)
    tell_outcome(request, lambda: retire_template(kept, actor_at(request)))
    return redirect("office:templates")


def _shown(request: HttpRequest, form: TemplateForm, kept: Template | None) -> HttpResponse:
    context = {"form": form, "kept": kept, "places": places()}
    status = 422 if form.errors else 200
    return render(request, "office/messages/template.html", context, status=status)
