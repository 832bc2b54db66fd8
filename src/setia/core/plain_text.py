"""Plain text: what a page, a picture and a file can all carry."""

from __future__ import annotations

import re

NOT_CARRIED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Whatever XML 1.0 has no place for: controls, halves of a pair, and what is no character."""


def plain_text(text: str) -> str:
    """Return a text with a blank for each character that not everything can carry."""
    return NOT_CARRIED.sub(" ", text)


def is_plain(text: str) -> bool:
    """Tell whether everything can carry a text."""
    return NOT_CARRIED.search(text) is None
