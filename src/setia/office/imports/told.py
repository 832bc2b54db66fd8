"""Numbers and reasons of an import as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from setia.intake.sentences import reason_of

COUNTS: dict[str, str | Promise] = {
    "new": _("new"),
    "corrected": _("corrected"),
    "changed": _("known, and given what they lacked"),
    "payments": _("payments booked"),
    "parties": _("people registered"),
    "products": _("products registered"),
    "reversed": _("lines reversed"),
    "restored": _("lines put back as they were before"),
    "voided": _("payments voided"),
    "left": _("lines left alone, since somebody corrected them later"),
}


@dataclass(frozen=True)
class Counted:
    """A number with its name."""

    name: str
    number: int


def told_counts(counts: Mapping[str, int]) -> list[Counted]:
    """Name the numbers of a commit or of its undoing; of those that are 0 only the first."""
    there = [
        Counted(str(words), counts[name])
        for name, words in COUNTS.items()
        if name in counts
    ]
    return [one for one in there if one.number] or there[:1]


def told_reasons(reasons: Mapping[str, int]) -> list[Counted]:
    """Name why rows are refused, the most frequent first."""
    ordered = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Counted(reason_of(code), number) for code, number in ordered]


told_aside = told_reasons


def moment_of(kept: Any) -> datetime | None:  # noqa: ANN401 - text, or None
    """Return a moment that a summary keeps as its database wrote it."""
    if not kept or kept == "None":
        return None
    at = datetime.fromisoformat(str(kept))
    return at if at.tzinfo else at.replace(tzinfo=UTC)
