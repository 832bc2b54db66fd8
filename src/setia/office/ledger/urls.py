"""Addresses of the ledger."""

from __future__ import annotations

from django.urls import path

from setia.office.ledger import views

urlpatterns = [
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/accounts/<int:pk>/", views.ledger_account, name="ledger-account"),
    path("ledger/batches/<path:batch>/", views.ledger_batch, name="ledger-batch"),
    path("ledger/<slug:unit>/<slug:account_kind>/", views.ledger_kind, name="ledger-kind"),
]
