"""A name as it is compared and sorted: without case, accents and double blanks."""

from __future__ import annotations

import unicodedata


def name_key(name: str) -> str:
    """Return the key of a name, short enough for its column."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(letters.split())[:160]
