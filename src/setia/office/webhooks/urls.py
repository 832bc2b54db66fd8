"""Addresses of webhooks."""

from __future__ import annotations

from django.urls import path

from setia.office.webhooks import views

urlpatterns = [
    path("webhooks/", views.webhooks, name="webhooks"),
    path("webhooks/<int:pk>/", views.webhook, name="webhook"),
    path("webhooks/<int:pk>/closure/", views.webhook_closure, name="webhook-closure"),
    path("webhooks/messages/<str:message>/", views.webhook_message, name="webhook-message"),
    path(
        "webhooks/messages/<str:message>/replay/",
        views.webhook_replay,
        name="webhook-replay",
    ),
]
