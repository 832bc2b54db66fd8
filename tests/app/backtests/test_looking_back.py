"""Looking back in a business: who may, what is kept, and what the page says."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from builders import a_business, a_line, a_party, a_product, a_promise, a_user, an_actor
from django.db import DatabaseError, transaction
from django.urls import reverse

from setia.backtests.jobs import backtest_beside, work_on
from setia.backtests.models import Backtest, HeldOut, Holdout
from setia.backtests.run_backtest import run_backtest
from setia.core.errors import NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.core.work_beside import FAILED, Progress
from setia.programs.models import Program

OURS = [f"A{number:02d}" for number in range(10)]
OTHERS = [f"B{number:02d}" for number in range(10)]
FIRST = date(2026, 8, 3)
DOCUMENT = """
setia: 1
id: bonus
title: {{id: Bonus, en: Bonus}}
period: {{from: 2026-11-02, to: 2026-11-15}}
eligible: {{role: reseller, not: {{party: [{without}]}}}}
reward: {{rate: 10%}}
"""


@pytest.fixture
def over(own_business) -> Program:
    """A fortnight that is over, in which ten resellers sold twice as much as ten others."""
    a_business()
    goods = a_product("A", cost_minor=50_000_00)
    parties = {code: a_party(code) for code in [*OURS, *OTHERS]}
    program = a_promise(DOCUMENT.format(without=", ".join(OTHERS)))
    for week in range(15):
        at = datetime(2026, 8, 5, 5, tzinfo=UTC) + timedelta(days=7 * week)
        for code, party in parties.items():
            twice = code in OURS and week in {13, 14}
            amount = 10_000_000 * (2 if twice else 1)
            rest = {"sold_at": at, "recorded_at": at, "amount_minor": amount}
            a_line(f"{code}-{week}", party, goods, cost_minor=amount // 2, **rest)
    kept = Holdout.objects.create(
        program=program, percent=50, seed=7, eligible=20, drawn_at=at, drawn_by="test"
    )
    for code in OTHERS:
        HeldOut.objects.create(holdout=kept, party=parties[code], stratum="–")
    with time_machine.travel(datetime(2026, 11, 26, 3, tzinfo=UTC), tick=False):
        yield program


def test_what_was_found_is_kept_with_all_that_it_depended_on(over: Program) -> None:
    kept = run_backtest(over, an_actor(Role.FINANCE))
    report = kept.read
    assert (kept.verdict, report.design) == ("told", "holdout")
    # Ten sold two weeks of Rp100,000 more; a tenth of Rp4,000,000 was given for it.
    assert report.effects["scope"].best == 10 * 2 * 10_000_000
    assert report.cost_minor == 40_000_000
    assert kept.promises == [
        {
            "version": 1,
            "digest": over.versions.get().digest,
            "from": "2026-11-02",
            "to": "2026-11-15",
        }
    ]
    assert kept.cursor["line"] > 0
    entry = TrailEntry.objects.get(act="backtest.run")
    assert (entry.about_id, entry.after["verdict"]) == (str(over.pk), "told")


def test_a_kept_report_is_never_changed(over: Program) -> None:
    kept = run_backtest(over, an_actor())
    with pytest.raises(DatabaseError), transaction.atomic():
        Backtest.objects.filter(pk=kept.pk).update(verdict="told otherwise")
    assert Backtest.objects.get().verdict == "told"


def test_a_salesperson_may_not_look_back(over: Program) -> None:
    with pytest.raises(NotPermitted):
        run_backtest(over, an_actor(Role.SALESPERSON))
    assert not Backtest.objects.exists()


@pytest.mark.parametrize(
    ("until", "code"),
    [(date(2026, 11, 14), "backtest.window_unknown"), (None, "")],
    ids=str,
)
def test_only_windows_that_are_over_can_be_asked_for(over: Program, until, code) -> None:
    if code:
        with pytest.raises(Refused) as refused:
            run_backtest(over, an_actor(), until)
        assert refused.value.problems[0].code == code
        assert not Backtest.objects.exists()
    else:
        assert run_backtest(over, an_actor(), until).until is None


def test_a_program_that_still_runs_is_refused_before_anybody_waits(over: Program) -> None:
    with (
        time_machine.travel(datetime(2026, 11, 10, tzinfo=UTC), tick=False),
        pytest.raises(Refused) as refused,
    ):
        run_backtest(over, an_actor())
    assert refused.value.problems[0].code == "backtest.not_over"


def test_the_page_asks_waits_and_answers(over: Program, client) -> None:
    user = a_user(Role.FINANCE)
    client.force_login(user)
    page = reverse("office:backtest", args=["bonus"])
    assert "2026-11-15" in client.get(page).content.decode()
    answer = client.post(reverse("office:backtest-runs", args=["bonus"]), {"until": ""})
    assert (answer.status_code, answer.url) == (302, page)
    assert 'id="progress"' in client.get(page).content.decode()
    backtest_beside.call(over.pk, user.pk, "2026-11-15")
    client.post("/language/", {"language": "en"})
    shown = client.get(page).content.decode()
    assert "Brought between Rp2M and Rp2M of extra revenue, for a cost of Rp400k." in shown
    assert "<svg" in shown
    earlier = reverse("office:backtest-report", args=["bonus", Backtest.objects.get().pk])
    assert client.get(earlier).status_code == 200


def test_a_job_that_is_refused_says_why_on_the_page(over: Program, client) -> None:
    user = a_user(Role.FINANCE)
    client.force_login(user)
    backtest_beside.call(over.pk, user.pk, "2026-11-14")
    going = work_on(over.pk).progress()
    assert going is not None
    assert (going.act, going.problem) == (FAILED, "backtest.window_unknown")
    client.post("/language/", {"language": "en"})
    page = client.get(reverse("office:backtest", args=["bonus"])).content.decode()
    assert "no window that ended on" in page
    assert work_on(over.pk).progress() is None


def test_nobody_asks_twice_at_once(over: Program, client) -> None:
    client.force_login(a_user(Role.FINANCE))
    work_on(over.pk).tell(Progress("waiting"))
    client.post("/language/", {"language": "en"})
    runs = reverse("office:backtest-runs", args=["bonus"])
    page = client.post(runs, {"until": ""}, follow=True).content.decode()
    assert "being looked at already" in page


def test_a_report_is_plain_data(over: Program) -> None:
    kept = run_backtest(over, an_actor())
    again = Backtest.objects.get()
    assert again.read == kept.read
    assert again.report == json.loads(json.dumps(kept.report))
