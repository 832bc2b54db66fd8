"""Ask the partners of a program to join before their sales count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.programs.events import OPT_IN_ASKED
from setia.programs.last_to_join import last_to_join
from setia.programs.models import OptIn, Program, ProgramVersion

LONGEST = 1000


@dataclass(frozen=True)
class Terms:
    """Until which day one may join, and the text that one agrees to, in both languages.

    ``seen`` is the number of the terms that whoever writes had before them, 0 for none.
    """

    until: date
    text_id: str
    text_en: str = ""
    seen: int = 0


def ask_opt_in(program: Program, terms: Terms, by: Actor) -> OptIn:
    """Set down the terms of joining a program.

    The first ones come before anybody approved the program, since what was promised gets
    no condition afterwards. Later ones may give more time, as long as the time is not over:
    from the last day on it stands who takes part. Nobody joins after the first window.

    Raises:
        NotPermitted: The actor may not write programs.
        Refused: It is too late, the day makes no sense, or there is no text.
        Conflict: Somebody else wrote terms meanwhile.
    """
    by.must("program.write")
    with transaction.atomic():
        kept = Program.objects.select_for_update(of=("self",)).get(pk=program.pk)
        last = newest_opt_in(kept)
        if terms.seen != (last.number if last else 0):
            raise Conflict("opt_in.meanwhile")
        _check(kept, terms, last)
        made = OptIn.objects.create(
            program=kept,
            number=terms.seen + 1,
            until=terms.until,
            text_id=terms.text_id.strip(),
            text_en=terms.text_en.strip(),
            at=now(),
            by=by.name,
        )
        params = {"program": kept.title_id, "until": terms.until.isoformat()}
        after = {"text": made.text_id}
        record_event(OPT_IN_ASKED, by, ("program", kept.pk), params, after=after)
    return made


def newest_opt_in(program: Program) -> OptIn | None:
    """Return the terms of joining a program that hold; None where nobody has to join."""
    return OptIn.objects.filter(program=program).order_by("number").last()


def _check(program: Program, terms: Terms, last: OptIn | None) -> None:
    day = today(settings.TIME_ZONE)
    bound = ProgramVersion.objects.approved().filter(program=program).exists()
    if last is None and bound:
        raise Refused([Problem("opt_in.promised_already", "until")])
    if last is not None and last.until < day:
        raise Refused([Problem("opt_in.over", "until", {"day": last.until.isoformat()})])
    problems = []
    # Nobody has read the terms of a draft, so that its day may also come earlier.
    earliest = max(day, last.until) if last and bound else day
    ends = last_to_join(program)
    if terms.until < earliest:
        params = {"day": earliest.isoformat()}
        problems.append(Problem("opt_in.too_early", "until", params))
    elif ends is not None and terms.until > ends:
        problems.append(Problem("opt_in.after_window", "until", {"day": ends.isoformat()}))
    if not terms.text_id.strip():
        problems.append(Problem("opt_in.text_missing", "text_id"))
    if max(len(terms.text_id), len(terms.text_en)) > LONGEST:
        problems.append(Problem("opt_in.text_long", "text_id", {"most": LONGEST}))
    if problems:
        raise Refused(problems)
