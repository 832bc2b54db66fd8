"""Where parties are: as somebody found them, else as their address says."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal, InvalidOperation

from setia.people.models import Address
from setia.visits.distance import Point
from setia.visits.models import Place

PRECISE = Decimal("0.000001")
NUMBER = r"(-?[0-9]{1,3}(?:\.[0-9]{1,15})?)"
PAIR = re.compile(rf"^\s*{NUMBER}\s*[,;\s]\s*{NUMBER}\s*$")
IN_LINKS = (
    # The pin of a place comes before the middle of the picture that it was copied from.
    re.compile(rf"!3d{NUMBER}!4d{NUMBER}"),
    re.compile(
        rf"[?&](?:q|ll|query|destination|daddr)=(?:loc:)?{NUMBER}(?:,|%2C){NUMBER}",
        re.IGNORECASE,
    ),
    re.compile(rf"@{NUMBER},{NUMBER}"),
    re.compile(rf"[?&]mlat={NUMBER}&mlon={NUMBER}"),
)


def known_places(parties: Collection[int]) -> dict[int, Point]:
    """Return where each of some parties is found; those without a place are left out."""
    places: dict[int, Point] = {}
    addresses = Address.objects.filter(
        party__in=parties, latitude__isnull=False, longitude__isnull=False
    )
    for party, north, east in addresses.order_by("pk").values_list(
        "party", "latitude", "longitude"
    ):
        if north is not None and east is not None:
            places.setdefault(party, Point(north, east))
    found = Place.objects.filter(party__in=parties).order_by("pk")
    for party, north, east in found.values_list("party", "latitude", "longitude"):
        places[party] = Point(north, east)
    return places


def place_in(text: str) -> Point | None:
    """Read “-6.9147, 107.6098” or a link to a map; None where no place stands in it."""
    match = PAIR.match(text)
    if match is None:
        matches = (pattern.search(text) for pattern in IN_LINKS)
        match = next((one for one in matches if one is not None), None)
    return None if match is None else point_of(match[1], match[2])


def point_of(latitude: str, longitude: str) -> Point | None:
    """Return a place on earth, or nothing where there is none of that kind."""
    try:
        north, east = Decimal(latitude), Decimal(longitude)
    except InvalidOperation:
        return None
    if not (
        north.is_finite() and east.is_finite() and abs(north) <= 90 and abs(east) <= 180
    ):
        return None
    return Point(north.quantize(PRECISE), east.quantize(PRECISE))
