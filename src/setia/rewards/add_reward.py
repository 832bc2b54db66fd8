"""Add a reward to the catalogue, and change one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.currency import currency
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.people.models import Party
from setia.rewards.events import REWARD_ADDED, REWARD_CHANGED
from setia.rewards.models import Reward, RewardKind

CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
MOST_MINOR = 10**15


@dataclass(frozen=True)
class RewardDraft:
    """A reward as somebody writes it down; amounts in hundredths."""

    kind: str
    title_id: str
    worth_minor: int
    cost_minor: int
    title_en: str = ""
    about_id: str = ""
    about_en: str = ""
    supplier: Party | None = None


def add_reward(code: str, draft: RewardDraft, by: Actor) -> Reward:
    """Add a reward under a code of its own.

    Raises:
        NotPermitted: The actor may not write rewards.
        Refused: Something is missing or makes no sense, or the code is taken.
    """
    by.must("reward.write")
    problems = _problems(draft)
    if not CODE.fullmatch(code):
        problems.append(Problem("reward.code", "code"))
    if problems:
        raise Refused(problems)
    try:
        with transaction.atomic():
            made = Reward.objects.create(
                code=code, **_columns(draft), added_at=now(), added_by=by.name
            )
            params = {"reward": made.title_id}
            after = _told(draft)
            record_event(REWARD_ADDED, by, ("reward", made.pk), params, after=after)
    except IntegrityError as error:
        raise Refused([Problem("reward.code_taken", "code", {"code": code})]) from error
    return made


def change_reward(reward: Reward, draft: RewardDraft, version: int, by: Actor) -> Reward:
    """Change what a reward is called, worth and costs; what was chosen keeps its amounts.

    Raises:
        NotPermitted: The actor may not write rewards.
        Refused: Something makes no sense, or money would become a thing or the other way.
        Conflict: Somebody else changed it first.
    """
    by.must("reward.write")
    problems = _problems(draft)
    if (draft.kind == RewardKind.MONEY) == reward.has_stock:
        problems.append(Problem("reward.money_stays_money", "kind"))
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        before = _told(_draft_of(reward))
        rows = Reward.objects.filter(pk=reward.pk, version=version)
        if not rows.update(**_columns(draft), version=F("version") + 1):
            raise Conflict("reward.meanwhile")
        params, after = {"reward": draft.title_id}, _told(draft)
        about = ("reward", reward.pk)
        record_event(REWARD_CHANGED, by, about, params, before=before, after=after)
    reward.refresh_from_db()
    return reward


def _problems(draft: RewardDraft) -> list[Problem]:
    problems = []
    if draft.kind not in RewardKind.values:
        problems.append(Problem("reward.kind", "kind"))
    if not draft.title_id.strip():
        problems.append(Problem("reward.title_missing", "title_id"))
    whole = currency() != "IDR" or (draft.worth_minor % 100 == draft.cost_minor % 100 == 0)
    if not (whole and 0 < draft.worth_minor <= MOST_MINOR):
        problems.append(Problem("reward.worth", "worth"))
    if not (whole and 0 <= draft.cost_minor <= MOST_MINOR):
        problems.append(Problem("reward.cost", "cost"))
    if draft.kind == RewardKind.MONEY and draft.cost_minor != draft.worth_minor:
        problems.append(Problem("reward.money_costs_itself", "cost"))
    return problems


def _columns(draft: RewardDraft) -> dict[str, object]:
    texts = {
        "title_id": draft.title_id.strip()[:120],
        "title_en": draft.title_en.strip()[:120],
        "about_id": draft.about_id.strip()[:500],
        "about_en": draft.about_en.strip()[:500],
    }
    return {
        "kind": draft.kind,
        **texts,
        "worth_minor": draft.worth_minor,
        "cost_minor": draft.cost_minor,
        "supplier": draft.supplier,
    }


def _draft_of(reward: Reward) -> RewardDraft:
    return RewardDraft(
        kind=reward.kind,
        title_id=reward.title_id,
        worth_minor=reward.worth_minor,
        cost_minor=reward.cost_minor,
        title_en=reward.title_en,
        about_id=reward.about_id,
        about_en=reward.about_en,
        supplier=reward.supplier,
    )


def _told(draft: RewardDraft) -> dict[str, object]:
    columns = _columns(draft)
    return {**columns, "supplier": draft.supplier.code if draft.supplier else ""}
