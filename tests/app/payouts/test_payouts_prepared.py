"""Who is paid what: worked out by hand, to the rupiah, before anything moves."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_party, an_actor
from paying import (
    DAY,
    FITRI,
    RATNA,
    banked,
    books,
    codes,
    overpaid,
    prepared,
    released,
    rules,
    sums,
)

from setia.closing.adjust_award import Ordered, adjust_award
from setia.closing.hold_award import hold_award, lift_hold
from setia.core.errors import Conflict, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.ledger.models import Entry
from setia.payouts.cancel_payouts import cancel_payouts
from setia.payouts.models import Payout, PayoutItem, PayoutRun
from setia.payouts.payables import Carried
from setia.payouts.prepare_payouts import prepare_payouts
from setia.payouts.record_payee import record_bank_account, record_payee_tax
from setia.people.merge_parties import merge_parties

pytestmark = pytest.mark.django_db


def only():
    return Payout.objects.get()


def test_a_person_without_tax_id_is_taxed_a_fifth_more_on_half():
    ani = a_party("R-1", "Ani")
    banked(ani)
    released(ani, 1_000_000)

    prepared()

    # Half of 1,000,000 is 500,000; of that 5 % is 25,000; without a tax id 120 %: 30,000.
    assert sums(only()) == (1_000_000, 0, 30_000, 970_000)
    assert (only().key, only().article) == ("STA-1-1", "PPh 21")
    assert only().tax_sum == {
        "kind": "individual",
        "has_tax_id": False,
        "base_minor": 500_000_00,
        "factor": "120%",
        "steps": [
            {
                "from_minor": 0,
                "to_minor": 500_000_00,
                "rate": "5%",
                "amount_minor": 25_000_00,
            }
        ],
    }


def test_a_company_with_tax_id_is_taxed_fifteen_percent_of_what_is_left_after_netting():
    shop = a_party("D-1", "PT Maju")
    banked(shop)
    record_payee_tax(shop, "company", "01.234.567.8-901.000", RATNA)
    released(shop, 2_000_003)
    overpaid(shop, 500_000)

    prepared()

    # 1,500,003 are left; 15 % are 225,000.45, in whole rupiah 225,000.
    assert sums(only()) == (2_000_003, 500_000, 225_000, 1_275_003)


def test_of_each_payout_at_most_half_is_netted_where_the_rules_say_so():
    ani = a_party("R-1", "Ani")
    banked(ani)
    rules(netting_percent=50)
    released(ani, 333_333)
    overpaid(ani, 400_000)

    prepared()

    # Half of 333,333 is 166,666.50, in whole rupiah 166,666; 166,667 are left, of which half
    # at 5 % and a fifth more are 5,000.01.
    assert sums(only()) == (333_333, 166_666, 5_000, 161_667)


def test_a_charity_is_not_taxed():
    charity = a_party("YAY", "Yayasan", role="charity")
    banked(charity)
    released(charity, 750_000)

    prepared()

    assert sums(only()) == (750_000, 0, 0, 750_000)
    assert only().article == ""


def test_what_is_below_the_minimum_is_carried_until_it_is_enough():
    ani, budi = a_party("R-1", "Ani"), a_party("R-2", "Budi")
    banked(ani, budi)
    released(ani, 49_999)
    released(budi, 50_000)

    found = prepared()

    assert only().payee == budi
    assert [(one.payee.id, one.carried) for one in found.carried] == [
        (ani.pk, Carried.BELOW_MINIMUM)
    ]
    cancel_payouts(found.run, "Dihitung ulang", RATNA)
    released(ani, 1)
    prepared()
    paid = Payout.objects.filter(run=2).order_by("pk")
    assert [(one.key, sums(one)[0]) for one in paid] == [
        ("STA-2-1", 50_000),
        ("STA-2-2", 50_000),
    ]


def test_whoever_is_not_in_the_run_is_listed_with_the_reason():
    names = ("held", "netted", "homeless")
    held, netted, homeless = (a_party(name, name.title()) for name in names)
    paid = a_party("paid", "Paid")
    banked(held, netted, paid)
    hold_award(released(held, 900_000), "Sanggahan", RATNA)
    released(netted, 300_000)
    overpaid(netted, 300_000)
    released(homeless, 100_000)
    released(paid, 100_000)

    found = prepared()

    assert [(one.payee.id, one.carried, one.held_minor) for one in found.carried] == [
        (held.pk, Carried.HELD, 900_000_00),
        (netted.pk, Carried.NOTHING_LEFT, 0),
        (homeless.pk, Carried.NO_ACCOUNT, 0),
    ]
    assert only().payee == paid


def test_an_award_that_is_held_back_waits_alone():
    ani = a_party("R-1", "Ani")
    banked(ani)
    hold = hold_award(released(ani, 400_000), "Sanggahan", RATNA)
    free = released(ani, 200_000)

    prepared()
    assert sums(only())[0] == 200_000
    assert PayoutItem.objects.get().award == free

    lift_hold(hold, RATNA)
    cancel_payouts(PayoutRun.objects.get(), "Sanggahan selesai", RATNA)
    prepared()
    assert sums(Payout.objects.get(run=2))[0] == 600_000


def test_what_was_granted_by_hand_is_paid_once_beside_the_award():
    ani = a_party("R-1", "Ani")
    banked(ani)
    award = released(ani, 100_000)
    granted = adjust_award(award, Ordered("d-1", 25_000_00, "Koreksi"), RATNA)
    adjust_award(award, Ordered("d-2", -10_000_00, "Salah bayar"), RATNA)

    prepared()

    # 125,000 gross; 10,000 netted; half of 115,000 at 5 % and a fifth more: 3,450.
    assert sums(only()) == (125_000, 10_000, 3_450, 111_550)
    assert [
        (one.award, one.adjustment, one.amount_minor)
        for one in PayoutItem.objects.order_by("pk")
    ] == [(award, None, 100_000_00), (None, granted, 25_000_00)]


def test_what_two_records_of_one_person_earned_is_one_payout():
    ani, double = a_party("R-1", "Ani"), a_party("R-9", "Ani Wijaya")
    banked(double)
    released(ani, 30_000)
    released(double, 40_000)
    overpaid(double, 5_000)
    merge_parties(double, ani, {}, RATNA)

    prepared()

    # 70,000, less 5,000: 65,000; half of it at 5 % and a fifth more: 1,950.
    assert only().payee == ani
    assert sums(only()) == (70_000, 5_000, 1_950, 63_050)
    assert only().account_name == "ANI WIJAYA"


def test_points_and_goods_are_not_money():
    ani = a_party("R-1", "Ani")
    banked(ani)
    released(ani, 500_000, unit="points")
    released(ani, 500_000, unit="goods")

    with pytest.raises(Refused) as refused:
        prepared()
    assert codes(refused) == ["payout.run.nobody"]


def test_one_run_at_a_time_waits_for_a_decision():
    ani = a_party("R-1", "Ani")
    banked(ani)
    released(ani, 100_000)
    prepared()
    released(ani, 100_000)

    with pytest.raises(Refused) as refused:
        prepared()
    assert codes(refused) == ["payout.run.open"]
    assert (PayoutRun.objects.count(), Payout.objects.count()) == (1, 1)


def test_preparing_posts_nothing():
    ani = a_party("R-1", "Ani")
    banked(ani)
    released(ani, 100_000)
    before, entries = books(), Entry.objects.count()

    prepared()

    assert (books(), Entry.objects.count()) == (before, entries)
    assert TrailEntry.objects.filter(act="payout.prepared").count() == 1


def test_an_award_that_grew_after_it_was_paid_is_paid_the_rest():
    ani = a_party("R-1", "Ani")
    banked(ani)
    award = released(ani, 100_000)
    prepared()
    type(award).objects.filter(pk=award.pk).update(
        booked_minor=180_000_00, released_minor=180_000_00
    )
    cancel = Payout.objects.get().run
    cancel_payouts(cancel, "Naik", RATNA)

    prepared()
    assert sums(Payout.objects.get(run=2))[0] == 180_000


def test_a_cancelled_run_needs_a_reason_and_is_cancelled_once():
    ani = a_party("R-1", "Ani")
    banked(ani)
    released(ani, 100_000)
    run = prepared().run

    with pytest.raises(Refused) as refused:
        cancel_payouts(run, " ", RATNA)
    assert codes(refused) == ["payout.run.reason_missing"]
    cancel_payouts(run, "Salah tanggal", RATNA)
    with pytest.raises(Conflict):
        cancel_payouts(run, "Sekali lagi", FITRI)


def test_a_day_that_the_table_knows_nothing_about_pays_nobody_who_is_taxed():
    ani, charity = a_party("R-1"), a_party("YAY", role="charity")
    banked(ani, charity)
    released(ani, 100_000)
    released(charity, 100_000)

    found = prepared(day=date(2008, 12, 31))

    assert [(one.payee.id, one.carried) for one in found.carried] == [
        (ani.pk, Carried.NO_TAX_RULE)
    ]
    assert only().payee == charity


def test_only_who_may_prepare_does():
    with pytest.raises(NotPermitted):
        prepare_payouts(an_actor(Role.CHANNEL_MANAGER), DAY)


@pytest.mark.parametrize(
    ("number", "code", "name", "wrong"),
    [
        ("", "014", "Ani", ["payout.payee.account_no"]),
        ("12 34-56.78", "0 14", "Ani", []),
        ("1234;5678", "014", "Ani", ["payout.payee.account_no"]),
        ("12345678", "BCA/1", " ", ["payout.payee.bank_code", "payout.payee.name_missing"]),
    ],
)
def test_an_account_is_written_as_a_bank_writes_it(number, code, name, wrong):
    ani = a_party("R-1", "Ani")
    if not wrong:
        account = record_bank_account(ani, code, number, name, RATNA)
        assert account.account == ("014", "12345678", "Ani")
        told = TrailEntry.objects.get(act="payee.account_recorded")
        assert told.after == {"account": "…5678"}
        return
    with pytest.raises(Refused) as refused:
        record_bank_account(ani, code, number, name, RATNA)
    assert codes(refused) == wrong
