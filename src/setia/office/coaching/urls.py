"""Addresses of coaching."""

from __future__ import annotations

from django.urls import path

from setia.office.coaching import calendar, feeds, lessons, occurrence, series, targets

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/default-week/", series.default_week, name="default-week"),
    path("calendar/feed/", feeds.calendar_feed, name="calendar-feed"),
    path(
        "calendar/feed/revocation/",
        feeds.calendar_feed_revocation,
        name="calendar-feed-revocation",
    ),
    path("calendar/series/", series.all_series, name="all-series"),
    path("calendar/series/new/", series.series_new, name="series-new"),
    path("calendar/series/<int:pk>/", series.series, name="series"),
    path("calendar/series/<int:pk>/end/", series.series_end, name="series-end"),
    path(
        "calendar/series/<int:pk>/<str:on>/",
        occurrence.occurrence,
        name="series-occurrence",
    ),
    path(
        "calendar/series/<int:pk>/<str:on>/attendance/",
        occurrence.attendance,
        name="series-attendance",
    ),
    path(
        "calendar/series/<int:pk>/<str:on>/lesson/",
        occurrence.lesson,
        name="series-lesson",
    ),
    path(
        "calendar/series/<int:pk>/<str:on>/exception/",
        occurrence.exception,
        name="series-exception",
    ),
    path("lessons/", lessons.lessons, name="lessons"),
    path("lessons/new/", lessons.lesson_new, name="lesson-new"),
    path("lessons/<int:pk>/", lessons.lesson, name="lesson"),
    path("lessons/<int:pk>/had/", lessons.lesson_had, name="lesson-had"),
    path("targets/", targets.targets, name="targets"),
    path("targets/acceptance/", targets.acceptance, name="target-acceptance"),
    path("targets/evaluation/", targets.evaluation, name="target-evaluation"),
    path("targets/people/<int:pk>/", targets.person_target, name="person-target"),
    path("targets/<int:pk>/told/", targets.told, name="target-told"),
]
