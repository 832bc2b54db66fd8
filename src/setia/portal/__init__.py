"""Pages for partners by a signed link, without a log-in."""

from __future__ import annotations
