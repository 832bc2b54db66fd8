"""The list of people, and the pages that write."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.clock import now
from setia.core.errors import Conflict, Refused
from setia.office.middleware import actor_at
from setia.office.people.forms import (
    DETAIL_FORMS,
    AttributeForm,
    ConsentForm,
    ContactForm,
    NewPartyForm,
    PartyForm,
)
from setia.office.people.listed import asked_parties, listed, narrowing
from setia.office.permitted import permitted
from setia.office.problems import (
    put_conflict_on_form,
    put_on_form,
    tell_outcome,
    tell_wrong,
)
from setia.people.change_attribute import change_attribute
from setia.people.change_party import change_party
from setia.people.drafts import ContactDraft
from setia.people.export_parties import export_csv, export_xlsx
from setia.people.keep_details import (
    DETAILS,
    add_contact,
    add_detail,
    record_consent,
    remove_contact,
    remove_detail,
)
from setia.people.models import Contact, Party
from setia.people.register_party import register_party


@permitted("party.see")
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """List people; typing in the search narrows the rows alone."""
    rows = asked_parties(_visible(request), request.GET)
    context = {"listing": listed(rows, request.GET), **narrowing(_visible(request))}
    typing = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    template = "office/people/_rows.html" if typing else "office/people/people.html"
    return render(request, template, context)


@permitted("party.export")
@require_GET
def people_export(request: HttpRequest) -> HttpResponseBase:
    """Give the people of the list as a file."""
    rows = asked_parties(_visible(request), request.GET)
    actor = actor_at(request)
    if request.GET.get("format") == "xlsx":
        return FileResponse(
            export_xlsx(rows, actor), as_attachment=True, filename="people.xlsx"
        )
    answer = StreamingHttpResponse(export_csv(rows, actor), content_type="text/csv")
    answer["Content-Disposition"] = 'attachment; filename="people.csv"'
    return answer


@permitted("party.write")
@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    """Register somebody."""
    form = NewPartyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            party = register_party(form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("%(name)s is in the books.") % {"name": party})
            return redirect("office:person", pk=party.pk)
    status = 422 if form.errors else 200
    return render(request, "office/people/new.html", {"form": form}, status=status)


@permitted("party.write")
@require_http_methods(["GET", "POST"])
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is written about somebody."""
    party = get_object_or_404(_visible(request), pk=pk)
    first = {
        "name": party.name,
        "role": party.role,
        "joined_on": party.joined_on,
        "birth_date": party.birth_date,
        "caretaker": party.caretaker_id,
        "version": party.version,
    }
    form = PartyForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            change_party(party, form.change(), version, actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("office:person", pk=pk)
    context = {"form": form, "party": party}
    return render(
        request, "office/people/edit.html", context, status=422 if form.errors else 200
    )


@permitted("party.write")
@require_POST
def person_attribute(request: HttpRequest, pk: int) -> HttpResponse:
    """Move somebody to another tier, category, territory or upline."""
    party = get_object_or_404(_visible(request), pk=pk)
    form = AttributeForm(request.POST)
    if form.is_valid():
        filled = form.cleaned_data
        tell_outcome(
            request,
            lambda: change_attribute(
                party,
                filled["attribute"],
                filled["value"],
                filled["from_date"],
                actor_at(request),
            ),
        )
    else:
        tell_wrong(request, form)
    return redirect("office:person", pk=pk)


@permitted("party.write")
@require_POST
def person_contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a number or address."""
    party = get_object_or_404(_visible(request), pk=pk)
    form = ContactForm(request.POST)
    if form.is_valid():
        draft = ContactDraft(form.cleaned_data["kind"], form.cleaned_data["value"])
        tell_outcome(request, lambda: add_contact(party, draft, actor_at(request)))
    else:
        tell_wrong(request, form)
    return redirect("office:person", pk=pk)


@permitted("party.write")
@require_POST
def person_contact_removal(request: HttpRequest, pk: int, contact: int) -> HttpResponse:
    """Take a number away."""
    party = get_object_or_404(_visible(request), pk=pk)
    kept = get_object_or_404(Contact, pk=contact, party=party)
    tell_outcome(request, lambda: remove_contact(kept, actor_at(request)))
    return redirect("office:person", pk=pk)


@permitted("party.write")
@require_POST
def person_details(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Write something down: a day, a family member, a like, a note, a place."""
    party = get_object_or_404(_visible(request), pk=pk)
    if kind not in DETAIL_FORMS:
        raise Http404(kind)
    form = DETAIL_FORMS[kind](request.POST)
    if form.is_valid():
        values = form.cleaned_data
        tell_outcome(request, lambda: add_detail(party, kind, values, actor_at(request)))
    else:
        tell_wrong(request, form)
    return redirect("office:person", pk=pk)


@permitted("party.write")
@require_POST
def person_detail_removal(
    request: HttpRequest, pk: int, kind: str, detail: int
) -> HttpResponse:
    """Take back something that was wrong."""
    party = get_object_or_404(_visible(request), pk=pk)
    if kind not in DETAILS:
        raise Http404(kind)
    tell_outcome(request, lambda: remove_detail(party, kind, detail, actor_at(request)))
    return redirect("office:person", pk=pk)


@permitted("party.write")
@require_POST
def person_consents(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a consent, or that it was taken back."""
    party = get_object_or_404(_visible(request), pk=pk)
    form = ConsentForm(request.POST)
    if form.is_valid():
        filled, by = form.cleaned_data, actor_at(request)
        words = (filled["text"], filled["source"])
        tell_outcome(
            request,
            lambda: record_consent(
                party, filled["channel"], filled["act"], words, now(), by
            ),
        )
    else:
        tell_wrong(request, form)
    return redirect("office:person", pk=pk)


def _visible(request: HttpRequest) -> QuerySet[Party]:
    return Party.objects.visible_to(actor_at(request)).standing()
