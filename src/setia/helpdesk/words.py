"""What is written to or by us: never empty, never longer than its column, always plain."""

from __future__ import annotations

from setia.core.errors import Problem
from setia.core.plain_text import is_plain

LONGEST = 4_000


def problems_of(text: str, at: str, most: int, missing: str = "") -> list[Problem]:
    """Return what is wrong with a text; empty is wrong where ``missing`` names a problem."""
    found = []
    if missing and not text.strip():
        found.append(Problem(missing, at))
    if len(text) > most:
        found.append(Problem("helpdesk.text_long", at, {"most": most}))
    if not is_plain(text):
        found.append(Problem("helpdesk.not_plain", at))
    return found
