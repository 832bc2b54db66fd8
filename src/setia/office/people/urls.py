"""Addresses of people."""

from __future__ import annotations

from django.urls import path

from setia.office.people import duplicates, person, views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/export/", views.people_export, name="people-export"),
    path("people/new/", views.person_new, name="person-new"),
    path("people/duplicates/", duplicates.duplicates, name="duplicates"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/edit/", views.person_edit, name="person-edit"),
    path("people/<int:pk>/attributes/", views.person_attribute, name="person-attribute"),
    path("people/<int:pk>/contacts/", views.person_contacts, name="person-contacts"),
    path(
        "people/<int:pk>/contacts/<int:contact>/removal/",
        views.person_contact_removal,
        name="person-contact-removal",
    ),
    path("people/<int:pk>/consents/", views.person_consents, name="person-consents"),
    path(
        "people/<int:pk>/details/<slug:kind>/", views.person_details, name="person-details"
    ),
    path(
        "people/<int:pk>/details/<slug:kind>/<int:detail>/removal/",
        views.person_detail_removal,
        name="person-detail-removal",
    ),
    path("people/<int:pk>/merge/<int:other>/", duplicates.merge, name="merge"),
    path(
        "people/<int:pk>/difference/<int:other>/",
        duplicates.not_duplicate,
        name="not-duplicate",
    ),
]
