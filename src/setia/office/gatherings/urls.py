"""Addresses of gatherings."""

from __future__ import annotations

from django.urls import path

from setia.office.gatherings import costs, door, gatherings, invitations

urlpatterns = [
    path("gatherings/", gatherings.gatherings, name="gatherings"),
    path("gatherings/new/", gatherings.gathering_new, name="gathering-new"),
    path("gatherings/<int:pk>/", gatherings.gathering, name="gathering"),
    path("gatherings/<int:pk>/edit/", gatherings.gathering_edit, name="gathering-edit"),
    path(
        "gatherings/<int:pk>/cancellation/",
        gatherings.gathering_cancellation,
        name="gathering-cancellation",
    ),
    path("gatherings/<int:pk>/list/", gatherings.gathering_list, name="gathering-list"),
    path(
        "gatherings/<int:pk>/invitations/",
        invitations.invitations,
        name="gathering-invitations",
    ),
    path(
        "gatherings/<int:pk>/invitations/<int:guest>/",
        invitations.invitation,
        name="gathering-invitation",
    ),
    path(
        "gatherings/<int:pk>/invitations/<int:guest>/answer/",
        invitations.invitation_answer,
        name="gathering-answer",
    ),
    path("gatherings/<int:pk>/door/", door.door, name="gathering-door"),
    path("gatherings/<int:pk>/costs/", costs.costs, name="gathering-costs"),
    path(
        "gatherings/<int:pk>/costs/<int:paid>/reversal/",
        costs.reversal,
        name="gathering-cost-reversal",
    ),
]
