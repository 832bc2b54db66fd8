"""A little more would give somebody the next step of a running program."""

from __future__ import annotations

from collections.abc import Iterator

from setia.awards.near_steps import NearStep, near_steps
from setia.awards.standing import latest_standing
from setia.care.reasons.found import Found, Looked


def near_a_step(looked: Looked) -> Iterator[Found]:
    """Find those who have at least four fifths of what the next step asks."""
    standing = latest_standing()
    if standing is None:
        return
    codes = {party.code: key for key, party in looked.parties.items()}
    for near in near_steps(standing, codes, looked.day):
        params = {"program": near.program, **_amounts(near)}
        if near.until is not None:
            params["until_on"] = near.until.isoformat()
        yield Found(codes[near.party], "near_a_step", params)


def _amounts(near: NearStep) -> dict[str, str]:
    """Write money in hundredths, and what is counted as it is."""
    if near.measure == "revenue":
        return {
            "has_minor": str(int(near.has.scaleb(2))),
            "more_minor": str(int(near.more.scaleb(2))),
        }
    return {"has": f"{near.has.normalize():f}", "more": f"{near.more.normalize():f}"}
