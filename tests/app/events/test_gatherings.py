"""Gatherings: whom they are for, what is answered, who came, what it cost, what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from builders import (
    NOON,
    a_business,
    a_line,
    a_party,
    a_product,
    an_actor,
)
from django.core.signing import Signer
from django.db import DatabaseError, transaction

from setia.budgets.models import Charge
from setia.budgets.set_budget import BudgetDraft, set_budget
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.roles import Role
from setia.events.answer_invitation import (
    Said,
    answer_by_link,
    answer_invitation,
    invitation_of,
    invitation_token,
)
from setia.events.check_in import check_in
from setia.events.guests import Coming
from setia.events.invite_parties import invite_party, invite_segment
from setia.events.models import (
    DoorEntry,
    Gathering,
    GatheringCost,
    Invitation,
    InvitationAnswer,
)
from setia.events.outcome import cost_per_head, effect, turnout
from setia.events.plan_gathering import (
    GatheringDraft,
    cancel_gathering,
    change_gathering,
    plan_gathering,
)
from setia.events.record_cost import Paid, record_cost, take_back_cost
from setia.events.segment import Segment, parties_in
from setia.people.models import FamilyMember

pytestmark = pytest.mark.django_db
OWNER = an_actor()
RUPIAH = 100
STARTS = datetime(2026, 11, 20, 3, tzinfo=UTC)
DRAFT = GatheringDraft("Hari keluarga", "family", STARTS, 300, "Depok", 50, 10_000_000)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def gathering():
    return plan_gathering(DRAFT, OWNER)


@pytest.fixture
def ani():
    return a_party("R-1", "Ani", territory="Bali", tier="emas")


def invited(gathering, party) -> Invitation:
    return invite_party(gathering, party, "Pelanggan setia", OWNER)


def family_of(party, *names) -> list[FamilyMember]:
    return [FamilyMember.objects.create(party=party, name=name) for name in names]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "gathering.title"),
        ({"title": "x" * 121}, "gathering.title"),
        ({"place": ""}, "gathering.place"),
        ({"place": "a\0"}, "gathering.place"),
        ({"note": "x" * 501}, "gathering.too_long"),
        ({"kind": "war"}, "gathering.kind"),
        ({"minutes": 14}, "gathering.minutes"),
        ({"capacity": 0}, "gathering.capacity"),
        ({"budget_minor": -100}, "gathering.budget"),
        ({"budget_minor": 150}, "gathering.budget"),
        ({"starts_at": datetime(1999, 1, 1, tzinfo=UTC)}, "gathering.when"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(change, code):
    with pytest.raises(Refused) as refused:
        plan_gathering(replace(DRAFT, **change), OWNER)
    assert [one.code for one in refused.value.problems] == [code]
    assert not Gathering.objects.exists()


def test_of_two_who_change_a_plan_one_is_told(gathering):
    change_gathering(gathering, replace(DRAFT, capacity=60), 1, OWNER)
    with pytest.raises(Conflict):
        change_gathering(gathering, replace(DRAFT, capacity=70), 1, OWNER)
    assert Gathering.objects.get().capacity == 60


def test_a_segment_is_everybody_who_fits_all_of_it(ani):
    budi = a_party("R-2", territory="Bali")
    a_party("C-1", role="customer", territory="Bali")
    goods = a_product("A")
    a_line("INV/1", budi, goods, sold_at=NOON - timedelta(days=5))
    a_line("INV/2", ani, goods, sold_at=NOON - timedelta(days=50))

    def fits(**segment):
        return {one.code for one in parties_in(Segment(**segment), OWNER)}

    assert fits(role="reseller", territory="Bali") == {"R-1", "R-2"}
    assert fits(tier="emas") == {"R-1"}
    assert fits(traded_since=date(2026, 11, 1)) == {"R-2"}
    sales = an_actor(Role.SALESPERSON, territories=frozenset({"Jawa"}))
    assert not parties_in(Segment(role="reseller"), sales).exists()


def test_the_list_stays_as_it_was_made_with_its_reason(gathering, ani):
    assert invite_segment(gathering, Segment("reseller", territory="Bali"), OWNER) == 1
    ani.territory = "Jawa"
    ani.save()
    row = Invitation.objects.get()
    assert (row.party, row.reason, row.by) == (
        ani,
        "role=reseller; territory=Bali",
        "Ibu Ratna",
    )
    with pytest.raises(Refused) as refused:
        invite_segment(gathering, Segment("reseller", territory="Bali"), OWNER)
    assert refused.value.problems[0].code == "gathering.nobody"
    with pytest.raises(DatabaseError), transaction.atomic():
        Invitation.objects.update(reason="x")


def test_nobody_is_invited_twice_or_to_what_is_over(gathering, ani):
    invited(gathering, ani)
    with pytest.raises(Refused) as refused:
        invited(gathering, ani)
    assert refused.value.problems[0].code == "gathering.invited_already"
    with time_machine.travel(STARTS + timedelta(hours=6)), pytest.raises(Refused):
        invite_segment(gathering, Segment("reseller"), OWNER)
    with pytest.raises(NotPermitted):
        invite_segment(gathering, Segment(), an_actor(Role.SALESPERSON))
    assert Invitation.objects.count() == 1


def test_an_answer_names_the_family_and_the_last_one_counts(gathering, ani):
    row, (rini, doni) = invited(gathering, ani), family_of(ani, "Rini", "Doni")
    answer_invitation(row, Said("maybe"), OWNER)
    answer_invitation(row, Said("yes", Coming(4, (rini.pk, doni.pk))), OWNER)
    row = Invitation.objects.with_records().get()
    answer = row.answer
    assert answer is not None
    assert (answer.kind, answer.heads) == ("yes", 4)
    assert [one["name"] for one in answer.guests] == ["Rini", "Doni"]
    rini.delete()
    assert next(one["name"] for one in InvitationAnswer.objects.last().guests) == "Rini"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Said("perhaps"), "answer.kind"),
        (Said("yes", Coming(0)), "answer.heads"),
        (Said("yes", Coming(51)), "answer.heads"),
        (Said("yes", Coming(2, (987,))), "answer.family"),
        (Said("yes", note="x" * 301), "gathering.too_long"),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused(gathering, ani, said, code):
    row = invited(gathering, ani)
    with pytest.raises(Refused) as refused:
        answer_invitation(row, said, OWNER)
    assert [one.code for one in refused.value.problems] == [code]
    assert not InvitationAnswer.objects.exists()


def test_the_family_of_others_cannot_be_brought(gathering, ani):
    (stranger,) = family_of(a_party("R-2"), "Orang")
    with pytest.raises(Refused):
        answer_invitation(
            invited(gathering, ani), Said("yes", Coming(2, (stranger.pk,))), OWNER
        )


def test_more_of_the_family_than_heads_is_refused(gathering, ani):
    names = family_of(ani, "Rini", "Doni")
    coming = Coming(2, tuple(one.pk for one in names))
    with pytest.raises(Refused) as refused:
        answer_invitation(invited(gathering, ani), Said("yes", coming), OWNER)
    assert refused.value.problems[0].params["least"] == 3


def test_a_link_opens_one_invitation_until_the_gathering_is_over(gathering, ani):
    row = invited(gathering, ani)
    token = invitation_token(row)
    assert invitation_of(token) == row
    for wrong in ("", "1", f"{token}x", Signer(salt="other").sign(str(row.pk)), "x" * 999):
        with pytest.raises(NotFound):
            invitation_of(wrong)
    with time_machine.travel(STARTS + timedelta(hours=1)), pytest.raises(Refused):
        answer_by_link(token, Said("yes"))
    with time_machine.travel(STARTS + timedelta(hours=6)), pytest.raises(NotFound):
        invitation_of(token)


def test_the_page_takes_the_answer_without_signing_in(client, gathering, ani):
    a_business()
    (rini,) = family_of(ani, "Rini")
    place = f"/p/invitation/{invitation_token(invited(gathering, ani))}/"
    assert "Rini" in client.get(place).content.decode()
    sent = client.post(place, {"kind": "yes", "heads": "2", "family": str(rini.pk)})
    assert (sent.status_code, sent.url) == (302, place)
    answer = InvitationAnswer.objects.get()
    assert (answer.kind, answer.heads, answer.by_partner, answer.by) == (
        "yes",
        2,
        True,
        "Ani",
    )
    assert client.post(place, {"kind": "x", "heads": "٣"}).status_code == 422
    assert client.get("/p/invitation/1:abc/").status_code == 404


def test_a_cancelled_gathering_says_so_and_takes_no_answer(client, gathering, ani):
    a_business()
    row = invited(gathering, ani)
    cancel_gathering(gathering, "Hujan badai", OWNER)
    told = client.get(f"/p/invitation/{invitation_token(row)}/").content.decode()
    assert "Hujan badai" in told
    with pytest.raises(Refused):
        answer_by_link(invitation_token(row), Said("yes"))
    with pytest.raises(Conflict):
        cancel_gathering(gathering, "Lagi", OWNER)


AT_DOOR = STARTS + timedelta(minutes=20)


def test_at_the_door_the_same_tap_counts_once_and_a_correction_is_kept(gathering, ani):
    invited(gathering, ani)
    (rini,) = family_of(ani, "Rini")
    with pytest.raises(Refused) as refused:
        check_in(gathering, ani, Coming(1), OWNER)
    assert refused.value.problems[0].code == "door.early"
    with time_machine.travel(AT_DOOR):
        check_in(gathering, ani, Coming(1), OWNER)
        check_in(gathering, ani, Coming(1), OWNER)
        check_in(gathering, ani, Coming(3, (rini.pk,)), OWNER)
    assert [one.heads for one in DoorEntry.objects.all()] == [1, 3]
    found = turnout(list(Invitation.objects.with_records()))
    assert (found.came, found.heads, found.family) == (1, 3, 1)


def test_who_was_checked_in_wrongly_did_not_come_after_all(gathering, ani):
    with time_machine.travel(AT_DOOR):
        check_in(gathering, ani, Coming(2), OWNER)
        check_in(gathering, ani, Coming(0), OWNER)
    row = Invitation.objects.with_records().get()
    assert (row.at_door, row.came) == (True, False)


def test_the_door_is_only_for_ones_own_area(gathering, ani):
    sales = an_actor(Role.SALESPERSON, territories=frozenset({"Jawa"}))
    with time_machine.travel(AT_DOOR), pytest.raises(NotFound):
        check_in(gathering, ani, Coming(1), sales)


def a_budget(rupiah: int = 5_000_000):
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    draft = BudgetDraft("Acara", "business", first, last, fixed_minor=rupiah * RUPIAH)
    return set_budget(draft, OWNER)


def test_a_cost_is_recorded_once_and_charged_to_the_budget(gathering):
    paid = Paid("Tenda", 750_000 * RUPIAH, "key-1", a_budget())
    cost = record_cost(gathering, paid, OWNER)
    with pytest.raises(Conflict), transaction.atomic():
        record_cost(gathering, paid, OWNER)
    charge = Charge.objects.get()
    assert (charge.kind, charge.minor, cost.charge) == ("event", 750_000 * RUPIAH, charge)
    assert GatheringCost.objects.count() == 1


def test_a_cost_that_is_taken_back_gives_the_budget_its_money(gathering):
    cost = record_cost(gathering, Paid("Tenda", 750_000, "k", a_budget()), OWNER)
    take_back_cost(cost, "Salah ketik", OWNER)
    with pytest.raises(Conflict):
        take_back_cost(cost, "Lagi", OWNER)
    assert sum(one.minor for one in Charge.objects.all()) == 0


@pytest.mark.parametrize(
    ("paid", "code"),
    [
        (Paid(" ", 100, "k"), "cost.what"),
        (Paid("x" * 161, 100, "k"), "cost.what"),
        (Paid("x", 0, "k"), "cost.amount"),
        (Paid("x", 150, "k"), "cost.amount"),
        (Paid("x", -100, "k"), "cost.amount"),
        (Paid("x", 100, ""), "cost.twice"),
    ],
)
def test_a_cost_that_makes_no_sense_is_refused(gathering, paid, code):
    with pytest.raises(Refused) as refused:
        record_cost(gathering, paid, OWNER)
    assert [one.code for one in refused.value.problems] == [code]
    with pytest.raises(NotPermitted):
        record_cost(gathering, Paid("x", 100, "k"), an_actor(Role.SALESPERSON))
    assert not GatheringCost.objects.exists()


@pytest.mark.parametrize(
    ("cost", "heads", "each"),
    [
        (23_150_000_00, 90, 257_222_22),
        (100, 3, 33),
        (200, 3, 67),
        (150, 4, 38),
        (5, 0, None),
    ],
)
def test_what_a_head_cost_is_exact_to_the_sen(cost, heads, each):
    assert cost_per_head(cost, heads) == each


def sold(seller, day: date, rupiah: int, goods, **rest):
    moment = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    name = f"INV/{seller.code}/{day}/{rupiah}"
    return a_line(name, seller, goods, amount_minor=rupiah * RUPIAH, sold_at=moment, **rest)


def test_before_and_after_are_as_long_and_the_day_itself_does_not_count(gathering, ani):
    budi, goods = a_party("R-2", "Budi"), a_product("A")
    invited(gathering, ani)
    invited(gathering, budi)
    with time_machine.travel(AT_DOOR):
        check_in(gathering, ani, Coming(1), OWNER)
    # The 20th is the day. Looked at on the 24th: the 21st to the 23rd against the 17th to the 19th.
    for day, rupiah in (
        (16, 1),
        (17, 100),
        (19, 100),
        (20, 9),
        (21, 150),
        (23, 150),
        (24, 7),
    ):
        sold(ani, date(2026, 11, day), rupiah, goods)
    sold(budi, date(2026, 11, 18), 80, goods, buyer=ani)
    rows = list(Invitation.objects.with_records())
    with time_machine.travel(datetime(2026, 11, 24, 5, tzinfo=UTC)):
        found = effect(gathering, rows)
    assert found is not None
    assert found.days == 3
    assert (found.came.before_minor, found.came.after_minor) == (
        280 * RUPIAH,
        300 * RUPIAH,
    )
    assert found.came.changed == 714
    assert (found.stayed.before_minor, found.stayed.after_minor) == (80 * RUPIAH, 0)
    with time_machine.travel(datetime(2026, 11, 21, 5, tzinfo=UTC)):
        assert effect(gathering, rows) is None
