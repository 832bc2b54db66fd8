"""Chance decides who goes without: once, before the first day, evenly."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
import time_machine
from builders import a_business, a_draft, a_party, a_user, an_actor
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from setia.backtests.draw_holdout import draw_holdout, drawn_from
from setia.backtests.eligible import Eligible
from setia.backtests.models import HeldOut, Holdout
from setia.core.errors import Conflict, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.programs.models import Program

BEFORE = datetime(2026, 10, 20, 3, tzinfo=UTC)
PLACES = ("Bali", "DIY", "Jawa Barat")


@pytest.fixture
def draft(own_business) -> Program:
    """A bonus for everybody that begins in November, and sixty resellers in three places."""
    a_business()
    for number in range(60):
        a_party(f"R-{number:02d}", territory=PLACES[number % 3], tier="A")
    with time_machine.travel(BEFORE, tick=False):
        yield a_draft()


def test_a_share_is_drawn_evenly_over_territories(draft: Program) -> None:
    kept = draw_holdout(draft, 20, an_actor())
    drawn = HeldOut.objects.filter(holdout=kept)
    assert (kept.eligible, drawn.count()) == (60, 12)
    assert Counter(drawn.values_list("stratum", flat=True)) == {
        f"{place} / A": 4 for place in PLACES
    }
    entry = TrailEntry.objects.get(act="holdout.drawn")
    assert entry.after == {"seed": kept.seed, "percent": 20}


def test_drawing_again_is_refused_and_changes_nothing(draft: Program) -> None:
    draw_holdout(draft, 20, an_actor())
    with pytest.raises(Conflict) as conflict:
        draw_holdout(draft, 30, an_actor())
    assert conflict.value.code == "holdout.drawn_already"
    assert (Holdout.objects.get().percent, HeldOut.objects.count()) == (20, 12)


def test_what_was_drawn_cannot_be_changed(draft: Program) -> None:
    draw_holdout(draft, 20, an_actor())
    with pytest.raises(DatabaseError), transaction.atomic():
        HeldOut.objects.all().delete()


@pytest.mark.parametrize(
    ("percent", "day", "code"),
    [
        (4, BEFORE, "holdout.percent"),
        (51, BEFORE, "holdout.percent"),
        (10, BEFORE, "holdout.too_few"),
        (20, BEFORE.replace(month=11, day=1), "holdout.too_late"),
    ],
    ids=str,
)
def test_what_would_be_no_comparison_is_refused(draft, percent, day, code) -> None:
    with time_machine.travel(day, tick=False), pytest.raises(Refused) as refused:
        draw_holdout(draft, percent, an_actor())
    assert refused.value.problems[0].code == code
    assert not Holdout.objects.exists()


def test_finance_may_not_draw(draft: Program) -> None:
    with pytest.raises(NotPermitted):
        draw_holdout(draft, 20, an_actor(Role.FINANCE))


def test_the_page_draws_once_and_gives_the_list_for_the_plan(draft, client) -> None:
    client.force_login(a_user(Role.CHANNEL_MANAGER))
    page = reverse("office:holdout", args=[draft.code])
    assert client.post(page, {"percent": "70"}).status_code == 422
    assert client.post(page, {"percent": "20"}).status_code == 302
    shown = client.get(page).content.decode()
    codes = HeldOut.objects.values_list("party__code", flat=True)
    assert f"not: {{party: [{', '.join(codes)}]}}" in shown


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    sizes=some.lists(some.integers(1, 60), min_size=1, max_size=6),
    percent=some.integers(5, 50),
    seed=some.integers(0, 2**31),
)
def test_every_stratum_gives_its_share_give_or_take_one(sizes, percent, seed) -> None:
    found = [
        Eligible(f"{place}-{number}", str(place))
        for place, size in enumerate(sizes)
        for number in range(size)
    ]
    drawn = drawn_from(found, percent, seed)
    assert drawn == drawn_from(reversed(found), percent, seed)
    assert len(drawn) == len(set(drawn))
    for place, size in enumerate(sizes):
        count = sum(one.stratum == str(place) for one in drawn)
        assert abs(count - size * percent / 100) < 1
