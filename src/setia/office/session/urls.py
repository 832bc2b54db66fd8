"""Addresses of signing in and of one's own account."""

from __future__ import annotations

from django.urls import path

from setia.office.session import account, views

urlpatterns = [
    path("welcome/", views.first_run, name="first-run"),
    path("session/", views.log_in, name="log-in"),
    path("session/second-factor/", views.second_factor, name="second-factor"),
    path("session/end/", views.log_out, name="log-out"),
    path("language/", views.language, name="language"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="account-password"),
    path("account/second-factor/", account.second_factor, name="account-second-factor"),
    path(
        "account/second-factor/removal/",
        account.second_factor_removal,
        name="account-second-factor-removal",
    ),
]
