"""The pages of a day on the road."""

from __future__ import annotations

import pytest
from builders import NOON, a_business
from visits.roads import TOMORROW, a_rule, a_shop, hours, point, sari

from setia.core.clock import as_if_at
from setia.visits.plan_day import current_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with as_if_at(NOON):
        yield


@pytest.fixture
def road(client):
    """Two shops are due tomorrow; the way begins 11 km before the first."""
    a_business()
    user, _ = sari("Bali")
    a_shop("O-1", (-8.6, 115.2))
    a_shop("O-2", (-8.7, 115.2))
    a_rule(minutes=30)
    hours("08:00", "16:00", start=point(-8.5, 115.2))
    client.force_login(user)
    return client, user


def plan(client, **rest):
    return client.post("/visits/plans/", {"day": f"{TOMORROW}", "who": ""} | rest)


def test_a_day_is_planned_on_its_page_and_shown_in_the_order_of_the_way(road):
    client, user = road
    answer = plan(client)
    assert answer.url == f"/visits/?day={TOMORROW}&who={user.pk}"
    told = client.get(answer.url).content.decode()
    assert told.index("O-1") < told.index("O-2")
    assert current_plan(user, TOMORROW).way_metres > 40_000


@pytest.mark.parametrize(("asked", "proposed"), [({}, False), ({"at_first": "on"}, True)])
def test_planning_again_is_proposed_to_begin_where_the_plan_began(road, asked, proposed):
    client, _ = road
    page = client.get(plan(client, **asked).url)
    assert page.context["plan_form"]["at_first"].value() is proposed
