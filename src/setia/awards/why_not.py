"""Not paid because …: what keeps somebody from an award, in the engine's own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from setia.awards.standing import Standing
from setia.awards.told import stood


@dataclass(frozen=True)
class WhyNot:
    """Why an award is nothing: the heaviest reason first, then what else is lacking.

    ``failed`` are the conditions that do not hold, each with what was found.
    """

    reasons: tuple[str, ...]
    failed: tuple[str, ...]


def why_not(
    standing: Standing,
    program: str,
    party: str,
    window: date,
    language: Literal["id", "en"],
    order_id: str = "",
) -> WhyNot | None:
    """Return why a party gets nothing in a window; None where it gets something.

    None also where it has no counted sale there. Nothing is evaluated: the standing knows.

    Raises:
        NotFound: The program has no such window.
    """
    now = stood(standing, program, party, window, order_id)
    if now is None or now.row["amount"] > 0:
        return None
    tale = now.story(language).told(0)
    failed = tuple(one.text for one in tale.conditions if not one.kept)
    return WhyNot(tale.why, failed)
