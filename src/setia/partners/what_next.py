"""Why a partner stands where it does in a program, and what to do next, as the engine says."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, Literal

from setia.awards.explain_award import explain_award
from setia.awards.next_step import NextStep, next_step
from setia.awards.standing import Asked, Standing, rows_of
from setia.awards.told import stood
from setia.core.actor import Actor
from setia.core.errors import NotFound
from setia.partners.codes import codes_of
from setia.partners.my_contests import Contest

Language = Literal["id", "en"]


def tale_of_mine(
    actor: Actor,
    standing: Standing,
    where: tuple[str, date, str],
    language: Language,
) -> Any:  # noqa: ANN401 - the engine's tale
    """Return the explanation of a partner's own row: program, window, and order if any.

    Raises:
        NotFound: The partner has no row there.
    """
    program, window, order_id = where
    for code in sorted(codes_of(actor)):
        try:
            return explain_award(standing, program, code, window, order_id, language)
        except NotFound:
            continue
    raise NotFound("award", program)


def what_next(standing: Standing, contest: Contest, language: Language) -> tuple[str, ...]:
    """Return what more would give more, as sentences; nothing where there is no row yet.

    Nothing is evaluated for it: the standing knows.
    """
    row = contest.row
    if row is None or contest.over:
        return ()
    try:
        found = stood(standing, contest.program.code, row.party, contest.window_from)
    except NotFound:
        return ()
    return () if found is None else found.story(language).told(0).why


@lru_cache(maxsize=1_024)
def _step(standing: Standing, program: str, party: str, window: date) -> NextStep | None:
    """Return what the engine finds, once for each standing: finding it is an evaluation."""
    return next_step(standing, program, party, window)


def step_ahead(standing: Standing, contest: Contest) -> NextStep | None:
    """Return how much more gives how much more; None where nothing is ahead."""
    row = contest.row
    if row is None or contest.over or not contest.ahead:
        return None
    try:
        return _step(standing, contest.program.code, row.party, contest.window_from)
    except NotFound:
        return None


def last_orders(
    actor: Actor, standing: Standing, contest: Contest, most: int = 20
) -> tuple[Any, ...]:
    """Return the last orders that a program by order paid for, newest first."""
    asked = Asked(contest.program.code, parties=codes_of(actor))
    rows = rows_of(standing, asked, "-party", 0, most).rows
    return tuple(sorted(rows, key=lambda row: row.window_from, reverse=True))
