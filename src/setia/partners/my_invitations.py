"""Programs that ask a partner to join: the terms, until when, and whether it did."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from setia.awards.present_window import present_window
from setia.core.actor import Actor
from setia.people.models import Party
from setia.programs.models import Enrolment, OptIn, Program
from setia.programs.promises import Promise, promises
from setia.programs.seen_programs import is_open_to


@dataclass(frozen=True)
class Invitation:
    """One program that counts only who joins, as it is put to a partner.

    ``window`` begins the window that runs, or the first one where none does yet; ``over``
    tells that it stands who takes part.
    """

    program: Program
    terms: OptIn
    enrolment: Enrolment | None
    window: date
    over: bool


def my_invitations(actor: Actor, day: date) -> dict[str, Invitation]:
    """Return by code what asks a partner to join or asked it to; what ends first is first.

    A program that has not begun is among them, since that is when one is asked.
    """
    asking = {one.program_id: one for one in OptIn.objects.order_by("program", "number")}
    if not asking:
        return {}
    parties = list(Party.objects.visible_to(actor).standing())
    rows = Enrolment.objects.visible_to(actor).standing().filter(program__in=asking)
    joined = {one.program_id: one for one in rows}
    found = []
    for bound in _by_program(promises(), asking).values():
        program = bound[0].version.program
        mine = joined.get(program.pk)
        if mine is None and not _open_to_any(bound, parties):
            continue
        terms = asking[program.pk]
        over = terms.until < day
        found.append(Invitation(program, terms, mine, _window(bound, day), over))
    ordered = sorted(found, key=lambda one: (one.terms.until, one.program.code))
    return {one.program.code: one for one in ordered}


def _by_program(
    bound: Sequence[Promise], asking: Collection[int]
) -> dict[str, list[Promise]]:
    found: dict[str, list[Promise]] = {}
    for one in bound:
        if one.version.program_id in asking:
            found.setdefault(one.code, []).append(one)
    return found


def _open_to_any(bound: Sequence[Promise], parties: Sequence[Party]) -> bool:
    return any(is_open_to(promise, party) for promise in bound for party in parties)


def _window(bound: Sequence[Promise], day: date) -> date:
    begun = [one for one in bound if one.plan.period.start <= day]
    window = present_window(begun[-1].plan, day) if begun else None
    return window.start if window else bound[0].plan.period.start
