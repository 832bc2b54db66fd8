"""What pages and the API show: the last standing, and whether a newer one is on its way."""

from __future__ import annotations

from dataclasses import dataclass

from setia.awards.compute_standing import compute_standing, key_now
from setia.awards.jobs import bring_standing_up_to_date
from setia.awards.keep_standing import is_kept
from setia.awards.standing import Standing, latest_standing, runs_folder
from setia.core.one_at_a_time import one_at_a_time

ASKED = "asked.txt"


@dataclass(frozen=True)
class Provisional:
    """A standing; ``behind`` where facts or programs changed since and a newer one comes."""

    standing: Standing
    behind: bool


def provisional() -> Provisional:
    """Return the last standing at once; where it is behind, ask once for a newer one.

    Where a keeper is at work nobody needs to ask: it looks for what is new by itself. Only
    the very first standing is computed while the reader waits.
    """
    latest = latest_standing()
    if latest is None:
        return Provisional(compute_standing(), behind=False)
    wanted = key_now()
    if latest.key == wanted:
        return Provisional(latest, behind=False)
    if not is_kept():
        _ask_once_for(wanted)
    return Provisional(latest, behind=True)


def _ask_once_for(key: str) -> None:
    """Enqueue a job for this state of facts unless somebody has done so already."""
    asked = runs_folder() / ASKED
    with one_at_a_time(runs_folder() / ".asked.lock"):
        if asked.is_file() and asked.read_text(encoding="utf-8") == key:
            return
        asked.write_text(key, encoding="utf-8")
    bring_standing_up_to_date.enqueue()
