"""Addresses of the trail."""

from __future__ import annotations

from django.urls import path

from setia.office.trail import views

urlpatterns = [
    path("trail/", views.trail, name="trail"),
    path("trail/<int:number>/", views.trail_entry, name="trail-entry"),
]
