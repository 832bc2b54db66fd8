"""The public page on which somebody applies to become a reseller."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from setia.core.errors import Refused
from setia.core.models import Business
from setia.partners.applying import ApplicationDraft, apply
from setia.partners.models import JoiningReason
from setia.partners.models.application import FOR_OFFICE
from setia.partners.sentences import SENTENCES
from setia.portal.own.consent_words import application_words
from setia.portal.own.door import for_everybody, page, place_of
from setia.programs.sentences import worded

TRAP = "website"
"""A field that no person sees; who fills it in is a program."""


class ApplicationForm(forms.Form):
    """Who wants to sell with us, and why."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=160,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("WhatsApp number"),
        max_length=40,
        widget=forms.TextInput(
            {"inputmode": "tel", "autocomplete": "tel", "placeholder": "0812-3456-7890"}
        ),
    )
    city = forms.CharField(
        label=_("City"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "address-level2"}),
    )
    territory = forms.CharField(
        label=_("Where you want to sell"), max_length=80, required=False
    )
    reason = forms.ChoiceField(
        label=_("Why do you want to join?"),
        choices=[one for one in JoiningReason.choices if one[0] not in FOR_OFFICE],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Something we should know"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def draft(self, *, agreed: bool) -> ApplicationDraft:
        """Return what was filled in."""
        told = self.cleaned_data
        return ApplicationDraft(
            told["name"],
            told["phone"],
            told["city"],
            told["territory"],
            told["reason"],
            told["words"],
            agreed,
        )


@for_everybody
@require_http_methods(["GET", "POST"])
def application(request: HttpRequest) -> HttpResponse:
    """Show the form and take what was filled in; programs are thanked and forgotten."""
    form = ApplicationForm(request.POST or None)
    agreed = request.POST.get("agreed") == "1"
    words = application_words(_business())
    if request.method == "POST":
        if request.POST.get(TRAP):
            return redirect("partners:applied")
        if form.is_valid():
            consent = (words, f"/p/apply/ ({get_language()})")
            try:
                apply(form.draft(agreed=agreed), consent, place_of(request))
            except Refused as refused:
                for one in refused.problems:
                    told = worded(SENTENCES, one.code, one.params, one.at)
                    form.add_error(one.at if one.at in form.fields else None, told)
            else:
                return redirect("partners:applied")
    context = {"form": form, "words": words, "agreed": agreed, "trap": TRAP}
    status = 422 if request.method == "POST" else 200
    return page(request, None, "apply", context, status=status)


@for_everybody
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """Say what happens next."""
    return page(request, None, "applied", {})


def _business() -> str:
    kept = Business.objects.filter(pk=1).first()
    return kept.name if kept else "Setia"
