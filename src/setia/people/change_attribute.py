"""Move a party to another tier, category, territory or upline, from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import F

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import NotFound, Problem, Refused
from setia.core.permissions import Reach
from setia.core.record_event import record_event
from setia.people.events import ATTRIBUTE_CHANGED
from setia.people.models import Party, PartyAttribute
from setia.people.models.history import Attribute
from setia.people.resolve_code import codes_to_ids, resolve_code

LONGEST = {Attribute.TIER: 60, Attribute.CATEGORY: 60, Attribute.TERRITORY: 80}


def change_attribute(
    party: Party, attribute: str, value: str, from_date: date, by: Actor
) -> PartyAttribute:
    """Record that an attribute has this value from a day on; a parent is given by code.

    Raises:
        NotPermitted: The actor may not change people.
        NotFound: The actor may not see this one.
        Refused: An unknown attribute or upline, a circle of uplines, or a territory that
            would take the party out of the actor's reach.
    """
    by.must("party.write")
    if not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("party", party.code)
    with transaction.atomic():
        # One change of a party at a time, so that two cannot close a circle of uplines.
        Party.objects.select_for_update().get(pk=party.pk)
        value = _checked(party, attribute, value.strip(), by)
        row = PartyAttribute.objects.create(
            party=party,
            attribute=attribute,
            value=value,
            from_date=from_date,
            recorded_at=now(),
            recorded_by=by.name,
        )
        apply_due_changes(today(settings.TIME_ZONE), [party.pk])
        record_event(
            ATTRIBUTE_CHANGED,
            by,
            ("party", party.pk),
            {
                "party": party.name,
                "attribute": str(attribute),
                "value": value,
                "from_date": from_date.isoformat(),
            },
        )
    party.refresh_from_db()
    return row


def _checked(party: Party, attribute: str, value: str, by: Actor) -> str:
    if attribute not in Attribute.values:
        raise Refused(
            [Problem("party.attribute_unknown", "attribute", {"name": attribute})]
        )
    if attribute == Attribute.PARENT:
        return _checked_parent(party, value)
    if len(value) > LONGEST[Attribute(attribute)] or "\0" in value:
        most = LONGEST[Attribute(attribute)]
        raise Refused([Problem("party.too_long", "value", {"most": most})])
    leaves = attribute == Attribute.TERRITORY and by.reach == Reach.TERRITORY
    if leaves and value not in by.territories:
        raise Refused([Problem("party.other_territory", "value")])
    return value


def _checked_parent(party: Party, code: str) -> str:
    if not code:
        return ""
    parent = resolve_code(code)
    if parent is None:
        raise Refused([Problem("party.parent_unknown", "value", {"code": code})])
    above: Party | None = parent
    while above is not None:
        if above.pk == party.pk:
            raise Refused([Problem("party.parent_circle", "value", {"code": code})])
        above = above.parent
    return parent.code


def apply_due_changes(day: date, parties: list[int] | None = None) -> int:
    """Bring the values that parties carry to those of a day; return how many changed."""
    rows = PartyAttribute.objects.filter(from_date__lte=day)
    if parties is not None:
        rows = rows.filter(party__in=parties)
    latest: dict[int, dict[str, str]] = {}
    for row in rows.order_by("from_date", "pk").iterator():
        latest.setdefault(row.party_id, {})[row.attribute] = row.value
    uplines = codes_to_ids(
        {code for values in latest.values() if (code := values.get(Attribute.PARENT))}
    )
    known = Party.objects.standing().in_bulk(latest)
    return sum(_applied(known[key], latest[key], uplines) for key in known)


def _applied(party: Party, values: dict[str, str], uplines: Mapping[str, int]) -> int:
    wanted: dict[str, object] = {
        name: values[name]
        for name in (Attribute.TIER, Attribute.CATEGORY, Attribute.TERRITORY)
        if name in values and values[name] != getattr(party, name)
    }
    if Attribute.PARENT in values:
        above = uplines.get(values[Attribute.PARENT])
        # The code may be an old one of the party itself, since somebody merged the two.
        above = None if above == party.pk else above
        if above != party.parent_id:
            wanted["parent"] = above
    if not wanted:
        return 0
    return Party.objects.filter(pk=party.pk).update(**wanted, version=F("version") + 1)
