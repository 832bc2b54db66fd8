"""Addresses of rewards."""

from __future__ import annotations

from django.urls import path

from setia.office.rewards import catalogue, choices, choosing, enrolments, menus

urlpatterns = [
    path("rewards/", choices.rewards, name="rewards"),
    path("rewards/list/", choices.rewards_list, name="rewards-list"),
    path("rewards/unchosen/", choosing.unchosen, name="rewards-unchosen"),
    path("rewards/awards/<int:pk>/", choosing.award_choice, name="reward-award"),
    path(
        "rewards/points/<slug:code>/<int:pk>/",
        choosing.points_choice,
        name="reward-points",
    ),
    path("rewards/choices/<int:pk>/", choices.choice, name="choice"),
    path(
        "rewards/choices/<int:pk>/fulfilment/",
        choices.choice_fulfilment,
        name="choice-fulfilment",
    ),
    path(
        "rewards/choices/<int:pk>/handover/",
        choices.choice_handover,
        name="choice-handover",
    ),
    path(
        "rewards/choices/<int:pk>/cancellation/",
        choices.choice_cancellation,
        name="choice-cancellation",
    ),
    path(
        "rewards/choices/<int:pk>/replacement/",
        choosing.choice_replacement,
        name="choice-replacement",
    ),
    path(
        "rewards/choices/<int:pk>/receipt/", choices.choice_receipt, name="choice-receipt"
    ),
    path(
        "rewards/choices/<int:pk>/withdrawal/",
        choices.choice_withdrawal,
        name="choice-withdrawal",
    ),
    path("rewards/choices/<int:pk>/photo/", choices.choice_photo, name="choice-photo"),
    path("rewards/catalogue/", catalogue.catalogue, name="catalogue"),
    path("rewards/catalogue/new/", catalogue.reward_new, name="reward-new"),
    path("rewards/catalogue/<slug:code>/", catalogue.reward, name="reward"),
    path("rewards/catalogue/<slug:code>/edit/", catalogue.reward_edit, name="reward-edit"),
    path(
        "rewards/catalogue/<slug:code>/stock/", catalogue.reward_stock, name="reward-stock"
    ),
    path("programs/<slug:code>/menu/", menus.program_menu, name="program-menu"),
    path("programs/<slug:code>/opt-in/", enrolments.opt_in, name="program-opt-in"),
    path(
        "programs/<slug:code>/enrolments/",
        enrolments.enrolments,
        name="program-enrolments",
    ),
    path(
        "programs/<slug:code>/enrolments/new/",
        enrolments.enrolment_new,
        name="program-enrolment-new",
    ),
    path(
        "programs/<slug:code>/enrolments/<int:pk>/withdrawal/",
        enrolments.withdrawal,
        name="enrolment-withdrawal",
    ),
]
