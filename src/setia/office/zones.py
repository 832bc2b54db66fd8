"""The zones that people choose from: those of Indonesia, and whatever holds already."""

from __future__ import annotations

from django.conf import settings

INDONESIA = {
    "Asia/Jakarta": "WIB (Asia/Jakarta)",
    "Asia/Makassar": "WITA (Asia/Makassar)",
    "Asia/Jayapura": "WIT (Asia/Jayapura)",
}


def zones_beside(known: str = "") -> list[tuple[str, str]]:
    """Return the choices, with the business's own zone and one that is known already."""
    more = [one for one in (settings.TIME_ZONE, known) if one and one not in INDONESIA]
    return [*INDONESIA.items(), *((one, one) for one in dict.fromkeys(more))]
