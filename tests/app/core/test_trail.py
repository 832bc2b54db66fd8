"""A trail that somebody tampered with says so, and where."""

from __future__ import annotations

import pytest
from builders import an_actor
from django.db import DatabaseError, connection, transaction

from setia.core.events import BUSINESS_FOUNDED
from setia.core.models import TrailEntry, TrailHead
from setia.core.record_event import record_event
from setia.core.seal import SEALED, seal_of
from setia.core.verify_trail import verify_trail

TABLE = "core_trailentry"
PLACES = {"first": 1, "middle": 3, "last": 5}


@pytest.fixture
def five(db):
    """Five acts, in a table that somebody with the database's own rights can change."""
    for number in range(5):
        record_event(
            BUSINESS_FOUNDED,
            an_actor(),
            ("business", 1),
            {"business": f"Toko {number}"},
            before={"name": None},
            after={"name": f"Toko {number}"},
        )
    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for act in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER {TABLE}_no_{act}{on}")


def entry(number):
    return TrailEntry.objects.filter(number=number)


def flaws(**rest):
    return [(one.code, one.number) for one in verify_trail(**rest).flaws]


def test_a_whole_trail_has_no_flaw(five):
    verdict = verify_trail()
    assert (verdict.count, verdict.flaws) == (5, ())


def test_an_empty_trail_has_no_flaw(db):
    assert verify_trail().flaws == ()


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(
    "change",
    [
        {"actor_name": "Bukan saya"},
        {"act": "user.closed"},
        {"about_id": "2"},
        {"params": {"business": "Toko lain"}},
        {"before": {"name": "x"}},
        {"after": None},
        {"seal": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_entry_is_found(five, place, change):
    entry(place).update(**change)
    assert ("changed", place) in flaws()


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_missing_entry_is_found(five, place):
    entry(place).delete()
    # Of the last one only the head of the trail knows.
    assert ("cut" if place == 5 else "missing", place) in flaws()


def test_everything_taken_away_is_found(five):
    TrailEntry.objects.all().delete()
    assert flaws() == [("cut", 1)]


def test_two_entries_that_changed_places_are_found(five):
    entry(2).update(number=99)
    entry(3).update(number=2)
    entry(99).update(number=3)
    assert {number for _, number in flaws()} >= {2, 3}


def test_an_entry_put_in_between_is_found(five):
    for number in (5, 4, 3):
        entry(number).update(number=number + 1)
    forged = entry(2).get()
    forged.pk, forged.number = None, 3
    forged.save(force_insert=True)
    assert flaws()


def test_an_entry_with_a_seal_made_without_the_key_is_found(five, settings):
    kept = settings.TRAIL_KEY
    settings.TRAIL_KEY = b"somebody else's key"
    forged = entry(5).get()
    forged.actor_name = "Bukan saya"
    content = {name: getattr(forged, name) for name in SEALED}
    entry(5).update(actor_name="Bukan saya", seal=seal_of(content))
    TrailHead.objects.update(seal=seal_of(content))
    settings.TRAIL_KEY = kept
    assert flaws() == [("changed", 5)]


def test_an_end_cut_off_together_with_the_head_shows_by_a_seal_that_was_written_down(five):
    seal = verify_trail().seal
    entry(5).delete()
    TrailHead.objects.update(count=4, seal=entry(4).get().seal)
    assert flaws() == []
    assert flaws(expected_seal=seal) == [("expected_seal_missing", 4)]


@pytest.mark.parametrize("act", ["UPDATE {} SET act = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_trail(db, act):
    record_event(BUSINESS_FOUNDED, an_actor(), ("business", 1), {"business": "Toko"})
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format(TABLE))
    assert verify_trail().flaws == ()


def test_an_act_that_fails_leaves_nothing_in_the_trail(db):
    def acted():
        with transaction.atomic():
            record_event(BUSINESS_FOUNDED, an_actor(), ("business", 1), {"business": "x"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        acted()
    assert verify_trail().count == 0


def test_an_event_outside_a_transaction_is_a_mistake(own_business):
    with pytest.raises(RuntimeError):
        record_event(BUSINESS_FOUNDED, an_actor(), ("business", 1))
