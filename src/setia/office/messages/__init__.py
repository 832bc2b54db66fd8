"""Pages of messages: the outbox, broadcasts, templates and channels."""

from __future__ import annotations
