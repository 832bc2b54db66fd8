"""The reader's language, as the engine's words know it."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import get_language


def language() -> Literal["id", "en"]:
    """Return the language of the page."""
    return "en" if get_language() == "en" else "id"
