"""The versions of a program for its page: what binds, what waits, what was decided."""

from __future__ import annotations

from datetime import date
from typing import Any

from setia.core.actor import Actor
from setia.core.permissions import Reach
from setia.office.language import language
from setia.programs.guarded import exception_of, guard_problem, report_of
from setia.programs.in_words import in_words, remarks_on
from setia.programs.models import Program, ProgramVersion
from setia.programs.state import State, is_open, state_of_version, verdicts


def versions_shown(program: Program, actor: Actor, day: date) -> dict[str, Any]:
    """Return the version in force with its words, the draft with what may be done to it."""
    rows = program.versions.select_related("approval", "rejection").order_by("number")
    rows = rows.prefetch_related("lintings", verdicts(), "exceptions")
    if actor.reach == Reach.SELF:
        rows = rows.approved()
    versions = list(rows)
    draft = next((one for one in versions if is_open(one)), None)
    binding = _in_force(versions, day)
    shown = binding or draft or versions[-1]
    return {
        "shown": shown,
        "versions": [(one, state_of_version(one)) for one in reversed(versions)],
        "draft": draft,
        "draft_words": _words(draft) if draft is not None and draft != shown else "",
        "words": _words(shown),
        "shows_document": actor.reach != Reach.SELF,
        "remarks": _remarks(draft or shown, actor),
        **_acts(draft, actor),
    }


def _acts(draft: ProgramVersion | None, actor: Actor) -> dict[str, Any]:
    if draft is None:
        return {}
    state = state_of_version(draft)
    linted = state in {State.LINTED, State.SIMULATED}
    second = draft.drafted_by_key != actor.key
    return {
        "draft_state": state,
        "linted": linted,
        "unguarded": guard_problem(draft),
        "report": report_of(draft),
        "exception": exception_of(draft),
        "may_guard": actor.may("program.guard"),
        "may_approve": state == State.SIMULATED and second and actor.may("program.approve"),
        "needs_another": linted and not second,
        "may_reject": actor.may("program.reject"),
    }


def _remarks(version: ProgramVersion, actor: Actor) -> list[Any]:
    if not (actor.may("program.write") or actor.may("program.approve")):
        return []
    return list(remarks_on(version, language()))


def _words(version: ProgramVersion) -> str:
    return in_words(version.document, language())


def _in_force(versions: list[ProgramVersion], day: date) -> ProgramVersion | None:
    approved = [one for one in versions if hasattr(one, "approval")]
    begun = [one for one in approved if one.from_date <= day]
    found = begun or approved[:1]
    return found[-1] if found else None
