"""Addresses of the API; mounted at /api/v1/."""

from __future__ import annotations

from django.urls import URLPattern, re_path

from setia.api.application import api
from setia.api.edge import edge, nothing_here

app_name = "api"
urlpatterns: list[URLPattern] = []
for _pattern in api.urls[0]:
    if isinstance(_pattern, URLPattern) and _pattern.callback is not None:
        _pattern.callback = edge(_pattern.callback)
        urlpatterns.append(_pattern)
urlpatterns.append(re_path("^.*$", edge(nothing_here), name="nothing"))
