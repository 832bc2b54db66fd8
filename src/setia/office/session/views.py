"""Pages for signing in and out, and for the first run."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from setia.core.errors import Conflict, Refused
from setia.core.found_business import found_business
from setia.core.models import Business, User
from setia.core.roles import Role
from setia.office.permitted import open_to_all
from setia.office.problems import put_on_form
from setia.office.session.forms import FirstRunForm, SecondFactorForm
from setia.office.session.second_factor import awaited_user, has_second_factor, wait_for
from setia.people.actor_of import actor_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


@open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; send those with a second factor to its page."""
    if not Business.objects.exists():
        return redirect("office:first-run")
    form = AuthenticationForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.get_user()
        if has_second_factor(user):
            wait_for(request, user, _next(request))
            return redirect("office:second-factor")
        login(request, user)
        return redirect(_first(user, _next(request)))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "next": _next(request)}
    return render(request, "office/session/log_in.html", context, status=status)


@open_to_all
@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for the code of somebody who has given the right password."""
    waiting = awaited_user(request)
    if waiting is None:
        return redirect("office:log-in")
    form = SecondFactorForm(waiting.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, waiting.user, backend=BACKEND)
        return redirect(_first(waiting.user, waiting.next))
    status = 422 if request.method == "POST" else 200
    return render(
        request, "office/session/second_factor.html", {"form": form}, status=status
    )


@open_to_all
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("office:log-in")


@open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    """Welcome an empty installation; afterwards the page sends everybody to log in."""
    if Business.objects.exists():
        return redirect("office:log-in")
    form = FirstRunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            owner = found_business(**form.cleaned_data)
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict:
            return redirect("office:log-in")
        else:
            login(request, owner, backend=BACKEND)
            return redirect("office:home")
    status = 422 if request.method == "POST" else 200
    return render(request, "office/session/first_run.html", {"form": form}, status=status)


@open_to_all
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language from here on: kept with the log-in, else in a cookie."""
    chosen = request.POST.get("language", "")
    response = redirect(back(request))
    if chosen in dict(settings.LANGUAGES):
        if isinstance(request.user, User):
            User.objects.filter(pk=request.user.pk).update(language=chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 3600,
            httponly=True,
            secure=settings.HTTPS,
            samesite="Lax",
        )
    return response


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if _ours(request, wanted) else "/"


def _first(user: User, wanted: str) -> str:
    """Take people to where their day begins, unless they asked for another page."""
    if wanted != "/":
        return wanted
    if actor_of(user).may("touch.see") and user.cares_for.exists():
        return reverse("office:today")
    return reverse("office:inbox") if user.role == Role.SUPPORT else wanted


def back(request: HttpRequest) -> str:
    """Return where the person came from, if that is a page of ours."""
    came_from = request.headers.get("Referer", "")
    if not _ours(request, came_from):
        return "/"
    parts = urlsplit(came_from)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _ours(request: HttpRequest, url: str) -> bool:
    return url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
