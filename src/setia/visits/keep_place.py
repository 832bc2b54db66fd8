"""Say where a party is found."""

from __future__ import annotations

from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import NotFound
from setia.core.record_event import record_event
from setia.people.models import Party
from setia.visits.distance import Point
from setia.visits.events import PLACE_KEPT
from setia.visits.models import Place


def keep_place(party: Party, point: Point, source: str, by: Actor) -> Place:
    """Keep where somebody is visited; an earlier place stays beside it and counts no more.

    Raises:
        NotPermitted: The actor makes no visits.
        NotFound: The party is not theirs to see.
    """
    by.must("visit.make")
    if not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("party", str(party.pk))
    with transaction.atomic():
        place = Place.objects.create(
            party=party,
            latitude=point.latitude,
            longitude=point.longitude,
            source=source,
            at=now(),
            by=by.name,
        )
        about, params = ("party", party.pk), {"party": party.name}
        record_event(PLACE_KEPT, by, about, params, after={"place": str(point)})
    return place
