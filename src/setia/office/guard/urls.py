"""Addresses of the profit guard."""

from __future__ import annotations

from django.urls import path

from setia.office.guard import views

VERSION = "programs/<slug:code>/versions/<int:number>"
urlpatterns = [
    path(f"{VERSION}/guard/", views.guard, name="guard"),
    path(f"{VERSION}/guard/progress/", views.guard_progress, name="guard-progress"),
    path(f"{VERSION}/exception/", views.guard_exception, name="guard-exception"),
]
