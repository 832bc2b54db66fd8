"""Let chance decide, before a program begins, who goes without it for comparison."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from django.conf import settings
from django.db import IntegrityError, transaction

from setia.backtests.eligible import Eligible, eligible_for
from setia.backtests.events import HOLDOUT_DRAWN
from setia.backtests.models import HeldOut, Holdout
from setia.backtests.study.findings import FEWEST_PARTIES
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.people.models import Party
from setia.programs.models import Program

LEAST, MOST = 5, 50


def draw_holdout(program: Program, percent: int, by: Actor) -> Holdout:
    """Draw a share of those eligible, evenly over territories and tiers, and set it down.

    What was drawn changes nothing by itself: the codes go into the plan's
    ``eligible: {not: {party: …}}``.

    Raises:
        NotPermitted: The actor may not write programs.
        Refused: The share makes no sense, the program has begun, or too few are eligible.
        Conflict: It was drawn already.
    """
    by.must("program.write")
    if not LEAST <= percent <= MOST:
        raise Refused([Problem("holdout.percent", "percent")])
    told = {"program": program.title_id}
    if program.starts_on <= today(settings.TIME_ZONE):
        raise Refused([Problem("holdout.too_late", "program", told)])
    found = eligible_for(program)
    seed = secrets.randbelow(2**31)
    drawn = drawn_from(found, percent, seed)
    if len(drawn) < FEWEST_PARTIES:
        counts = {"eligible": len(found), "drawn": len(drawn)}
        raise Refused([Problem("holdout.too_few", "percent", counts)])
    kept = Holdout(
        program=program,
        percent=percent,
        seed=seed,
        eligible=len(found),
        drawn_at=now(),
        drawn_by=by.name,
        drawn_by_key=by.key,
    )
    return keep_holdout(kept, drawn, by)


def drawn_from(found: Iterable[Eligible], percent: int, seed: int) -> list[Eligible]:
    """Draw a share: in each stratum as nearly as whole parties allow; the same seed, the same.

    Strata follow one another in a row, shuffled within; every so many places one is drawn.
    """
    rng = np.random.default_rng(seed)
    strata: dict[str, list[Eligible]] = defaultdict(list)
    for one in sorted(found, key=lambda eligible: eligible.code):
        strata[one.stratum].append(one)
    row = [
        strata[name][place]
        for name in sorted(strata)
        for place in rng.permutation(len(strata[name]))
    ]
    start = int(rng.integers(0, 100))
    return [
        one
        for place, one in enumerate(row)
        # A place is drawn where the running share passes the next whole one.
        if (start + (place + 1) * percent) // 100 > (start + place * percent) // 100
    ]


def keep_holdout(kept: Holdout, drawn: Sequence[Eligible], by: Actor) -> Holdout:
    """Set down what was drawn, here or, in a generated business, where it was generated.

    Raises:
        Conflict: It was drawn already.
    """
    parties = Party.objects.in_bulk([one.code for one in drawn], field_name="code")
    try:
        with transaction.atomic():
            kept.save(force_insert=True)
            HeldOut.objects.bulk_create(
                HeldOut(holdout=kept, party=parties[one.code], stratum=one.stratum)
                for one in drawn
            )
            params = {
                "program": kept.program.title_id,
                "drawn": len(drawn),
                "eligible": kept.eligible,
            }
            about = ("program", kept.program_id)
            after = {"seed": kept.seed, "percent": kept.percent}
            record_event(HOLDOUT_DRAWN, by, about, params, after=after)
    except IntegrityError as error:
        told = kept.program.title_id
        raise Conflict("holdout.drawn_already", program=told) from error
    return kept
