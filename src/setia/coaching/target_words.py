"""Suggested words to a reseller: on Monday the target, on Saturday praise or help."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def monday_words(name: str, target: str) -> str:
    """Return the words that tell a target."""
    return _(
        "Hello %(name)s, a new week! Your target until Saturday is %(target)s. What can we "
        "help with to get there?"
    ) % {"name": name, "target": target}


def saturday_words(name: str, sold: str, missing: str, streak: int) -> str:
    """Return words of praise where the target was reached, else of help.

    ``missing`` is what was lacking; empty where nothing was.
    """
    if missing:
        return _(
            "Hello %(name)s, thank you for this week: %(sold)s. %(missing)s were missing to the "
            "target. What was hard? Let us look at it together before Monday."
        ) % {"name": name, "sold": sold, "missing": missing}
    text = _(
        "Hello %(name)s, you did it! %(sold)s this week, target reached. Thank you, we are proud "
        "of you."
    ) % {"name": name, "sold": sold}
    if streak > 1:
        more = ngettext(
            "That is %(count)s week in a row.", "That is %(count)s weeks in a row.", streak
        )
        text = f"{text} {more % {'count': streak}}"
    return text
