"""Addresses of programs."""

from __future__ import annotations

from django.urls import path

from setia.office.programs import views

urlpatterns = [
    path("programs/", views.programs, name="programs"),
    path("programs/new/", views.program_new, name="program-new"),
    path("programs/<slug:code>/", views.program, name="program"),
    path("programs/<slug:code>/edit/", views.program_edit, name="program-edit"),
    path(
        "programs/<slug:code>/retirement/",
        views.program_retirement,
        name="program-retirement",
    ),
    path(
        "programs/<slug:code>/awards/<str:window>/<path:party>/",
        views.award,
        name="award",
    ),
]
