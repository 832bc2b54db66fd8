"""Addresses of visits."""

from __future__ import annotations

from django.urls import path

from setia.office.visits import coverage, making, my_day, placing, rules

urlpatterns = [
    path("visits/", my_day.my_day, name="visits"),
    path("visits/plans/", my_day.plans, name="visits-plans"),
    path("visits/made/", making.made, name="visits-made"),
    path("visits/coverage/", coverage.coverage, name="visits-coverage"),
    path("visits/overdue/", coverage.overdue, name="visits-overdue"),
    path("visits/rules/", rules.rules, name="visits-rules"),
    path("visits/hours/", rules.hours, name="visits-hours"),
    path("visits/photos/<int:seen>/", making.photo, name="visits-photo"),
    path("visits/<int:stop>/skipping/", making.skipping, name="visits-skipping"),
    path("visits/people/<int:pk>/", making.visit, name="person-visit"),
    path("visits/people/<int:pk>/place/", placing.place, name="person-place"),
    path("visits/people/<int:pk>/asks/", placing.asks, name="person-visit-asks"),
    path("visits/people/<int:pk>/visitor/", placing.visitor, name="person-visitor"),
]
