"""Addresses of the office."""

from __future__ import annotations

from django.urls import include, path

from setia.office.home import views as home

app_name = "office"
urlpatterns = [
    path("", home.home, name="home"),
    path("style/", home.style, name="style"),
    path("favicon.ico", home.favicon, name="favicon"),
    path("theme/", home.theme, name="theme"),
    path("", include("setia.office.session.urls")),
    path("", include("setia.office.settings.urls")),
    path("", include("setia.office.webhooks.urls")),
    path("", include("setia.office.trail.urls")),
    path("", include("setia.office.rewards.urls")),
    path("", include("setia.office.programs.urls")),
    path("", include("setia.office.guard.urls")),
    path("", include("setia.office.backtests.urls")),
    path("", include("setia.office.periods.urls")),
    path("", include("setia.office.payouts.urls")),
    path("", include("setia.office.statements.urls")),
    path("", include("setia.office.disputes.urls")),
    path("", include("setia.office.helpdesk.urls")),
    path("", include("setia.office.surveys.urls")),
    path("", include("setia.office.care.urls")),
    path("", include("setia.office.alerts.urls")),
    path("", include("setia.office.promises.urls")),
    path("", include("setia.office.market.urls")),
    path("", include("setia.office.people.urls")),
    path("", include("setia.office.budgets.urls")),
    path("", include("setia.office.messages.urls")),
    path("", include("setia.office.accounts.urls")),
    path("", include("setia.office.visits.urls")),
    path("", include("setia.office.partners.urls")),
    path("", include("setia.office.products.urls")),
    path("", include("setia.office.sales.urls")),
    path("", include("setia.office.imports.urls")),
    path("", include("setia.office.coaching.urls")),
    path("", include("setia.office.gatherings.urls")),
    path("", include("setia.office.claims.urls")),
    path("", include("setia.office.ledger.urls")),
]
