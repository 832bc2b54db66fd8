"""Addresses of the portal; mounted at /s/."""

from __future__ import annotations

from django.urls import path

from setia.portal import views

app_name = "portal"
urlpatterns = [
    path("<str:token>/", views.statement, name="statement"),
    path("<str:token>/pdf/", views.statement_pdf, name="statement-pdf"),
    path("<str:token>/xlsx/", views.statement_xlsx, name="statement-xlsx"),
    path("<str:token>/awards/<int:award>/", views.award, name="award"),
    path("<str:token>/awards/<int:award>/disputes/", views.disputes, name="disputes"),
]
