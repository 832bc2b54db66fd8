"""Addresses of care."""

from __future__ import annotations

from django.urls import path

from setia.office.care import proof, quotas, today

urlpatterns = [
    path("today/", today.todays, name="today"),
    path("today/touches/", today.today_touches, name="today-touches"),
    path("people/<int:pk>/touches/", today.person_touches, name="person-touches"),
    path("quotas/", quotas.quotas, name="quotas"),
    path("quotas/proof/", proof.care_proof, name="care-proof"),
]
