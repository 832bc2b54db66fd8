"""Messages: what is written to people, with their consent, and what they answer."""

from __future__ import annotations
