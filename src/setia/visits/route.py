"""The order of a day's visits: the shortest way to those that are worth it and fit.

An optimisation library looks for the order. Every stop is optional and has a worth: the
detour, in seconds on the road, that it may cost. What does not fit into the hours, or is not
worth its way, is left out and named. The search is bounded by rounds, not by a clock, and its
chance is seeded, so that the same day asked again gives the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from setia.visits.distance import Pace, Point, way_metres, way_seconds

ROUNDS = 500
SEED = 20_261_101


@dataclass(frozen=True)
class Stop:
    """Somebody to visit: where, how many seconds, worth which detour, and when they are in."""

    key: int
    at: Point
    seconds: int
    worth: int
    opens: int = 0
    closes: int = 24 * 3600


@dataclass(frozen=True)
class Hours:
    """A day in seconds since midnight; it begins and ends at a place where one is known."""

    begins: int
    ends: int
    pace: Pace
    start: Point | None = None


@dataclass(frozen=True)
class Leg:
    """One stop of a route: the way to it, when one comes, begins and leaves."""

    stop: Stop
    metres: int
    arrive: int
    leave: int


@dataclass(frozen=True)
class Route:
    """The stops in their order, the way back, and who was left out."""

    legs: tuple[Leg, ...]
    back_metres: int
    back_at: int | None
    left_out: tuple[Stop, ...]

    @property
    def metres(self) -> int:
        """Return the length of the whole way."""
        return sum(leg.metres for leg in self.legs) + self.back_metres


def plan_route(stops: Sequence[Stop], hours: Hours) -> Route:
    """Return the way of a day; the same stops and hours always give the same way."""
    wanted = sorted(stops, key=lambda stop: stop.key)
    order = _searched(wanted, hours) if wanted else []
    if timed(order, hours) is None:
        # Nothing of the search may be relied on but its result; what is late is left out.
        order = _that_fit(order or wanted, hours)
    order = _shorter(order, nearest_first(order, hours), hours)
    chosen = {stop.key for stop in order}
    legs, back, back_at = timed(order, hours) or ((), 0, None)
    rest = tuple(stop for stop in wanted if stop.key not in chosen)
    return Route(legs, back, back_at, rest)


def timed(
    order: Sequence[Stop], hours: Hours
) -> tuple[tuple[Leg, ...], int, int | None] | None:
    """Go through stops in an order: when one comes and leaves; None where hours are missed."""
    clock, here = hours.begins, hours.start
    legs = []
    for stop in order:
        metres = 0 if here is None else way_metres(here, stop.at, hours.pace)
        arrive = max(clock + way_seconds(metres, hours.pace), stop.opens)
        if arrive > stop.closes:
            return None
        clock, here = arrive + stop.seconds, stop.at
        legs.append(Leg(stop, metres, arrive, clock))
    back = 0
    if hours.start is not None and here is not None:
        back = way_metres(here, hours.start, hours.pace)
    clock += way_seconds(back, hours.pace)
    if clock > hours.ends:
        return None
    return tuple(legs), back, clock if hours.start is not None and legs else None


def nearest_first(stops: Sequence[Stop], hours: Hours) -> list[Stop]:
    """Return the order of somebody who always goes to whoever is nearest."""
    left, order, here = list(stops), [], hours.start
    while left:
        near = left[0]
        if here is not None:
            from_here = here
            near = min(
                left, key=lambda stop: (_seconds(from_here, stop.at, hours), stop.key)
            )
        left.remove(near)
        order.append(near)
        here = near.at
    return order


def seconds_on_the_road(order: Sequence[Stop], hours: Hours) -> int:
    """Return how long one is on the way, back to the start where there is one."""
    places = [stop.at for stop in order]
    if hours.start is not None and places:
        places = [hours.start, *places, hours.start]
    return sum(_seconds(one, other, hours) for one, other in pairwise(places))


def _shorter(order: list[Stop], other: list[Stop], hours: Hours) -> list[Stop]:
    if timed(other, hours) is None:
        return order
    shorter = seconds_on_the_road(other, hours) < seconds_on_the_road(order, hours)
    return other if shorter else order


def _that_fit(stops: Sequence[Stop], hours: Hours) -> list[Stop]:
    kept: list[Stop] = []
    for stop in sorted(stops, key=lambda one: (-one.worth, one.key)):
        tried = nearest_first([*kept, stop], hours)
        if timed(tried, hours) is not None:
            kept = tried
    return kept


def _searched(stops: Sequence[Stop], hours: Hours) -> list[Stop]:
    # The library takes a moment to load, and only this page needs it.
    from pyvrp import Model  # noqa: PLC0415 - heavy to import
    from pyvrp.stop import MaxIterations  # noqa: PLC0415 - heavy to import

    model = Model()
    places = [model.add_location(0, 0) for _ in range(len(stops) + 1)]
    depot = model.add_depot(places[0])
    for place, stop in zip(places[1:], stops, strict=True):
        model.add_client(
            place,
            service_duration=stop.seconds,
            tw_early=min(max(stop.opens, hours.begins), stop.closes),
            tw_late=stop.closes,
            prize=stop.worth,
            required=False,
        )
    model.add_vehicle_type(
        1, start_depot=depot, end_depot=depot, tw_early=hours.begins, tw_late=hours.ends
    )
    points = [hours.start, *(stop.at for stop in stops)]
    for here, one in zip(places, points, strict=True):
        for there, other in zip(places, points, strict=True):
            if here is not there:
                # Without a place to start from, the first way and the last cost nothing.
                seconds = 0 if one is None or other is None else _seconds(one, other, hours)
                model.add_edge(here, there, distance=seconds, duration=seconds)
    found = model.solve(
        MaxIterations(ROUNDS), seed=SEED, collect_stats=False, display=False
    )
    visits = [step for way in found.best.routes() for step in way if step.is_client()]
    return [stops[step.idx] for step in visits]


def _seconds(one: Point, other: Point, hours: Hours) -> int:
    return way_seconds(way_metres(one, other, hours.pace), hours.pace)
