"""What happens to programs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

PROGRAM_ADDED = event("program.added", _("%(actor)s drafted the program %(program)s."))
PROGRAM_REPLACED = event(
    "program.replaced", _("%(actor)s wrote the draft of the program %(program)s anew.")
)
VERSION_DRAFTED = event(
    "program.version_drafted",
    _("%(actor)s drafted version %(version)s of the program %(program)s: %(reason)s"),
)
VERSION_SUBMITTED = event(
    "program.linted",
    _("%(actor)s had version %(version)s of the program %(program)s linted."),
)
VERSION_GUARDED = event(
    "program.guarded",
    _(
        "%(actor)s had looked at what version %(version)s of the program %(program)s "
        "would cost and leave."
    ),
)
EXCEPTION_SIGNED = event(
    "program.excepted",
    _(
        "%(actor)s signed an exception for version %(version)s of the program "
        "%(program)s: %(reason)s"
    ),
)
PROGRAM_APPROVED = event(
    "program.approved",
    _("%(actor)s approved version %(version)s of the program %(program)s."),
)
VERSION_REJECTED = event(
    "program.rejected",
    _("%(actor)s turned version %(version)s of the program %(program)s down: %(reason)s"),
)
PROGRAM_RETIRED = event("program.retired", _("%(actor)s ended the program %(program)s."))
OPT_IN_ASKED = event(
    "program.opt_in_asked",
    _("%(actor)s asks partners to join the program %(program)s until %(until)s."),
)
PROGRAM_JOINED = event("program.joined", _("%(party)s joined the program %(program)s."))
PROGRAM_LEFT = event("program.left", _("%(party)s no longer takes part in %(program)s."))
