"""The way of a day: everybody chosen once, within the hours, no longer than the nearest first."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from visits.roads import point

from setia.visits.distance import Pace, metres_between, way_metres, way_seconds
from setia.visits.route import (
    Hours,
    Stop,
    nearest_first,
    plan_route,
    seconds_on_the_road,
    timed,
)

PACE = Pace(30, 140)
HOUR = 3600
JAKARTA, BANDUNG = point(-6.175392, 106.827153), point(-6.917464, 107.619123)

places = st.builds(
    lambda north, east: point(north / 10_000, east / 10_000),
    st.integers(-65_000, -61_000),
    st.integers(1_066_000, 1_071_000),
)
stops = st.lists(
    st.tuples(places, st.sampled_from([20, 45, 90]), st.sampled_from([1, 3, 6, 12])),
    max_size=12,
).map(
    lambda rows: [
        Stop(key, at, minutes * 60, worth * HOUR)
        for key, (at, minutes, worth) in enumerate(rows)
    ]
)
days = st.builds(
    Hours,
    st.just(8 * HOUR),
    st.integers(9, 18).map(lambda hour: hour * HOUR),
    st.just(PACE),
    st.none() | places,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stops, days)
def test_a_way_visits_each_once_within_its_hours_and_is_not_longer_than_the_nearest_first(
    wanted, hours
):
    route = plan_route(wanted, hours)
    order = [leg.stop for leg in route.legs]
    keys = [stop.key for stop in (*order, *route.left_out)]
    assert sorted(keys) == list(range(len(wanted)))
    assert timed(order, hours) == (route.legs, route.back_metres, route.back_at)
    for leg in route.legs:
        assert hours.begins <= leg.arrive <= leg.leave <= hours.ends
    nearest = nearest_first(order, hours)
    if timed(nearest, hours) is not None:
        near = seconds_on_the_road(nearest, hours)
        assert seconds_on_the_road(order, hours) <= near
    assert plan_route(list(reversed(wanted)), hours) == route


def test_the_distance_between_two_cities_is_known():
    # About 120 km as the crow flies.
    assert abs(metres_between(JAKARTA, BANDUNG) - 120_200) < 800
    assert way_metres(JAKARTA, BANDUNG, Pace(30, 150)) == (
        metres_between(JAKARTA, BANDUNG) * 3 // 2
    )
    assert way_seconds(10_000, Pace(30, 100)) == 1_200
    assert way_seconds(1, Pace(30, 100)) == 1


def on_a_line(*easts: float, worth: int = 6 * HOUR, minutes: int = 30) -> list[Stop]:
    """Stand along the equator, a tenth of a degree being 11.1 km."""
    return [
        Stop(key, point(0, east), minutes * 60, worth) for key, east in enumerate(easts)
    ]


def test_from_the_office_the_way_goes_out_and_back_without_turning_round():
    office = Hours(8 * HOUR, 18 * HOUR, Pace(60, 100), point(0, 0))
    route = plan_route(on_a_line(0.3, 0.1, 0.2), office)
    easts = [leg.stop.at.longitude for leg in route.legs]
    assert easts in ([sorted(easts), sorted(easts, reverse=True)])
    # There and back are 0.6 degrees, 66.7 km.
    assert abs(route.metres - 66_717) <= 3
    assert route.left_out == ()
    # Three ways of 11.1 km in 668 seconds each, one of 33.4 km in 2,002.
    assert route.back_at == 8 * HOUR + 3 * 1_800 + 3 * 668 + 2_002


def test_without_an_office_the_day_begins_and_ends_at_visits():
    route = plan_route(on_a_line(0.0, 1.0, 1.1), Hours(8 * HOUR, 18 * HOUR, Pace(60, 100)))
    assert route.legs[0].metres == 0
    assert (route.back_metres, route.back_at) == (0, None)


def test_what_does_not_fit_is_left_out_and_named():
    # A visit each takes an hour; three hours hold two of them and the ways between.
    hours = Hours(8 * HOUR, 11 * HOUR, Pace(60, 100))
    route = plan_route(on_a_line(0, 0.1, 0.2, minutes=60), hours)
    assert (len(route.legs), len(route.left_out)) == (2, 1)


def test_the_worthier_one_is_visited_where_only_one_fits():
    near, far = on_a_line(0.1, 0.2, minutes=60)
    worthy = Stop(far.key, far.at, far.seconds, 12 * HOUR)
    office = Hours(8 * HOUR, 9 * HOUR + 2_700, Pace(60, 100), point(0, 0))
    route = plan_route([near, worthy], office)
    assert [leg.stop.key for leg in route.legs] == [far.key]


def test_a_visit_is_not_worth_a_longer_detour_than_its_worth():
    # There and back are 111 km, nearly two hours: worth three hours, not one.
    office = Hours(8 * HOUR, 18 * HOUR, Pace(60, 100), point(0, 0))
    assert plan_route(on_a_line(0.5, worth=HOUR), office).legs == ()
    assert len(plan_route(on_a_line(0.5, worth=3 * HOUR), office).legs) == 1


@pytest.mark.parametrize(
    ("opens", "closes", "arrive"),
    [(0, 24 * HOUR, 8 * HOUR), (10 * HOUR, 24 * HOUR, 10 * HOUR)],
)
def test_one_waits_until_they_open(opens, closes, arrive):
    stop = Stop(1, JAKARTA, 1_800, 6 * HOUR, opens, closes)
    route = plan_route([stop], Hours(8 * HOUR, 16 * HOUR, PACE))
    assert [leg.arrive for leg in route.legs] == [arrive]


def test_who_has_closed_by_then_is_left_out():
    stop = Stop(1, JAKARTA, 1_800, 6 * HOUR, 0, 7 * HOUR)
    route = plan_route([stop], Hours(8 * HOUR, 16 * HOUR, PACE))
    assert (route.legs, route.left_out) == ((), (stop,))


def test_nobody_to_visit_is_an_empty_way():
    route = plan_route([], Hours(8 * HOUR, 16 * HOUR, PACE, JAKARTA))
    assert (route.legs, route.metres, route.back_at, route.left_out) == ((), 0, None, ())
