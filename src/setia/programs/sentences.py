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
    "program.reason_missing": _("Say why, in a few words."),
    "program.has_draft": _(
        "There is a draft already. Write that one anew, or take it back."
    ),
    "program.no_draft": _("There is no draft. A change of what binds is a new version."),
    "program.ended": _("This program was ended."),
    "program.cuts_window": _(
        "%(day)s lies within a window; thresholds are promised for whole windows. "
        "Choose the first day of one."
    ),
    "program.other_unit": _(
        "It gives %(allowed)s, and every version does. For %(found)s add another program."
    ),
    "program.from_after_end": _("On %(day)s the program is over already."),
    "program.same_person": _(
        "Whoever drafted a version cannot approve it. Ask a second person."
    ),
    "program.not_linted": _("Have it linted first, as it is now."),
    "program.not_guarded": _(
        "Nobody has looked at what it would cost as it is now. Guard it first, or have an "
        "exception signed."
    ),
    "program.guard_failed": _(
        "Its guard did not pass. Change it, or have an exception signed."
    ),
    "program.lint": _("%(says)s"),
    "program.party_unknown": _("There is nobody with the code %(party)s. Add them first."),
    "program.not_whole": _(
        "Rounding to %(found)s gives parts of a rupiah, a point or a piece. Round to 1 or more."
    ),
    "program.group_cut": _(
        "It is one window and excludes other programs, so it cannot end early."
    ),
    "opt_in.promised_already": _(
        "This program was promised without joining. Ask for it before it is approved."
    ),
    "opt_in.over": _(
        "One could join until %(day)s. From then on it stands who takes part."
    ),
    "opt_in.too_early": _("Choose %(day)s or a later day."),
    "opt_in.after_window": _(
        "The first window of the program ends on %(day)s. Let people join by then: who joined "
        "later would change a month that may be final."
    ),
    "opt_in.text_missing": _("Write what whoever joins agrees to."),
    "opt_in.text_long": _("At most %(most)s characters fit in here."),
    "opt_in.meanwhile": _("Somebody else changed the terms of joining. Look again."),
    "opt_in.not_asked": _("Nobody has to join this program."),
    "opt_in.not_for_them": _("This program is not for %(party)s."),
    "opt_in.changed": _("The terms of joining changed. Read them again."),
    "opt_in.stands": _("The time to join is over, so it stands who takes part."),
    "opt_in.withdrawn_already": _("This was withdrawn already."),
    "program.retired_already": _("This program was ended already."),
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
