"""Quotas of everybody: what was asked for, what was made, and how it is going."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from setia.care.models import Quota, Span, TouchKind
from setia.care.quotas import days_of_week, filled_quotas, touches_by_day
from setia.care.set_quota import MOST, QuotaDraft, people_with_authority, set_quota
from setia.core.clock import today
from setia.core.errors import Refused
from setia.core.models import User
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_on_form


class QuotaForm(forms.Form):
    """Who is asked for how many touches of which kind, from when on."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Person"), queryset=User.objects.none()
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of touch"), choices=TouchKind.choices)
    count = forms.IntegerField(
        label=gettext_lazy("How many"),
        min_value=0,
        max_value=MOST,
        help_text=gettext_lazy("0 asks for none."),
    )
    span = forms.ChoiceField(label=gettext_lazy("How often"), choices=Span.choices)
    from_day = forms.DateField(
        label=gettext_lazy("From"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, *args: Any, **rest: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **rest)
        chosen = self.fields["person"]
        if isinstance(chosen, forms.ModelChoiceField):
            known = [one.pk for one in people_with_authority()]
            chosen.queryset = User.objects.filter(pk__in=known).order_by("first_name", "pk")

    def draft(self) -> QuotaDraft:
        """Return the quota as it was filled in."""
        filled = self.cleaned_data
        return QuotaDraft(
            filled["kind"], filled["span"], filled["count"], filled["from_day"]
        )


@permitted("quota.write")
@require_http_methods(["GET", "POST"])
def quotas(request: HttpRequest) -> HttpResponse:
    """Show everybody's week at a glance, and set what is asked for."""
    day = today(settings.TIME_ZONE)
    form = QuotaForm(request.POST or None, initial={"from_day": day, "span": Span.DAY})
    if request.method == "POST" and form.is_valid():
        try:
            set_quota(form.cleaned_data["person"], form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("The quota is set."))
            return redirect("office:quotas")
    return _shown(request, form, day)


def _shown(request: HttpRequest, form: QuotaForm, day: date) -> HttpResponse:
    people = people_with_authority()
    filled = filled_quotas([one.pk for one in people], day)
    days, made = days_of_week(day), touches_by_day([one.pk for one in people], day)
    week = {one.pk: [made.get((one.pk, on), 0) for on in days] for one in people}
    rows = [(one, filled[one.pk], week[one.pk]) for one in people]
    context = {
        "rows": rows,
        "days": days,
        "day": day,
        "form": form,
        "records": Quota.objects.select_related("user").order_by("-pk")[:20],
    }
    return render(
        request, "office/care/quotas.html", context, status=422 if form.errors else 200
    )
