"""All reasons in one place: what each weighs, and what is found for the parties of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from setia.care.reasons.account_dips import account_dips
from setia.care.reasons.come_back import come_back
from setia.care.reasons.found import Found, Looked
from setia.care.reasons.gone_quiet import after_first_sale, gone_quiet
from setia.care.reasons.long_untouched import long_untouched
from setia.care.reasons.near_a_step import near_a_step
from setia.care.reasons.promises_due import promises_due
from setia.care.reasons.rewards_due import rewards_due
from setia.care.reasons.special_dates import special_dates

LOOKS: tuple[Callable[[Looked], Iterator[Found]], ...] = (
    promises_due,
    rewards_due,
    come_back,
    special_dates,
    account_dips,
    gone_quiet,
    after_first_sale,
    near_a_step,
    long_untouched,
)
WEIGHTS: Mapping[str, int] = MappingProxyType(
    {
        "reward_late": 45,
        "promise_broken": 100,
        "come_back": 90,
        "first_sale": 85,
        "account_dips": 80,
        "third_month": 70,
        "promise_near": 65,
        "reward_soon": 60,
        "quiet": 50,
        "quiet_as_others": 42,
        "near_a_step": 40,
        "date_today": 35,
        "date_soon": 20,
        "never_touched": 12,
        "long_untouched": 10,
    }
)
"""Of a hundred: how much of a party's month a touch for this reason is taken to be about.

What people in the trade would say, until the proof has figures of its own.
"""


def reasons_for(looked: Looked) -> dict[int, list[Found]]:
    """Return every party's reasons, the one that weighs most first."""
    found: dict[int, list[Found]] = defaultdict(list)
    for look in LOOKS:
        for one in look(looked):
            found[one.party_id].append(one)
    for reasons in found.values():
        reasons.sort(key=lambda one: -WEIGHTS[one.code])
    return dict(found)
