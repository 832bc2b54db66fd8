"""Reasons for leaving that can be counted, beside those that are shipped."""

from __future__ import annotations

import re

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.surveys.events import REASON_CODE_ADDED
from setia.surveys.models import ReasonCode

CODE = re.compile(r"[a-z][a-z0-9_-]{0,29}")


def add_reason_code(code: str, name_id: str, name_en: str, by: Actor) -> ReasonCode:
    """Add a reason that answers and words can be counted as.

    Raises:
        NotPermitted: The actor may not sort reasons.
        Refused: The code or a name is missing or wrong.
        Conflict: The code is taken.
    """
    by.must("reason.code")
    problems = []
    if not CODE.fullmatch(code):
        problems.append(Problem("reason.code_wrong", "code"))
    for at, name in (("name_id", name_id), ("name_en", name_en)):
        if not name.strip() or len(name) > 80 or not is_plain(name):
            problems.append(Problem("reason.code_name", at))
    if problems:
        raise Refused(problems)
    try:
        with transaction.atomic():
            row = ReasonCode.objects.create(
                code=code,
                name_id=name_id.strip(),
                name_en=name_en.strip(),
                at=now(),
                by=by.name,
            )
            record_event(REASON_CODE_ADDED, by, ("reason_code", row.pk), {"code": code})
    except IntegrityError as error:
        raise Conflict("reason.code_taken") from error
    return row
