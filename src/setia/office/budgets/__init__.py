"""Pages of care budgets."""

from __future__ import annotations
