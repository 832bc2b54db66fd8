"""Problems of guarding as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "guard.running": _("This version is being looked at already. Wait for it."),
    "guard.broken_off": _(
        "The work was broken off, and no report was kept. Begin it again."
    ),
}
