"""Addresses of products."""

from __future__ import annotations

from django.urls import path

from setia.office.products import views

urlpatterns = [
    path("products/", views.products, name="products"),
    path("products/new/", views.product_new, name="product-new"),
    path("products/<int:pk>/", views.product, name="product"),
    path("products/<int:pk>/edit/", views.product_edit, name="product-edit"),
]
