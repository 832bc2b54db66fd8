"""How accounts are ranked: the rules by day, a new one, and ranking a month again."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from setia.accounts.models import AccountRule
from setia.accounts.rank_accounts import rank_accounts
from setia.accounts.set_account_rule import rules_on, set_account_rule
from setia.core.clock import today
from setia.core.errors import Refused
from setia.office.accounts.forms import RuleForm
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_on_form, tell_outcome
from setia.ui.listing import Listing

SORTS = {"from": ("-from_day", "-pk")}


@permitted("account.rule")
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules and take a new one."""
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_account_rule(form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("The rule counts from its day on."))
            return redirect("office:accounts-rules")
    in_force = {rule.pk for rule in rules_on(today(settings.TIME_ZONE))}
    listing = Listing(request.GET, SORTS, "from").over(AccountRule.objects.all())
    rows = [(rule, rule.pk in in_force) for rule in listing.rows]
    context = {"form": form, "listing": listing, "rules": rows}
    status = 422 if form.errors else 200
    return render(request, "office/accounts/rules.html", context, status=status)


@permitted("account.rule")
@require_POST
def ranking(request: HttpRequest) -> HttpResponse:
    """Rank everybody again for the present month."""
    month = today(settings.TIME_ZONE).replace(day=1)
    tell_outcome(request, lambda: rank_accounts(month, actor_at(request)))
    return redirect("office:accounts")
