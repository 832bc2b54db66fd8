"""The as-of moment of a command: as given, or now. The only place that reads a clock."""

from __future__ import annotations

from datetime import UTC, datetime

import typer


def moment_from(text: str | None) -> datetime:
    """Return the moment that a command speaks of.

    Raises:
        typer.BadParameter: The text is no moment with an offset.
    """
    if text is None:
        return datetime.now(UTC)  # noqa: TID251 - a command without --as-of means now
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(_allowed(text), param_hint="--as-of") from error
    if moment.tzinfo is None:
        raise typer.BadParameter(_allowed(text), param_hint="--as-of")
    return moment


def _allowed(text: str) -> str:
    return f"found {text!r}, allowed: a moment with an offset, as 2026-11-30T23:59:59+07:00"
