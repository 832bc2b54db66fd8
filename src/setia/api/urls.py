"""Addresses of the API; mounted at /api/v1/."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from setia.api.application import api
from setia.api.edge import edge, nothing_here
from setia.api.hooks import telegram, whatsapp

app_name = "api"
urlpatterns: list[URLPattern] = [
    path("hooks/whatsapp/", whatsapp, name="hook-whatsapp"),
    path("hooks/telegram/", telegram, name="hook-telegram"),
]
for _pattern in api.urls[0]:
    if isinstance(_pattern, URLPattern) and _pattern.callback is not None:
        _pattern.callback = edge(_pattern.callback)
        urlpatterns.append(_pattern)
urlpatterns.append(re_path("^.*$", edge(nothing_here), name="nothing"))
