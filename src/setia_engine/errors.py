"""What can go wrong for a caller.

    EngineError
    ├── PlanRejected      the plan documents are wrong; carries every problem found
    ├── FactsRejected     the tables are wrong; carries every row found
    └── EngineUnavailable the engine that was asked for cannot run here

Problems are data (code, path, found, allowed); the command line writes the sentences.
"""

from __future__ import annotations

from collections.abc import Sequence


class EngineError(Exception):
    """Root of everything the engine raises on purpose."""


class PlanRejected(EngineError):
    """Plan documents that break the language; ``problems`` holds all of them at once."""

    def __init__(self, problems: Sequence[object]) -> None:
        super().__init__(f"{len(problems)} problem(s) in the plan documents")
        self.problems = tuple(problems)


class FactsRejected(EngineError):
    """Tables that break their contract; ``rows`` holds the bad rows that were listed.

    ``total`` counts all bad rows, also those beyond the listed ones.
    """

    def __init__(self, rows: Sequence[object], total: int) -> None:
        super().__init__(f"{total} bad row(s) or table(s)")
        self.rows = tuple(rows)
        self.total = total


class EngineUnavailable(EngineError):
    """The engine that was asked for cannot run here; the message says what is missing."""
