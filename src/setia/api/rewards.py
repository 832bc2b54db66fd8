"""Rewards: the catalogue with its stock, and what a party may choose for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from setia.api.pages import PageQuery, page_of
from setia.api.token import Token, actor_at
from setia.api.values import money
from setia.core.clock import today
from setia.people.models import Party
from setia.people.resolve_code import resolve_code
from setia.rewards.menus import Open, choices_open_to
from setia.rewards.models import Reward
from setia.rewards.stock import Stock, stock_of

router = Router(tags=["rewards"])
AMOUNT = Field(examples=["100000.00"])


class RewardOut(Schema):
    """A reward; `free` and `kept` are null for money, which has no stock."""

    code: str
    kind: str
    title_id: str
    title_en: str
    worth: str = AMOUNT
    free: int | None
    kept: int | None


class RewardPage(Schema):
    """One page of rewards."""

    items: list[RewardOut]
    next: str | None = Field(description="The address of the next page.")


class OfferedOut(Schema):
    """A reward of a menu; `free` is null where it has no stock."""

    reward: str
    title_id: str
    title_en: str
    worth: str = AMOUNT
    points: str | None = Field(examples=["120"])
    free: int | None


class OpeningOut(Schema):
    """Something that may be chosen for: `pieces` of an award, or `points`."""

    program: str
    award: int | None
    pieces: int
    points: str = Field(examples=["150"])
    until: date
    rewards: list[OfferedOut]


class OpeningQuery(Schema):
    """Whose openings."""

    party: str = Field(min_length=1, max_length=64, description="The code of a party.")


@router.get("/rewards", auth=Token("reward.see"), response=RewardPage)
def list_rewards(request: HttpRequest, asked: Query[PageQuery]) -> dict[str, Any]:
    """List the catalogue with what is free of each reward and kept for choices."""
    found, following = page_of(request, Reward.objects.all(), asked, "pk")
    stock = stock_of([one.pk for one in found])
    return {"items": [_reward(one, stock[one.pk]) for one in found], "next": following}


@router.get("/reward-openings", auth=Token("reward.see"), response=list[OpeningOut])
def list_openings(request: HttpRequest, asked: Query[OpeningQuery]) -> list[dict[str, Any]]:
    """List what a party may choose for today, and from what; for nobody known nothing."""
    party = resolve_code(asked.party)
    seen = Party.objects.visible_to(actor_at(request))
    if party is None or not seen.filter(pk=party.pk).exists():
        return []
    return [_opening(one) for one in choices_open_to(party, today(settings.TIME_ZONE))]


def _reward(reward: Reward, stock: Stock) -> dict[str, Any]:
    names = ("code", "kind", "title_id", "title_en")
    return {name: getattr(reward, name) for name in names} | {
        "worth": money(reward.worth_minor),
        "free": stock.free if reward.has_stock else None,
        "kept": stock.kept if reward.has_stock else None,
    }


def _opening(one: Open) -> dict[str, Any]:
    return {
        "program": one.program.code,
        "award": one.award.pk if one.award else None,
        "pieces": one.pieces,
        "points": points(one.points_minor) or "0",
        "until": one.menu.until,
        "rewards": [
            {
                "reward": dish.item.reward.code,
                "title_id": dish.item.reward.title_id,
                "title_en": dish.item.reward.title_en,
                "worth": money(dish.item.reward.worth_minor),
                "points": points(dish.item.points_minor),
                "free": dish.free,
            }
            for dish in one.dishes
        ],
    }


def points(minor: int | None) -> str | None:
    """Write hundredths of a point as whole points."""
    return None if minor is None else str(minor // 100)
