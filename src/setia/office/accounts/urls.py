"""Addresses of key accounts."""

from __future__ import annotations

from django.urls import path

from setia.office.accounts import account, concentration, rules, views

urlpatterns = [
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/ranking/", rules.ranking, name="accounts-ranking"),
    path("accounts/rules/", rules.rules, name="accounts-rules"),
    path("accounts/concentration/", concentration.shares, name="accounts-concentration"),
    path("accounts/<int:pk>/", account.account, name="person-account"),
    path("accounts/<int:pk>/figures/", account.figures, name="person-account-figures"),
]
