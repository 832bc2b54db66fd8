"""Addresses of the whole application."""

from __future__ import annotations

from django.urls import include, path

from setia.api import hooks

urlpatterns = [
    path("api/v1/", include("setia.api.urls")),
    path("api/hooks/whatsapp/", hooks.whatsapp),
    path("api/hooks/telegram/", hooks.telegram),
    path("s/", include("setia.portal.urls")),
    path("p/", include("setia.portal.own.urls")),
    path("", include("setia.office.urls")),
]
