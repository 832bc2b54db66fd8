"""One's own account: language, password, second factor."""

from __future__ import annotations

import segno
from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.errors import Refused
from setia.core.models import User
from setia.core.renew_password import renew_password
from setia.core.second_factor import (
    begun_device,
    turn_off_second_factor,
    turn_on_second_factor,
)
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_on_form
from setia.office.session.second_factor import has_second_factor


class CodeForm(forms.Form):
    """The first code of a new authenticator."""

    token = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=10,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - `permitted` let only these in
    return request.user


@permitted("account.use")
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Show who one is here, and what one may do."""
    context = {"second_factor": has_second_factor(_user(request))}
    return render(request, "office/session/account.html", context)


@permitted("account.use")
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other sessions of the log-in end."""
    form = PasswordChangeForm(_user(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        renew_password(
            _user(request), form.cleaned_data["new_password1"], actor_at(request)
        )
        update_session_auth_hash(request, _user(request))
        messages.success(request, _("Your password was changed."))
        return redirect("office:account")
    status = 422 if request.method == "POST" else 200
    return render(request, "office/session/password.html", {"form": form}, status=status)


@permitted("account.use")
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Show the code to scan, and take the first code of the authenticator."""
    user = _user(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            turn_on_second_factor(user, form.cleaned_data["token"], actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("The second factor is on."))
            return redirect("office:account")
    device = begun_device(user)
    drawn = segno.make(device.config_url).svg_inline(
        omitsize=True, border=2, lineclass=None
    )
    context = {
        "form": form,
        "picture": mark_safe(drawn),  # noqa: S308 - drawn by us, from our own address
        "address": device.config_url,
    }
    status = 422 if request.method == "POST" else 200
    return render(
        request, "office/session/second_factor_setup.html", context, status=status
    )


@permitted("account.use")
@require_POST
def second_factor_removal(request: HttpRequest) -> HttpResponse:
    """Turn the second factor off."""
    turn_off_second_factor(_user(request), actor_at(request))
    messages.success(request, _("The second factor is off."))
    return redirect("office:account")
