"""The page of what partner pages show of others."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from setia.core.errors import Conflict, Refused
from setia.office.middleware import actor_at
from setia.office.partners.forms import RulesForm
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form
from setia.partners.rules import change_rules, partner_rules


@permitted("business.write")
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """Show and change how others are named on leaderboards."""
    kept = partner_rules()
    first = {"leaderboard_names": kept.leaderboard_names, "version": kept.version}
    form = RulesForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            change_rules(told["leaderboard_names"], told["version"], actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:partner-rules")
    status = 422 if form.errors else 200
    return render(request, "office/partners/rules.html", {"form": form}, status=status)
