"""Addresses of the whole application."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("setia.office.urls")),
]
