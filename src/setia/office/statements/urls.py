"""Addresses of statements."""

from __future__ import annotations

from django.urls import path

from setia.office.statements import award, sharing, views

urlpatterns = [
    path("statements/", views.statements, name="statements"),
    path("statements/<int:pk>/<str:month>/", views.statement, name="statement"),
    path("statements/<int:pk>/<str:month>/pdf/", views.statement_pdf, name="statement-pdf"),
    path(
        "statements/<int:pk>/<str:month>/xlsx/", views.statement_xlsx, name="statement-xlsx"
    ),
    path(
        "statements/<int:pk>/<str:month>/links/",
        sharing.statement_links,
        name="statement-links",
    ),
    path(
        "statements/links/<int:link>/revocation/",
        sharing.link_revocation,
        name="statement-link-revocation",
    ),
    path(
        "statements/<int:pk>/<str:month>/awards/<int:award>/",
        award.statement_award,
        name="statement-award",
    ),
    path(
        "statements/<int:pk>/<str:month>/awards/<int:award>/disputes/",
        award.statement_disputes,
        name="statement-disputes",
    ),
]
