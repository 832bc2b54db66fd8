"""Addresses of programs."""

from __future__ import annotations

from django.urls import path

from setia.office.programs import board, documents, editing, gallery, versions, views

urlpatterns = [
    path("programs/", views.programs, name="programs"),
    path("programs/new/", gallery.program_new, name="program-new"),
    path(
        "programs/new/document/",
        documents.program_document_new,
        name="program-document-new",
    ),
    path(
        "programs/new/<slug:scheme>/",
        gallery.program_from_scheme,
        name="program-from-scheme",
    ),
    path("programs/reading/", documents.program_reading, name="program-reading"),
    path("programs/notes/", editing.program_notes, name="program-notes"),
    path("programs/<slug:code>/", views.program, name="program"),
    path("programs/<slug:code>/standing/", board.standing, name="program-standing"),
    path("programs/<slug:code>/edit/", editing.program_edit, name="program-edit"),
    path(
        "programs/<slug:code>/edit/document/",
        documents.program_document_edit,
        name="program-document-edit",
    ),
    path(
        "programs/<slug:code>/versions/new/",
        editing.program_version_new,
        name="program-version-new",
    ),
    path(
        "programs/<slug:code>/versions/new/document/",
        documents.program_version_document_new,
        name="program-version-document-new",
    ),
    path(
        "programs/<slug:code>/versions/<int:number>/document/",
        editing.program_document,
        name="program-document",
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
