"""Addresses of payouts."""

from __future__ import annotations

from django.urls import path

from setia.office.payouts import answers, payees, promises, rules, runs, single

urlpatterns = [
    path("payouts/", runs.payouts, name="payouts"),
    path("payouts/runs/", runs.payout_runs, name="payout-runs"),
    path("payouts/runs/<int:number>/", runs.payout_run, name="payout-run"),
    path(
        "payouts/runs/<int:number>/approval/",
        runs.payout_run_approval,
        name="payout-run-approval",
    ),
    path(
        "payouts/runs/<int:number>/cancellation/",
        runs.payout_run_cancellation,
        name="payout-run-cancellation",
    ),
    path(
        "payouts/runs/<int:number>/files/<int:file>/",
        runs.payout_run_file,
        name="payout-run-file",
    ),
    path("payouts/answers/", answers.payout_answers, name="payout-answers"),
    path(
        "payouts/answers/record/",
        answers.payout_answers_record,
        name="payout-answers-record",
    ),
    path("payouts/settings/", rules.payout_settings_page, name="payout-settings"),
    path("payouts/goods/", promises.goods, name="goods"),
    path(
        "payouts/goods/<int:pk>/handover/", promises.goods_handover, name="goods-handover"
    ),
    path("payouts/promises/", promises.promises, name="promises"),
    path("payouts/<slug:key>/", single.payout, name="payout"),
    path("payouts/<slug:key>/outcome/", single.payout_outcome, name="payout-outcome"),
    path("payouts/<slug:key>/attempts/", single.payout_attempts, name="payout-attempts"),
    path("payees/<int:pk>/", payees.payee, name="payee"),
    path("payees/<int:pk>/account/", payees.payee_account, name="payee-account"),
    path("payees/<int:pk>/points/", payees.payee_points, name="payee-points"),
    path("payees/<int:pk>/tax/", payees.payee_tax, name="payee-tax"),
]
