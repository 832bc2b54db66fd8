"""Addresses of programs."""

from __future__ import annotations

from django.urls import path

from setia.office.programs import board, versions, views

urlpatterns = [
    path("programs/", views.programs, name="programs"),
    path("programs/new/", versions.program_new, name="program-new"),
    path("programs/reading/", versions.program_reading, name="program-reading"),
    path("programs/<slug:code>/", views.program, name="program"),
    path("programs/<slug:code>/standing/", board.standing, name="program-standing"),
    path("programs/<slug:code>/edit/", versions.program_edit, name="program-edit"),
    path(
        "programs/<slug:code>/versions/new/",
        versions.program_version_new,
        name="program-version-new",
    ),
    path(
        "programs/<slug:code>/versions/<int:number>/linting/",
        versions.program_linting,
        name="program-linting",
    ),
    path(
        "programs/<slug:code>/versions/<int:number>/approval/",
        versions.program_approval,
        name="program-approval",
    ),
    path(
        "programs/<slug:code>/versions/<int:number>/rejection/",
        versions.program_rejection,
        name="program-rejection",
    ),
    path(
        "programs/<slug:code>/settlement/",
        versions.program_settlement,
        name="program-settlement",
    ),
    path(
        "programs/<slug:code>/retirement/",
        versions.program_retirement,
        name="program-retirement",
    ),
    path(
        "programs/<slug:code>/awards/<str:window>/<path:party>/",
        views.award,
        name="award",
    ),
]
