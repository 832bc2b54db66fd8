"""Pages of promises: due soon, broken, all, one of them, and how many are kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.clock import now
from setia.core.errors import Conflict, Refused
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import (
    put_conflict_on_form,
    put_on_form,
    tell_outcome,
    tell_wrong,
)
from setia.office.promises.asked import asked_span, offered_names
from setia.office.promises.forms import KeepForm, PromiseForm, WhyForm, new_key
from setia.people.models import Party
from setia.promises.due import about_to_break, broken
from setia.promises.keep_promise import (
    excuse_promise,
    is_broken,
    keep_promise,
    release_promise,
)
from setia.promises.kept_rate import (
    Span,
    by_kind_and_month,
    by_party,
    by_person,
    of_disputes,
    of_rewards,
)
from setia.promises.make_promise import make_promise
from setia.promises.models import Promise, PromiseKind
from setia.promises.models.promise import State
from setia.ui.listing import Listing

SORTS = {"due": ("due_at",), "to": ("to__name_key", "due_at")}
SOON = timedelta(days=14)
BADGES = {
    State.KEPT: "badge-good",
    State.LATE: "badge-warn",
    State.OVERDUE: "badge-bad",
}
MOST_PARTIES = 20
DUE, BROKEN, ALL = "due", "broken", "all"


@permitted("promise.see")
@require_GET
def promises(request: HttpRequest) -> HttpResponse:
    """List promises: what is due soon, what broke without a word, or all."""
    actor, at = actor_at(request), now()
    show = request.GET.get("show", DUE)
    soon, late = about_to_break(actor, at + SOON), broken(actor)
    counts = {DUE: soon.count(), BROKEN: late.count()}
    rows: Any = {DUE: soon, BROKEN: late}.get(show)
    if rows is None:
        rows = Promise.objects.visible_to(actor)
        rows = rows.select_related("to", "made_by", "delivery")
    sort = "-due" if show == ALL else "due"
    listing = Listing(request.GET, SORTS, sort).over(rows.judged(at))
    context = {
        "listing": listing,
        "promises": [(one, *told_state(one.state)) for one in listing.rows],
        "show": show,
        "counts": counts,
    }
    return render(request, "office/promises/promises.html", context)


@permitted("promise.write")
@require_http_methods(["GET", "POST"])
def promise_new(request: HttpRequest) -> HttpResponse:
    """Write a promise down; the same form sent twice makes one."""
    actor = actor_at(request)
    first = {"key": new_key(), "to": request.GET.get("to", "")[:64]}
    form = PromiseForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        to = get_object_or_404(Party.objects.visible_to(actor), pk=form.to_party().pk)
        try:
            kept = make_promise(form.cleaned_data["kind"], to, form.terms(), actor)
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("The promise is written down."))
            return redirect("office:made-promise", pk=kept.pk)
    context = {"form": form, "offered": offered_names(actor)}
    status = 422 if form.errors else 200
    return render(request, "office/promises/new.html", context, status=status)


@permitted("promise.see")
@require_GET
def promise(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one promise and what may be noted of it."""
    return _shown(request, _promise(request, pk), WhyForm(prefix="excuse"))


@permitted("promise.write")
@require_POST
def promise_keeping(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a promise was kept."""
    row, form = _promise(request, pk), KeepForm(request.POST)
    if form.is_valid():
        at = form.cleaned_data["at"]
        tell_outcome(request, lambda: keep_promise(row, at, actor_at(request)))
    else:
        tell_wrong(request, form)
    return redirect("office:made-promise", pk=pk)


@permitted("promise.write")
@require_POST
def promise_excuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Note why a promise broke, once they were told."""
    row, form = _promise(request, pk), WhyForm(request.POST, prefix="excuse")
    if form.is_valid():
        try:
            excuse_promise(row, form.cleaned_data["why"], actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("Noted: they were told why."))
            return redirect("office:made-promise", pk=pk)
    return _shown(request, row, form)


@permitted("promise.write")
@require_POST
def promise_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a promise is no longer needed."""
    row, form = _promise(request, pk), WhyForm(request.POST, prefix="release")
    if form.is_valid():
        why = form.cleaned_data["why"]
        tell_outcome(request, lambda: release_promise(row, why, actor_at(request)))
    else:
        tell_wrong(request, form)
    return redirect("office:made-promise", pk=pk)


@permitted("promise.see")
@require_GET
def rates(request: HttpRequest) -> HttpResponse:
    """Show how many promises were kept: by kind and month, by person, by party."""
    actor, (start, end) = actor_at(request), asked_span(request.GET)
    span = Span(start, end, now())
    kinds = by_kind_and_month(span, actor)
    ordered = sorted(kinds.items(), key=lambda one: (one[0][1], one[0][0]), reverse=True)
    context = {
        "start": start,
        "end": end,
        "kinds": [(PromiseKind(kind).label, month, one) for (kind, month), one in ordered],
        "rewards": of_rewards(span, actor),
        "disputes": of_disputes(span, actor),
        "people": sorted(by_person(span, actor).items()),
        "parties": [
            (pk, name, one)
            for (pk, name), one in by_party(span, actor, MOST_PARTIES).items()
        ],
    }
    return render(request, "office/promises/rates.html", context)


def told_state(state: str) -> tuple[str, str]:
    """Return what a state is called and the look of its badge."""
    told = State(state)
    return str(told.label), BADGES.get(told, "")


def _promise(request: HttpRequest, pk: int) -> Promise:
    rows = Promise.objects.visible_to(actor_at(request)).select_related(
        "to", "made_by", "keeping", "excuse", "release", "delivery"
    )
    return get_object_or_404(rows, pk=pk)


def _shown(request: HttpRequest, row: Promise, excuse: WhyForm) -> HttpResponse:
    may = actor_at(request).may("promise.write")
    at = now()
    (judged,) = Promise.objects.filter(pk=row.pk).judged(at)
    is_delivery = hasattr(row, "delivery")
    label, badge = told_state(judged.state)
    may_excuse = may and is_broken(row) and not hasattr(row, "excuse")
    may_release = may and row.waits and row.due_at >= at
    context = {
        "promise": row,
        "state": label,
        "badge": badge,
        "keep": KeepForm(initial={"at": localtime(at)})
        if may and row.waits and not is_delivery
        else None,
        "excuse": excuse if may_excuse else None,
        "release": WhyForm(prefix="release") if may_release else None,
    }
    status = 422 if excuse.errors else 200
    return render(request, "office/promises/promise.html", context, status=status)
