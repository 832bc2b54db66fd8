"""Addresses of alerts."""

from __future__ import annotations

from django.urls import path

from setia.office.alerts import views

urlpatterns = [
    path("alerts/", views.alerts, name="alerts"),
    path("alerts/<int:pk>/", views.alert, name="alert"),
    path("alerts/<int:pk>/taking/", views.alert_taking, name="alert-taking"),
    path("alerts/<int:pk>/owner/", views.alert_owner, name="alert-owner"),
    path("alerts/<int:pk>/ending/", views.alert_ending, name="alert-ending"),
    path("alerts/<int:pk>/muting/", views.alert_muting, name="alert-muting"),
    path("alerts/mutings/", views.mutings, name="mutings"),
    path("alerts/mutings/<int:pk>/ending/", views.muting_end, name="muting-ending"),
]
