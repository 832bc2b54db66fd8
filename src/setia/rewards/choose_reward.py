"""Choose a reward: once for each piece that was earned, or for points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from setia.closing.adjust_award import Ordered
from setia.closing.grant_money_instead import grant_money_instead
from setia.closing.models import Adjustment, Award, Hold
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, NotFound
from setia.core.record_event import record_event
from setia.ledger.post import hold_ledger
from setia.ledger.templates.goods_as_money import goods_as_money
from setia.payouts.hand_over_goods import give_goods
from setia.payouts.models import PointsSpend
from setia.payouts.points.spend_points import take_points
from setia.people.models import Party
from setia.people.resolve_code import survivors, with_merged
from setia.rewards.errors import refused
from setia.rewards.events import CHOSEN
from setia.rewards.menus import PIECE, goods_of_menus, newest_menu, programs_of_points
from setia.rewards.models import Choice, MenuItem, Movement
from setia.rewards.stock import move

LONGEST_KEY = 60


@dataclass(frozen=True)
class Wanted:
    """What is chosen: an item of a menu, under a key; ``wish`` is a size or an address."""

    item: MenuItem
    key: str
    wish: str = ""


@dataclass(frozen=True)
class _For:
    """For what somebody chooses: a piece of an award, or a price in points."""

    party: Party
    award: Award | None = None
    unit_no: int | None = None
    revision: int = 1
    spend: PointsSpend | None = None
    adjustment: Adjustment | None = None
    due_on: date | None = None


def choose_reward(award: Award, wanted: Wanted, by: Actor) -> Choice:
    """Choose a reward for a piece of an award; the same key chooses once.

    A piece of stock is kept for it. Where money is chosen, it is owed from now on and the
    piece is taken off, so that such a choice cannot be changed.

    Raises:
        NotPermitted: The actor may not choose.
        NotFound: The award is not theirs to see.
        Refused: It is not on the menu, the time is over, no piece is left to choose for, or
            none of the reward.
        Conflict: The key was used for something else, or the menu changed.
    """
    by.must("reward.choose")
    _must_see(award.payee, by, f"award {award.pk}")
    try:
        with transaction.atomic():
            return chosen(award, wanted, by)
    except IntegrityError as error:
        raise Conflict("reward.chosen_meanwhile") from error


def choose_for_points(party: Party, wanted: Wanted, by: Actor) -> Choice:
    """Choose a reward for its price in points; the same key chooses once.

    Raises:
        NotPermitted: The actor may not choose.
        NotFound: The party is not theirs to see, or earned nothing in the menu's program.
        Refused: It is not on the menu, the time is over, there are fewer points, or none of
            the reward is left.
        Conflict: The key was used for something else, or the menu changed.
    """
    by.must("reward.choose")
    _must_see(party, by, party.code)
    kept = Party.objects.get(pk=survivors().get(party.pk, party.pk))
    with transaction.atomic():
        hold_ledger()
        _must_have_key(wanted)
        earlier = Choice.objects.filter(key=wanted.key).first()
        if earlier is not None:
            return _same(earlier, wanted, kept.pk, None)
        _must_be_on_menu(wanted.item, "points", by)
        if wanted.item.menu.program_id not in programs_of_points(with_merged(kept.pk)):
            raise NotFound("menu", str(wanted.item.menu_id))
        price = wanted.item.points_minor or 0
        reason = wanted.item.reward.title_id
        spend = take_points(kept, price, f"choice {wanted.key}", reason, by)
        return _set_down(wanted, _For(kept, spend=spend), by)


def chosen(award: Award, wanted: Wanted, by: Actor) -> Choice:
    """Choose for a piece of an award, in the transaction of whoever checked who asks.

    Raises:
        Refused: As of choosing.
        Conflict: As of choosing.
        RuntimeError: There is no transaction.
    """
    hold_ledger()
    _must_have_key(wanted)
    earlier = Choice.objects.filter(key=wanted.key).first()
    if earlier is not None:
        return _same(earlier, wanted, award.payee_id, award.pk)
    _must_be_on_menu(wanted.item, "goods", by)
    row = goods_of_menus().select_related("payee", "program").filter(pk=award.pk).first()
    if row is None or row.program_id != wanted.item.menu.program_id:
        raise refused("reward.nothing_to_choose_for", "item")
    if Hold.objects.standing().filter(award=row).exists():
        raise refused("reward.held", "item")
    if row.pieces < 1:
        raise refused("reward.nothing_to_choose_for", "item")
    unit_no, revision = _free_unit(row)
    money = None
    if not wanted.item.reward.has_stock:
        money = _as_money(row, wanted, by)
    aim = _For(row.payee, row, unit_no, revision, None, money, row.due_on)
    return _set_down(wanted, aim, by)


def _must_see(party: Party, by: Actor, asked: str) -> None:
    if not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("award", asked)


def _must_have_key(wanted: Wanted) -> None:
    if not 0 < len(wanted.key.strip()) <= LONGEST_KEY:
        raise refused("reward.key", "key", most=LONGEST_KEY)


def _must_be_on_menu(item: MenuItem, unit: str, by: Actor) -> None:
    """Staff may choose for a partner also after the last day: somebody forgot, or called."""
    menu = item.menu
    if menu.unit != unit:
        raise refused("reward.not_on_menu", "item")
    newest = newest_menu(menu.program)
    if newest is None or newest.pk != menu.pk:
        raise Conflict("reward.menu_changed")
    if menu.until < today(settings.TIME_ZONE) and not by.may("reward.fulfil"):
        raise refused("reward.time_over", "item", day=menu.until.isoformat())


def _free_unit(award: Award) -> tuple[int, int]:
    """Return the first piece that nobody chose for, and which choice for it this is."""
    rows = Choice.objects.filter(award=award)
    taken = set(rows.standing().values_list("unit_no", flat=True))
    unit = next(one for one in range(1, len(taken) + 2) if one not in taken)
    last = rows.filter(unit_no=unit).aggregate(last=Max("revision"))["last"] or 0
    return unit, last + 1


def _as_money(award: Award, wanted: Wanted, by: Actor) -> Adjustment:
    reward = wanted.item.reward
    give_goods(award, PIECE, reward.title_id, by, goods_as_money)
    ordered = Ordered(f"choice {wanted.key}", reward.worth_minor, reward.title_id)
    return grant_money_instead(award, ordered, by)


def _set_down(wanted: Wanted, aim: _For, by: Actor) -> Choice:
    reward, day = wanted.item.reward, today(settings.TIME_ZONE)
    within = day + timedelta(days=wanted.item.menu.within)
    choice = Choice.objects.create(
        key=wanted.key,
        item=wanted.item,
        reward=reward,
        party=aim.party,
        award=aim.award,
        unit_no=aim.unit_no,
        revision=aim.revision,
        spend=aim.spend,
        adjustment=aim.adjustment,
        worth_minor=reward.worth_minor,
        cost_minor=reward.cost_minor,
        promised_on=max(within, aim.due_on or within),
        wish=wanted.wish.strip()[:300],
        at=now(),
        by=by.name,
        by_key=by.key,
    )
    if reward.has_stock:
        move(reward, Movement.RESERVED, by, choice=choice)
    params = {"party": aim.party.name, "reward": reward.title_id}
    after = {"worth_minor": choice.worth_minor, "wish": choice.wish}
    record_event(CHOSEN, by, ("choice", choice.pk), params, after=after)
    return choice


def _same(earlier: Choice, wanted: Wanted, party: int, award: int | None) -> Choice:
    before = (earlier.item_id, earlier.party_id, earlier.award_id)
    if before != (wanted.item.pk, party, award):
        raise Conflict("reward.key_reused", key=earlier.key)
    return earlier
