"""Addresses of care budgets."""

from __future__ import annotations

from django.urls import path

from setia.office.budgets import gift, views

urlpatterns = [
    path("budgets/", views.budgets, name="budgets"),
    path("budgets/new/", views.budget_new, name="budget-new"),
    path("budgets/<int:pk>/", views.budget, name="budget"),
    path("budgets/<int:pk>/end/", views.budget_end, name="budget-end"),
    path("charges/<int:pk>/reversal/", views.charge_reversal, name="charge-reversal"),
    path("people/<int:pk>/gifts/", gift.person_gifts, name="person-gifts"),
]
