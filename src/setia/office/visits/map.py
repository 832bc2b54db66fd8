"""A small map of a day's way, drawn on the server: the places as they lie to one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from setia.visits.models import DayPlan, Visit
from setia.visits.places import place_in

WIDTH, HEIGHT, EDGE = 320, 220, 22
LEAST_SPAN = 0.004
"""In degrees: places that lie close together are not drawn as if they were far apart."""


@dataclass(frozen=True)
class Spot:
    """One place on the picture, with its number; the start has none."""

    x: int
    y: int
    number: int | None
    done: bool = False


@dataclass(frozen=True)
class Drawn:
    """The picture: its size, its places, and the line along the way."""

    width: int
    height: int
    spots: tuple[Spot, ...]

    @property
    def line(self) -> str:
        """Return the corners of the way as SVG writes them."""
        return " ".join(f"{spot.x},{spot.y}" for spot in self._round())

    def _round(self) -> tuple[Spot, ...]:
        begins_at_start = bool(self.spots) and self.spots[0].number is None
        return (*self.spots, self.spots[0]) if begins_at_start else self.spots


def map_of(plan: DayPlan, visits: Sequence[Visit]) -> Drawn | None:
    """Draw the way of a plan; nothing where there are fewer than two places."""
    places: list[tuple[float, float, int | None]] = [
        (float(one.latitude), float(one.longitude), one.place_no) for one in visits
    ]
    start = plan.work_day.get("start")
    if start and (point := place_in(str(start))) is not None:
        places.insert(0, (float(point.latitude), float(point.longitude), None))
    if len(places) < 2:
        return None
    # A degree of longitude is shorter the farther one is from the equator.
    narrow = cos(radians(sum(north for north, _, _ in places) / len(places)))
    flat = [(east * narrow, -north) for north, east, _ in places]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    wide = max(max(x for x, _ in flat) - left, LEAST_SPAN)
    high = max(max(y for _, y in flat) - top, LEAST_SPAN)
    scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)
    spots = tuple(
        Spot(round(EDGE + (x - left) * scale), round(EDGE + (y - top) * scale), number)
        for (x, y), (_, _, number) in zip(flat, places, strict=True)
    )
    height = max(spot.y for spot in spots) + EDGE
    return Drawn(WIDTH, height, spots)
