"""Acts of this room, as the trail tells them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

IMPORT_TAKEN_IN = event(
    "import.taken_in", _("%(actor)s handed in the file %(file)s from %(source)s.")
)
IMPORT_MAPPED = event(
    "import.mapped", _("%(actor)s decided how the file %(file)s is to be read.")
)
IMPORT_COMMITTED = event(
    "import.committed",
    _("%(actor)s imported %(file)s: %(new)s new, %(corrected)s corrected."),
)
IMPORT_UNDONE = event(
    "import.undone",
    _("%(actor)s undid the import of %(file)s: %(reversed)s lines reversed."),
)
IMPORT_DISCARDED = event(
    "import.discarded", _("%(actor)s discarded the file %(file)s without importing it.")
)
