"""The gallery of schemes, and the builder that opens with one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from setia.core.clock import today
from setia.core.errors import Conflict, Problem, Refused
from setia.office.language import language
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.programs.builder.bench import Bench, bench_of, draw_bench
from setia.programs.add_programs import add_programs
from setia.programs.gallery.scheme import Scheme, free_code, schemes
from setia.programs.gallery.worked import Worked, worked_example
from setia.programs.models import Program


@dataclass(frozen=True)
class Card:
    """A scheme on the page of the gallery, in the reader's language."""

    name: str
    title: str
    purpose: str
    picture: str
    example: list[Worked]


@permitted("program.write")
@require_GET
def program_new(request: HttpRequest) -> HttpResponse:
    """Show the schemes that a program can begin with."""
    cards = [_card(scheme) for scheme in schemes().values()]
    return render(request, "office/programs/gallery.html", {"cards": cards})


@permitted("program.write")
@require_http_methods(["GET", "POST"])
def program_from_scheme(request: HttpRequest, scheme: str) -> HttpResponse:
    """Fill a scheme in, and keep its plan, or all of its plans, as drafts."""
    if scheme not in schemes():
        raise Http404(scheme)
    kept = schemes()[scheme]
    bench = bench_of(request, _begun(kept) if request.method == "GET" else ())
    refused: list[Problem] = []
    if bench.saves:
        try:
            added = add_programs(bench.texts, actor_at(request))
        except Refused as problems:
            refused = list(problems.problems)
        except Conflict as conflict:
            params = {
                **conflict.params,
                "plan": bench.number_of(conflict.params.get("code")),
            }
            refused = [Problem(conflict.code, "id", params)]
        else:
            return _kept(request, added)
    context = {"scheme": _card(kept), "heading": _card(kept).title}
    return _page(request, bench, refused, context)


def _kept(request: HttpRequest, added: list[Program]) -> HttpResponse:
    """Lead to the draft, or to the list where several were kept."""
    if len(added) > 1:
        messages.success(request, _("The drafts were saved. Have each linted next."))
        return redirect("office:programs")
    messages.success(request, _("The draft was saved. Have it linted next."))
    return redirect("office:program", code=added[0].code)


def _page(
    request: HttpRequest, bench: Bench, refused: list[Problem], context: dict[str, Any]
) -> HttpResponse:
    drawn = draw_bench(bench, refused)
    status = 422 if bench.saves else 200
    return render(
        request, "office/programs/builder.html", {**drawn, **context}, status=status
    )


def _begun(scheme: Scheme) -> list[dict[str, Any]]:
    """Return the plans of a scheme from the next month on, under ids that are free."""
    documents = scheme.documents(today(settings.TIME_ZONE))
    return [{**one, "id": free_code(one["id"])} for one in documents]


def _card(scheme: Scheme) -> Card:
    tongue = language()
    example = worked_example(scheme, today(settings.TIME_ZONE), tongue)
    return Card(
        scheme.name, scheme.title[tongue], scheme.purpose[tongue], scheme.picture, example
    )
