"""What is new in the trail becomes deliveries: nothing twice, nothing passed over."""

from __future__ import annotations

import json

import pytest
from builders import a_draft, an_actor, an_endpoint
from django.db import transaction

from setia.core.events import BUSINESS_CHANGED
from setia.core.models import TrailEntry
from setia.core.record_event import record_event
from setia.programs.events import PROGRAM_ADDED
from setia.programs.retire_program import retire_program
from setia.webhooks import plan_deliveries as planning
from setia.webhooks.add_endpoint import add_endpoint
from setia.webhooks.close_endpoint import close_endpoint
from setia.webhooks.models import Delivery, Endpoint, TrailCursor, Waiting
from setia.webhooks.plan_deliveries import plan_deliveries
from setia.webhooks.published import PUBLISHED, TYPES

pytestmark = pytest.mark.django_db


def numbers_of(endpoint: Endpoint) -> list[int]:
    rows = Delivery.objects.filter(endpoint=endpoint)
    return sorted(rows.values_list("number", flat=True))


def an_act(kind=PROGRAM_ADDED) -> int:
    with transaction.atomic():
        return record_event(kind, an_actor(), ("program", 1), {"program": "x"}).number


def test_an_act_that_is_published_becomes_a_message_for_each_endpoint():
    one, other = an_endpoint(), an_endpoint()
    a_draft()

    assert plan_deliveries() == 2
    entry = TrailEntry.objects.get(act="program.added")
    assert numbers_of(one) == numbers_of(other) == [entry.number]
    assert Waiting.objects.count() == 2
    assert len(set(Delivery.objects.values_list("message_id", flat=True))) == 2


def test_a_message_tells_the_act_its_moment_and_its_parameters():
    an_endpoint()
    program = a_draft()
    plan_deliveries()

    entry = TrailEntry.objects.get(act="program.added")
    assert json.loads(Delivery.objects.get().body) == {
        "type": "program.added",
        "timestamp": entry.at.isoformat().replace("+00:00", "Z"),
        "data": {
            "about": {"kind": "program", "id": str(program.pk)},
            "number": entry.number,
            "params": entry.params,
        },
    }


def test_what_was_there_before_and_after_is_not_told():
    an_endpoint()
    with transaction.atomic():
        record_event(
            PROGRAM_ADDED,
            an_actor(),
            ("program", 1),
            {"program": "x"},
            before={"phone": "0812-before"},
            after={"phone": "0812-after"},
        )
    plan_deliveries()
    assert "0812" not in Delivery.objects.get().body


def test_an_act_that_is_not_published_is_passed():
    an_endpoint()
    number = an_act(BUSINESS_CHANGED)
    assert plan_deliveries() == 0
    assert TrailCursor.objects.get().number == number


def test_planning_again_gives_nothing_again():
    an_endpoint()
    an_act()
    assert [plan_deliveries() for _ in range(3)] == [1, 0, 0]


def test_only_the_types_that_were_chosen_are_told():
    chosen = an_endpoint(types=["program.retired"])
    retire_program(a_draft(), an_actor(), "")
    plan_deliveries()
    assert [one.type for one in chosen.deliveries.all()] == ["program.retired"]


def test_what_happened_before_an_endpoint_was_added_is_not_told(receiver):
    early = an_endpoint()
    first = an_act()
    late, _ = add_endpoint(receiver.url, an_actor())
    second = an_act()

    plan_deliveries()
    assert numbers_of(early) == [first, second]
    assert numbers_of(late) == [second]


def test_a_closed_endpoint_is_told_nothing_more():
    endpoint = an_endpoint()
    an_act()
    plan_deliveries()
    close_endpoint(endpoint, an_actor(), "moved")
    an_act()

    assert plan_deliveries() == 0
    assert Waiting.objects.count() == 0


def test_a_long_trail_is_read_piece_by_piece(monkeypatch):
    monkeypatch.setattr(planning, "MOST_ENTRIES", 2)
    endpoint = an_endpoint()
    numbers = [an_act() for _ in range(5)]
    an_act(BUSINESS_CHANGED)

    assert [plan_deliveries() for _ in range(4)] == [2, 2, 1, 0]
    assert numbers_of(endpoint) == numbers


def test_an_act_that_is_taken_back_is_not_told():
    endpoint = an_endpoint()
    with transaction.atomic():
        taken_back = an_act()
        transaction.set_rollback(True)
    assert plan_deliveries() == 0
    assert (an_act(), plan_deliveries()) == (taken_back, 1)
    assert numbers_of(endpoint) == [taken_back]


def test_every_published_act_has_one_type_and_a_sentence():
    assert len(TYPES) == len(PUBLISHED)
    assert all(str(says) for says in TYPES.values())
    assert PUBLISHED["close.run"].type == "period.reviewed"
