"""The API alone, where it is mounted."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("api/v1/", include("setia.api.urls"))]
