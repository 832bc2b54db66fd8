"""Lessons: the curriculum, who had what, and who is next."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.coaching.keep_lesson import add_lesson, change_lesson, note_lesson
from setia.coaching.lessons_had import lessons_had, next_lesson, who_began, who_had
from setia.coaching.models import Lesson
from setia.core.clock import today
from setia.core.errors import Conflict, Refused
from setia.office.coaching.forms import LessonForm, filled_lesson
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form, tell_outcome
from setia.people.models import Party
from setia.people.models.party import PartyRole
from setia.people.search_parties import search_parties
from setia.ui.listing import Listing

SORTS = {"name": ("name_key", "code"), "joined": ("joined_on", "name_key")}
MOST_LESSONS = 12


@permitted("lesson.see")
@require_GET
def lessons(request: HttpRequest) -> HttpResponse:
    """Show the curriculum, and who had which lesson."""
    actor, curriculum = actor_at(request), list(Lesson.objects.all())
    rows = Party.objects.visible_to(actor).standing().filter(role=PartyRole.RESELLER)
    lacking = _asked(request.GET.get("lacking", ""), curriculum)
    show = request.GET.get("show", "begun" if lacking is None else "all")
    if show == "begun":
        rows = rows.filter(pk__in=who_began())
    if lacking is not None:
        rows = rows.exclude(pk__in=who_had(lacking))
    q = request.GET.get("q", "")
    listing = Listing(request.GET, SORTS, "name").over(search_parties(rows, q))
    had = lessons_had([one.pk for one in listing.rows])
    context = {
        "curriculum": curriculum,
        "columns": curriculum[:MOST_LESSONS],
        "listing": listing,
        "people": [
            (
                one,
                [had[one.pk].get(lesson.pk) for lesson in curriculum[:MOST_LESSONS]],
                next_lesson(curriculum, had[one.pk]),
            )
            for one in listing.rows
        ],
        "lacking": lacking,
        "show": show,
        "q": q,
        "may_write": actor.may("lesson.write"),
    }
    return render(request, "office/coaching/lessons.html", context)


@permitted("lesson.write")
@require_http_methods(["GET", "POST"])
def lesson_new(request: HttpRequest) -> HttpResponse:
    """Add a lesson at the end of the curriculum, or where it belongs."""
    last: int = Lesson.objects.aggregate(last=Max("place"))["last"] or 0
    form = LessonForm(request.POST or None, initial={"place": min(last + 1, 999)})
    if request.method == "POST" and form.is_valid():
        try:
            add_lesson(form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:lessons")
    status = 422 if form.errors else 200
    return render(request, "office/coaching/lesson_new.html", {"form": form}, status=status)


@permitted("lesson.see")
@require_http_methods(["GET", "POST"])
def lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a lesson, and change it."""
    row = get_object_or_404(Lesson, pk=pk)
    form = LessonForm(request.POST or None, initial=filled_lesson(row))
    if request.method == "POST" and _changed(request, row, form):
        return redirect("office:lesson", pk=pk)
    context = {
        "lesson": row,
        "form": form,
        "had": Party.objects.visible_to(actor_at(request))
        .filter(pk__in=who_had(row))
        .count(),
        "may_write": actor_at(request).may("lesson.write"),
        "may_note": actor_at(request).may("attendance.write"),
        "today": today(settings.TIME_ZONE),
    }
    status = 422 if form.errors else 200
    return render(request, "office/coaching/lesson.html", context, status=status)


def _changed(request: HttpRequest, row: Lesson, form: LessonForm) -> bool:
    if not form.is_valid():
        return False
    version = form.cleaned_data["version"] or 0
    try:
        change_lesson(row, form.draft(), version, actor_at(request))
    except Refused as refused:
        put_on_form(form, refused.problems)
    except Conflict as conflict:
        put_conflict_on_form(form, conflict)
    else:
        messages.success(request, _("Saved."))
        return True
    return False


@permitted("attendance.write")
@require_POST
def lesson_had(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody had a lesson outside the calendar, today."""
    row, code = get_object_or_404(Lesson, pk=pk), request.POST.get("party", "")
    people = Party.objects.visible_to(actor_at(request)).standing()
    party = people.filter(code__iexact=code.replace("\0", "").strip()[:64]).first()
    if party is None:
        raise Http404(code)
    day = today(settings.TIME_ZONE)
    tell_outcome(request, lambda: note_lesson(row, party, day, actor_at(request)))
    return redirect("office:lesson", pk=pk)


def _asked(text: str, curriculum: list[Lesson]) -> Lesson | None:
    return next((one for one in curriculum if str(one.pk) == text), None)
