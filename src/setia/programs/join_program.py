"""Join a program that asks for it, and withdraw again."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.people.models import Party
from setia.people.resolve_code import survivors, with_merged
from setia.programs.ask_opt_in import newest_opt_in
from setia.programs.events import PROGRAM_JOINED, PROGRAM_LEFT
from setia.programs.last_to_join import last_to_join
from setia.programs.models import Enrolment, EnrolmentWithdrawal, OptIn, Program, Way
from setia.programs.promises import promises_of
from setia.programs.seen_programs import is_open_to


def join_program(
    program: Program, party: Party, by: Actor, way: Way, seen: int
) -> Enrolment:
    """Let a party take part in a program; joining again changes nothing.

    Sales of every window of the program count, those before the day of joining too.
    ``seen`` is the number of the terms that were read, so that nobody agrees to others.

    Raises:
        NotPermitted: The actor may not join programs.
        NotFound: The party is not theirs to see.
        Refused: Nobody has to join, the time is over, or the program is not for the party.
        Conflict: The terms changed, or somebody did the same in this moment.
    """
    by.must("program.join")
    kept = _party(party, by)
    with transaction.atomic():
        Program.objects.select_for_update(of=("self",)).get(pk=program.pk)
        earlier = enrolment_of(program, kept)
        if earlier is not None:
            return earlier
        opt_in = _open_terms(program, seen)
        if not may_join(program, kept):
            raise Refused([Problem("opt_in.not_for_them", "party", {"party": kept.name})])
        enrolment = Enrolment.objects.create(
            program=program,
            party=kept,
            number=_next_number(program, kept),
            opt_in=opt_in,
            way=way,
            at=now(),
            by=by.name,
            by_key=by.key,
        )
        params = {"party": kept.name, "program": program.title_id}
        after = {"terms": opt_in.number, "way": str(way)}
        record_event(PROGRAM_JOINED, by, ("program", program.pk), params, after=after)
    return enrolment


def withdraw_enrolment(enrolment: Enrolment, by: Actor) -> EnrolmentWithdrawal:
    """Let a party no longer take part, as long as one may join.

    Raises:
        NotPermitted: The actor may not join programs.
        NotFound: The party is not theirs to see.
        Refused: The time is over, and it stands who takes part.
        Conflict: It was withdrawn before.
    """
    by.must("program.join")
    _party(enrolment.party, by)
    opt_in = newest_opt_in(enrolment.program)
    if opt_in is None or _until(opt_in) < today(settings.TIME_ZONE):
        raise Refused([Problem("opt_in.stands", "party")])
    try:
        with transaction.atomic():
            made = EnrolmentWithdrawal.objects.create(
                enrolment=enrolment, at=now(), by=by.name
            )
            program = enrolment.program
            params = {"party": enrolment.party.name, "program": program.title_id}
            record_event(PROGRAM_LEFT, by, ("program", program.pk), params)
    except IntegrityError as error:
        raise Conflict("opt_in.withdrawn_already") from error
    return made


def enrolment_of(program: Program, party: Party) -> Enrolment | None:
    """Return by what a party takes part in a program, merged records counted as its own."""
    rows = Enrolment.objects.standing().filter(program=program)
    return rows.filter(party__in=with_merged(party.pk)).first()


def may_join(program: Program, party: Party) -> bool:
    """Tell whether a program is for a party, and its promise binds."""
    return any(is_open_to(one, party) for one in promises_of(program))


def _party(party: Party, by: Actor) -> Party:
    if not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("party", party.code)
    return Party.objects.get(pk=survivors().get(party.pk, party.pk))


def _open_terms(program: Program, seen: int) -> OptIn:
    opt_in = newest_opt_in(program)
    if opt_in is None:
        raise Refused([Problem("opt_in.not_asked", "program")])
    until = _until(opt_in)
    if until < today(settings.TIME_ZONE):
        raise Refused([Problem("opt_in.over", "party", {"day": until.isoformat()})])
    if opt_in.number != seen:
        raise Conflict("opt_in.changed")
    return opt_in


def _until(opt_in: OptIn) -> date:
    """Return the last day to join: that of the terms, or before where the program ended."""
    ends = last_to_join(opt_in.program)
    return opt_in.until if ends is None else min(opt_in.until, ends)


def _next_number(program: Program, party: Party) -> int:
    rows = Enrolment.objects.filter(program=program, party=party)
    last: int = rows.aggregate(last=Max("number"))["last"] or 0
    return last + 1
