"""Addresses of disputes."""

from __future__ import annotations

from django.urls import path

from setia.office.disputes import views

urlpatterns = [
    path("disputes/", views.disputes, name="disputes"),
    path("disputes/<int:pk>/", views.dispute, name="dispute"),
    path("disputes/<int:pk>/answer/", views.dispute_answer, name="dispute-answer"),
    path(
        "disputes/<int:pk>/withdrawal/", views.dispute_withdrawal, name="dispute-withdrawal"
    ),
]
