"""Care budgets: shares of value set aside for people, and what they were spent on."""

from __future__ import annotations
