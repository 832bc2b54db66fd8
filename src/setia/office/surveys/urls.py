"""Addresses of surveys and of reasons for leaving."""

from __future__ import annotations

from django.urls import path

from setia.office.surveys import reasons, silences, views

urlpatterns = [
    path("surveys/", views.surveys, name="surveys"),
    path("surveys/new/", views.survey_new, name="survey-new"),
    path("surveys/silences/", silences.silences, name="silences"),
    path("surveys/silences/asking/", silences.asking, name="silences-asking"),
    path("surveys/silences/<int:silence>/link/", silences.link, name="silence-link"),
    path("surveys/<slug:survey>/", views.survey, name="survey"),
    path("surveys/<slug:survey>/questions/", views.questions, name="survey-questions"),
    path("surveys/<slug:survey>/preview/", views.preview, name="survey-preview"),
    path(
        "surveys/<slug:survey>/invitations/", views.invitations, name="survey-invitations"
    ),
    path("reasons/", reasons.reasons, name="reasons"),
    path("reasons/codes/", reasons.codes, name="reason-codes"),
    path("reasons/<int:reason>/coding/", reasons.coding, name="reason-coding"),
]
