"""How far places are from one another, and how long the way takes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

EARTH_METRES = 6_371_009


@dataclass(frozen=True)
class Point:
    """A place on earth, in degrees."""

    latitude: Decimal
    longitude: Decimal

    def __str__(self) -> str:
        return f"{self.latitude},{self.longitude}"


@dataclass(frozen=True)
class Pace:
    """How ways are reckoned: roads are longer than the straight line, and this is the speed."""

    speed_kmh: int
    road_percent: int


def metres_between(one: Point, other: Point) -> int:
    """Return the length of the great circle between two places, to a whole metre."""
    north, south = radians(one.latitude), radians(other.latitude)
    up = sin((south - north) / 2) ** 2
    along = sin(radians(other.longitude - one.longitude) / 2) ** 2
    return round(
        2 * EARTH_METRES * asin(min(1.0, sqrt(up + cos(north) * cos(south) * along)))
    )


def way_metres(one: Point, other: Point, pace: Pace) -> int:
    """Return how long the road between two places is likely to be."""
    return metres_between(one, other) * pace.road_percent // 100


def way_seconds(metres: int, pace: Pace) -> int:
    """Return how long a way takes, rounded up to a second."""
    return -(-metres * 3600 // (pace.speed_kmh * 1000))
