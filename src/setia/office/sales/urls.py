"""Addresses of sales; an order's number may hold slashes."""

from __future__ import annotations

from django.urls import path

from setia.office.sales import payments, views

urlpatterns = [
    path("sales/", views.orders, name="orders"),
    path("sales/new/", views.order_new, name="order-new"),
    path("sales/lines/<int:pk>/correction/", views.line_correction, name="line-correction"),
    path(
        "sales/orders/<path:order_id>/reversal/",
        views.order_reversal,
        name="order-reversal",
    ),
    path(
        "sales/orders/<path:order_id>/payments/",
        payments.order_payment,
        name="order-payment",
    ),
    path("sales/orders/<path:order_id>/", views.order, name="order"),
    path("payments/", payments.payments, name="payments"),
    path("payments/<int:pk>/check/", payments.payment_check, name="payment-check"),
    path("payments/<int:pk>/void/", payments.payment_void, name="payment-void"),
]
