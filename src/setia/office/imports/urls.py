"""Addresses of imports."""

from __future__ import annotations

from django.urls import path

from setia.office.imports import deciding, reading, views

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/new/", views.import_new, name="import-new"),
    path("imports/<int:pk>/", views.import_page, name="import"),
    path("imports/<int:pk>/mapping/", reading.mapping, name="import-mapping"),
    path("imports/<int:pk>/preview/", deciding.preview, name="import-preview"),
    path("imports/<int:pk>/commit/", deciding.commit, name="import-commit"),
    path("imports/<int:pk>/discard/", deciding.discard, name="import-discard"),
    path("imports/<int:pk>/undo/", deciding.undo, name="import-undo"),
    path("imports/<int:pk>/progress/", views.progress, name="import-progress"),
    path("imports/<int:pk>/refused/", views.refused, name="import-refused"),
]
