"""Words for tests of rewards: what there is to choose, who may, and what came of it."""

from __future__ import annotations

from datetime import date
from itertools import count

from builders import an_actor
from payouts.paying import released

from setia.core.actor import person
from setia.core.roles import Role
from setia.people.models import Party
from setia.programs.models import Program
from setia.rewards.add_reward import RewardDraft, add_reward
from setia.rewards.choose_reward import Wanted
from setia.rewards.models import MenuItem, Reward
from setia.rewards.move_stock import receive_stock
from setia.rewards.set_menu import Dish, MenuDraft, set_menu
from setia.rewards.stock import stock_of

DAY = "2026-11-10"
OWNER = an_actor()
_keys = count(1)


def partner(party: Party):
    """Return the actor that a partner is."""
    return person(9, party.name, Role.PARTNER, party_ids=frozenset({party.pk}))


def a_reward(code: str, kind: str = "goods", pieces: int = 0, rupiah: int = 100_000):
    cost = rupiah if kind == "money" else rupiah * 8 // 10
    draft = RewardDraft(kind, f"Hadiah {code}", rupiah * 100, cost * 100)
    made = add_reward(code, draft, OWNER)
    if pieces:
        receive_stock(made, pieces, "", OWNER)
    return made


def a_menu(program: Program, *rewards: Reward, until=date(2026, 11, 30), **prices):
    """Let rewards be chosen in a program; of points the price by the reward's code."""
    dishes = [
        Dish(one, prices[one.code] * 100 if one.code in prices else None) for one in rewards
    ]
    seen = program.menus.count()
    return set_menu(program, MenuDraft(until, 7, dishes, seen), OWNER)


def won(party: Party, pieces: int = 1):
    """Release goods of an award that somebody may choose for."""
    return released(party, pieces, unit="goods")


def wanted(reward: Reward, key: str = "", wish: str = "") -> Wanted:
    item = MenuItem.objects.filter(reward=reward).order_by("-menu__number").first()
    return Wanted(item, key or f"key-{next(_keys)}", wish)


def stock(reward: Reward) -> tuple[int, int]:
    """Return how many pieces are free and kept."""
    found = stock_of([reward.pk])[reward.pk]
    return found.free, found.kept
