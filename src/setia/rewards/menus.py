"""Which menu holds for a program, and what somebody may choose from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import BigIntegerField, Count, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Coalesce

from setia.closing.models import Award, Hold
from setia.core.clock import today
from setia.payouts.models import Handover
from setia.payouts.points.lots import known_lots
from setia.people.models import Party
from setia.people.resolve_code import survivors, with_merged
from setia.programs.models import Program, ProgramVersion
from setia.programs.read_document import read_document
from setia.rewards.models import Choice, Menu, MenuItem
from setia.rewards.stock import stock_of

PIECE = 100
"""A piece in hundredths, as awards are kept."""


@dataclass(frozen=True)
class Dish:
    """One item of a menu as it is offered: free pieces, None where it is money."""

    item: MenuItem
    free: int | None

    @property
    def there(self) -> bool:
        """Tell whether one could be had now."""
        return self.free is None or self.free > 0


@dataclass(frozen=True)
class Open:
    """Something that somebody may choose for: pieces of an award, or points.

    ``pieces`` is how many choices are open; ``points_minor`` what may be spent.
    """

    menu: Menu
    dishes: tuple[Dish, ...]
    award: Award | None = None
    pieces: int = 0
    points_minor: int = 0

    @property
    def program(self) -> Program:
        """Return the program that gave it."""
        return self.menu.program


def given_by(program: Program) -> str:
    """Return what a program gives, by its newest version: money, points or goods."""
    newest = ProgramVersion.objects.filter(program=program).order_by("-number").first()
    given: str = read_document(newest.document).settlement.given if newest else ""
    return given


def newest_menu(program: Program) -> Menu | None:
    """Return the menu that holds for a program, if it has one."""
    return Menu.objects.filter(program=program).order_by("number").last()


def menus_in_force() -> dict[int, Menu]:
    """Return the menu that holds for each program that has one, by the program's id."""
    rows = Menu.objects.select_related("program").order_by("program", "number")
    return {menu.program_id: menu for menu in rows}


def programs_with_menus() -> QuerySet[Menu, Any]:
    """Return the ids of programs with a menu, to narrow other rows by."""
    return Menu.objects.order_by().values("program")


def goods_of_menus() -> QuerySet[Any]:
    """Return released awards of goods with ``taken``, ``waiting`` and ``pieces`` to choose.

    ``taken`` counts hundredths that were handed over; ``waiting`` choices of which the piece
    is not. A piece taken back by a return can no longer be chosen for.
    """
    given = Handover.objects.filter(award=OuterRef("pk")).order_by().values("award")
    sums = given.annotate(sum=Sum("amount_minor"))
    waits = Choice.objects.waiting().filter(award=OuterRef("pk")).order_by()
    rows = Award.objects.filter(unit="goods", released_minor__gt=0)
    rows = rows.filter(program__in=programs_with_menus())
    return rows.annotate(
        # PostgreSQL sums into a decimal, which would be divided with a rest.
        taken=Cast(Coalesce(Subquery(sums.values("sum")), 0), BigIntegerField()),
        waiting=Coalesce(
            Subquery(waits.values("award").annotate(n=Count("pk")).values("n")), 0
        ),
    ).annotate(
        pieces=(F("released_minor") - F("arrears_minor") - F("taken")) / PIECE
        - F("waiting")
    )


def choices_open_to(party: Party, day: date | None = None) -> list[Open]:
    """Return what a party, with everybody merged into it, may choose for on a day."""
    on = day or today(settings.TIME_ZONE)
    family = with_merged(survivors().get(party.pk, party.pk))
    menus = {key: menu for key, menu in menus_in_force().items() if menu.until >= on}
    if not menus:
        return []
    dishes = dishes_of(menus.values())
    rows = goods_of_menus().filter(payee__in=family, program__in=menus, pieces__gt=0)
    held = Hold.objects.standing().filter(award__in=rows).values("award")
    awards = rows.exclude(pk__in=held).select_related("program").order_by("due_on", "pk")
    found = [
        Open(menus[one.program_id], dishes[menus[one.program_id].pk], one, one.pieces)
        for one in awards
        if menus[one.program_id].unit == "goods"
    ]
    return found + _for_points(family, menus, dishes, on)


def dishes_of(menus: Collection[Menu]) -> dict[int, tuple[Dish, ...]]:
    """Return what menus offer, by the menu's id, with the pieces that are free now."""
    items = MenuItem.objects.filter(menu__in=[one.pk for one in menus])
    items = items.select_related("reward").order_by("pk")
    stock = stock_of({one.reward_id for one in items})
    found: dict[int, list[Dish]] = defaultdict(list)
    for one in items:
        free = stock[one.reward_id].free if one.reward.has_stock else None
        found[one.menu_id].append(Dish(one, free))
    return {menu.pk: tuple(found[menu.pk]) for menu in menus}


def points_of(family: Collection[int], day: date) -> int:
    """Return the points that live on a day, in hundredths, of one party's records."""
    lots = known_lots([str(one) for one in sorted(family)])
    return sum(one.left_minor for one in lots if one.lives_on(day))


def programs_of_points(family: Collection[int]) -> set[int]:
    """Return the ids of the programs in which one party's records earned points."""
    rows = Award.objects.filter(payee__in=family, unit="points")
    return set(rows.order_by().values_list("program", flat=True).distinct())


def _for_points(
    family: Collection[int],
    menus: Mapping[int, Menu],
    dishes: Mapping[int, tuple[Dish, ...]],
    day: date,
) -> list[Open]:
    priced = [menu for menu in menus.values() if menu.unit == "points"]
    earned = programs_of_points(family)
    mine = [one for one in priced if one.program_id in earned]
    points = points_of(family, day) if mine else 0
    return [
        Open(one, dishes[one.pk], points_minor=points)
        for one in mine
        if any((dish.item.points_minor or 0) <= points for dish in dishes[one.pk])
    ]
