"""Addresses of periods."""

from __future__ import annotations

from django.urls import path

from setia.office.periods import views

urlpatterns = [
    path("periods/", views.periods, name="periods"),
    path("periods/<str:month>/", views.period, name="period"),
    path("periods/<str:month>/runs/", views.period_runs, name="period-runs"),
    path("periods/<str:month>/progress/", views.period_progress, name="period-progress"),
    path(
        "periods/<str:month>/finalisation/",
        views.period_finalisation,
        name="period-finalisation",
    ),
    path("periods/<str:month>/reopening/", views.period_reopening, name="period-reopening"),
]
