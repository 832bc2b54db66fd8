"""A SPIFF that partners joined, and the rewards that they chose from its menu.

Two months ago resellers joined, sold make-up and earned choices. Since it was paid most of
them chose: something waits to be sent, something is on its way, one is handed over.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from setia.core.actor import Actor
from setia.core.clock import as_if_at, now
from setia.core.days import last_of
from setia.core.models import User
from setia.demo.load.sign_in import actor_named
from setia.people.models import Party
from setia.programs.ask_opt_in import Terms, ask_opt_in, newest_opt_in
from setia.programs.join_program import join_program
from setia.programs.models import Enrolment, Program, Way
from setia.rewards.add_reward import RewardDraft, add_reward
from setia.rewards.choose_reward import Wanted, choose_reward
from setia.rewards.confirm_handover import Proof, confirm_handover
from setia.rewards.fulfil_choice import Sending, fulfil_choice
from setia.rewards.menus import goods_of_menus, newest_menu
from setia.rewards.models import Choice, Menu, Reward
from setia.rewards.move_stock import receive_stock
from setia.rewards.set_menu import Dish, MenuDraft, set_menu
from setia.sales.models import SaleLine

CODE, RUNNING = "spiff-rias", "spiff-kartu-belanja"
JOINED_BY = 10
"""The day of the month by which one could join."""
NOT_JOINED = 4
"""Of the resellers who sold that month one in so many did not join."""
TERMS_ID = (
    "Saya ikut SPIFF rias dan setuju: hadiah dihitung dari penjualan sebulan penuh, "
    "retur mengurangi hitungan, dan hadiah dipilih sebelum batas waktunya."
)
TERMS_EN = (
    "I take part in the make-up SPIFF and agree: rewards are counted over the sales of the "
    "whole month, returns reduce them, and rewards are chosen before the last day."
)
REWARDS = (
    ("kartu-belanja-100", "card", "Kartu belanja Rp100.000", "Rp100,000 prepaid card", 100, 12),
    ("penanak-nasi", "goods", "Penanak nasi 1 liter", "1-litre rice cooker", 145, 4),
    ("sehari-di-ancol", "trip", "Sehari di Ancol untuk dua orang", "A day at Ancol for two", 160, 3),
    ("uang-75", "money", "Uang Rp75.000", "Rp75,000 in money", 75, 0),
)  # fmt: skip
"""Code, kind, titles, worth in thousands of rupiah, pieces that came."""
DAYS_AGO = 16
"""Somebody chose first so long ago; with two weeks promised, one is late by now."""
ORDER = ("sehari-di-ancol", "penanak-nasi", "kartu-belanja-100")
WISHES = ("", "Warna hitam, kirim ke toko", "Sabtu, bersama suami", "Tolong diantar sore")


def ask_to_join(program: Program, by: Actor) -> None:
    """Ask resellers to join the SPIFF, before somebody approves it."""
    if program.code == CODE and newest_opt_in(program) is None:
        until = program.starts_on.replace(day=JOINED_BY)
        ask_opt_in(program, Terms(until, TERMS_ID, TERMS_EN), by)


def let_partners_join(month: date) -> None:
    """Most of those who sold that month joined: one by itself, the others by a call."""
    program = Program.objects.get(code=CODE)
    if Enrolment.objects.filter(program=program).exists():
        return
    sold = SaleLine.objects.filter(sold_at__range=(_at(month, 1), _at(last_of(month), 28)))
    sellers = Party.objects.filter(pk__in=sold.values("seller"), role="reseller")
    partner, manager = actor_named("mitra"), actor_named("bayu")
    for number, party in enumerate(sellers.order_by("pk"), start=1):
        own = party.pk in partner.party_ids
        if own or number % NOT_JOINED:
            with as_if_at(_at(month.replace(day=2 + number % 8), 10)):
                way, by = (Way.PARTNER, partner) if own else (Way.OFFICE, manager)
                join_program(program, party, by, way, 1)


def choose_rewards(paid_on: date) -> None:
    """Set the menu, and let partners choose in the days after what they earned was released."""
    owner = actor_named("ratna")
    with as_if_at(_at(paid_on, 9)):
        _fill_catalogue(owner)
    for code in (CODE, RUNNING):
        program = Program.objects.get(code=code)
        if newest_menu(program) is None:
            with as_if_at(_at(paid_on, 11)):
                until = now().date() + timedelta(days=75)
                set_menu(program, MenuDraft(until, 14, _dishes()), owner)
    if not Choice.objects.exists():
        _choose(paid_on)
    _send(paid_on)


def _fill_catalogue(by: Actor) -> None:
    for code, kind, title_id, title_en, thousands, pieces in REWARDS:
        if Reward.objects.filter(code=code).exists():
            continue
        worth = thousands * 1_000_00
        cost = worth if kind in {"money", "card"} else worth * 8 // 10
        made = add_reward(code, RewardDraft(kind, title_id, worth, cost, title_en), by)
        if pieces:
            receive_stock(made, pieces, "Faktur hadiah", by)


def _dishes() -> list[Dish]:
    rewards = Reward.objects.in_bulk(field_name="code")
    return [Dish(rewards[code]) for code, *_ in REWARDS]


def _choose(paid_on: date) -> None:
    """The partner with a log-in has one choice left; of the others every third has not chosen."""
    menu = Menu.objects.get(program__code=CODE)
    items = {one.reward.code: one for one in menu.items.select_related("reward")}
    mine = User.objects.get(username="mitra").party_id
    rows = goods_of_menus().filter(program__code=CODE, pieces__gt=0).order_by("pk")
    awards = sorted(rows.select_related("payee"), key=lambda one: one.payee_id != mine)
    manager = actor_named("bayu")
    for number, award in enumerate(awards[:9]):
        if number % 3 == 2:
            continue
        by = actor_named("mitra") if award.payee_id == mine else manager
        wish = WISHES[number % len(WISHES)]
        wanted = Wanted(items[ORDER[number % len(ORDER)]], f"demo {number}", wish)
        with as_if_at(_at(_lately(paid_on, DAYS_AGO - number), 14)):
            choose_reward(award, wanted, by)


def _send(paid_on: date) -> None:
    """Two went out; who has a log-in said that it arrived, by signing."""
    support = actor_named("dewi")
    waiting = Choice.objects.order_by("pk").with_records()
    for number, choice in enumerate(waiting[:2]):
        day = _lately(paid_on, DAYS_AGO - 5 - number)
        if not hasattr(choice, "fulfilment"):
            with as_if_at(_at(day, 10)):
                fulfil_choice(
                    choice, Sending(now().date(), "courier", f"JNE-77{number}4"), support
                )
        if number == 0 and not hasattr(choice, "proof"):
            with as_if_at(_at(day + timedelta(days=3), 16)):
                words = "Sudah saya terima, terima kasih"
                proof = Proof(now().date(), choice.party.name, words)
                confirm_handover(choice, proof, support)


def _lately(paid_on: date, days_ago: int) -> date:
    """Return a day so long ago, after rewards could be chosen."""
    day: date = (now() - timedelta(days=days_ago)).date()
    return max(day, paid_on + timedelta(days=1))


def _at(day: date, hour: int) -> datetime:
    """Return an hour of a day of the past, or a while ago."""
    midnight = datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))
    return min(midnight + timedelta(hours=hour), now() - timedelta(minutes=10))
