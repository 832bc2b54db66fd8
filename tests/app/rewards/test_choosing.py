"""A piece that was earned is chosen for once, and what is in stock is given once."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_party, an_actor
from choosing import a_menu, partner, stock, wanted, won
from django.db import IntegrityError, transaction
from payouts.paying import banked, books, codes, on, sent

from setia.closing.hold_award import hold_award
from setia.closing.models import Adjustment, Award
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.roles import Role
from setia.ledger.reconcile import reconcile
from setia.payouts.hand_over_goods import goods_to_hand_over, hand_over_goods
from setia.payouts.models import Handover
from setia.rewards.cancel_choice import cancel_choice, change_choice
from setia.rewards.choose_reward import choose_reward
from setia.rewards.menus import choices_open_to
from setia.rewards.models import Choice, StockMovement
from setia.rewards.move_stock import receive_stock, write_off_stock
from setia.rewards.reconcile_rewards import reconcile_rewards
from setia.statements.kinds import LineKind
from setia.statements.statement_of import statement_of


def open_to(party):
    return [(one.award.pk, one.pieces) for one in choices_open_to(party)]


def test_a_choice_keeps_a_piece_of_stock_and_leaves_one_to_choose_for(world):
    choice = choose_reward(
        world.award, wanted(world.headphones, wish="hitam"), world.partner
    )
    assert (choice.unit_no, choice.revision, choice.wish) == (1, 1, "hitam")
    assert (choice.worth_minor, choice.cost_minor) == (100_000_00, 80_000_00)
    assert choice.promised_on == date(2026, 11, 17)
    assert stock(world.headphones) == (1, 1)
    assert open_to(world.ani) == [(world.award.pk, 1)]
    assert reconcile_rewards() == []


def test_the_promised_day_is_not_before_that_of_the_award(world):
    Award.objects.filter(pk=world.award.pk).update(due_on=date(2026, 12, 24))
    choice = choose_reward(world.award, wanted(world.card), world.partner)
    assert choice.promised_on == date(2026, 12, 24)


def test_the_same_key_chooses_once(world):
    once = wanted(world.headphones, "key")
    first = choose_reward(world.award, once, world.partner)
    assert choose_reward(world.award, once, world.partner) == first
    assert stock(world.headphones) == (1, 1)


def test_a_key_that_was_used_for_something_else_is_refused(world):
    choose_reward(world.award, wanted(world.headphones, "key"), world.partner)
    with pytest.raises(Conflict, match=r"reward\.key_reused"):
        choose_reward(world.award, wanted(world.card, "key"), world.partner)
    assert stock(world.card) == (1, 0)


def test_a_strangers_key_does_not_show_what_was_chosen(world):
    choose_reward(world.award, wanted(world.headphones, "key"), world.partner)
    budi = a_party("R-3")
    other = won(budi)
    with pytest.raises(Conflict, match=r"reward\.key_reused"):
        choose_reward(other, wanted(world.headphones, "key"), partner(budi))


def test_two_pieces_are_two_choices_and_no_third(world):
    choose_reward(world.award, wanted(world.headphones), world.partner)
    second = choose_reward(world.award, wanted(world.card), world.partner)
    assert second.unit_no == 2
    assert open_to(world.ani) == []
    with pytest.raises(Refused) as refused:
        choose_reward(world.award, wanted(world.headphones), world.partner)
    assert codes(refused) == ["reward.nothing_to_choose_for"]
    assert stock(world.headphones) == (1, 1)


def test_what_is_out_of_stock_cannot_be_chosen(world):
    choose_reward(world.award, wanted(world.card), world.partner)
    with pytest.raises(Refused) as refused:
        choose_reward(world.award, wanted(world.card), world.partner)
    assert codes(refused) == ["reward.none_left"]
    assert Choice.objects.count() == 1


def test_nobody_chooses_for_somebody_elses_award(world):
    with pytest.raises(NotFound):
        choose_reward(world.award, wanted(world.card), world.stranger)
    with pytest.raises(NotPermitted):
        choose_reward(world.award, wanted(world.card), an_actor(Role.CASHIER))
    assert Choice.objects.count() == 0


def test_after_the_last_day_only_those_who_send_rewards_choose_for_a_partner(world):
    late = wanted(world.card)
    with on("2026-12-01"):
        assert open_to(world.ani) == []
        with pytest.raises(Refused) as refused:
            choose_reward(world.award, late, world.partner)
        assert codes(refused) == ["reward.time_over"]
        assert choose_reward(world.award, late, world.owner).reward == world.card


def test_a_menu_that_was_replaced_is_no_longer_chosen_from(world):
    old = wanted(world.card)
    a_menu(world.award.program, world.headphones)
    with pytest.raises(Conflict, match=r"reward\.menu_changed"):
        choose_reward(world.award, old, world.partner)


def test_what_is_in_question_waits(world):
    hold_award(world.award, "Kurang", world.owner)
    assert open_to(world.ani) == []
    with pytest.raises(Refused) as refused:
        choose_reward(world.award, wanted(world.card), world.partner)
    assert codes(refused) == ["reward.held"]


def test_what_was_handed_over_by_hand_cannot_be_chosen_for(world):
    hand_over_goods(world.award, 100, "", world.owner)
    assert open_to(world.ani) == [(world.award.pk, 1)]


def test_what_a_return_took_back_cannot_be_chosen_for(world):
    columns = {"arrears_minor": 100, "booked_minor": 100}
    Award.objects.filter(pk=world.award.pk).update(**columns)
    assert open_to(world.ani) == [(world.award.pk, 1)]


def test_a_change_frees_one_piece_and_keeps_another(world):
    first = choose_reward(world.award, wanted(world.headphones), world.partner)
    second = change_choice(first, wanted(world.card), world.partner)
    assert (second.unit_no, second.revision) == (1, 2)
    assert (stock(world.headphones), stock(world.card)) == ((2, 0), (0, 1))
    assert reconcile_rewards() == []


def test_a_change_to_what_is_gone_leaves_the_first_choice(world):
    first = choose_reward(world.award, wanted(world.headphones), world.partner)
    write_off_stock(world.card, 1, "Hilang", world.owner)
    with pytest.raises(Refused) as refused:
        change_choice(first, wanted(world.card), world.partner)
    assert codes(refused) == ["reward.none_left"]
    assert list(Choice.objects.standing()) == [first]
    assert stock(world.headphones) == (1, 1)


def test_a_change_sent_twice_changes_once(world):
    first = choose_reward(world.award, wanted(world.headphones), world.partner)
    other = wanted(world.card)
    second = change_choice(first, other, world.partner)
    assert change_choice(first, other, world.partner) == second
    assert Choice.objects.standing().count() == 1


def test_a_cancelled_choice_gives_its_piece_back_once(world):
    choice = choose_reward(world.award, wanted(world.card), world.partner)
    cancel_choice(choice, "Salah pilih", world.partner)
    assert stock(world.card) == (1, 0)
    assert open_to(world.ani) == [(world.award.pk, 2)]
    with pytest.raises(Conflict, match=r"reward\.cancelled_already"):
        cancel_choice(choice, "Lagi", world.owner)
    assert stock(world.card) == (1, 0)


def test_money_is_owed_at_once_and_paid_by_the_next_run(world):
    before = books()
    choice = choose_reward(world.award, wanted(world.money), world.partner)
    ani = str(world.ani.pk)
    assert changed(before, books()) == {
        ("payable", ani, "goods"): -100,
        ("handed_over", "", "goods"): 100,
        ("reward_cost", "goods", "IDR"): -90_000_00,
        ("payable", ani, "IDR"): 90_000_00,
    }
    banked(world.ani)
    (payout,) = sent(date(2026, 11, 10))
    assert payout.gross_minor == 90_000_00
    assert [one.adjustment for one in payout.items.all()] == [choice.adjustment]
    assert reconcile_rewards() == reconcile() == []


def test_a_statement_tells_that_money_took_the_place_of_goods(world):
    choose_reward(world.award, wanted(world.money), world.partner)
    told = statement_of(world.ani, date(2026, 11, 1))
    lines = {
        (one.unit, str(line.kind)): line.parts.payable_minor
        for one in told.units
        for line in one.lines
        if line.kind in {LineKind.INSTEAD, LineKind.AS_MONEY}
    }
    assert lines == {("IDR", "instead"): 90_000_00, ("goods", "as_money"): -100}


def test_money_chosen_twice_with_one_key_is_owed_once(world):
    once = wanted(world.money, "key")
    choose_reward(world.award, once, world.partner)
    choose_reward(world.award, once, world.partner)
    assert (Adjustment.objects.count(), Handover.objects.count()) == (1, 1)
    assert [one.left for one in goods_to_hand_over()] == [100]


def test_money_that_was_chosen_stays_chosen(world):
    choice = choose_reward(world.award, wanted(world.money), world.partner)
    for act in (
        lambda: cancel_choice(choice, "Ganti", world.owner),
        lambda: change_choice(choice, wanted(world.card), world.partner),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["reward.money_is_final"]


def test_the_database_lets_no_stock_go_below_zero_and_no_movement_change(world):
    row = StockMovement.objects.filter(reward=world.card).get()
    values = {"reward": world.card, "number": 2, "what": "reserved", "pieces": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        StockMovement.objects.create(
            **values, free_after=-1, kept_after=2, at=row.at, by="x"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        StockMovement.objects.filter(pk=row.pk).update(pieces=5)


def test_what_was_written_past_the_verbs_is_told(world):
    row = StockMovement.objects.filter(reward=world.card).get()
    values = {"reward": world.card, "number": 2, "what": "received", "pieces": 1}
    with transaction.atomic():
        StockMovement.objects.create(
            **values, free_after=7, kept_after=0, at=row.at, by="x"
        )
        found = [(one.what, one.kept, one.counted) for one in reconcile_rewards()]
    assert found == [(f"stock {world.card.pk} #2 received 1 free", 7, 2)]


def test_the_same_delivery_sent_twice_is_received_once(world):
    receive_stock(world.card, 5, "", world.owner, seen=1)
    with pytest.raises(Conflict, match=r"reward\.stock_meanwhile"):
        receive_stock(world.card, 5, "", world.owner, seen=1)
    assert stock(world.card) == (6, 0)


def test_what_is_kept_for_somebody_cannot_be_written_off(world):
    choose_reward(world.award, wanted(world.card), world.partner)
    with pytest.raises(Refused) as refused:
        write_off_stock(world.card, 1, "Hilang", world.owner)
    assert codes(refused) == ["reward.none_left"]


def changed(before, after):
    return {
        key: after.get(key, 0) - before.get(key, 0)
        for key in before.keys() | after.keys()
        if after.get(key, 0) != before.get(key, 0)
    }
