"""Addresses of the house's own settings."""

from __future__ import annotations

from django.urls import path

from setia.office.settings import views

urlpatterns = [
    path("business/", views.business, name="business"),
    path("users/", views.users, name="users"),
    path("users/new/", views.user_new, name="user-new"),
    path("users/<int:pk>/", views.user, name="user"),
    path("users/<int:pk>/password/", views.user_password, name="user-password"),
    path(
        "users/<int:pk>/second-factor/removal/",
        views.user_second_factor_removal,
        name="user-second-factor-removal",
    ),
    path("users/<int:pk>/closure/", views.user_closure, name="user-closure"),
    path("roles/", views.roles, name="roles"),
    path("integrations/", views.integrations, name="integrations"),
    path(
        "integrations/<int:pk>/revocation/",
        views.integration_revocation,
        name="integration-revocation",
    ),
]
