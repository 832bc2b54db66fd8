"""Addresses of claims."""

from __future__ import annotations

from django.urls import path

from setia.office.claims import acts, views

urlpatterns = [
    path("claims/", views.claims, name="claims"),
    path("claims/raising/", acts.claim_raising, name="claim-raising"),
    path("claims/<slug:claim>/", views.claim, name="claim"),
    path("claims/<slug:claim>/proof.pdf", views.claim_pdf, name="claim-pdf"),
    path("claims/<slug:claim>/proof.xlsx", views.claim_xlsx, name="claim-xlsx"),
    path("claims/<slug:claim>/sending/", acts.claim_sending, name="claim-sending"),
    path("claims/<slug:claim>/acceptance/", acts.claim_acceptance, name="claim-acceptance"),
    path("claims/<slug:claim>/dispute/", acts.claim_dispute, name="claim-dispute"),
    path("claims/<slug:claim>/receipts/", acts.claim_receipt, name="claim-receipt"),
    path("claims/<slug:claim>/write-off/", acts.claim_write_off, name="claim-write-off"),
    path("claims/<slug:claim>/withdrawal/", acts.claim_withdrawal, name="claim-withdrawal"),
]
