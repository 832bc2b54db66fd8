"""Pages of the house's own settings: business, log-ins, integrations, the table of roles."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.change_business import change_business
from setia.core.errors import Conflict, Refused
from setia.core.issue_token import issue_token
from setia.core.manage_user import add_user, change_user, close_user
from setia.core.models import Business, Integration, User
from setia.core.permission_words import WORDS
from setia.core.permissions import PERMITTED
from setia.core.renew_password import renew_password
from setia.core.revoke_token import revoke_token
from setia.core.roles import Role
from setia.core.second_factor import turn_off_second_factor
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form
from setia.office.sentences import sentence
from setia.office.session.second_factor import has_second_factor
from setia.office.settings.forms import (
    BusinessForm,
    KeptUserForm,
    NewUserForm,
    PasswordForm,
    TokenForm,
)
from setia.people.models import Party


@permitted("business.write")
@require_http_methods(["GET", "POST"])
def business(request: HttpRequest) -> HttpResponse:
    """Show and change what the business calls itself."""
    kept = get_object_or_404(Business, pk=1)
    first = {"name": kept.name, "time_zone": kept.time_zone}
    form = BusinessForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            change_business(**form.cleaned_data, by=actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("The settings were saved."))
            return redirect("office:business")
    return _page(request, "office/settings/business.html", form)


@permitted("user.manage")
@require_GET
def users(request: HttpRequest) -> HttpResponse:
    """List who can sign in."""
    rows = User.objects.select_related("closure").prefetch_related("territories")
    context = {"users": rows.order_by("closure", "first_name", "pk")}
    return render(request, "office/settings/users.html", context)


@permitted("user.manage")
@require_http_methods(["GET", "POST"])
def user_new(request: HttpRequest) -> HttpResponse:
    """Give somebody a log-in."""
    form = NewUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = add_user(form.draft(), form.cleaned_data["password"], actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("%(name)s can sign in now.") % {"name": user})
            return redirect("office:users")
    return _page(request, "office/settings/user.html", form)


@permitted("user.manage")
@require_http_methods(["GET", "POST"])
def user(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the role, name or territories of a log-in."""
    kept = get_object_or_404(User, pk=pk)
    form = KeptUserForm(request.POST or None, initial=_filled(kept))
    if request.method == "POST" and form.is_valid():
        try:
            change_user(kept, form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("The log-in was changed."))
            return redirect("office:users")
    more = {"kept": kept, "second_factor": has_second_factor(kept)}
    return _page(request, "office/settings/user.html", form, **more)


@permitted("user.manage")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def user_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody who forgot it a new password."""
    kept = get_object_or_404(User, pk=pk, is_active=True)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            renew_password(kept, form.cleaned_data["password"], actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            told = _("%(name)s has a new password, and was signed out everywhere.")
            messages.success(request, told % {"name": kept})
            return redirect("office:users")
    return _page(request, "office/settings/password.html", form, kept=kept)


@permitted("user.manage")
@require_POST
def user_second_factor_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn off the second factor of somebody who lost the phone."""
    kept = get_object_or_404(User, pk=pk)
    turn_off_second_factor(kept, actor_at(request))
    messages.success(request, _("The second factor of %(name)s is off.") % {"name": kept})
    return redirect("office:user", pk)


@permitted("user.manage")
@require_POST
def user_closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a log-in."""
    kept = get_object_or_404(User, pk=pk)
    try:
        close_user(kept, actor_at(request), request.POST.get("reason", "")[:300])
    except Refused as refused:
        problem = refused.problems[0]
        messages.error(request, sentence(problem.code, problem.params))
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
    else:
        messages.success(request, _("%(name)s can no longer sign in.") % {"name": kept})
    return redirect("office:users")


@permitted("user.manage")
@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """Show the table that says who may do what."""
    table = [
        (WORDS[name], [(role in holders) for role in Role])
        for name, holders in PERMITTED.items()
    ]
    return render(
        request, "office/settings/roles.html", {"roles": list(Role), "table": table}
    )


@permitted("integration.manage")
@never_cache
@require_http_methods(["GET", "POST"])
def integrations(request: HttpRequest) -> HttpResponse:
    """List tokens; give a new one, which is shown on this answer and never again."""
    form, token = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _issued, token = issue_token(**form.cleaned_data, by=actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            form = TokenForm()
    rows = Integration.objects.select_related("revocation").order_by("revocation", "name")
    listed = [(one, [WORDS[scope] for scope in one.scopes]) for one in rows]
    return _page(
        request, "office/settings/integrations.html", form, integrations=listed, token=token
    )


@permitted("integration.manage")
@require_POST
def integration_revocation(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token."""
    kept = get_object_or_404(Integration, pk=pk)
    try:
        revoke_token(kept, actor_at(request), request.POST.get("reason", "")[:300])
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
    else:
        told = _("The token of %(name)s no longer counts.") % {"name": kept}
        messages.success(request, told)
    return redirect("office:integrations")


def _filled(user: User) -> dict[str, str]:
    party = Party.objects.filter(pk=user.party_id).first() if user.party_id else None
    return {
        "username": user.username,
        "name": user.first_name,
        "email": user.email,
        "role": user.role,
        "territories": ", ".join(one.territory for one in user.territories.all()),
        "party": party.code if party else "",
    }


def _page(
    request: HttpRequest, template: str, form: object, **more: object
) -> HttpResponse:
    wrong = request.method == "POST" and bool(getattr(form, "errors", None))
    return render(request, template, {"form": form, **more}, status=422 if wrong else 200)
