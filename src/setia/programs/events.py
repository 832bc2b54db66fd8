"""What happens to programs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

PROGRAM_ADDED = event("program.added", _("%(actor)s added the program %(program)s."))
PROGRAM_REPLACED = event(
    "program.replaced", _("%(actor)s replaced the document of the program %(program)s.")
)
PROGRAM_RETIRED = event("program.retired", _("%(actor)s retired the program %(program)s."))
