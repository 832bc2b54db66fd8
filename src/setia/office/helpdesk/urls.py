"""Addresses of the help desk."""

from __future__ import annotations

from django.urls import path

from setia.office.helpdesk import asking, hours, views

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/new/", views.inbox_new, name="inbox-new"),
    path("inbox/hours/", hours.inbox_hours, name="inbox-hours"),
    path("inbox/hours/new/", hours.inbox_hours_new, name="inbox-hours-new"),
    path("inbox/holidays/", hours.inbox_holidays, name="inbox-holidays"),
    path(
        "inbox/holidays/<int:holiday>/removal/",
        hours.inbox_holiday_removal,
        name="inbox-holiday-removal",
    ),
    path("inbox/asking/", asking.inbox_asking, name="inbox-asking"),
    path("inbox/<int:pk>/", views.conversation, name="conversation"),
    path("inbox/<int:pk>/answers/", views.answers, name="conversation-answers"),
    path("inbox/<int:pk>/notes/", views.notes, name="conversation-notes"),
    path("inbox/<int:pk>/assignment/", views.assignment, name="conversation-assignment"),
    path("inbox/<int:pk>/closing/", views.closing, name="conversation-closing"),
    path("inbox/<int:pk>/person/", views.person, name="conversation-person"),
]
