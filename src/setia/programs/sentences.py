"""Problems with programs as sentences; the language of plans has one for all of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "program.too_long": _("The document is longer than %(most)s characters."),
    "program.one_plan": _("A document holds one plan; this one holds %(found)s."),
    "program.other_id": _("The document's id is %(found)s; this program's is %(allowed)s."),
    "program.code_taken": _("There is a program with the id %(code)s already."),
    "program.changed_meanwhile": _(
        "Somebody else changed this program in the meantime. Look at it again, then decide."
    ),
    "program.retired_already": _("This program was retired already."),
}
PLAN = _("%(at)s: found %(found)s; allowed: %(allowed)s")


def worded(
    known: Mapping[str, str | Promise], code: str, params: Mapping[str, Any], at: str = ""
) -> str:
    """Return the sentence of a problem; those of the language of plans share one."""
    if code.startswith("plan."):
        return str(PLAN) % {"at": at, **params}
    if code not in known:
        return _now("Something is wrong here (%(code)s).") % {"code": code}
    return str(known[code]) % params
