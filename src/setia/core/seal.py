"""The seal of a trail entry: a keyed digest that only this installation can make."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

SEALED = (
    "number",
    "at",
    "actor_kind",
    "actor_id",
    "actor_name",
    "act",
    "about_kind",
    "about_id",
    "params",
    "before",
    "after",
    "previous_seal",
)
FIRST = "0" * 64
"""What the first entry takes for the seal before it."""


def seal_of(entry: Mapping[str, Any]) -> str:
    """Return the HMAC-SHA-256 of an entry's columns in one canonical spelling."""
    content = {name: _plain(entry[name]) for name in SEALED}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(settings.TRAIL_KEY, text.encode(), hashlib.sha256).hexdigest()


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
