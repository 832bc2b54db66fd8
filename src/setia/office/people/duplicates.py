"""People who may be one: suggestions side by side, and merging with its consequences."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.errors import Conflict, Refused
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome
from setia.office.sentences import sentence
from setia.people.merge_parties import decide_they_are_two, merge_parties
from setia.people.models import Party
from setia.people.suggest_duplicates import suggest_duplicates
from setia.sales.models import SaleLine

LABELS = {
    "name": gettext_lazy("Name"),
    "role": gettext_lazy("Role"),
    "joined_on": gettext_lazy("Joined on"),
    "birth_date": gettext_lazy("Birth date"),
}
FIELDS = tuple(LABELS)


@permitted("party.merge")
@require_GET
def duplicates(request: HttpRequest) -> HttpResponse:
    """Suggest pairs, the surest first, each with its reason."""
    seen = Party.objects.visible_to(actor_at(request)).standing()
    pairs = suggest_duplicates(seen.prefetch_related("contacts"))
    return render(request, "office/people/duplicates.html", {"pairs": pairs})


@permitted("party.merge")
@require_POST
def not_duplicate(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Remember that two are two."""
    one, two = _pair(request, pk, other)
    tell_outcome(request, lambda: decide_they_are_two(one, two, actor_at(request)))
    return redirect("office:duplicates")


@permitted("party.merge")
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Show what merging would do, in numbers; then do it."""
    kept, gone = _pair(request, pk, other)
    if request.method == "POST":
        try:
            merge_parties(gone, kept, _chosen(request, gone), actor_at(request))
        except Refused as refused:
            problem = refused.problems[0]
            messages.error(request, sentence(problem.code, problem.params))
        except Conflict as conflict:
            messages.error(request, sentence(conflict.code, conflict.params))
        else:
            told = _("%(gone)s is now part of %(kept)s.") % {"gone": gone, "kept": kept}
            messages.success(request, told)
        return redirect("office:person", pk=kept.pk)
    context = {
        "kept": kept,
        "gone": gone,
        "fields": [_field(name, kept, gone) for name in FIELDS],
        "moved": _consequences(gone),
    }
    return render(request, "office/people/merge.html", context)


def _pair(request: HttpRequest, pk: int, other: int) -> tuple[Party, Party]:
    seen = Party.objects.visible_to(actor_at(request)).standing()
    return get_object_or_404(seen, pk=pk), get_object_or_404(seen, pk=other)


def _field(name: str, kept: Party, gone: Party) -> dict[str, Any]:
    return {
        "name": name,
        "label": LABELS[name],
        "kept": _shown(name, kept),
        "gone": _shown(name, gone),
        "differs": getattr(kept, name) != getattr(gone, name),
        "lacking": not getattr(kept, name) and bool(getattr(gone, name)),
    }


def _shown(name: str, party: Party) -> Any:  # noqa: ANN401 - text or day
    return party.get_role_display() if name == "role" else getattr(party, name)


def _chosen(request: HttpRequest, gone: Party) -> dict[str, Any]:
    """Return the values that the person took from the one that goes."""
    return {
        name: getattr(gone, name) for name in FIELDS if request.POST.get(name) == "gone"
    }


def _consequences(gone: Party) -> dict[str, int]:
    return {
        "contacts": gone.contacts.count(),
        "notes": gone.notes.count(),
        "downline": gone.downline.count(),
        "sold": SaleLine.objects.filter(seller=gone).count(),
        "bought": SaleLine.objects.filter(buyer=gone).count(),
    }
