"""Targets of the week: suggested, adjusted, told, and evaluated on Saturday."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from setia.coaching.evaluate_week import evaluate_week
from setia.coaching.models import WeekEvaluation, WeeklyTarget
from setia.coaching.set_target import (
    AT_ONCE,
    Aim,
    accept_suggestions,
    is_open,
    set_target,
    tell_target,
)
from setia.coaching.suggest_target import WEEKS
from setia.coaching.target_words import monday_words, saturday_words
from setia.coaching.targets_of_week import TargetRow, targets_of_week
from setia.coaching.week_revenue import SATURDAY, WEEK, monday_of, this_week
from setia.core.actor import Actor
from setia.core.clock import today
from setia.core.days import ONE_DAY, start_of
from setia.core.errors import Conflict, Refused
from setia.core.models import Business
from setia.office.coaching.calendar import day_in
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome
from setia.office.sentences import sentence
from setia.people.models import Party
from setia.people.models.party import PartyRole
from setia.people.search_parties import search_parties
from setia.sales.models import SaleLine
from setia.ui.fields import RupiahField
from setia.ui.figures import rupiah
from setia.ui.listing import Listing

SORTS = {"name": ("name_key", "code"), "territory": ("territory", "name_key")}
PER_PAGE = 100
SHOWS = ("active", "all", "open", "set", "reached", "missed")


@permitted("target.see")
@require_GET
def targets(request: HttpRequest) -> HttpResponse:
    """Show the week of every reseller that the actor may see."""
    actor, week = actor_at(request), _week(request.GET.get("week", ""))
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "active"
    q = request.GET.get("q", "")
    rows = search_parties(_narrowed(_resellers(actor), week, show), q)
    listing = Listing(request.GET, SORTS, "name", per_page=PER_PAGE).over(rows)
    business = Business.objects.filter(pk=1).first()
    with translation.override(business.language if business else "id"):
        people = [(one, _chat(one)) for one in targets_of_week(listing.rows, week)]
    context = {
        "listing": listing,
        "people": people,
        "week": week,
        "sunday": week + WEEK - ONE_DAY,
        "saturday": week + SATURDAY,
        "before": week - WEEK,
        "after": week + WEEK if is_open(week + WEEK) or week < this_week() else None,
        "sums": _sums(actor, week),
        "show": show,
        "q": q,
        "open": is_open(week),
        "may_write": actor.may("target.write"),
        "may_tell": actor.may("target.tell"),
        "may_evaluate": actor.may("target.write")
        and today(settings.TIME_ZONE) >= week + SATURDAY,
    }
    return render(request, "office/coaching/targets.html", context)


@permitted("target.write")
@require_POST
def person_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the target of one reseller."""
    actor, week = actor_at(request), _week(request.POST.get("week", ""))
    party = get_object_or_404(_resellers(actor), pk=pk)
    try:
        minor = RupiahField(required=False).clean(request.POST.get("target", "")) or 0
    except Exception as wrong:  # noqa: BLE001 - Django's own error, of a single field
        messages.error(request, f"{party.name}: {' '.join(getattr(wrong, 'messages', []))}")
        return _back(request, week)
    aim = Aim(week, int(minor), request.POST.get("reason", "").replace("\0", ""))
    tell_outcome(request, lambda: set_target(party, aim, actor))
    return _back(request, week, f"#p{party.pk}")


@permitted("target.write")
@require_POST
def acceptance(request: HttpRequest) -> HttpResponse:
    """Accept what is suggested, for everybody without a target."""
    actor, week = actor_at(request), _week(request.POST.get("week", ""))
    there = WeeklyTarget.objects.filter(week=week).values("party")
    people = list(_resellers(actor).exclude(pk__in=there).order_by("pk"))
    count = 0
    try:
        for start in range(0, max(len(people), 1), AT_ONCE):
            count += _accepted(people[start : start + AT_ONCE], week, actor)
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
    if count:
        told = _("%(count)s suggested targets are set.") % {"count": count}
        messages.success(request, told)
    else:
        messages.error(request, _("There was no suggestion left to accept."))
    return _back(request, week)


def _accepted(people: list[Party], week: date, actor: Actor) -> int:
    try:
        return accept_suggestions(people, week, actor)
    except Refused:
        return 0


@permitted("target.tell")
@require_POST
def told(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody was told."""
    actor = actor_at(request)
    target = get_object_or_404(WeeklyTarget.objects.visible_to(actor), pk=pk)
    tell_outcome(request, lambda: tell_target(target, actor))
    return _back(request, target.week, f"#p{target.party_id}")


@permitted("target.write")
@require_POST
def evaluation(request: HttpRequest) -> HttpResponse:
    """Keep who reached the target by now."""
    week = _week(request.POST.get("week", ""))
    tell_outcome(request, lambda: evaluate_week(week, actor_at(request)))
    return _back(request, week)


def _resellers(actor: Actor) -> QuerySet[Party]:
    return Party.objects.visible_to(actor).standing().filter(role=PartyRole.RESELLER)


def _narrowed(rows: QuerySet[Party], week: date, show: str) -> QuerySet[Party]:
    there = WeeklyTarget.objects.filter(week=week).values("party")
    ended = WeekEvaluation.objects.filter(week=week)
    reached = Q(revenue_minor__gte=F("target_minor"))
    match show:
        case "active":
            since, until = start_of(week - WEEK * WEEKS), start_of(week + WEEK)
            lines = SaleLine.objects.standing().filter(
                seller=OuterRef("pk"), sold_at__gte=since, sold_at__lt=until
            )
            return rows.filter(Q(pk__in=there) | Exists(lines))
        case "open":
            return rows.exclude(pk__in=there)
        case "set":
            return rows.filter(pk__in=there)
        case "reached":
            return rows.filter(pk__in=ended.filter(reached).values("party"))
        case "missed":
            return rows.filter(pk__in=ended.exclude(reached).values("party"))
        case _:
            return rows


def _sums(actor: Actor, week: date) -> dict[str, int | None]:
    """Return how many targets there are, what they come to, how many are told and reached."""
    set_ = WeeklyTarget.objects.visible_to(actor).counting().filter(week=week)
    found = set_.aggregate(count=Count("pk"), minor=Sum("target_minor"), told=Count("told"))
    ended = WeekEvaluation.objects.filter(
        week=week, party__in=Party.objects.visible_to(actor)
    )
    reached = Count("pk", filter=Q(revenue_minor__gte=F("target_minor")))
    return found | ended.aggregate(evaluated=Count("pk"), reached=reached)


def _week(text: str) -> date:
    day = day_in(text)
    return min(monday_of(day), this_week() + WEEK) if day else this_week()


def _chat(row: TargetRow) -> str:
    """Return the address that opens WhatsApp with words for the moment; none without a number."""
    if row.target is None or not row.number:
        return ""
    text = monday_words(row.party.name, rupiah(row.target.target_minor))
    if row.evaluation is not None:
        missing = rupiah(row.missing_minor) if row.missing_minor else ""
        sold = rupiah(row.evaluation.revenue_minor)
        text = saturday_words(row.party.name, sold, missing, row.streak)
    return f"https://wa.me/{row.number}?text={quote(text)}"


def _back(request: HttpRequest, week: date, at: str = "") -> HttpResponse:
    names = ("q", "page", "show", "sort")
    kept = {name: request.POST[name] for name in names if request.POST.get(name)}
    query = urlencode({"week": week.isoformat(), **kept})
    return redirect(f"{reverse('office:targets')}?{query}{at}")
