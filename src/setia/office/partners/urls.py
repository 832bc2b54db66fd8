"""Addresses of what the office does for partner pages."""

from __future__ import annotations

from django.urls import path

from setia.office.partners import applications, corrections, links, materials, rules

urlpatterns = [
    path("partner-links/", links.partner_links, name="partner-links"),
    path("partner-links/asks/<int:ask>/", links.ask_link, name="ask-link"),
    path("partner-links/asks/<int:ask>/end/", links.ask_end, name="ask-end"),
    path(
        "partner-links/<int:link>/revocation/",
        links.partner_link_revocation,
        name="partner-link-revocation",
    ),
    path("people/<int:pk>/partner-link/", links.person_partner_link, name="person-link"),
    path(
        "people/<int:pk>/devices/<int:session>/exit/",
        links.person_device_exit,
        name="person-device-exit",
    ),
    path("partner-rules/", rules.rules, name="partner-rules"),
    path("applications/", applications.applications, name="applications"),
    path("applications/<int:application>/", applications.application, name="application"),
    path(
        "applications/<int:application>/approval/",
        applications.approval,
        name="application-approval",
    ),
    path(
        "applications/<int:application>/refusal/",
        applications.refusal,
        name="application-refusal",
    ),
    path("materials/", materials.materials, name="materials"),
    path("materials/new/", materials.material_new, name="material-new"),
    path("materials/<int:material>/", materials.material_edit, name="material-edit"),
    path(
        "materials/<int:material>/withdrawal/",
        materials.material_withdrawal,
        name="material-withdrawal",
    ),
    path(
        "materials/<int:material>/picture/",
        materials.material_picture,
        name="material-picture",
    ),
    path("corrections/", corrections.corrections, name="corrections"),
    path(
        "corrections/<int:request_id>/answer/",
        corrections.correction_answer,
        name="correction-answer",
    ),
]
