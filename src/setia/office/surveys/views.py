"""Pages of surveys: build, look, send, and what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.errors import Conflict, Refused
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form
from setia.office.surveys.charts import drawn
from setia.office.surveys.forms import QuestionsForm, SegmentForm, SurveyForm
from setia.office.surveys.links import show_links
from setia.people.models import Party
from setia.surveys.add_survey import add_survey, change_questions, latest
from setia.surveys.invite import invite
from setia.surveys.models import Survey, Version
from setia.surveys.questions import read_questions
from setia.surveys.results import counts_of, results_of
from setia.ui.listing import Listing

SORTS = {"made": ("-made_at",), "title": ("title_id",), "purpose": ("purpose", "title_id")}


@permitted("survey.see")
@require_GET
def surveys(request: HttpRequest) -> HttpResponse:
    """List surveys with how many were asked and answered."""
    listing = Listing(request.GET, SORTS, "made").over(Survey.objects.all())
    counts = counts_of(listing.rows)
    context = {
        "listing": listing,
        "surveys": [(one, *counts[one.pk]) for one in listing.rows],
        "may_write": actor_at(request).may("survey.write"),
    }
    return render(request, "office/surveys/surveys.html", context)


@permitted("survey.write")
@require_http_methods(["GET", "POST"])
def survey_new(request: HttpRequest) -> HttpResponse:
    """Begin a survey, from a template or with one's own questions."""
    form = SurveyForm(request.POST or None, initial={"template": "satisfaction"})
    if request.method == "POST" and form.is_valid():
        try:
            made = add_survey(form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            return redirect("office:survey-questions", survey=made.code)
    status = 422 if form.errors else 200
    return render(request, "office/surveys/new.html", {"form": form}, status=status)


@permitted("survey.see")
@require_GET
def survey(request: HttpRequest, survey: str) -> HttpResponse:
    """Show what came of a survey, and send it."""
    return _page(request, _survey(survey), SegmentForm())


@permitted("survey.write")
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, survey: str) -> HttpResponse:
    """Change the questions; each saving is a version of its own."""
    row = _survey(survey)
    last = latest(row)
    begun = QuestionsForm.begun(read_questions(last.questions), last.number)
    form = QuestionsForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        seen: int = form.cleaned_data["seen"]
        try:
            change_questions(row, form.questions(), seen, actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The questions are kept."))
            return redirect("office:survey-preview", survey=row.code)
    context = {"survey": row, "version": last, "form": form}
    status = 422 if form.errors else 200
    return render(request, "office/surveys/questions.html", context, status=status)


@permitted("survey.see")
@require_GET
def preview(request: HttpRequest, survey: str) -> HttpResponse:
    """Show the questions as whoever is asked sees them, in both languages."""
    row = _survey(survey)
    last = latest(row)
    context = {
        "survey": row,
        "version": last,
        "questions": read_questions(last.questions),
        "may_write": actor_at(request).may("survey.write"),
    }
    return render(request, "office/surveys/preview.html", context)


@permitted("survey.send")
@require_POST
def invitations(request: HttpRequest, survey: str) -> HttpResponse:
    """Make a link for each of some people, and show them once."""
    row, form, actor = _survey(survey), SegmentForm(request.POST), actor_at(request)
    if form.is_valid():
        people = form.people(Party.objects.visible_to(actor))
        try:
            return show_links(request, row, invite(row, people, actor))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
    return _page(request, row, form)


def _survey(code: str) -> Survey:
    return get_object_or_404(Survey, code=code)


def _page(request: HttpRequest, row: Survey, form: SegmentForm) -> HttpResponse:
    versions = list(row.versions.order_by("-number"))
    shown = _asked_version(request, versions)
    results = results_of(shown)
    actor = actor_at(request)
    context: dict[str, Any] = {
        "survey": row,
        "version": shown,
        "versions": versions,
        "results": results,
        "outcomes": [(one, drawn(one)) for one in results.outcomes],
        "form": form,
        "may_write": actor.may("survey.write"),
        "may_send": actor.may("survey.send"),
    }
    status = 422 if form.errors else 200
    return render(request, "office/surveys/survey.html", context, status=status)


def _asked_version(request: HttpRequest, versions: list[Version]) -> Version:
    """Return the version that the address asks for, else the last that anybody answered."""
    told = request.GET.get("version", "")
    chosen = next((one for one in versions if str(one.number) == told), None)
    answered = (one for one in versions if one.responses.exists())
    return chosen or next(answered, versions[0])
