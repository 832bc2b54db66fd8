"""Two records of one person become one, and nothing that was known is lost."""

from __future__ import annotations

from datetime import date

import pytest
from builders import NOON, a_line, a_party, a_product, an_actor
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from setia.core.errors import Conflict, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.people.change_attribute import apply_due_changes, change_attribute
from setia.people.drafts import ContactDraft
from setia.people.keep_details import add_contact, add_detail, record_consent
from setia.people.merge_parties import decide_they_are_two, merge_parties
from setia.people.models import Contact, Merge, Note, Party
from setia.people.resolve_code import resolve_code, survivors, with_merged
from setia.people.suggest_duplicates import suggest_duplicates
from setia.people.timeline import moments_of

BY = an_actor()


def merged(gone, kept, **chosen):
    merge_parties(gone, kept, chosen, BY)
    kept.refresh_from_db()
    return kept


@pytest.fixture
def two(db):
    return a_party("R-1", "Bu Siti"), a_party("R-2", "Ibu Siti Rahayu")


def test_the_old_code_leads_to_who_was_kept(two):
    gone, kept = two
    merged(gone, kept)
    assert resolve_code("R-1") == resolve_code("R-2") == kept
    assert list(Party.objects.standing()) == [kept]


def test_everything_that_was_known_goes_over(two):
    gone, kept = two
    add_contact(gone, ContactDraft("phone", "0812 3456 7890"), BY)
    add_detail(gone, "note", {"text": "suka kopi"}, BY)
    add_detail(gone, "like", {"text": "kopi"}, BY)
    add_detail(gone, "family", {"name": "Ani", "relation": "anak"}, BY)
    add_detail(gone, "date", {"kind": "birthday", "day": 5, "month": 8}, BY)
    add_detail(gone, "address", {"street": "Jl. Melati 1", "city": "Malang"}, BY)
    record_consent(gone, "whatsapp", "given", ("Boleh dikabari", "toko"), NOON, BY)

    kept = merged(gone, kept)

    assert [one.normal for one in kept.contacts.all()] == ["+6281234567890"]
    assert Note.objects.get().party == kept
    told = " ".join(one.text for one in moments_of(with_merged(kept.pk), 50))
    assert "suka kopi" in told
    assert "WhatsApp" in told


def test_a_number_that_both_have_stands_once_and_none_is_lost(two):
    gone, kept = two
    for party in two:
        add_contact(party, ContactDraft("phone", "0812 3456 7890"), BY)
    kept = merged(gone, kept)
    assert kept.contacts.count() == 1
    assert Contact.objects.count() == 2


def test_what_the_person_chose_is_taken_from_the_one_that_goes(two):
    gone, kept = two
    kept = merged(gone, kept, name="Bu Siti", joined_on=date(2020, 1, 2))
    assert (kept.name, kept.name_key, kept.joined_on) == (
        "Bu Siti",
        "bu siti",
        date(2020, 1, 2),
    )


def test_the_downline_follows_and_nobody_stands_under_themselves(two):
    gone, kept = two
    below = a_party("R-3", parent=gone)
    Party.objects.filter(pk=kept.pk).update(parent=gone)
    kept = merged(gone, kept)
    below.refresh_from_db()
    assert (below.parent, kept.parent) == (kept, None)


def test_who_stood_below_takes_the_place_of_the_one_that_goes(two):
    gone, kept = two
    above = a_party("R-0")
    Party.objects.filter(pk=gone.pk).update(parent=above)
    between = a_party("R-3", parent=gone)
    Party.objects.filter(pk=kept.pk).update(parent=between)
    kept = merged(gone, kept)
    between.refresh_from_db()
    assert (between.parent, kept.parent) == (kept, above)


def test_days_that_pass_change_nothing_about_who_was_merged(two):
    gone, kept = two
    below = a_party("R-3")
    for party in (kept, below):
        change_attribute(party, "parent_id", gone.code, date(2026, 1, 1), BY)
    merged(gone, kept)
    before = list(Party.objects.values())
    assert apply_due_changes(date(2030, 1, 1)) == 0
    assert list(Party.objects.values()) == before


def test_sale_lines_are_not_edited(two):
    gone, kept = two
    line = a_line("INV/1", gone, a_product("A"))
    merged(gone, kept)
    line.refresh_from_db()
    assert line.seller_id == gone.pk
    assert line.seller_id in with_merged(kept.pk)


