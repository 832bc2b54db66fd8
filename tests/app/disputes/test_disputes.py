"""An award is questioned, held back, and answered in time by somebody else."""

from __future__ import annotations

from datetime import date

import pytest
from builders import an_actor
from django.db import IntegrityError, transaction
from months import OCTOBER, balance, on

from setia.closing.models import Adjustment, Hold, HoldLift, Period
from setia.closing.reopen_period import reopen_period
from setia.core.actor import holder_of_link
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.disputes.models import Dispute, DisputeAnswer, DisputeWithdrawal
from setia.disputes.raise_dispute import raise_dispute
from setia.disputes.settle_dispute import Decision, settle_dispute
from setia.disputes.withdraw_dispute import withdraw_dispute
from setia.ledger.models.account import AccountKind

REFUSED = Decision("Faktur B milik toko lain")


def codes(refused):
    return {one.code for one in refused.value.problems}


def raised(world, day="2026-11-05", by=None):
    with on(day):
        return raise_dispute(world.award, "Faktur B belum dihitung", by or world.partner)


def acts():
    return list(TrailEntry.objects.order_by("number").values_list("act", flat=True))


def test_a_dispute_holds_its_award_and_promises_an_answer_in_a_week(world):
    dispute = raised(world)

    assert (dispute.answer_due_on, dispute.by_partner) == (date(2026, 11, 12), True)
    assert (dispute.raised_by, dispute.raised_by_key) == ("Ani", "link 7")
    assert dispute.booking.total_minor == 100_000_00
    assert list(Hold.objects.standing()) == [dispute.hold]
    assert acts()[-1] == "dispute.raised"
    assert not dispute.is_overdue(date(2026, 11, 12))
    assert dispute.is_overdue(date(2026, 11, 13))


def test_an_accepted_dispute_becomes_an_adjustment_and_lifts_the_hold(world):
    dispute = raised(world)
    with on("2026-11-06"):
        answer = settle_dispute(dispute, Decision("Benar", 50_000_00), world.owner)

    assert answer.accepted
    adjustment = Adjustment.objects.get()
    assert (adjustment.key, adjustment.amount_minor) == (
        f"dispute {dispute.pk}",
        50_000_00,
    )
    assert balance(AccountKind.PAYABLE, world.ani) == 150_000
    assert not Hold.objects.standing().exists()
    assert acts()[-1] == "dispute.settled"
    world.award.refresh_from_db()
    assert world.award.booked_minor == 100_000_00, "the award stays what the program gives"


def test_a_refused_dispute_changes_no_money_and_lifts_the_hold(world):
    dispute = raised(world)
    with on("2026-11-06"):
        answer = settle_dispute(dispute, REFUSED, world.owner)

    assert not answer.accepted
    assert not Adjustment.objects.exists()
    assert balance(AccountKind.PAYABLE, world.ani) == 100_000
    assert not Hold.objects.standing().exists()


def test_a_second_answer_is_told_and_posts_nothing(world):
    dispute = raised(world)
    with on("2026-11-06"):
        settle_dispute(dispute, Decision("Benar", 50_000_00), world.owner)
        with pytest.raises(Conflict) as told:
            settle_dispute(dispute, Decision("Benar", 50_000_00), world.second)

    assert told.value.code == "dispute.over"
    assert (Adjustment.objects.count(), DisputeAnswer.objects.count()) == (1, 1)
    assert balance(AccountKind.PAYABLE, world.ani) == 150_000


def test_of_an_answer_and_a_withdrawal_one_stands(world):
    dispute = raised(world)
    with on("2026-11-06"):
        withdraw_dispute(dispute, "Sudah jelas", world.partner)
        with pytest.raises(Conflict):
            settle_dispute(dispute, Decision("Benar", 50_000_00), world.owner)
        with pytest.raises(Conflict):
            withdraw_dispute(dispute, "", world.partner)

    assert DisputeWithdrawal.objects.count() == HoldLift.objects.count() == 1
    assert not DisputeAnswer.objects.exists()
    assert balance(AccountKind.PAYABLE, world.ani) == 100_000


