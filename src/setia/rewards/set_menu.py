"""Set from which rewards may be chosen in a program, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.ledger.post import hold_ledger
from setia.programs.models import Program
from setia.rewards.events import MENU_SET
from setia.rewards.menus import given_by, newest_menu
from setia.rewards.models import Menu, MenuItem, Reward, RewardKind

GOODS, POINTS = "goods", "points"
MOST_WITHIN = 365
MOST_POINTS_MINOR = 10**12


@dataclass(frozen=True)
class Dish:
    """One reward of a menu, with its price in hundredths of a point where points are given."""

    reward: Reward
    points_minor: int | None = None


@dataclass(frozen=True)
class MenuDraft:
    """A menu as somebody writes it; ``seen`` is the number of the one before, 0 for none."""

    until: date
    within: int
    dishes: Sequence[Dish]
    seen: int = 0


def set_menu(program: Program, draft: MenuDraft, by: Actor) -> Menu:
    """Set down a menu in the place of the one before; what was chosen from that one stays.

    Raises:
        NotPermitted: The actor may not write rewards.
        Refused: The program gives money, nothing can be chosen, or a price is missing.
        Conflict: Somebody else set a menu first.
    """
    by.must("reward.write")
    unit = given_by(program)
    _check(unit, draft)
    with transaction.atomic():
        # Whoever chooses holds the same: a choice is made from one menu.
        hold_ledger()
        last = newest_menu(program)
        if draft.seen != (last.number if last else 0):
            raise Conflict("reward.menu_meanwhile")
        menu = Menu.objects.create(
            program=program,
            number=draft.seen + 1,
            unit=unit,
            until=draft.until,
            within=draft.within,
            at=now(),
            by=by.name,
        )
        items = [
            MenuItem(menu=menu, reward=one.reward, points_minor=one.points_minor)
            for one in draft.dishes
        ]
        MenuItem.objects.bulk_create(items)
        params = {"program": program.title_id, "until": draft.until.isoformat()}
        after = {"rewards": [one.reward.code for one in draft.dishes]}
        record_event(MENU_SET, by, ("program", program.pk), params, after=after)
    return menu


def _check(unit: str, draft: MenuDraft) -> None:
    problems = []
    if unit not in {GOODS, POINTS}:
        problems.append(Problem("reward.gives_money", "program"))
    if not draft.dishes:
        problems.append(Problem("reward.menu_empty", "rewards"))
    if draft.until < today(settings.TIME_ZONE):
        problems.append(Problem("reward.until_past", "until"))
    if not 0 <= draft.within <= MOST_WITHIN:
        problems.append(Problem("reward.within", "within", {"most": MOST_WITHIN}))
    if unit == POINTS:
        problems += [one for dish in draft.dishes for one in _price_problems(dish)]
    if unit == GOODS and any(one.points_minor is not None for one in draft.dishes):
        problems.append(Problem("reward.goods_have_no_price", "rewards"))
    if problems:
        raise Refused(problems)


def _price_problems(dish: Dish) -> list[Problem]:
    params = {"reward": dish.reward.title}
    if dish.reward.kind == RewardKind.MONEY:
        return [Problem("reward.points_for_money", "rewards", params)]
    price = dish.points_minor or 0
    if 0 < price <= MOST_POINTS_MINOR and price % 100 == 0:
        return []
    return [Problem("reward.price_missing", "rewards", params)]
