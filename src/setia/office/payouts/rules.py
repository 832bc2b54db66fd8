"""The page of what holds for all payouts: minimum, netting, bank, and the table of taxes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from setia.core.errors import Conflict, Problem, Refused
from setia.office.language import language
from setia.office.middleware import actor_at
from setia.office.payouts.forms import SettingsForm, filled_settings
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form
from setia.office.sentences import sentence
from setia.payouts.change_settings import change_settings
from setia.payouts.models import TaxKind
from setia.payouts.rules import payout_settings, withholding_table
from setia.payouts.tax_sum import percent
from setia.payouts.withholding.table import Rule


@permitted("payout.approve")
@require_http_methods(["GET", "POST"])
def payout_settings_page(request: HttpRequest) -> HttpResponse:
    """Show the rules and change them."""
    form = SettingsForm(request.POST or None, initial=filled_settings(payout_settings()))
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            change_settings(form.draft(), version, actor_at(request))
        except Refused as refused:
            _put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:payout-settings")
    context = {"form": form, **_table()}
    status = 422 if form.errors else 200
    return render(request, "office/payouts/settings.html", context, status=status)


def _put_on_form(form: SettingsForm, problems: Iterable[Problem]) -> None:
    """Tell what is wrong with a document below its box, each with its place in it."""
    for one in problems:
        box, _dot, place = one.at.partition(".")
        told = sentence(one.code, one.params, one.at)
        known = box if box in form.fields else None
        form.add_error(known, f"{place}: {told}" if place else told)


def _table() -> dict[str, Any]:
    try:
        table = withholding_table()
    except Refused as refused:
        problems = [sentence(one.code, one.params, one.at) for one in refused.problems]
        return {"table_problems": problems}
    return {
        "table": table,
        "table_note": table.note[language()],
        "tax_rules": [_shown(one) for one in table.rules],
    }


def _shown(rule: Rule) -> dict[str, Any]:
    return {
        "kind": TaxKind(rule.kind).label,
        "rule": rule,
        "base": percent(rule.base),
        "factor": percent(rule.without_tax_id),
        "bands": [(one.from_minor, percent(one.rate)) for one in rule.bands],
    }