def test_an_award_in_question_cannot_be_questioned_twice_but_again_after_the_answer(world):
    first = raised(world)
    with pytest.raises(Refused) as refused:
        raised(world)
    assert codes(refused) == {"dispute.open_already"}
    with on("2026-11-06"):
        settle_dispute(first, REFUSED, world.owner)

    assert raised(world, "2026-11-07").number == 2


def test_the_database_itself_lets_only_one_of_two_at_once_stand(world):
    first = raised(world)
    hold = Hold.objects.create(award=world.award, at=first.raised_at, by="x", reason="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.create(
            award=world.award,
            number=first.number,
            booking=first.booking,
            payee=world.ani,
            raised_at=first.raised_at,
            raised_by="x",
            raised_by_key="user 9",
            by_partner=False,
            text="x",
            answer_due_on=first.answer_due_on,
            hold=hold,
        )


def test_thirty_days_after_the_month_is_final_it_is_too_late(world):
    with on("2026-12-04"), pytest.raises(Refused) as refused:
        raise_dispute(world.award, "Terlambat", world.partner)
    assert codes(refused) == {"dispute.too_late"}
    assert not Hold.objects.exists()

    assert raised(world, "2026-12-03").number == 1, "3 November and 30 days"


def test_while_a_month_is_in_review_again_its_awards_can_be_questioned(world):
    with on("2026-12-20"):
        reopen_period(Period.objects.get(month=OCTOBER), "Faktur terselip", an_actor())

    assert raised(world, "2026-12-21").number == 1


def test_who_raised_a_dispute_does_not_answer_it(world):
    dispute = raised(world, by=world.owner)
    assert not dispute.by_partner
    with on("2026-11-06"), pytest.raises(Refused) as refused:
        settle_dispute(dispute, REFUSED, world.owner)
    assert codes(refused) == {"dispute.same_person"}
    with on("2026-11-06"):
        settle_dispute(dispute, REFUSED, world.second)


@pytest.mark.parametrize("amount", [0, 50, 100_50, 10**18])
def test_an_amount_that_is_nothing_or_not_whole_is_refused(world, amount):
    dispute = raised(world)
    with on("2026-11-06"), pytest.raises(Refused) as refused:
        settle_dispute(dispute, Decision("Benar", amount), world.owner)
    assert codes(refused) == {"dispute.amount"}
    assert Hold.objects.standing().exists()


def test_a_dispute_needs_words_and_an_answer_a_reason(world):
    for text, code in ((" ", "dispute.text_missing"), ("x" * 1001, "dispute.text_long")):
        with on("2026-11-05"), pytest.raises(Refused) as refused:
            raise_dispute(world.award, text, world.partner)
        assert codes(refused) == {code}
    dispute = raised(world)
    with on("2026-11-06"), pytest.raises(Refused) as refused:
        settle_dispute(dispute, Decision(" "), world.owner)
    assert codes(refused) == {"dispute.reason_missing"}


def test_only_the_payee_and_those_who_may_question_an_award(world):
    may = frozenset({"dispute.raise"})
    stranger = holder_of_link(8, "Budi", frozenset({world.budi.pk}), may)
    with on("2026-11-05"), pytest.raises(NotFound):
        raise_dispute(world.award, "Bukan milik saya", stranger)
    with on("2026-11-05"), pytest.raises(NotPermitted):
        raise_dispute(world.award, "x", an_actor(Role.SALESPERSON))
    dispute = raised(world)
    with pytest.raises(NotPermitted):
        settle_dispute(dispute, REFUSED, an_actor(Role.SUPPORT))
    assert list(Dispute.objects.visible_to(stranger)) == []
    assert list(Dispute.objects.visible_to(world.partner)) == [dispute]
