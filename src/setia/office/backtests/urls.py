"""Addresses of backtests."""

from __future__ import annotations

from django.urls import path

from setia.office.backtests import views

urlpatterns = [
    path("programs/<slug:code>/backtest/", views.backtest, name="backtest"),
    path("programs/<slug:code>/backtest/runs/", views.backtest_runs, name="backtest-runs"),
    path(
        "programs/<slug:code>/backtest/progress/",
        views.backtest_progress,
        name="backtest-progress",
    ),
    path(
        "programs/<slug:code>/backtest/reports/<int:number>/",
        views.backtest_report,
        name="backtest-report",
    ),
    path("programs/<slug:code>/holdout/", views.holdout, name="holdout"),
]
