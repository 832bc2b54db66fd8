"""Addresses of promises and deliveries."""

from __future__ import annotations

from django.urls import path

from setia.office.promises import deliveries, views

urlpatterns = [
    path("promises/", views.promises, name="made-promises"),
    path("promises/new/", views.promise_new, name="promise-new"),
    path("promises/rates/", views.rates, name="promise-rates"),
    path("promises/<int:pk>/", views.promise, name="made-promise"),
    path("promises/<int:pk>/keeping/", views.promise_keeping, name="promise-keeping"),
    path("promises/<int:pk>/excuse/", views.promise_excuse, name="promise-excuse"),
    path("promises/<int:pk>/release/", views.promise_release, name="promise-release"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/new/", deliveries.delivery_new, name="delivery-new"),
    path("deliveries/rates/", deliveries.otif, name="otif"),
    path("deliveries/<int:pk>/", deliveries.delivery, name="delivery"),
    path(
        "deliveries/<int:pk>/arrivals/",
        deliveries.delivery_arrivals,
        name="delivery-arrivals",
    ),
    path(
        "deliveries/<int:pk>/arrivals/<int:arrival>/strike/",
        deliveries.arrival_strike,
        name="arrival-strike",
    ),
]
