"""Addresses of the whole application."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("setia.api.urls")),
    path("s/", include("setia.portal.urls")),
    path("p/", include("setia.portal.own.urls")),
    path("", include("setia.office.urls")),
]
