"""Addresses of a partner's own pages; mounted at /p/."""

from __future__ import annotations

from django.urls import path

from setia.portal.own import (
    app,
    applying,
    contests,
    data,
    devices,
    earnings,
    entry,
    home,
    joining,
    materials,
    people,
    promises,
    rewards,
    statements,
)

app_name = "partners"
urlpatterns = [
    path("", home.home, name="home"),
    path("links/", entry.links, name="links"),
    path("links/<str:token>/", entry.opening, name="opening"),
    path("exit/", entry.leave, name="exit"),
    path("language/", entry.language, name="language"),
    path("apply/", applying.application, name="apply"),
    path("apply/thanks/", applying.thanks, name="applied"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
    path("worker.js", app.worker, name="worker"),
    path("offline/", app.offline, name="offline"),
    path("more/", home.more, name="more"),
    path("contests/", contests.contests, name="contests"),
    path("contests/<slug:code>/enrolments/", joining.enrolments, name="enrolments"),
    path(
        "contests/<slug:code>/enrolments/<int:pk>/withdrawal/",
        joining.enrolment_withdrawal,
        name="enrolment-withdrawal",
    ),
    path("contests/<slug:code>/<str:window>/", contests.contest, name="contest"),
    path("contests/<slug:code>/<str:window>/why/", contests.why_this, name="why"),
    path("earnings/", earnings.earnings, name="earnings"),
    path("rewards/", rewards.rewards, name="rewards"),
    path("rewards/awards/<int:award>/", rewards.award_choice, name="reward-award"),
    path("rewards/points/<slug:code>/", rewards.points_choice, name="reward-points"),
    path("rewards/choices/<int:pk>/", rewards.choice, name="choice"),
    path("rewards/choices/<int:pk>/receipt/", rewards.receipt, name="choice-receipt"),
    path(
        "rewards/choices/<int:pk>/withdrawal/",
        rewards.choice_withdrawal,
        name="choice-withdrawal",
    ),
    path("materials/", materials.materials, name="materials"),
    path("materials/<int:pk>/picture/", materials.picture, name="picture"),
    path("statements/", statements.statements, name="statements"),
    path("statements/<str:month>/", statements.statement, name="statement"),
    path("statements/<str:month>/pdf/", statements.statement_pdf, name="statement-pdf"),
    path("statements/<str:month>/xlsx/", statements.statement_xlsx, name="statement-xlsx"),
    path("statements/<str:month>/awards/<int:award>/", statements.award, name="award"),
    path(
        "statements/<str:month>/awards/<int:award>/disputes/",
        statements.disputes,
        name="disputes",
    ),
    path("questions/", statements.questions, name="questions"),
    path("promises/", promises.promises, name="promises"),
    path("people/", people.people, name="people"),
    path("data/", data.data, name="data"),
    path("data/consents/", data.consents, name="consents"),
    path("data/corrections/", data.corrections, name="corrections"),
    path("devices/", devices.devices, name="devices"),
    path("devices/<int:pk>/exit/", devices.sign_out, name="device-exit"),
]
