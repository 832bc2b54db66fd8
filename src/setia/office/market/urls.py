"""Addresses of the market."""

from __future__ import annotations

from django.urls import path

from setia.office.market import conflicts, views

urlpatterns = [
    path("market/", views.prices, name="market"),
    path("market/prices/new/", views.price_new, name="price-new"),
    path("market/stock/", views.stock, name="stock-seen"),
    path("market/stock/new/", views.stock_new, name="stock-new"),
    path("conflicts/", conflicts.conflicts, name="conflicts"),
    path("conflicts/rules/", conflicts.market_rules, name="market-rules"),
]