def test_nobody_is_merged_into_themselves(two):
    with pytest.raises(Refused):
        merge_parties(two[0], two[0], {}, BY)


@pytest.mark.parametrize("turned", [False, True])
def test_who_was_merged_is_not_merged_again(two, turned):
    gone, kept = two
    merged(gone, kept)
    pair = (kept, gone) if turned else (gone, kept)
    with pytest.raises(Conflict, match="merged_meanwhile"):
        merge_parties(*pair, {}, BY)
    assert Merge.objects.count() == 1


@pytest.mark.parametrize("role", [Role.SALESPERSON, Role.SUPPORT, Role.PARTNER])
def test_few_may_merge(two, role):
    with pytest.raises(NotPermitted):
        merge_parties(*two, {}, an_actor(role))


def test_a_merge_is_in_the_trail_with_both_names(two):
    merged(*two)
    entry = TrailEntry.objects.get(act="party.merged")
    assert entry.params == {"gone": "Bu Siti (R-1)", "kept": "Ibu Siti Rahayu (R-2)"}


@pytest.mark.usefixtures("django_db_setup")
@settings(max_examples=30, deadline=None)
@given(pairs=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_whatever_is_merged_every_code_leads_to_one_who_stands(django_db_blocker, pairs):
    with django_db_blocker.unblock(), transaction.atomic():
        parties = [a_party(f"R-{number}") for number in range(6)]
        for one, other in pairs:
            try:
                merge_parties(parties[one], parties[other], {}, BY)
            except (Conflict, Refused):
                continue
        standing = set(Party.objects.standing())
        ends = {resolve_code(f"R-{number}") for number in range(6)}
        gone = Merge.objects.count()
        assert ends == standing
        assert len(standing) == 6 - gone
        assert not set(survivors().values()) & set(survivors())
        transaction.set_rollback(True)


def a_pair(db, *rows):
    return [a_party(f"R-{number}", **row) for number, row in enumerate(rows)]


def suggested() -> list[tuple[str, str]]:
    found = suggest_duplicates(Party.objects.all())
    return [(one.one.code, one.other.code) for one in found]


def test_who_shares_a_number_is_suggested(two):
    for party, spelling in zip(two, ("0812 3456 7890", "+62812-3456-7890"), strict=True):
        add_contact(party, ContactDraft("phone", spelling), BY)
    assert suggested() == [("R-1", "R-2")]


@pytest.mark.parametrize(
    ("one", "other", "is_suggested"),
    [
        (
            {"name": "Toko Sumber Rejeki", "territory": "Malang"},
            {"name": "TOKO SUMBER REZEKI", "territory": "Malang"},
            True,
        ),
        (
            {"name": "Rahayu Siti", "territory": "Malang"},
            {"name": "Siti Rahayu", "territory": "Malang"},
            True,
        ),
        (
            {"name": "Siti Rahayu", "territory": "Malang"},
            {"name": "Siti Rahayu", "territory": "Bali"},
            False,
        ),
        (
            {"name": "Siti Rahayu", "territory": "Malang"},
            {"name": "Siti Aminah", "territory": "Malang"},
            False,
        ),
        ({"name": "Siti Rahayu"}, {"name": "Siti Rahayu"}, False),
        (
            {"name": "Siti Rahayu", "territory": "Malang", "role": "customer"},
            {"name": "Siti Rahayu", "territory": "Malang", "role": "reseller"},
            False,
        ),
    ],
)
def test_a_similar_name_at_one_place_is_suggested(db, one, other, is_suggested):
    a_pair(db, one, other)
    assert suggested() == ([("R-0", "R-1")] if is_suggested else [])


def test_who_was_decided_to_be_two_is_not_suggested_again(two):
    for party in two:
        add_contact(party, ContactDraft("phone", "0812 3456 7890"), BY)
    decide_they_are_two(*two, BY)
    decide_they_are_two(*reversed(two), BY)
    assert suggested() == []
    assert TrailEntry.objects.filter(act="party.not_duplicate").count() == 1


def test_who_was_merged_is_not_suggested(two):
    for party in two:
        add_contact(party, ContactDraft("phone", "0812 3456 7890"), BY)
    merged(*two)
    assert suggested() == []


def test_a_number_of_a_whole_village_suggests_nothing(db):
    for number in range(61):
        party = a_party(f"R-{number:02}", f"Orang {number} {number**3}")
        Contact.objects.create(
            party=party, kind="phone", value="0", normal="+6281234567890", added_at=NOON
        )
    assert suggested() == []
